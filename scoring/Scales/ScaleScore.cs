namespace Diagnostics.Scoring.Scales;

/// <summary>One person's score on one scale.</summary>
/// <param name="Scale">Identifier of the scale.</param>
/// <param name="Raw">
/// Sum of points, prorated when the rule says so, or the balance of best–worst sets; not rounded; NaN = not available.
/// </param>
/// <param name="Answered">m, number of the scale's items that were answered.</param>
/// <param name="NotReached">
/// Items behind the last answer of the row; 0 unless the scale is a <see cref="Keys.CriterionScale"/>, see <see cref="Reach"/>.
/// </param>
/// <param name="Items">k, number of the scale's items.</param>
/// <param name="Min">Lowest possible score, in points.</param>
/// <param name="Max">Highest possible score, in points.</param>
public readonly record struct ScaleScore(string Scale, double Raw, int Answered, int NotReached, int Items, double Min, double Max)
{
    /// <summary>Items the person came past without an answer: k − m − those not reached.</summary>
    public int Omitted => Items - Answered - NotReached;

    /// <summary>
    /// The score as percent of the way from the lowest to the highest possible one, 0..100: within a person a plain way to show counts;
    /// it compares nobody with anybody. NaN = not available, or nothing lies between lowest and highest. A row with tolerated blanks
    /// may lie below the lowest score of a complete one: 0.
    /// </summary>
    public double PercentOfMaximum => Math.Max(0, 100 * (Raw - Min) / (Max - Min));

    /// <summary>Whether there is a score at all.</summary>
    public bool IsAvailable => !double.IsNaN(Raw);
}
