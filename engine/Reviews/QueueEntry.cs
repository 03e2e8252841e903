namespace Diagnostics.Engine.Reviews;

/// <summary>One finished session in a queue.</summary>
/// <param name="Child">Whose it is: the same for all sessions that the school has tied to one student.</param>
/// <param name="Reasons">Also those that are joined as they stand.</param>
/// <param name="HeldAtMs">When a talk was noted with it; null where none was.</param>
/// <param name="ParentAskedAtMs">When a parent last asked for a meeting that is still open; null where none did.</param>
internal sealed record QueueEntry(
    string SessionId, string Child, string ClassId, int Grade, int Seat, NeedReason Reasons, long FinishedAtMs, bool IsReleased, long? HeldAtMs, long? ParentAskedAtMs);

/// <summary>How far a student is in a psychologist's work; one can be in several.</summary>
public enum QueueState
{
    /// <summary>Something speaks for a talk, and none was held since.</summary>
    NeedsTalk,

    /// <summary>A talk was held.</summary>
    Talked,

    /// <summary>The result is released.</summary>
    Released,

    /// <summary>Nothing speaks for a talk.</summary>
    Ordinary,
}
