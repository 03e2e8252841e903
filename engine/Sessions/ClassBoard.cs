namespace Diagnostics.Engine.Sessions;

/// <summary>What a teacher sees and does. Reads counters; never on the answer path; never shows an answer.</summary>
public sealed class ClassBoard
{
    /// <summary>Null when there is no such class.</summary>
    public Task<BoardView?> ReadAsync(string classId, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Lobby → Running → Paused ⇄ Running → Ended → Running. False when the step is not allowed.</summary>
    public Task<bool> SetLessonAsync(string classId, LessonState lesson, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The teacher's tap: the device that asked may take over the seat's session. False when nobody asked.</summary>
    public Task<bool> AllowTakeoverAsync(string classId, int seat, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Constant-time check of the class's PIN.</summary>
    public Task<bool> PinMatchesAsync(string classId, string pin, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Classes whose board changed since the last call; the web sends each viewed one once a second.</summary>
    public IReadOnlyCollection<string> TakeDirty() => throw new NotImplementedException();
}

/// <param name="Revision">Grows with every change, so that a late snapshot is not shown over a newer one.</param>
public sealed record BoardView(
    string ClassId, string SchoolName, string ClassName, long Revision, LessonState Run, int ItemCount, IReadOnlyList<BoardSeat> Seats);

/// <param name="Answered">Number of different items with a durable answer (skipped ones count).</param>
/// <param name="WantsMove">Another device asks to take over.</param>
public sealed record BoardSeat(int Seat, bool Spare, SeatState State, int Answered, bool WantsMove);

public enum SeatState
{
    /// <summary>Nobody entered this code yet.</summary>
    Empty,

    /// <summary>Entered, not yet decided to take part.</summary>
    Deciding,

    /// <summary>Refused to take part.</summary>
    Refused,

    /// <summary>Ready, waiting for the start.</summary>
    Waiting,
    Answering,

    /// <summary>Began, and nothing was heard for 15 s: answers may wait on the device.</summary>
    LinkLost,
    Finished,
}
