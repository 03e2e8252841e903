using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Reviews;

/// <summary>What stands beside a stored result in a protocol.</summary>
internal sealed record ProtocolRow
{
    public const string OfSeat = $"""
        SELECT x.id AS SessionId, c.kind, c.place, x.started_at AS StartedAt, x.parent_present AS ParentPresent, f.answered,
            n.evidence, k.held_at AS HeldAt, COALESCE(a.name, k.held_by) AS HeldBy,
            {NeedRow.ParentAsks} AS ParentAsks
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = x.class_id
        JOIN finished_session f ON f.session_id = x.id
        LEFT JOIN review_need n ON n.session_id = x.id
        LEFT JOIN talk k ON k.session_id = x.id
        LEFT JOIN account a ON a.id = k.held_by
        WHERE {StoredResult.AtSeat}
        """;

    public required string SessionId { get; init; }

    public required string Kind { get; init; }

    public required string Place { get; init; }

    public long? StartedAt { get; init; }

    public bool? ParentPresent { get; init; }

    public required int Answered { get; init; }

    public string? Evidence { get; init; }

    public long? HeldAt { get; init; }

    public string? HeldBy { get; init; }

    public HeldTalk? Talk => HeldAt is { } at ? new HeldTalk(at, HeldBy!) : null;

    public required int ParentAsks { get; init; }
}

/// <summary>Another session of the same student.</summary>
internal sealed record TiedRow
{
    /// <summary>Those of other years only where both were agreed to under words that tell of several years.</summary>
    public static string OfSession { get; } = $"""
        SELECT c.id AS ClassId, t.number AS Seat, c.grade, c.letter, c.kind, g.year, og.year AS OwnYear, x.finished_at AS FinishedAt, f.battery_id AS BatteryId,
            f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes, k.held_at AS HeldAt, COALESCE(a.name, k.held_by) AS HeldBy
        FROM test_session own
        {YearConsent.Tied}
        LEFT JOIN talk k ON k.session_id = x.id AND c.campaign_id = oc.campaign_id
        LEFT JOIN account a ON a.id = k.held_by
        WHERE own.id = @SessionId AND x.state = 'finished' AND {StoredResult.Agreed}
            AND (c.campaign_id = oc.campaign_id OR ({YearConsent.Covers("own")} AND {YearConsent.Covers("x")}))
        ORDER BY x.finished_at DESC, x.id
        """;

    public required string ClassId { get; init; }

    public required int Seat { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required string Kind { get; init; }

    public required int Year { get; init; }

    public required int OwnYear { get; init; }

    public required long FinishedAt { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public required string AnswerValues { get; init; }

    public required string AnswerTimes { get; init; }

    /// <summary>A talk that was noted with it; of this year alone, where it counts for the student.</summary>
    public long? HeldAt { get; init; }

    public string? HeldBy { get; init; }

    public HeldTalk? Talk => HeldAt is { } at ? new HeldTalk(at, HeldBy!) : null;
}
