using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>Reads the <see cref="SessionStanding"/> of sessions, a class at a time, so that nobody holds a region in memory.</summary>
public sealed class SessionStandings
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;

    internal SessionStandings(Database database, BatteryLibrary batteries) => (_database, _batteries) = (database, batteries);

    private const string Columns = $"""
        x.id AS SessionId, t.number AS Seat, x.state, x.simulated, x.accommodation, c.kind, c.place, c.battery_id AS BatteryId,
            c.battery_version AS BatteryVersion, f.section_times AS SectionTimes,
            CASE WHEN {StoredResult.Agreed} THEN 1 ELSE 0 END AS Agreed,
            (SELECT COUNT(*) FROM rehearsal r JOIN campaign g ON g.region_id = r.region_id WHERE g.id = c.campaign_id) AS Rehearsals,
            (SELECT COUNT(*) FROM time_grant m WHERE m.class_id = c.id AND m.outage = 0 AND (m.seat IS NULL OR m.seat = t.number)) AS Grants,
            (SELECT COUNT(*) FROM time_grant m WHERE m.class_id = c.id AND m.outage = 1) AS Outages,
            (SELECT COUNT(*) FROM seat_halt m WHERE m.class_id = c.id AND m.seat = t.number) AS Halts,
            (SELECT COUNT(*) FROM irregularity m WHERE m.class_id = c.id AND m.withdrawn_at IS NULL AND (m.seat IS NULL OR m.seat = t.number)) AS Irregularities
        """;

    private const string Select = $"""
        SELECT {Columns}, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes
        FROM test_session x
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        LEFT JOIN finished_session f ON f.session_id = x.id
        """;

    private const string OfClass = Select + " WHERE x.class_id = @classId ORDER BY t.number";

    // Whether answers are in doubt stands beside what groups count: no answers are read.
    private const string AtSchool = $"""
        SELECT {Columns}, n.group_facts AS GroupFacts
        FROM school_class c
        JOIN campaign g ON g.id = c.campaign_id
        JOIN test_session x ON x.class_id = c.id
        JOIN seat t ON t.id = x.seat_id
        JOIN finished_session f ON f.session_id = x.id
        JOIN review_need n ON n.session_id = x.id AND n.rule_version = @version
        WHERE c.school_id = @schoolId
        """;

    private const string OfSchool = $"{AtSchool} AND {OrgPaths.NewestLessons}";

    private const string OfLessons = $"{AtSchool} AND c.campaign_id = @campaignId AND c.kind = 'lesson'";

    private const string OfSession = Select + " WHERE x.id = @sessionId";

    /// <summary>Of every seat of a class, in order.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<SessionStanding>> OfClassAsync(string classId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<Row>(OfClass, new { classId }, cancellation)).Select(Tell)];

    /// <summary>Of the finished sessions of a school's newest lessons, by session, as far as groups count them: from small columns alone.</summary>
    /// <param name="version">Of the rules their facts are of.</param>
    internal async Task<IReadOnlyDictionary<string, SessionStanding>> OfSchoolAsync(string schoolId, string version, CancellationToken cancellation) =>
        (await _database.QueryAsync<Row>(OfSchool, new { schoolId, version }, cancellation)).Select(Tell).ToDictionary(one => one.SessionId, StringComparer.Ordinal);

    /// <summary>The same of a school's lessons in any campaign.</summary>
    /// <param name="version">Of the rules their facts are of.</param>
    internal async Task<IReadOnlyDictionary<string, SessionStanding>> OfLessonsAsync(string schoolId, string campaignId, string version, CancellationToken cancellation) =>
        (await _database.QueryAsync<Row>(OfLessons, new { schoolId, campaignId, version }, cancellation)).Select(Tell).ToDictionary(one => one.SessionId, StringComparer.Ordinal);

    /// <summary>Null when there is no such session.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SessionStanding?> OfSessionAsync(string sessionId, CancellationToken cancellation) =>
        await _database.FirstOrDefaultAsync<Row>(OfSession, new { sessionId }, cancellation) is { } row ? Tell(row) : null;

    private SessionStanding Tell(Row row) => new(row.SessionId, row.Seat, [.. Against(row)]);

    private IEnumerable<StandingReason> Against(Row row)
    {
        Battery battery = _batteries.Get(row.BatteryId, row.BatteryVersion);
        (StandingReason Reason, bool Holds)[] all =
        [
            (StandingReason.NotFinished, row.State != "finished"),
            (StandingReason.NotAgreed, row.Agreed == 0),
            (StandingReason.Simulated, row.Simulated),
            (StandingReason.Rehearsed, row.Rehearsals > 0),
            (StandingReason.Sitting, row.Kind == "sitting"),
            (StandingReason.AtHome, row.Place == "home"),
            (StandingReason.SpecialForm, battery.Variant != BatteryVariant.Standard),
            (StandingReason.ExtraTime, row.Accommodation is not null || row.Grants > 0),
            (StandingReason.Interrupted, row.Outages + row.Halts + row.Irregularities > 0),
            (StandingReason.Flagged, IsFlagged(battery, row)),
        ];
        return all.Where(one => one.Holds).Select(one => one.Reason);
    }

    private static bool IsFlagged(Battery battery, Row row) => IsInDoubt(battery, row) || ResultMaker.LateSections(battery, row.SectionTimes).Count > 0;

    private static bool IsInDoubt(Battery battery, Row row) => row switch
    {
        { GroupFacts: { } facts } => GroupFacts.FromJson(facts).InDoubt,
        { AnswerValues: { } values, AnswerTimes: { } times } => ResultWriter.AreInterestsInDoubt(battery, PackedAnswers.FromJson(values, times)),
        _ => false,
    };

    private sealed record Row
    {
        public required string SessionId { get; init; }

        public required int Seat { get; init; }

        public required string State { get; init; }

        public required bool Simulated { get; init; }

        public string? Accommodation { get; init; }

        public required string Kind { get; init; }

        public required string Place { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public string? AnswerValues { get; init; }

        public string? AnswerTimes { get; init; }

        public string? SectionTimes { get; init; }

        public string? GroupFacts { get; init; }

        public required int Agreed { get; init; }

        public required int Rehearsals { get; init; }

        public required int Grants { get; init; }

        public required int Outages { get; init; }

        public required int Halts { get; init; }

        public required int Irregularities { get; init; }
    }
}
