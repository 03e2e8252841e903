namespace Diagnostics.Scoring.Scales;

/// <summary>One person's score on one scale.</summary>
/// <param name="Scale">Identifier of the scale.</param>
/// <param name="Raw">Sum of points, prorated when the rule says so, not rounded; NaN = not available.</param>
/// <param name="Answered">m, number of the scale's items that were answered.</param>
/// <param name="Items">k, number of the scale's items.</param>
/// <param name="Min">Lowest possible score, in points.</param>
/// <param name="Max">Highest possible score, in points.</param>
public readonly record struct ScaleScore(string Scale, double Raw, int Answered, int Items, double Min, double Max)
{
    /// <summary>Whether there is a score at all.</summary>
    public bool IsAvailable => !double.IsNaN(Raw);
}
