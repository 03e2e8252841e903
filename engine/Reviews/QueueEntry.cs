namespace Diagnostics.Engine.Reviews;

/// <summary>One finished session in a queue.</summary>
/// <param name="Reasons">Also those that are joined as they stand.</param>
/// <param name="IsTalked">A talk was held, and no parent has asked for a meeting since.</param>
internal sealed record QueueEntry(string SessionId, string ClassId, int Grade, int Seat, NeedReason Reasons, bool IsReleased, bool IsTalked)
{
    public bool Is(QueueState state) => state switch
    {
        QueueState.NeedsTalk => Reasons != NeedReason.None && !IsTalked,
        QueueState.Talked => IsTalked,
        QueueState.Released => IsReleased,
        QueueState.Ordinary => Reasons == NeedReason.None,
    };
}

/// <summary>How far a student is in a psychologist's work; a session can be in several.</summary>
public enum QueueState
{
    /// <summary>Something speaks for a talk, and none was held.</summary>
    NeedsTalk,

    /// <summary>A talk was held.</summary>
    Talked,

    /// <summary>The result is released.</summary>
    Released,

    /// <summary>Nothing speaks for a talk.</summary>
    Ordinary,
}
