namespace Diagnostics.Scoring.Scales;

/// <summary>One person's score on one scale with its within-person band.</summary>
/// <param name="Score">The score.</param>
/// <param name="ItemSpread">
/// s: how far the person's points differ from item to item, sample SD in points with its floor; NaN = not available.
/// </param>
/// <param name="HalfWidth">Half the width of the 95 % band, in points of the raw score; NaN = not available.</param>
public readonly record struct BandedScore(ScaleScore Score, double ItemSpread, double HalfWidth)
{
    /// <summary>Whether there is a band; a score may exist without one.</summary>
    public bool HasBand => !double.IsNaN(HalfWidth);

    /// <summary>Lower end of the band, not below the scale's lowest score; NaN = not available.</summary>
    public double Low => Math.Max(Score.Min, Score.Raw - HalfWidth);

    /// <summary>Upper end of the band, not above the scale's highest score; NaN = not available.</summary>
    public double High => Math.Min(Score.Max, Score.Raw + HalfWidth);
}
