namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// Difficulty foretold from what a task demands, in the form of the linear logistic test model (Fischer, 1973†): a sum of demands with one weight each.
/// The weights are the author's judgement; no answer of anybody has gone into them. Their unit is set by the ends: the easiest tasks nearly everybody is
/// thought to solve (b about −3), the hardest hardly anybody more than by guessing (b about 3), ability being N(0, 1).
/// </summary>
internal static class PredictedDifficulty
{
    /// <summary>
    /// Slope of every task, the same for all because rules say nothing about it: that of a task which says as much of its trait as the linter's
    /// simulated ones do, 1.7 · .6 / √(1 − .6²) on the logistic scale.
    /// </summary>
    public const double Slope = 1.275;

    private const double Start = -3.8;
    private const double ByRule = 0.95;
    private const double ByStep = 0.7;
    private const double ByLoad = 0.5;
    private const double ByLure = 0.3;

    /// <summary>b of a task, two digits.</summary>
    public static double Of(TaskDemand demand) => Math.Round(
        Start + (ByRule * demand.Rules) + (ByStep * (demand.Steps - 1)) + (ByLoad * demand.Load) + (ByLure * demand.Lures),
        2,
        MidpointRounding.AwayFromZero);
}
