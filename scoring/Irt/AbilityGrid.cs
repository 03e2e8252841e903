using System.Collections.Immutable;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// Places of the trait with prior weights: integrals over θ become sums over them. Immutable; valid by construction; weights sum to 1.
/// </summary>
public sealed class AbilityGrid
{
    private AbilityGrid(ImmutableArray<double> nodes, ImmutableArray<double> weights)
    {
        Nodes = nodes;
        double sum = weights.Sum();
        Weights = [.. weights.Select(weight => weight / sum)];
        LogWeights = [.. Weights.Select(Math.Log)];
    }

    /// <summary>61 nodes −6, −5.8 … 6 under N(0, 1): the grid of calibration and of every estimate that does not say otherwise.</summary>
    public static AbilityGrid Usual { get; } = Normal(-6, 6, 61);

    /// <summary>33 nodes −4, −3.75 … 4 under N(0, 1) by the trapezoid rule, as catR integrates.</summary>
    public static AbilityGrid Adaptive { get; } = Trapezoid(-4, 4, 33);

    /// <summary>The nodes, ascending, in units of θ.</summary>
    public ImmutableArray<double> Nodes { get; }

    /// <summary>Their prior weights, above 0, summing to 1.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>The logarithms of the weights.</summary>
    public ImmutableArray<double> LogWeights { get; }

    /// <summary>Even nodes with the density of N(0, 1) as weights.</summary>
    /// <param name="first">The lowest node, finite.</param>
    /// <param name="last">The highest node, finite, above the lowest; |node| at most 30, where the density still is a number.</param>
    /// <param name="count">How many nodes, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or too wide, or there are fewer than two nodes.</exception>
    public static AbilityGrid Normal(double first, double last, int count)
    {
        ImmutableArray<double> nodes = Even(first, last, count);
        return new AbilityGrid(nodes, [.. nodes.Select(Density)]);
    }

    /// <summary>The same by the trapezoid rule: the first and the last node count half.</summary>
    /// <param name="first">As in <see cref="Normal"/>.</param>
    /// <param name="last">As in <see cref="Normal"/>.</param>
    /// <param name="count">As in <see cref="Normal"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">As in <see cref="Normal"/>.</exception>
    public static AbilityGrid Trapezoid(double first, double last, int count)
    {
        ImmutableArray<double> nodes = Even(first, last, count);
        return new AbilityGrid(nodes, [.. nodes.Select((node, place) => Density(node) * (place == 0 || place == nodes.Length - 1 ? 0.5 : 1))]);
    }

    private static ImmutableArray<double> Even(double first, double last, int count)
    {
        const double Widest = 30;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (!(first >= -Widest && last <= Widest && first < last))
        {
            throw new ArgumentOutOfRangeException(nameof(first), first, $"Nodes from {first} to {last} are no range within ±{Widest}.");
        }

        // Counted from the middle, so that opposite nodes are exact opposites.
        (double middle, double half) = ((first + last) / 2, (last - first) / 2);
        return [.. Enumerable.Range(0, count).Select(place => middle + (half * ((2 * place) - (count - 1)) / (count - 1)))];
    }

    private static double Density(double theta) => Math.Exp(-theta * theta / 2);
}
