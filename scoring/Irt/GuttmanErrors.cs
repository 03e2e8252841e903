namespace Diagnostics.Scoring.Irt;

/// <summary>How often a person failed something easier and passed something harder.</summary>
/// <param name="Count">G, pairs of answered item steps in the wrong order.</param>
/// <param name="Normed">
/// G/(s(m − s)) of s right among m answered items of two categories, 0 when all or none are right or nothing was answered; NaN when an item has
/// more categories.
/// </param>
public readonly record struct GuttmanErrors(int Count, double Normed);
