using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// A scale's missing rule in numbers. Prorating forms k·sum before it divides, so that a score that is a whole number comes out whole and
/// ties stay ties.
/// </summary>
/// <param name="Items">k, number of items of the scale.</param>
/// <param name="Least">Fewer answered items than this give no score.</param>
/// <param name="MostBlanks">More blanks over the whole key than this give no score.</param>
/// <param name="Prorates">Whether the sum is scaled up to k items.</param>
/// <param name="Balances">Whether the score is (best − worst)/appearances, over the sets that were answered.</param>
internal readonly record struct Completion(int Items, int Least, int MostBlanks, bool Prorates, bool Balances)
{
    /// <summary>Whether the vector form of the rule applies: prorating, or blanks that count 0 points.</summary>
    public bool IsPlain => Items > 0 && (Prorates || (Least == 0 && MostBlanks == int.MaxValue));

    public static Completion Of(ScaleKey scale)
    {
        int items = scale.Items.Length;
        return scale.Missing switch
        {
            MissingRule.Prorate prorate =>
                new Completion(items, prorate.LeastAnswered(items), int.MaxValue, Prorates: true, Balances: false),
            MissingRule.Tolerate tolerate => new Completion(items, 1, tolerate.Blanks, Prorates: false, scale.IsBalance),
            MissingRule.Zero => new Completion(items, 0, int.MaxValue, Prorates: false, Balances: false),
            _ => throw new NotSupportedException($"{scale.Missing}"),
        };
    }

    /// <summary>The raw score; NaN = not available, which a scale without items always is.</summary>
    public double Raw(double sum, int answered, int blanks)
    {
        if (Items == 0 || answered < Least || blanks > MostBlanks)
        {
            return double.NaN;
        }

        if (Balances)
        {
            return (sum - answered) / answered;
        }

        return Prorates ? Items * sum / answered : sum;
    }
}
