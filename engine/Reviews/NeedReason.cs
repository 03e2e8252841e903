using System.Collections.Immutable;

namespace Diagnostics.Engine.Reviews;

/// <summary>Why a talk with a student should come before others. Stored as bits: a number, once given, keeps its meaning.</summary>
[Flags]
public enum NeedReason
{
    None = 0,

    /// <summary>The student asked for a talk.</summary>
    AskedForTalk = 1,

    /// <summary>A parent asks for a meeting. Never stored: it is read as it stands.</summary>
    ParentAsked = 2,

    /// <summary>The answers on interests do not go together, or came too fast.</summary>
    Unreliable = 4,

    /// <summary>No choice yet in a grade that has to make one.</summary>
    Undecided = 8,

    /// <summary>The goal leads away from what matters most.</summary>
    PlanAgainstValues = 16,

    /// <summary>A leading interest rests on tasks that went worse than the student's own best.</summary>
    Gap = 32,

    /// <summary>No interest can be told from any other.</summary>
    Flat = 64,

    /// <summary>Interests are not those of an earlier year.</summary>
    Changed = 128,
}

/// <param name="Evidence">What says so, as ids: raised kinds of flags, scales, options. Empty where the reason says all.</param>
public sealed record Need(NeedReason Reason, ImmutableArray<string> Evidence);
