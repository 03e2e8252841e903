using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Reviews;

/// <summary>What speaks for or against signing a seat's session together with others.</summary>
internal sealed record BatchRow
{
    /// <summary>Takes @classId, @actor and @since: openings before it do not count any more.</summary>
    public const string OfClass = $"""
        SELECT t.number AS Seat, x.id AS SessionId, n.reasons, n.rule_version AS RuleVersion,
            {NeedRow.ParentAsks} AS ParentAsks,
            (SELECT COUNT(*) FROM review v WHERE v.session_id = x.id) AS Versions,
            (SELECT COUNT(*) FROM result_release r WHERE r.session_id = x.id AND r.withdrawn_at IS NOT NULL AND r.reason <> 'replaced') AS Withdrawals,
            (SELECT COUNT(*) FROM review_draft d WHERE d.session_id = x.id) AS Drafts,
            (SELECT COUNT(*) FROM audit_entry e WHERE e.object_kind = 'session' AND e.object_id = x.id AND e.act = 'profileRead' AND e.actor = @actor
                AND e.at >= @since AND e.at >= x.finished_at) AS Openings
        FROM test_session x
        JOIN seat t ON t.id = x.seat_id
        LEFT JOIN review_need n ON n.session_id = x.id
        WHERE x.class_id = @classId AND x.state = 'finished' AND {StoredResult.Agreed}
        ORDER BY t.number
        """;

    public required int Seat { get; init; }

    public required string SessionId { get; init; }

    public long? Reasons { get; init; }

    public string? RuleVersion { get; init; }

    public required int ParentAsks { get; init; }

    public required int Versions { get; init; }

    public required int Withdrawals { get; init; }

    public required int Drafts { get; init; }

    public required int Openings { get; init; }

    /// <summary>Null when nothing speaks against it, as far as its protocol need not be read for that.</summary>
    public BatchObstacle? Obstacle => this switch
    {
        { Withdrawals: > 0 } => BatchObstacle.Withdrawn,
        { Versions: > 0 } => BatchObstacle.AlreadySigned,
        { Reasons: > 0 } or { ParentAsks: > 0 } => BatchObstacle.Needs,
        { RuleVersion: not NeedRules.Version } => BatchObstacle.Waiting,
        { Drafts: > 0 } => BatchObstacle.Drafted,
        _ => null,
    };
}
