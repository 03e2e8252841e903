using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Linking;

/// <summary>A score of one form and what it corresponds to on the other.</summary>
/// <param name="From">Steps passed on the form that is moved.</param>
/// <param name="Theta">θ at which they are expected, on the scale that stays; −∞ and +∞ for the lowest and the highest score.</param>
/// <param name="To">Steps expected there on the form that stays; a fraction.</param>
public readonly record struct ScorePair(int From, double Theta, double To);

/// <summary>Which score of one form corresponds to which of another: the expected scores of the same θ (true-score equating; Kolen &amp; Brennan, 2014, chapter 6†).</summary>
public static class TrueScores
{
    /// <summary>Beyond it an expected score is one of the ends as far as its digits tell.</summary>
    private const double Far = 200;

    private const int Halvings = 120;

    /// <summary>Looks up every score of the form that is moved.</summary>
    /// <param name="from">All its items, on its own scale; of slopes above 0 and without guessing.</param>
    /// <param name="move">The link.</param>
    /// <param name="to">All items of the form that stays, of the same kind.</param>
    /// <returns>
    /// From 0 to the most steps of the first form, in this order; the lowest score corresponds to the lowest and the highest to the highest, which no θ expects. Empty: there is no move, a form has no
    /// items, a slope is not above 0, or an item is guessed (scores below chance then correspond to nothing).
    /// </returns>
    public static ImmutableArray<ScorePair> Of(ImmutableArray<ItemParameters> from, ScaleMove move, ImmutableArray<ItemParameters> to)
    {
        if (!move.IsKnown || from.IsEmpty || to.IsEmpty || from.Concat(to).Any(item => item.Slope <= 0 || item.Guessing > 0))
        {
            return [];
        }

        ImmutableArray<ItemParameters> moved = [.. from.Select(move.Of)];
        int most = moved.Sum(item => item.Intercepts.Length);
        return
        [
            new ScorePair(0, double.NegativeInfinity, 0),
            .. Enumerable.Range(1, Math.Max(0, most - 1)).Select(score =>
            {
                double theta = ThetaOf(moved, score);
                return new ScorePair(score, theta, Expected(to, theta));
            }),
            new ScorePair(most, double.PositiveInfinity, to.Sum(item => item.Intercepts.Length)),
        ];
    }

    private static double ThetaOf(ImmutableArray<ItemParameters> items, int score)
    {
        (double low, double high) = (-Far, Far);
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (low + high) / 2;
            (low, high) = Expected(items, middle) < score ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Expected(ImmutableArray<ItemParameters> items, double theta)
    {
        double sum = 0;
        foreach (ItemParameters item in items)
        {
            sum += item.ExpectedAnswer(theta);
        }

        return sum;
    }
}
