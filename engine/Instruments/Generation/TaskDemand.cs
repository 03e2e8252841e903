namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// What a task demands, counted by the rule that draws it and never from answers: what <see cref="PredictedDifficulty"/> rests on.
/// </summary>
/// <param name="Rules">What has to be found or known that the page does not say: 0 when only looking and counting is asked.</param>
/// <param name="Steps">Operations one after another, from 1.</param>
/// <param name="Load">What makes it more than the simplest of its kind: more pieces, larger numbers, another order; from 0.</param>
/// <param name="Lures">Wrong options that a half-done or nearly right way leads to, 0 .. 3.</param>
internal readonly record struct TaskDemand(int Rules, int Steps, int Load, int Lures);
