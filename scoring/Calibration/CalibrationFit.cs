using System.Collections.Immutable;

namespace Diagnostics.Scoring.Calibration;

/// <summary>Calibrated items, how well they fit together, and how the calibration went.</summary>
public sealed record CalibrationFit
{
    /// <summary>Slopes beyond ± this are not looked for: between two neighbouring nodes the logit would move by two, and the grid could not follow.</summary>
    public const double SteepestSlope = 10;

    /// <summary>The model.</summary>
    public required CalibrationModel Model { get; init; }

    /// <summary>In the order of the sample's items.</summary>
    public required ImmutableArray<ItemEstimate> Items { get; init; }

    /// <summary>How it ended.</summary>
    public required CalibrationEnd End { get; init; }

    /// <summary>Passes over the answers.</summary>
    public required int Passes { get; init; }

    /// <summary>What the last step of EM moved most; NaN when nothing was estimated.</summary>
    public required double LargestChange { get; init; }

    /// <summary>Largest slope of the log-likelihood (with the priors) by a parameter that no limit holds: 0 at the maximum.</summary>
    public required double LargestGradient { get; init; }

    /// <summary>Marginal log-likelihood, without the priors; NaN when nothing was estimated.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>log density of the priors at the estimates, without constants; 0 without priors.</summary>
    public required double LogPrior { get; init; }

    /// <summary>Number of free parameters.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>n: respondents who answered an item that was estimated.</summary>
    public required int Respondents { get; init; }

    /// <summary>Different rows of answers among them.</summary>
    public required int Patterns { get; init; }

    /// <summary>−2 logL + 2 parameters (Akaike, 1974†); NaN when nothing was estimated.</summary>
    public double Aic => (-2 * LogLikelihood) + (2 * ParameterCount);

    /// <summary>−2 logL + parameters · log n (Schwarz, 1978†); NaN when nothing was estimated.</summary>
    public double Bic => (-2 * LogLikelihood) + (ParameterCount * Math.Log(Respondents));
}
