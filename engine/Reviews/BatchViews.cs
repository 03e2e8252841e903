using System.Collections.Immutable;

namespace Diagnostics.Engine.Reviews;

/// <summary>Which seats of a class can be signed together, as computed.</summary>
/// <param name="Stamp">Of exactly the ready seats with their protocols.</param>
/// <param name="Needed">How many of the ready ones whoever signs has to have opened.</param>
public sealed record BatchLook(string Stamp, ImmutableArray<ReadySeat> Ready, ImmutableArray<RefusedSeat> Refused, int Needed, int Opened);

/// <param name="IsOpened">Whoever asks has opened its profile lately, and since it was finished.</param>
public sealed record ReadySeat(int Seat, bool IsOpened);

public sealed record RefusedSeat(int Seat, BatchObstacle Why);

/// <summary>Why a seat is in no batch; the weightiest first.</summary>
public enum BatchObstacle
{
    /// <summary>Nothing is finished there, or nobody agrees to it any more.</summary>
    Unknown,

    /// <summary>A release was withdrawn: somebody had a reason.</summary>
    Withdrawn,

    /// <summary>Somebody has signed.</summary>
    AlreadySigned,

    /// <summary>Something speaks for a talk.</summary>
    Needs,

    /// <summary>What speaks for a talk is still to be made.</summary>
    Waiting,

    /// <summary>Somebody writes at it.</summary>
    Drafted,

    /// <summary>There is no computed list to accept.</summary>
    NoList,
}

/// <param name="Seats">The ready ones of a look, all or some.</param>
/// <param name="Stamp">Of a look at exactly these.</param>
public sealed record BatchOrder(ImmutableArray<int> Seats, string Stamp, ReviewTexts Texts);

/// <summary>What became of a batch: all of it is signed or nothing.</summary>
public abstract record BatchOutcome
{
    private BatchOutcome()
    {
    }

    public sealed record Done(int Number) : BatchOutcome;

    /// <summary>Not what was looked at any more.</summary>
    public sealed record Changed : BatchOutcome;

    /// <summary>Too few of them were opened.</summary>
    public sealed record SampleUnread : BatchOutcome;

    public sealed record Refused(SignRefusal Why) : BatchOutcome;
}
