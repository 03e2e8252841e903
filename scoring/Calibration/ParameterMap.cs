using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>Where each item's parameters stand in one list of numbers: slope, intercepts, logit of guessing; one slope for all in the Rasch model.</summary>
internal sealed class ParameterMap
{
    /// <summary>1.702² under a slope of 1: how much closer to 0 a marginal logit is than the intercept (†); for start values only.</summary>
    private static readonly double Shrinkage = Math.Sqrt(1 + (1 / (1.702 * 1.702)));

    /// <summary>logit c is within ± this, c within .0001 and .9999: near 0 its likelihood is flat, and c would never come back.</summary>
    private const double GuessingLimit = 9.21;

    /// <summary>What a lengthened step may move logit c by beyond the plain one.</summary>
    private const double GuessingLeap = 1;

    private readonly CalibrationSample _sample;
    private readonly int[] _slopes;

    public ParameterMap(CalibrationSample sample, CalibrationModel model)
    {
        _sample = sample;
        IsSlopeShared = model == CalibrationModel.Rasch;
        HasGuessing = model == CalibrationModel.ThreeParameter;
        _slopes = new int[Items];
        int next = IsSlopeShared ? 1 : 0;
        for (int place = 0; place < Items; place++)
        {
            _slopes[place] = IsSlopeShared ? 0 : next;
            next += CategoriesOf(place) - 1 + (IsSlopeShared ? 0 : 1) + (HasGuessing ? 1 : 0);
        }

        Count = Items == 0 ? 0 : next;
    }

    public bool IsSlopeShared { get; }

    public bool HasGuessing { get; }

    /// <summary>Numbers in the list.</summary>
    public int Count { get; }

    /// <summary>Items that can be estimated.</summary>
    public int Items => _sample.Estimable.Length;

    public int CategoriesOf(int place) => _sample.Tallied[_sample.Estimable[place]].Categories;

    public int SlopeOf(int place) => _slopes[place];

    /// <summary>Where the first intercept stands; the others follow.</summary>
    public int InterceptsOf(int place) => IsSlopeShared ? place + 1 : _slopes[place] + 1;

    /// <summary>Where logit c stands.</summary>
    public int GuessingOf(int place) => _slopes[place] + 2;

    /// <summary>Places of one item's parameters: slope, intercepts, guessing.</summary>
    public int[] PlacesOf(int place) =>
    [
        SlopeOf(place),
        .. Enumerable.Range(InterceptsOf(place), CategoriesOf(place) - 1),
        .. HasGuessing ? [GuessingOf(place)] : Array.Empty<int>(),
    ];

    /// <summary>Places of the item's parameters that a limit holds.</summary>
    public int[] HeldOf(int place, ReadOnlySpan<double> point) =>
    [
        .. IsHeld(0, point[SlopeOf(place)]) ? [SlopeOf(place)] : Array.Empty<int>(),
        .. HasGuessing && IsHeld(2, point[GuessingOf(place)]) ? [GuessingOf(place)] : Array.Empty<int>(),
    ];

    /// <summary>Slope 1, intercepts from the shares of answers, guessing where its prior has its mode (.2 without one).</summary>
    public double[] Start(GuessingPrior? guessing)
    {
        double[] point = new double[Count];
        for (int place = 0; place < Items; place++)
        {
            point[SlopeOf(place)] = 1;
            ImmutableArray<int> counts = _sample.Tallied[_sample.Estimable[place]].Counts;
            double above = counts.Sum();
            double all = above + 1;
            for (int step = 0; step < counts.Length - 1; step++)
            {
                above -= counts[step];
                double share = (above + 0.5) / all;
                point[InterceptsOf(place) + step] = Shrinkage * Math.Log(share / (1 - share));
            }

            if (HasGuessing)
            {
                double mode = guessing is { Alpha: > 1, Beta: > 1 } ? (guessing.Alpha - 1) / (guessing.Alpha + guessing.Beta - 2) : 0.2;
                point[GuessingOf(place)] = Math.Log(mode / (1 - mode));
            }
        }

        return point;
    }

    /// <summary>c of an item.</summary>
    public double Guessing(int place, ReadOnlySpan<double> point) => HasGuessing ? 1 / (1 + Math.Exp(-point[GuessingOf(place)])) : 0;

    /// <summary>What the size of a slope (place 0 of an item's parameters) or of logit c stays within.</summary>
    public static double LimitOf(int place) => place == 0 ? CalibrationFit.SteepestSlope : GuessingLimit;

    /// <summary>Whether a limit holds the slope or logit c.</summary>
    public static bool IsHeld(int place, double number) => Math.Abs(number) >= LimitOf(place);

    /// <summary>Whether a lengthened step leads to parameters: finite, intercepts descending, slopes within the limit, c not thrown far.</summary>
    /// <param name="ahead">Where it leads.</param>
    /// <param name="plain">Where steps without lengthening lead.</param>
    public bool IsPossible(ReadOnlySpan<double> ahead, ReadOnlySpan<double> plain)
    {
        for (int place = 0; place < Items; place++)
        {
            if (!(Math.Abs(ahead[SlopeOf(place)]) <= CalibrationFit.SteepestSlope)
                || (HasGuessing && !(Math.Abs(ahead[GuessingOf(place)] - plain[GuessingOf(place)]) <= GuessingLeap)))
            {
                return false;
            }

            ReadOnlySpan<double> intercepts = ahead.Slice(InterceptsOf(place), CategoriesOf(place) - 1);
            for (int step = 0; step < intercepts.Length; step++)
            {
                if (!double.IsFinite(intercepts[step]) || (step > 0 && !(intercepts[step] < intercepts[step - 1])))
                {
                    return false;
                }
            }
        }

        return true;
    }

    public ItemParameters ItemAt(int place, ReadOnlySpan<double> point) =>
        new(point[SlopeOf(place)], [.. point.Slice(InterceptsOf(place), CategoriesOf(place) - 1)], Guessing(place, point));
}
