using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// Intra-individual response variability, IRV (Dunn, Heggestad, Shanock &amp; Theilgard, 2018†): how far a person's answers differ from
/// each other.
/// </summary>
public static class IntraindividualVariability
{
    /// <summary>The sample SD (n − 1) of the answered items' codes as given, before any reversal.</summary>
    /// <param name="answers">Codes, <see cref="ResponseMatrix.Missing"/> = no answer, [columns].</param>
    /// <param name="columns">The items' columns, in any order.</param>
    /// <returns>0 or more, in code steps; NaN with fewer than two answers.</returns>
    public static double Of(ReadOnlySpan<byte> answers, ReadOnlySpan<int> columns)
    {
        long answered = 0;
        long sum = 0;
        long squares = 0;
        foreach (int column in columns)
        {
            long code = answers[column];
            if (code != ResponseMatrix.Missing)
            {
                answered++;
                sum += code;
                squares += code * code;
            }
        }

        // Whole numbers up to the root, so that equal answers give exactly 0.
        return answered < 2
            ? double.NaN
            : Math.Sqrt((double)((answered * squares) - (sum * sum)) / (answered * (answered - 1)));
    }
}
