using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// Expected a posteriori, to be read: the mean of θ under prior × likelihood on a grid, and the posterior's standard deviation as its error
/// (Bock and Mislevy, 1982†). <see cref="EapScorer"/> gives the same numbers faster.
/// </summary>
public static class ScalarEapScorer
{
    /// <summary>Estimates every respondent.</summary>
    /// <param name="items">Parameters, [items].</param>
    /// <param name="grid">Where θ is looked at, with the prior.</param>
    /// <param name="responses">Codes 0 .. categories − 1, [respondents × items].</param>
    /// <param name="theta">Receives EAP, [respondents].</param>
    /// <param name="errors">Receives the posterior's standard deviation, [respondents].</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no answer.</exception>
    public static void Score(
        ImmutableArray<ItemParameters> items, AbilityGrid grid, ResponseMatrix responses, Span<double> theta, Span<double> errors)
    {
        ArgumentNullException.ThrowIfNull(responses);
        IrtShape.CheckMatrix(items, responses, theta.Length, errors.Length);
        byte[] row = new byte[items.Length];
        for (int respondent = 0; respondent < responses.Respondents; respondent++)
        {
            responses.CopyRow(respondent, row);
            IrtShape.Check(items, row, respondent);
            AbilityEstimate estimate = ScoreOne(items, grid, row);
            (theta[respondent], errors[respondent]) = (estimate.Theta, estimate.StandardError);
        }
    }

    /// <summary>Estimates one person.</summary>
    /// <param name="items">Parameters, [items].</param>
    /// <param name="grid">Where θ is looked at, with the prior.</param>
    /// <param name="answers">Codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <returns>Mean and standard deviation of the posterior; those of the prior when nothing was answered. No observed error.</returns>
    /// <exception cref="ArgumentException">There are not as many answers as items, or a code is no answer.</exception>
    public static AbilityEstimate ScoreOne(ImmutableArray<ItemParameters> items, AbilityGrid grid, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(grid);
        IrtShape.Check(items, answers);
        double[] heights = [.. grid.LogWeights];
        for (int item = 0; item < answers.Length; item++)
        {
            if (answers[item] != ResponseMatrix.Missing)
            {
                for (int node = 0; node < heights.Length; node++)
                {
                    heights[node] += items[item].LogProbability(grid.Nodes[node], answers[item]);
                }
            }
        }

        double highest = heights.Max();
        (double sum, double first) = (0, 0);
        for (int node = 0; node < heights.Length; node++)
        {
            heights[node] = Math.Exp(heights[node] - highest);
            sum += heights[node];
            first += heights[node] * grid.Nodes[node];
        }

        double theta = first / sum;
        double squares = 0;
        for (int node = 0; node < heights.Length; node++)
        {
            double distance = grid.Nodes[node] - theta;
            squares += heights[node] * distance * distance;
        }

        return new AbilityEstimate(theta, Math.Sqrt(squares / sum), double.NaN);
    }
}
