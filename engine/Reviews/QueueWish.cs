namespace Diagnostics.Engine.Reviews;

/// <summary>Which part of a queue is wanted. What is null takes nothing away.</summary>
public sealed record QueueWish
{
    public static QueueWish All { get; } = new();

    /// <summary>Those with this reason.</summary>
    public NeedReason? Reason { get; init; }

    public string? ClassId { get; init; }

    public int? Grade { get; init; }

    /// <summary>The number of the place in its class.</summary>
    public int? Seat { get; init; }

    public QueueState? State { get; init; }

    /// <summary>Room for so many talks: the most needed of those not yet talked with, and no more.</summary>
    public int? Talks { get; init; }

    /// <summary>How many rows come before the page.</summary>
    public int From { get; init; }

    internal IReadOnlyList<QueueEntry> Of(IEnumerable<QueueEntry> sorted)
    {
        IEnumerable<QueueEntry> wished = sorted.Where(entry =>
            (Reason is not { } reason || entry.Reasons.HasFlag(reason)) && (ClassId is null || entry.ClassId == ClassId)
            && (Grade is null || entry.Grade == Grade) && (Seat is null || entry.Seat == Seat) && (State is not { } state || entry.Is(state)));
        return [.. Talks is { } talks ? wished.Where(entry => entry.Is(QueueState.NeedsTalk)).Take(talks) : wished];
    }
}
