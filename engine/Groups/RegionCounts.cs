using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Groups;

/// <summary>
/// What the schools of the server come to, school by school, kept in memory so that no page waits for a region's sessions: made after the start and once an hour,
/// one school at a time. Before the first time there is nothing to compare with. Safe for several threads.
/// </summary>
public sealed class RegionCounts
{
    /// <summary>Fewer other schools would tell of one of them.</summary>
    private const int LeastSchools = 2;

    private readonly Database _database;
    private readonly GroupSessions _sessions;
    private SchoolCount[]? _counts;

    internal RegionCounts(Database database, GroupSessions sessions) => (_database, _sessions) = (database, sessions);

    private const string Schools = """
        SELECT s.id, s.municipality_id AS MunicipalityId FROM school s
        WHERE EXISTS (SELECT 1 FROM school_class c JOIN test_session x ON x.class_id = c.id WHERE c.school_id = s.id AND x.state = 'finished')
        ORDER BY s.id
        """;

    /// <summary>Counts every school anew; how many there were.</summary>
    /// <param name="breatheAsync">Waited for between two schools.</param>
    /// <param name="cancellation">Ends it; what was counted before stays.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now; what was counted before stays.</exception>
    public async Task<int> RemakeAsync(Func<CancellationToken, Task> breatheAsync, CancellationToken cancellation)
    {
        IReadOnlyList<SchoolRow> schools = await _database.QueryAsync<SchoolRow>(Schools, null, cancellation);
        List<SchoolCount> counts = [];
        foreach (SchoolRow school in schools)
        {
            counts.AddRange(CountsOf(school, await _sessions.OfSchoolAsync(school.Id, cancellation)));
            await breatheAsync(cancellation);
        }

        Volatile.Write(ref _counts, [.. counts]);
        return schools.Count;
    }

    /// <summary>Everybody of the campaign, grade and questions outside the place; null where that is too few to tell, or not known yet.</summary>
    /// <param name="place">What somebody knows without us: subtracting it would be of no use, because it was never added.</param>
    internal GroupTally? Outside(OrgNode place, GroupKey key, bool isSimulated)
    {
        SchoolCount[] others =
        [
            .. (Volatile.Read(ref _counts) ?? [])
                .Where(one => one.Key == key && one.IsSimulated == isSimulated && !one.LiesUnder(place) && one.Tally.Interests > 0),
        ];
        var tally = GroupTally.Of(others.Select(one => one.Tally));
        return others.Length >= LeastSchools && tally.Interests >= SmallCells.LeastOfGroup ? tally : null;
    }

    private static IEnumerable<SchoolCount> CountsOf(SchoolRow school, SchoolSessions sessions) =>
        from parallel in sessions.Parallels()
        from kind in parallel.Sessions.Where(one => one.Counts).GroupBy(one => one.IsSimulated)
        select new SchoolCount(school.Id, school.MunicipalityId, parallel.Key, kind.Key, GroupTally.Of(kind.Select(one => one.Facts)));

    private sealed record SchoolCount(string SchoolId, string MunicipalityId, GroupKey Key, bool IsSimulated, GroupTally Tally)
    {
        public bool LiesUnder(OrgNode place) => new OrgPath(null, MunicipalityId, SchoolId, null).LiesUnder(place);
    }

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string MunicipalityId { get; init; }
    }
}
