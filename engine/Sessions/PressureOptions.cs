using System.ComponentModel.DataAnnotations;

namespace Diagnostics.Engine.Sessions;

/// <summary>What one session may send. How full the writer's queue may be stands in the store's options.</summary>
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
}
