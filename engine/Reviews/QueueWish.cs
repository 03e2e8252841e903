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

    internal IReadOnlyList<QueueChild> Of(IEnumerable<QueueChild> sorted)
    {
        IEnumerable<QueueChild> wished = sorted.Where(child =>
            (Reason is not { } reason || child.Reasons.HasFlag(reason)) && (State is not { } state || child.Is(state))).Select(AtPlace).OfType<QueueChild>();
        return [.. Talks is { } talks ? wished.Where(child => child.Is(QueueState.NeedsTalk)).Take(talks) : wished];
    }

    /// <summary>Led by the session at the wanted place; null where none is there.</summary>
    private QueueChild? AtPlace(QueueChild child) =>
        child.Sessions.FirstOrDefault(entry => (ClassId is null || entry.ClassId == ClassId) && (Grade is null || entry.Grade == Grade) && (Seat is null || entry.Seat == Seat))
            is { } lead ? child.LedBy(lead) : null;
}
