using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Groups;

/// <summary>The finished sessions of one school's newest lessons as groups count them: three statements over small columns, no answers and no profiles.</summary>
internal sealed class GroupSessions(Database database, SessionStandings standings)
{
    private const string Classes = $"""
        SELECT c.id AS ClassId, c.campaign_id AS CampaignId, c.grade, c.letter, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion
        FROM school_class c JOIN campaign g ON g.id = c.campaign_id
        WHERE c.school_id = @schoolId AND {OrgPaths.NewestLessons}
        ORDER BY c.grade, c.letter, c.id
        """;

    private const string Facts = $"""
        SELECT x.id AS SessionId, x.class_id AS ClassId, t.number AS Seat, n.group_facts AS GroupFacts
        FROM school_class c
        JOIN campaign g ON g.id = c.campaign_id
        JOIN test_session x ON x.class_id = c.id
        JOIN seat t ON t.id = x.seat_id
        LEFT JOIN review_need n ON n.session_id = x.id AND n.rule_version = @version
        WHERE c.school_id = @schoolId AND {OrgPaths.NewestLessons} AND x.state = 'finished' AND {StoredResult.Agreed}
        ORDER BY t.number
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SchoolSessions> OfSchoolAsync(string schoolId, CancellationToken cancellation)
    {
        IReadOnlyList<GroupRoom> rooms = await database.QueryAsync<GroupRoom>(Classes, new { schoolId }, cancellation);
        IReadOnlyList<FactsRow> rows = await database.QueryAsync<FactsRow>(Facts, new { schoolId, version = NeedRules.Version }, cancellation);
        IReadOnlyDictionary<string, SessionStanding> known = await standings.OfSchoolAsync(schoolId, NeedRules.Version, cancellation);

        // Erased or made anew between two statements: the next reading has it.
        GroupSession[] sessions =
        [
            .. from row in rows
               where row.GroupFacts is not null && known.ContainsKey(row.SessionId)
               select new GroupSession(row.ClassId, row.Seat, GroupFacts.FromJson(row.GroupFacts!), known[row.SessionId].Against),
        ];
        return new SchoolSessions(rooms, sessions, rows.Count - sessions.Length);
    }

    private sealed record FactsRow
    {
        public required string SessionId { get; init; }

        public required string ClassId { get; init; }

        public required int Seat { get; init; }

        public string? GroupFacts { get; init; }
    }
}

/// <param name="Waiting">Finished sessions of which nothing can be counted yet.</param>
internal sealed record SchoolSessions(IReadOnlyList<GroupRoom> Rooms, IReadOnlyList<GroupSession> Sessions, int Waiting)
{
    /// <summary>Classes that took the same, with their sessions: shares of different forms do not compare.</summary>
    public IEnumerable<Parallel> Parallels()
    {
        ILookup<string, GroupSession> byClass = Sessions.ToLookup(session => session.ClassId, StringComparer.Ordinal);
        return Rooms.GroupBy(room => room.Key, room => (room, (IReadOnlyList<GroupSession>)[.. byClass[room.ClassId]])).Select(same => new Parallel(same.Key, [.. same]));
    }
}

internal sealed record Parallel(GroupKey Key, IReadOnlyList<(GroupRoom Room, IReadOnlyList<GroupSession> Sessions)> Rooms)
{
    public IEnumerable<GroupSession> Sessions => Rooms.SelectMany(one => one.Sessions);
}

/// <summary>One finished session in a group.</summary>
/// <param name="Against">What keeps it out of comparisons.</param>
internal sealed record GroupSession(string ClassId, int Seat, GroupFacts Facts, IReadOnlyList<StandingReason> Against)
{
    /// <summary>Whether it may be compared with others of its kind; invented students are compared with each other and never with real ones.</summary>
    public bool Counts => Against.All(reason => reason == StandingReason.Simulated);

    public bool IsSimulated => Against.Contains(StandingReason.Simulated);
}

/// <summary>A class of a lesson.</summary>
internal sealed record GroupRoom
{
    public required string ClassId { get; init; }

    public required string CampaignId { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public GroupKey Key => new(CampaignId, Grade, BatteryId, BatteryVersion);
}

/// <summary>What sessions have in common that may be counted together: the year, the grade, and the very same questions.</summary>
internal sealed record GroupKey(string CampaignId, int Grade, string BatteryId, string BatteryVersion);
