using System.Collections.Immutable;

namespace Diagnostics.Engine.Rehearsals;

/// <summary>What a report of a rehearsal says, as far as it is kept. Of virtual students only.</summary>
/// <param name="Address">The server that was rehearsed, as the run reached it.</param>
/// <param name="StartedAtMs">Unix ms.</param>
/// <param name="Students">Virtual students at once.</param>
/// <param name="Pace">How much faster than a reader of the middle they answered.</param>
/// <param name="Rate">Answers a second that were asked of all together; 0: each at the pace.</param>
/// <param name="Reasons">Why the server does not hold them, in the report's words; empty when it does.</param>
/// <param name="Limit">What was used most.</param>
/// <param name="Used">Which share of it, 0..1.</param>
/// <param name="Lost">Acknowledged answers the store does not hold; null when it could not be asked.</param>
/// <param name="Doubled">Answers that stand there twice; null likewise.</param>
/// <param name="Acknowledged">Answers the server said it has.</param>
/// <param name="EnterP99Ms">From the code to being let in, 99 of 100.</param>
/// <param name="EntriesPerSecond">Students let in, in the busiest ten seconds; null in reports that do not tell it.</param>
public sealed record RehearsalFacts(
    string Address, long StartedAtMs, ReportedProfile Profile, int Classes, int Students, double Minutes, double Pace, double Rate, ImmutableArray<string> Reasons,
    ReportedLimit Limit, double Used, long? Lost, long? Doubled, long Entered, long Finished, long Acknowledged, double EnterP99Ms, double? EntriesPerSecond)
{
    /// <summary>Nothing lost, everybody through, and quick enough.</summary>
    public bool Holds => Reasons.IsEmpty;

    /// <summary>Answers a second, as many as came of those that were asked for; 0: each at the pace.</summary>
    public double ReachedRate => Math.Min(Rate, Acknowledged / (Minutes * 60));
}

/// <summary>What the virtual students did.</summary>
public enum ReportedProfile
{
    /// <summary>Came within minutes, each class began by itself.</summary>
    Lesson,

    /// <summary>All began in one second.</summary>
    Bell,

    /// <summary>As the bell, and every link was cut half-way.</summary>
    Storm,

    /// <summary>Answered as fast as the server took it: no lesson.</summary>
    Closed,
}

/// <summary>What gives out first.</summary>
public enum ReportedLimit
{
    Processor,
    Database,
    Memory,
    Collector,
    Network,
}
