namespace Diagnostics.Engine.Results;

/// <summary>How far a school's results are, in counts.</summary>
public sealed record SchoolReleases(string Id, string Name, string Municipality, int Finished, int Released);

/// <summary>How far a class's results are, in counts.</summary>
/// <param name="Year">Of the campaign.</param>
public sealed record ClassReleases(string Id, int Year, int Grade, string Letter, int Seats, int Finished, int Released);

/// <summary>A class with the seats somebody has entered.</summary>
/// <param name="Empty">Seats nobody has entered.</param>
public sealed record ClassSeats(string Id, string SchoolId, string SchoolName, int Grade, string Letter, int Empty, IReadOnlyList<SeatRelease> Seats);

/// <summary>How far one seat's result is. Nothing of what was answered but the wish to talk, and what would be told of its reliability.</summary>
/// <param name="InDoubt">The answers on interests do not go together, or came too fast; see <see cref="Reliability"/>.</param>
/// <param name="LateSections">Sections of tasks in which answers came after the limit.</param>
/// <param name="WantsTalk">The student answered that a talk about the choice would be welcome.</param>
/// <param name="Withdrawn">The last withdrawal, or null.</param>
public sealed record SeatRelease(
    int Seat, bool Spare, SeatResultState State, long? FinishedAtMs, long? ReleasedAtMs, bool InDoubt, int LateSections, bool WantsTalk,
    WithdrawnRelease? Withdrawn);

public sealed record WithdrawnRelease(long AtMs, WithdrawalReason Reason);

public enum SeatResultState
{
    /// <summary>Entered and not finished.</summary>
    Unfinished,

    /// <summary>Refused, or erased: nothing will come.</summary>
    Closed,

    /// <summary>Finished; what is shown is preliminary.</summary>
    Preliminary,

    /// <summary>A psychologist released it: what is shown is final.</summary>
    Released,
}

/// <summary>Why a release was withdrawn: a closed list, because a free text would bring names and diagnoses to the server.</summary>
public enum WithdrawalReason
{
    /// <summary>Somebody else sat there.</summary>
    OtherStudent,

    /// <summary>The answers are not to be relied on.</summary>
    Unreliable,

    /// <summary>The student or the parents asked for it.</summary>
    Asked,

    /// <summary>It was released too early or by mistake.</summary>
    Mistake,

    /// <summary>Something that was signed later took its place. Nobody gives it as a reason.</summary>
    Replaced,
}
