using System.ComponentModel.DataAnnotations;

namespace Diagnostics.Engine.Sessions;

/// <summary>Who is let in, how a class starts, and what one session may send. How full the writer's queue may be stands in the store's options.</summary>
public sealed class PressureOptions
{
    /// <summary>One batch.</summary>
    public const int LeastBurst = Session.MostAnswers;

    /// <summary>
    /// Answers a session may send in a second over a longer time. Default 20, far above any student; what is beyond is told busy and comes
    /// again. 0: no limit.
    /// </summary>
    [Range(0, 1_000_000)]
    public int AnswersPerSecond { get; init; } = 20;

    /// <summary>
    /// Answers a session may send at once: what was given without a link. Default 100; less makes a device that comes back wait longer. Not
    /// less than one batch.
    /// </summary>
    [Range(LeastBurst, 1_000_000)]
    public int AnswerBurst { get; init; } = 100;

    /// <summary>
    /// Students let in by code in a second, and as many at once; whoever comes beyond it sees a place in the queue. Default 400, half of the
    /// 800 entries with a greeting that two cores are built for, so that those who are in keep the other half. 0: no queue.
    /// </summary>
    [Range(0.0, 100_000.0)]
    public double EntriesPerSecond { get; init; } = 400;

    /// <summary>Nobody new is let in; those who have begun go on, with their codes too. Default false.</summary>
    public bool EntryClosed { get; init; }

    /// <summary>
    /// Over how long the pages of a class open after «Начать», each at a moment of its own. Default 3 s; more for thousands that start at one bell.
    /// </summary>
    [Range(0, 15)]
    public int StartSpreadSeconds { get; init; } = 3;
}
