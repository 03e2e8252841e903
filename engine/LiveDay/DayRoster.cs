using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// The classes of the newest campaigns as the store has them: who is expected, and how far a class came that is in no node's memory. Read rarely, because
/// what happens in a lesson is told by the nodes.
/// </summary>
internal sealed class DayRoster(Database database, KeptReports reports)
{
    private const string Schools = """
        SELECT s.id, s.name, m.id AS MunicipalityId, m.name AS MunicipalityName, r.id AS RegionId, r.name AS RegionName
        FROM school s JOIN municipality m ON m.id = s.municipality_id JOIN region r ON r.id = m.region_id
        ORDER BY m.name, m.id, s.name, s.id
        """;

    private const string Classes = $"""
        SELECT c.id, c.school_id AS SchoolId, c.grade, c.letter, c.lesson, g.consent_settings AS ConsentRules,
            SUM(CASE WHEN COALESCE(x.consent, 1) = 1 AND COALESCE(x.parent_consent, 1) = 1 THEN 1 ELSE 0 END) AS Free,
            SUM(CASE WHEN COALESCE(x.consent, 1) = 1 AND x.parent_consent = 1 THEN 1 ELSE 0 END) AS Agreed,
            SUM(CASE WHEN x.state = 'finished' THEN 1 ELSE 0 END) AS Finished,
            SUM(CASE WHEN x.state IN ('inProgress', 'paused') THEN 1 ELSE 0 END) AS Begun,
            MAX(x.started_at) AS StartedAt
        FROM school_class c
        JOIN campaign g ON g.id = c.campaign_id
        JOIN seat t ON t.class_id = c.id
        JOIN test_session x ON x.seat_id = t.id
        WHERE {OrgPaths.NewestLessons} AND {ParticipationList.IsExpected}
        GROUP BY c.id, c.school_id, c.grade, c.letter, c.lesson, g.consent_settings
        ORDER BY c.grade, c.letter, c.id
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<RosterReading> ReadAsync(CancellationToken cancellation)
    {
        IReadOnlyList<RosterSchool> schools = await database.QueryAsync<RosterSchool>(Schools, null, cancellation);
        IReadOnlyList<Row> rows = await database.QueryAsync<Row>(Classes, null, cancellation);
        var rules = rows.Select(row => row.ConsentRules).Distinct(StringComparer.Ordinal)
            .ToDictionary(settings => settings, settings => ConsentSettings.FromJson(settings).ParentsDecide, StringComparer.Ordinal);
        return new RosterReading(
            schools, [.. rows.Select(row => row.ToClass(rules[row.ConsentRules].Contains(row.Grade)))], KeptReports.BestOf(await reports.ReadAsync(cancellation)));
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string SchoolId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string Lesson { get; init; }

        public required string ConsentRules { get; init; }

        /// <summary>Nobody is against it.</summary>
        public required int Free { get; init; }

        /// <summary>Of these with a parent's agreement on record.</summary>
        public required int Agreed { get; init; }

        public required int Finished { get; init; }

        public required int Begun { get; init; }

        public long? StartedAt { get; init; }

        public RosterClass ToClass(bool parentsDecide) => new(
            Id, SchoolId, $"{Grade}{Letter}", StoredText.Read<LessonState>(Lesson), parentsDecide ? Agreed : Free, Finished, Begun, StartedAt ?? 0);
    }
}

/// <param name="Schools">Every school, also those without classes; by municipality and name.</param>
/// <param name="Classes">Lessons of the newest campaign of each school, by grade and letter.</param>
/// <param name="Best">What the server was measured to hold; null where no rehearsal tells.</param>
internal sealed record RosterReading(IReadOnlyList<RosterSchool> Schools, IReadOnlyList<RosterClass> Classes, KeptReport? Best);

internal sealed record RosterSchool
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required string RegionId { get; init; }

    public required string RegionName { get; init; }
}

/// <param name="Expected">Students with a right to start.</param>
/// <param name="StartedAtMs">When the last one began, Unix ms; 0: nobody has.</param>
internal sealed record RosterClass(
    string Id, string SchoolId, string Name, LessonState Lesson, int Expected, int Finished, int Begun, long StartedAtMs);
