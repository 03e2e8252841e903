using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// How likely answers are at given item parameters when θ is N(0, 1), and how many respondents are expected in each category at each node: the pass that calibration repeats. Vector
/// path; <see cref="ScalarMarginalLikelihood"/> is its readable twin.
/// </summary>
public static class MarginalLikelihood
{
    /// <summary>Number of nodes, −6 to 6 in steps of .2.</summary>
    public const int Nodes = NormalNodes.Count;

    /// <summary>Computes both.</summary>
    /// <param name="sample">The answers.</param>
    /// <param name="items">Parameters of the items that can be estimated, in their order.</param>
    /// <param name="expected">
    /// Receives the expected respondents, [<see cref="CalibrationSample.Rows"/> × <see cref="Nodes"/>], row-major; empty: not wanted. What an item's blanks would be is in no row.
    /// </param>
    /// <param name="work">Shares of the work on several threads; null: on the calling one.</param>
    /// <returns>log-likelihood; 0 for nobody.</returns>
    /// <exception cref="ArgumentException">The items are not as many as can be estimated, have other numbers of categories, or the span has another length.</exception>
    public static double At(CalibrationSample sample, ReadOnlySpan<ItemParameters> items, Span<double> expected = default, WorkShares? work = null)
    {
        Check(sample, items, expected.Length);
        ItemParameters[] parameters = [.. items];
        ExpectedCounts counts = new(sample, work ?? PatternShares.InTurn);
        double logLikelihood = counts.Pass(place => parameters[place]);
        for (int row = 0; row < sample.Rows && expected.Length > 0; row++)
        {
            counts.Row(row)[..Nodes].CopyTo(expected.Slice(row * Nodes, Nodes));
        }

        return logLikelihood;
    }

    /// <summary>θ of a node.</summary>
    /// <param name="node">0 .. <see cref="Nodes"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public static double Theta(int node) => (uint)node < Nodes ? NormalNodes.Theta[node] : throw new ArgumentOutOfRangeException(nameof(node), node, "No such node.");

    internal static void Check(CalibrationSample sample, ReadOnlySpan<ItemParameters> items, int places)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (items.Length != sample.Estimable.Length)
        {
            throw new ArgumentException($"Parameters of {items.Length} items, {sample.Estimable.Length} can be estimated.", nameof(items));
        }

        for (int place = 0; place < items.Length; place++)
        {
            if (items[place].Categories != sample.Tallied[sample.Estimable[place]].Categories)
            {
                throw new ArgumentException($"The parameters at place {place} are of {items[place].Categories} categories, the sample has another number.", nameof(items));
            }
        }

        if (places != 0 && places != sample.Rows * Nodes)
        {
            throw new ArgumentException($"{places} places for {sample.Rows} rows of {Nodes} nodes.", nameof(places));
        }
    }
}
