using System.Collections.Immutable;

namespace Diagnostics.Scoring.Norms;

/// <summary>What came of smoothing a histogram.</summary>
/// <param name="Degree">
/// Degree of the polynomial that was fitted; 0 when there was nothing to smooth (fewer than two different scores) and the frequencies are
/// the observed ones.
/// </param>
/// <param name="Converged">Whether the maximum was found; false also for an empty histogram.</param>
/// <param name="Iterations">Newton steps that were taken.</param>
/// <param name="Frequencies">
/// Expected frequencies, lowest score first, [highest − lowest + 1]; their sum is N. All NaN when the fit did not converge.
/// </param>
public sealed record LogLinearFit(int Degree, bool Converged, int Iterations, ImmutableArray<double> Frequencies);
