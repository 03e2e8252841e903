using System.Collections.Immutable;

namespace Diagnostics.Scoring.Reliability;

/// <summary>One common factor of a scale's items, fitted by maximum likelihood on their correlations.</summary>
public sealed record OneFactorSolution
{
    /// <summary>A uniqueness at or below this is a Heywood case: the item seems to have no error, which is no result to rely on.</summary>
    public const double HeywoodBound = 0.005;

    private OneFactorSolution(ImmutableArray<double> loadings, ImmutableArray<double> uniquenesses)
    {
        Loadings = loadings;
        Uniquenesses = uniquenesses;
    }

    /// <summary>Whether there is a solution; otherwise everything is NaN.</summary>
    public bool IsAvailable => !Uniquenesses.Any(double.IsNaN);

    /// <summary>Loadings λ of items with variance 1, their sum not negative, [items].</summary>
    public ImmutableArray<double> Loadings { get; }

    /// <summary>Uniquenesses ψ of items with variance 1, 0.005..1, [items].</summary>
    public ImmutableArray<double> Uniquenesses { get; }

    /// <summary>Whether a uniqueness came to rest on its lower bound.</summary>
    public bool IsHeywood => Uniquenesses.Any(uniqueness => uniqueness <= HeywoodBound * (1 + 1e-9));

    /// <summary>
    /// Omega total of the one-factor model, (Σl)² / ((Σl)² + Σθ) with l = λ·s and θ = ψ·s² (McDonald, 1999 †). This is neither omega
    /// hierarchical nor the omega total of a Schmid–Leiman solution.
    /// </summary>
    /// <param name="standardDeviations">s of every item, in points, [items]; all 1 for standardised items.</param>
    /// <returns>0..1; NaN without a solution.</returns>
    /// <exception cref="ArgumentException">There are not as many as items.</exception>
    public double Omega(ReadOnlySpan<double> standardDeviations)
    {
        if (standardDeviations.Length != Loadings.Length)
        {
            throw new ArgumentException($"{standardDeviations.Length} deviations for {Loadings.Length} items.", nameof(standardDeviations));
        }

        double common = 0;
        double unique = 0;
        for (int item = 0; item < standardDeviations.Length; item++)
        {
            common += Loadings[item] * standardDeviations[item];
            unique += Uniquenesses[item] * standardDeviations[item] * standardDeviations[item];
        }

        return common * common / ((common * common) + unique);
    }

    internal static OneFactorSolution Of(ImmutableArray<double> loadings, ImmutableArray<double> uniquenesses) =>
        new(loadings, uniquenesses);

    internal static OneFactorSolution NotAvailable(int items)
    {
        ImmutableArray<double> none = [.. Enumerable.Repeat(double.NaN, items)];
        return new OneFactorSolution(none, none);
    }
}
