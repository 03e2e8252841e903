using System.Collections.Immutable;

namespace Diagnostics.Scoring.Linking;

/// <summary>Two forms of a test on one scale, by the items they have in common.</summary>
public sealed record FormLink
{
    private FormLink(LinkMethod method, ScaleMove move, double slopeError, double interceptError, ImmutableArray<ItemDrift> items)
    {
        Method = method;
        Move = move;
        SlopeError = slopeError;
        InterceptError = interceptError;
        Items = items;
    }

    /// <summary>How the move was found.</summary>
    public LinkMethod Method { get; }

    /// <summary>The move; NaN where it is not available.</summary>
    public ScaleMove Move { get; }

    /// <summary>
    /// Standard error of A by leaving out one common item at a time (jackknife): how much it hangs on which items are common, without the error of their parameters. NaN with fewer than
    /// three items or when a part has no move.
    /// </summary>
    public double SlopeError { get; }

    /// <summary>The same of B.</summary>
    public double InterceptError { get; }

    /// <summary>The drift of each common item.</summary>
    public ImmutableArray<ItemDrift> Items { get; }

    /// <summary>Links.</summary>
    /// <param name="items">The common items.</param>
    /// <param name="method">How.</param>
    /// <returns>
    /// The link. The move is NaN: for no items; for mean–sigma and mean–mean when a slope is not above 0 (its threshold is turned or has no place); for mean–sigma when the thresholds of a
    /// scale are all equal, so also for one item of two categories; for Stocking–Lord when the search does not settle.
    /// </returns>
    /// <exception cref="ArgumentException">An item has other numbers of categories on the two scales.</exception>
    public static FormLink Of(ImmutableArray<CommonItem> items, LinkMethod method)
    {
        foreach (CommonItem item in items)
        {
            if (item.From.Categories != item.To.Categories)
            {
                throw new ArgumentException($"An item has {item.From.Categories} categories on one scale and {item.To.Categories} on the other.", nameof(items));
            }
        }

        ScaleMove move = MoveOf(items, method);
        (double slope, double intercept) = Jackknife([.. Enumerable.Range(0, items.Length).Select(item => MoveOf(items.RemoveAt(item), method))]);
        return new FormLink(method, move, slope, intercept, [.. items.Select(item => ItemDrift.Of(item, move))]);
    }

    private static ScaleMove MoveOf(ImmutableArray<CommonItem> items, LinkMethod method) => method switch
    {
        LinkMethod.MeanSigma => Moments(items, byDeviation: true),
        LinkMethod.MeanMean => Moments(items, byDeviation: false),
        LinkMethod.StockingLord => CurveSearch.Find(items, Moments(items, byDeviation: false)),
    };

    private static ScaleMove Moments(ImmutableArray<CommonItem> items, bool byDeviation)
    {
        if (items.IsEmpty || items.Any(item => item.From.Slope <= 0 || item.To.Slope <= 0))
        {
            return new ScaleMove(double.NaN, double.NaN);
        }

        double[] from = [.. items.SelectMany(item => item.From.Thresholds)];
        double[] to = [.. items.SelectMany(item => item.To.Thresholds)];
        double slope = byDeviation ? Deviation(to) / Deviation(from) : items.Average(item => item.From.Slope) / items.Average(item => item.To.Slope);
        return slope > 0 && double.IsFinite(slope) ? new ScaleMove(slope, to.Average() - (slope * from.Average())) : new ScaleMove(double.NaN, double.NaN);
    }

    private static double Deviation(double[] numbers)
    {
        double mean = numbers.Average();
        double squares = numbers.Sum(number => (number - mean) * (number - mean));
        return numbers.All(number => number == numbers[0]) ? 0 : Math.Sqrt(squares / numbers.Length);
    }

    private static (double Slope, double Intercept) Jackknife(ScaleMove[] parts)
    {
        if (parts.Length < 3 || parts.Any(part => !part.IsKnown))
        {
            return (double.NaN, double.NaN);
        }

        return (Error([.. parts.Select(part => part.Slope)]), Error([.. parts.Select(part => part.Intercept)]));

        static double Error(double[] numbers)
        {
            double mean = numbers.Average();
            return Math.Sqrt((numbers.Length - 1.0) / numbers.Length * numbers.Sum(number => (number - mean) * (number - mean)));
        }
    }
}
