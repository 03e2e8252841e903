namespace Diagnostics.Engine.Adaptive;

/// <summary>
/// What the answers of an adaptive section say. θ has no unit anybody knows; the expected number right of the bank's fixed form is the same said in tasks,
/// so that whoever was given other tasks, also without a link, stands on one scale.
/// </summary>
/// <param name="Answered">Tasks that were answered; those passed by say nothing.</param>
/// <param name="Right">How many rightly.</param>
/// <param name="Theta">Ability, EAP under N(0, 1).</param>
/// <param name="StandardError">Its standard deviation after the answers.</param>
/// <param name="Expected">Tasks of the fixed form somebody of this ability solves on average, 0 .. <paramref name="Length"/>.</param>
/// <param name="ExpectedError">The error of that number, from that of θ.</param>
/// <param name="Length">Tasks of the fixed form.</param>
/// <param name="IsPredicted">The parameters are foretold: all of it is a trial, no measurement.</param>
public sealed record SectionScore(
    int Answered, int Right, double Theta, double StandardError, double Expected, double ExpectedError, int Length, bool IsPredicted);
