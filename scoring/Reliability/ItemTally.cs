namespace Diagnostics.Scoring.Reliability;

/// <summary>Counts of one item over all rows, complete or not.</summary>
/// <param name="Blanks">Rows without an answer, not reached ones among them.</param>
/// <param name="NotReached">Rows whose last answer lies before the item; 0 unless a blank counts 0 points.</param>
/// <param name="Points">Sum of points.</param>
internal readonly record struct ItemTally(long Blanks, long NotReached, long Points)
{
    public static ItemTally operator +(ItemTally one, ItemTally other) =>
        new(one.Blanks + other.Blanks, one.NotReached + other.NotReached, one.Points + other.Points);
}
