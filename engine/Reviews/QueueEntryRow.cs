using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Reviews;

/// <summary>What a queue is ordered by, from small columns alone.</summary>
internal sealed record QueueEntryRow
{
    /// <summary>Of finished sessions x of classes c that are agreed to; a FROM with c follows.</summary>
    public const string Columns = """
        SELECT x.id AS SessionId, c.id AS ClassId, c.school_id AS SchoolId, c.grade, t.number AS Seat, t.person, n.reasons, x.finished_at AS FinishedAt, r.released_at AS ReleasedAt,
            k.held_at AS HeldAt, (SELECT MAX(q.asked_at) FROM parent_request q WHERE q.session_id = x.id AND q.kind = 'meeting' AND q.closed_at IS NULL) AS ParentAskedAt
        """;

    private const string Beside = """
        LEFT JOIN review_need n ON n.session_id = x.id
        LEFT JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        LEFT JOIN talk k ON k.session_id = x.id
        """;

    /// <summary>Joined to classes c; a WHERE with <see cref="IsFinished"/> follows.</summary>
    public const string Joins = $"""
        JOIN test_session x ON x.class_id = c.id
        JOIN seat t ON t.id = x.seat_id
        {Beside}
        """;

    public const string IsFinished = $"x.state = 'finished' AND {StoredResult.Agreed}";

    /// <summary>A session with the others of the same student that stand in one row with it: of the same school and campaign. Takes @sessionId.</summary>
    public const string OfChild = $"""
        {Columns}
        FROM test_session own
        JOIN seat o ON o.id = own.seat_id
        JOIN school_class oc ON oc.id = own.class_id
        JOIN seat t ON t.id = o.id OR t.person = o.person
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = x.class_id AND c.school_id = oc.school_id AND c.campaign_id = oc.campaign_id
        {Beside}
        WHERE own.id = @sessionId AND {IsFinished}
        """;

    public required string SessionId { get; init; }

    public required string ClassId { get; init; }

    public required string SchoolId { get; init; }

    public required int Grade { get; init; }

    public required int Seat { get; init; }

    /// <summary>Whom the seat is tied to; null for most.</summary>
    public string? Person { get; init; }

    /// <summary>Null until they are made.</summary>
    public long? Reasons { get; init; }

    public required long FinishedAt { get; init; }

    public long? ReleasedAt { get; init; }

    public long? HeldAt { get; init; }

    public long? ParentAskedAt { get; init; }

    // An identifier of a session is never like this one.
    private string Child => Person is { } person ? $"{SchoolId}/{person}" : SessionId;

    public QueueEntry ToEntry() => new(
        SessionId, Child, ClassId, Grade, Seat, (NeedReason)(Reasons ?? 0) | (ParentAskedAt is null ? NeedReason.None : NeedReason.ParentAsked), FinishedAt,
        ReleasedAt is not null, HeldAt, ParentAskedAt);
}
