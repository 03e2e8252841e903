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
    private static readonly string Found = $"{YearConsent.Earlier} WHERE {YearConsent.OfBoth}";

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
