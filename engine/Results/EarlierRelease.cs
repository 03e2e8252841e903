using Diagnostics.Engine.Consent;

namespace Diagnostics.Engine.Results;

/// <summary>A release that stands, of the same student in an earlier year; there only where both sessions were agreed to under words that tell of several years.</summary>
internal sealed record EarlierRelease
{
    /// <summary>Takes @SessionId of a session whose own release stands.</summary>
    public static string OfSession { get; } = $"""
        SELECT g.year, r.released_at AS ReleasedAt, r.result, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues,
            f.answer_times AS AnswerTimes
        FROM test_session own
        JOIN result_release ownr ON ownr.session_id = own.id AND ownr.withdrawn_at IS NULL
        {YearConsent.Earlier}
        JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        WHERE own.id = @SessionId AND {YearConsent.OfBoth}
        ORDER BY g.year DESC, x.finished_at DESC, x.id
        """;

    public required int Year { get; init; }

    public required long ReleasedAt { get; init; }

    public required string Result { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public required string AnswerValues { get; init; }

    public required string AnswerTimes { get; init; }
}
