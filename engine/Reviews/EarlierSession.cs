using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// A finished session of the same student in an earlier year, as far as both were agreed to under words that tell of several years. Of several the first row of a
/// session counts: the latest year, there the day's lesson.
/// </summary>
internal sealed record EarlierSession
{
    private static readonly string Found = $"""
        JOIN seat o ON o.id = own.seat_id
        JOIN school_class oc ON oc.id = own.class_id
        JOIN campaign og ON og.id = oc.campaign_id
        JOIN seat t ON t.person = o.person AND t.id <> o.id
        JOIN test_session x ON x.seat_id = t.id
        JOIN finished_session f ON f.session_id = x.id
        JOIN school_class c ON c.id = x.class_id AND c.school_id = oc.school_id
        JOIN campaign g ON g.id = c.campaign_id AND g.year < og.year
        WHERE x.state = 'finished' AND {YearConsent.Covers("own")} AND {YearConsent.Covers("x")}
        """;

    private const string Newest = " ORDER BY own.id, g.year DESC, c.kind, x.finished_at DESC, x.id";

    private static readonly string Select = $"""
        SELECT own.id AS SessionId, x.id AS EarlierId, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues,
            f.answer_times AS AnswerTimes
        FROM test_session own
        {Found}
        """;

    /// <summary>Of one session: takes @sessionId.</summary>
    public static string OfSession { get; } = Select + " AND own.id = @sessionId" + Newest;

    /// <summary>Of the sessions of a class: takes @classId.</summary>
    public static string OfClass { get; } = Select + " AND own.class_id = @classId" + Newest;

    private static readonly string SelectIds = $"SELECT own.id AS SessionId, x.id AS EarlierId FROM test_session own {Found}";

    /// <summary>Which they are, for the sessions of a class: takes @classId.</summary>
    public static string IdsOfClass { get; } = SelectIds + " AND own.class_id = @classId" + Newest;

    /// <summary>The same for a whole store.</summary>
    public static string Ids { get; } = SelectIds + Newest;

    public required string SessionId { get; init; }

    public required string EarlierId { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public required string AnswerValues { get; init; }

    public required string AnswerTimes { get; init; }

    public TakenAnswers? Read(BatteryLibrary batteries) => TakenAnswers.Read(batteries, BatteryId, BatteryVersion, AnswerValues, AnswerTimes);

    /// <summary>Which earlier session stands beside one.</summary>
    internal sealed record Tie
    {
        public required string SessionId { get; init; }

        public required string EarlierId { get; init; }
    }
}
