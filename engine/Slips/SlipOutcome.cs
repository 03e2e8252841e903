namespace Diagnostics.Engine.Slips;

/// <summary>What became of a slip.</summary>
public abstract record SlipOutcome
{
    private SlipOutcome()
    {
    }

    /// <param name="Answers">Answers in the slip that were new.</param>
    /// <param name="Finished">The session is finished.</param>
    public sealed record Taken(string ClassName, int Seat, int Answers, bool Finished) : SlipOutcome;

    /// <summary>Nothing of it is new.</summary>
    public sealed record Already(string ClassName, int Seat, bool Finished) : SlipOutcome;

    /// <summary>The session went on elsewhere: the answers are kept beside it.</summary>
    /// <param name="Answers">Entries that are kept.</param>
    public sealed record SetAside(string ClassName, int Seat, int Answers) : SlipOutcome;

    public sealed record Refused(SlipFault Fault) : SlipOutcome;
}
