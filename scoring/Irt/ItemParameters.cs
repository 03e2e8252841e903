using System.Collections.Immutable;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// Calibrated parameters of one item on one trait: P(x ≥ j | θ) = c + (1 − c)·logistic(aθ + d_j), no factor 1.7. One intercept and c = 0 is 2PL (a = 1: Rasch), c &gt; 0 is 3PL
/// (Birnbaum, 1968†), several intercepts are the graded response model (Samejima, 1969†). Immutable; valid by construction.
/// </summary>
public sealed record ItemParameters
{
    private readonly ImmutableArray<double> _gaps;

    /// <param name="slope">a, finite; negative for an item that is keyed the wrong way, 0 for one that tells nothing.</param>
    /// <param name="intercepts">d_1 … d_{K−1}, finite, strictly descending: one fewer than categories.</param>
    /// <param name="guessing">c, 0 or more and under 1; above 0 only with one intercept.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public ItemParameters(double slope, ImmutableArray<double> intercepts, double guessing = 0)
    {
        if (!double.IsFinite(slope))
        {
            throw new ArgumentException($"The slope {slope} is not finite.", nameof(slope));
        }

        if (intercepts.IsDefaultOrEmpty || !intercepts.All(double.IsFinite) || intercepts.Zip(intercepts.Skip(1)).Any(pair => pair.First <= pair.Second))
        {
            throw new ArgumentException("Intercepts are at least one, finite and strictly descending.", nameof(intercepts));
        }

        if (!(guessing is >= 0 and < 1) || (guessing > 0 && intercepts.Length > 1))
        {
            throw new ArgumentException($"Guessing {guessing} is 0 or more and under 1, and above 0 only for an item of two categories.", nameof(guessing));
        }

        Slope = slope;
        Intercepts = intercepts;
        Guessing = guessing;

        // 1 − exp(−x) by tanh(x/2), which keeps its digits where steps lie close together.
        _gaps = [.. intercepts.Zip(intercepts.Skip(1), (upper, lower) => Math.Tanh((upper - lower) / 2)).Select(half => 2 * half / (1 + half))];
    }

    /// <summary>a.</summary>
    public double Slope { get; }

    /// <summary>d_1 … d_{K−1}, strictly descending.</summary>
    public ImmutableArray<double> Intercepts { get; }

    /// <summary>c: the probability of a right answer of somebody infinitely low.</summary>
    public double Guessing { get; }

    /// <summary>1 − exp(d_{j+1} − d_j) of the categories between the first and the last.</summary>
    internal ImmutableArray<double> Gaps => _gaps;

    /// <summary>Number of answer categories; codes are 0 .. Categories − 1.</summary>
    public int Categories => Intercepts.Length + 1;

    /// <summary>b_j = −d_j/a in units of θ, ascending for a positive slope; ±∞ or NaN for slope 0.</summary>
    public ImmutableArray<double> Thresholds => [.. Intercepts.Select(intercept => -intercept / Slope)];

    /// <summary>The same item told by its thresholds.</summary>
    /// <param name="slope">a, finite and not 0.</param>
    /// <param name="thresholds">b_1 … b_{K−1}, strictly ascending for a positive slope, descending for a negative one.</param>
    /// <param name="guessing">c, as in the constructor.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public static ItemParameters FromThresholds(double slope, ImmutableArray<double> thresholds, double guessing = 0) =>
        slope == 0 ? throw new ArgumentException("An item of slope 0 has no thresholds.", nameof(slope)) : new(slope, [.. thresholds.Select(threshold => -slope * threshold)], guessing);

    /// <summary>What one category says at one place of the trait.</summary>
    /// <param name="theta">θ, finite.</param>
    /// <param name="category">Code, 0 .. <see cref="Categories"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such category.</exception>
    public CategoryPoint At(double theta, int category)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)category, (uint)Categories, nameof(category));
        return Between(category, Step(theta, category), Step(theta, category + 1));
    }

    /// <summary>log P of one category, finite also where P is too small for a double.</summary>
    /// <param name="theta">θ, finite.</param>
    /// <param name="category">Code, 0 .. <see cref="Categories"/> − 1.</param>
    /// <returns>0 or less.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such category.</exception>
    public double LogProbability(double theta, int category)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)category, (uint)Categories, nameof(category));
        if (Guessing > 0)
        {
            double z = (Slope * theta) + Intercepts[0];
            return category == 0 ? Math.Log(1 - Guessing) + LogLogistic(-z) : Math.Log(Guessing + ((1 - Guessing) * Boundary.Of(z).Above));
        }

        double lower = category == 0 ? 0 : LogLogistic((Slope * theta) + Intercepts[category - 1]);
        double upper = category == Intercepts.Length ? 0 : LogLogistic(-((Slope * theta) + Intercepts[category]));
        return lower + upper + Math.Log(Gap(category));
    }

    /// <summary>The mean answer of those who stand at θ, Σ P(x ≥ j).</summary>
    /// <param name="theta">θ, finite.</param>
    /// <returns>0 .. <see cref="Categories"/> − 1, in points.</returns>
    public double ExpectedAnswer(double theta)
    {
        double sum = 0;
        foreach (double intercept in Intercepts)
        {
            sum += Guessing + ((1 - Guessing) * Boundary.Of((Slope * theta) + intercept).Above);
        }

        return sum;
    }

    /// <summary>Fisher information of the item at θ, Σ P'²/P over its categories, 0 or more; in units of 1/θ².</summary>
    /// <param name="theta">θ, finite.</param>
    public double Information(double theta) => InformationAt(theta).Information;

    /// <summary>The information with what estimates correct themselves by.</summary>
    /// <param name="theta">θ, finite.</param>
    internal InformationPoint InformationAt(double theta)
    {
        (double information, double bias, double cubes) = (0, 0, 0);
        Boundary lower = Boundary.Certain;
        for (int category = 0; category < Categories; category++)
        {
            Boundary upper = Step(theta, category + 1);
            CategoryPoint point = Between(category, lower, upper);
            lower = upper;
            double slope = point.Probability * point.Score;
            information += slope * point.Score;
            bias += slope * ((point.Score * point.Score) + point.Curvature);
            cubes += slope * point.Score * point.Score;
        }

        return new InformationPoint(information, bias, (2 * bias) - cubes);
    }

    /// <summary>log P of one category when θ goes to −∞ or +∞; −∞ for an answer that nobody there gives.</summary>
    internal double LogLimit(int category, bool isUpper)
    {
        if (Slope == 0)
        {
            return LogProbability(0, category);
        }

        bool isHigh = isUpper == Slope > 0;
        int certain = isHigh ? Intercepts.Length : 0;
        return Guessing > 0 && !isHigh ? Math.Log(category == 0 ? 1 - Guessing : Guessing) : category == certain ? 0 : double.NegativeInfinity;
    }

    /// <summary>Equal parameters, number by number.</summary>
    public bool Equals(ItemParameters? other) =>
        other is not null && Slope.Equals(other.Slope) && Guessing.Equals(other.Guessing) && Intercepts.SequenceEqual(other.Intercepts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Slope, Guessing, Intercepts.Length, Intercepts[0]);

    /// <summary>What the product of two logistics lacks to the difference of two: 1 for the first and the last category.</summary>
    private double Gap(int category) => category == 0 || category == Intercepts.Length ? 1 : _gaps[category - 1];

    private static double LogLogistic(double z) => Math.Min(z, 0) - Math.Log(1 + Math.Exp(-Math.Abs(z)));

    /// <summary>P(x ≥ step) without guessing.</summary>
    private Boundary Step(double theta, int step) =>
        step == 0 ? Boundary.Certain : step > Intercepts.Length ? Boundary.Impossible : Boundary.Of((Slope * theta) + Intercepts[step - 1]);

    private CategoryPoint Between(int category, Boundary lower, Boundary upper)
    {
        if (Guessing > 0)
        {
            return category == 0 ? Wrong(upper) : Right(lower);
        }

        return new CategoryPoint(
            lower.Above * upper.Below * Gap(category),
            Slope * (lower.Below - upper.Above),
            -Slope * Slope * ((lower.Above * lower.Below) + (upper.Above * upper.Below)));
    }

    private CategoryPoint Wrong(Boundary boundary) =>
        new((1 - Guessing) * boundary.Below, -Slope * boundary.Above, -Slope * Slope * boundary.Above * boundary.Below);

    private CategoryPoint Right(Boundary boundary)
    {
        double probability = Guessing + ((1 - Guessing) * boundary.Above);
        double score = (1 - Guessing) * Slope * boundary.Above * boundary.Below / probability;
        return new CategoryPoint(probability, score, (score * Slope * (boundary.Below - boundary.Above)) - (score * score));
    }

    /// <summary>logistic(z) and what it lacks to 1, each with all its digits.</summary>
    private readonly record struct Boundary(double Above, double Below)
    {
        public static readonly Boundary Certain = new(1, 0);
        public static readonly Boundary Impossible = new(0, 1);

        public static Boundary Of(double z)
        {
            double small = Math.Exp(-Math.Abs(z));
            return z >= 0 ? new(1 / (1 + small), small / (1 + small)) : new(small / (1 + small), 1 / (1 + small));
        }
    }
}
