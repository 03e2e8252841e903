using System.Collections.Immutable;

namespace Diagnostics.Engine.Reviews;

/// <summary>One student in a queue: the finished sessions of a year that the school has tied to one person, the leading one first. Most have one.</summary>
internal sealed record QueueChild(ImmutableArray<QueueEntry> Sessions)
{
    /// <summary>By whose class and seat the row goes.</summary>
    public QueueEntry Lead => Sessions[0];

    /// <summary>Those of all sessions.</summary>
    public NeedReason Reasons { get; } = Sessions.Aggregate(NeedReason.None, (all, one) => all | one.Reasons);

    /// <summary>
    /// A talk was held, and nothing has come since that it could not know of: no parent has asked for a meeting, and no other session has finished in which something speaks for a
    /// talk.
    /// </summary>
    public bool IsTalked { get; } = Sessions.Max(one => one.HeldAtMs) is { } held
        && !Sessions.Any(one => one.ParentAskedAtMs > held || (one.HeldAtMs is null && one.FinishedAtMs > held && one.Reasons != NeedReason.None));

    /// <summary>Every session's result is.</summary>
    public bool IsReleased { get; } = Sessions.All(one => one.IsReleased);

    public bool Is(QueueState state) => state switch
    {
        QueueState.NeedsTalk => Reasons != NeedReason.None && !IsTalked,
        QueueState.Talked => IsTalked,
        QueueState.Released => IsReleased,
        QueueState.Ordinary => Reasons == NeedReason.None,
    };

    /// <summary>The same with another session in front.</summary>
    public QueueChild LedBy(QueueEntry lead) => lead == Lead ? this : this with { Sessions = [lead, .. Sessions.Where(one => one != lead)] };
}
