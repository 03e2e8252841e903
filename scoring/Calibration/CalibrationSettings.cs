namespace Diagnostics.Scoring.Calibration;

/// <summary>How items are calibrated.</summary>
/// <param name="Model">Which parameters are free.</param>
public sealed record CalibrationSettings(CalibrationModel Model)
{
    /// <summary>What is believed of c in <see cref="CalibrationModel.ThreeParameter"/>; null: nothing. Other models have no c.</summary>
    public GuessingPrior? Guessing { get; init; } = GuessingPrior.FiveOptions;

    /// <summary>What is believed of each slope; null, as usual: nothing. Not for <see cref="CalibrationModel.Rasch"/>, whose slope rests on all answers.</summary>
    public SlopePrior? Slope { get; init; }

    /// <summary>Most passes over the answers.</summary>
    public int MostPasses { get; init; } = 2000;

    /// <summary>Converged when a step of EM moves no parameter by more than this; the distance to the maximum is some times larger.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Lengthen steps of EM by SQUAREM (Varadhan &amp; Roland, 2008†). Off: plain EM, for comparison.</summary>
    public bool Accelerated { get; init; } = true;

    /// <summary>Compute standard errors; the time grows with the square of the number of parameters.</summary>
    public bool WithErrors { get; init; } = true;
}
