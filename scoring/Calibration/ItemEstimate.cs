using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>What the calibration says of one item.</summary>
/// <param name="State">Whether it has parameters.</param>
/// <param name="Answered">How many respondents answered it.</param>
/// <param name="Parameters">Slope, intercepts, guessing; null where the item was left out.</param>
/// <param name="SlopeError">Standard error of a; NaN = not available.</param>
/// <param name="InterceptErrors">Standard errors of d_1 … d_{K−1}; NaN = not available; empty where the item was left out.</param>
/// <param name="GuessingError">Standard error of c by the delta method from logit c; NaN where c is not estimated.</param>
public sealed record ItemEstimate(
    ItemState State, int Answered, ItemParameters? Parameters, double SlopeError, ImmutableArray<double> InterceptErrors, double GuessingError)
{
    /// <summary>Standard errors of b_1 … b_{K−1} by the delta method from a, d and their covariance, in units of θ; NaN = not available; empty where the item was left out.</summary>
    public ImmutableArray<double> ThresholdErrors { get; init; } = [];

    /// <summary>An item without parameters.</summary>
    internal static ItemEstimate LeftOut(ItemState state, int answered) => new(state, answered, null, double.NaN, [], double.NaN);
}
