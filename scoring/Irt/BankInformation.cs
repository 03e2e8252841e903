using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// The information of every item of a bank at one θ, eight items of a kind side by side. Agrees with <see cref="ItemParameters.Information"/>,
/// its readable twin, to 1e-12. Immutable; safe to use from many threads.
/// </summary>
public sealed class BankInformation
{
    private const int Lanes = 8;
    private const double FarthestLogit = 650;
    private const double LargestOdds = 1e300;

    private readonly ImmutableArray<Kind> _kinds;

    /// <summary>Lays the parameters out.</summary>
    /// <param name="items">Parameters, [items].</param>
    public BankInformation(ImmutableArray<ItemParameters> items)
    {
        Count = items.Length;
        _kinds =
        [
            .. Enumerable.Range(0, items.Length)
                .GroupBy(item => (Steps: items[item].Intercepts.Length, HasGuessing: items[item].Guessing > 0))
                .Select(kind => Kind.Of(items, [.. kind], kind.Key.Steps, kind.Key.HasGuessing)),
        ];
    }

    /// <summary>Number of items.</summary>
    public int Count { get; }

    /// <summary>Works all of them out; allocates nothing.</summary>
    /// <param name="theta">θ, finite.</param>
    /// <param name="information">Receives I, 0 or more, [items].</param>
    /// <exception cref="ArgumentException">The span has not a place for every item.</exception>
    public void At(double theta, Span<double> information)
    {
        if (information.Length != Count)
        {
            throw new ArgumentException($"{information.Length} places for {Count} items.", nameof(information));
        }

        Span<double> eight = stackalloc double[Lanes];
        Vector512<double> place = Vector512.Create(theta);
        foreach (Kind kind in _kinds)
        {
            for (int start = 0; start < kind.Items.Length; start += Lanes)
            {
                ref double block = ref kind.Numbers[start / Lanes * kind.Width];
                (kind.HasGuessing ? Guessed(ref block, place) : Graded(ref block, kind.Steps, place)).CopyTo(eight);
                ReadOnlySpan<int> items = kind.Items.AsSpan(start, Math.Min(Lanes, kind.Items.Length - start));
                for (int lane = 0; lane < items.Length; lane++)
                {
                    information[items[lane]] = eight[lane];
                }
            }
        }
    }

    /// <summary>
    /// Slope, middle intercept, exp(middle − intercept) of every step, gaps of the categories between: exp of a sum is a product, so an item costs
    /// one exponential, however many steps it has.
    /// </summary>
    private static Vector512<double> Graded(ref double block, int steps, Vector512<double> theta)
    {
        var slope = Vector512.LoadUnsafe(ref block);
        Vector512<double> middle = Odds((slope * theta) + Vector512.LoadUnsafe(ref block, Lanes));
        if (steps == 1)
        {
            Vector512<double> right = Vector512<double>.One / (Vector512<double>.One + middle);
            return right * (middle * right) * slope * slope;
        }

        Vector512<double> lowerAbove = Vector512<double>.One;
        Vector512<double> lowerBelow = Vector512<double>.Zero;
        Vector512<double> gap = Vector512<double>.One;
        Vector512<double> sum = Vector512<double>.Zero;
        for (int step = 1; step <= steps; step++)
        {
            Vector512<double> odds = Vector512.Min(middle * Vector512.LoadUnsafe(ref block, (nuint)((step + 1) * Lanes)), Vector512.Create(LargestOdds));
            Vector512<double> above = Vector512<double>.One / (Vector512<double>.One + odds);
            Vector512<double> below = odds * above;
            Vector512<double> score = lowerBelow - above;
            sum += lowerAbove * below * gap * score * score;
            (lowerAbove, lowerBelow) = (above, below);
            gap = step < steps ? Vector512.LoadUnsafe(ref block, (nuint)((steps + step + 1) * Lanes)) : gap;
        }

        return (sum + (lowerAbove * lowerBelow * lowerBelow)) * slope * slope;
    }

    /// <summary>Slope, intercept, guessing.</summary>
    private static Vector512<double> Guessed(ref double block, Vector512<double> theta)
    {
        var slope = Vector512.LoadUnsafe(ref block);
        var guessing = Vector512.LoadUnsafe(ref block, 2 * Lanes);
        Vector512<double> odds = Odds((slope * theta) + Vector512.LoadUnsafe(ref block, Lanes));
        Vector512<double> above = Vector512<double>.One / (Vector512<double>.One + odds);
        Vector512<double> below = odds * above;
        Vector512<double> knowing = Vector512<double>.One - guessing;
        Vector512<double> right = guessing + (knowing * above);

        // I = a²·(1 − c)·P*²·Q*/P: what is left of both categories together.
        return knowing * above * above * below / right * slope * slope;
    }

    /// <summary>exp(−z), neither 0 nor infinite: beyond ±650 the information is 0 in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Odds(Vector512<double> z) =>
        Vector512.Exp(Vector512.Min(Vector512.Max(-z, Vector512.Create(-FarthestLogit)), Vector512.Create(FarthestLogit)));

    /// <summary>Items of one shape: how many steps, guessed or not.</summary>
    /// <param name="Items">Their places in the bank.</param>
    /// <param name="Numbers">Parameters in blocks of eight items, [blocks × width].</param>
    /// <param name="Width">Numbers of a block.</param>
    /// <param name="Steps">Intercepts of an item.</param>
    /// <param name="HasGuessing">Whether c is above 0.</param>
    private sealed record Kind(int[] Items, double[] Numbers, int Width, int Steps, bool HasGuessing)
    {
        public static Kind Of(ImmutableArray<ItemParameters> items, int[] places, int steps, bool hasGuessing)
        {
            int rows = hasGuessing ? 3 : (2 * steps) + 1;
            int blocks = (places.Length + Lanes - 1) / Lanes;
            double[] numbers = new double[blocks * rows * Lanes];
            for (int place = 0; place < places.Length; place++)
            {
                double[] column = Column(items[places[place]], hasGuessing);
                for (int row = 0; row < rows; row++)
                {
                    numbers[(((place / Lanes * rows) + row) * Lanes) + (place % Lanes)] = column[row];
                }
            }

            return new Kind(places, numbers, rows * Lanes, steps, hasGuessing);
        }

        private static double[] Column(ItemParameters item, bool hasGuessing)
        {
            if (hasGuessing)
            {
                return [item.Slope, item.Intercepts[0], item.Guessing];
            }

            double middle = (item.Intercepts[0] + item.Intercepts[^1]) / 2;
            return
            [
                item.Slope,
                middle,
                .. item.Intercepts.Select(intercept => Math.Min(Math.Exp(middle - intercept), LargestOdds)),
                .. item.Gaps,
            ];
        }
    }
}
