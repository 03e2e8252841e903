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
        JOIN seat o ON o.id = own.seat_id
        JOIN school_class oc ON oc.id = own.class_id
        JOIN campaign og ON og.id = oc.campaign_id
        JOIN seat t ON t.person = o.person AND t.id <> o.id
        JOIN test_session x ON x.seat_id = t.id
        JOIN finished_session f ON f.session_id = x.id
        JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        JOIN school_class c ON c.id = x.class_id AND c.school_id = oc.school_id
        JOIN campaign g ON g.id = c.campaign_id AND g.year < og.year
        WHERE own.id = @SessionId AND x.state = 'finished' AND {YearConsent.Covers("own")} AND {YearConsent.Covers("x")}
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
