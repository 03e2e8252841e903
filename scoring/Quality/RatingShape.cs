namespace Diagnostics.Scoring.Quality;

/// <summary>
/// What the quality numbers of an instrument depend on before anybody answers. A cut-off made for one shape says nothing about another:
/// a run of 21 equal answers is rare among 60 items of 5 points and means something else among 20 items of 3.
/// </summary>
/// <param name="Items">Number of rated items, 0 or more.</param>
/// <param name="Categories">Number of points of every rating; 0 when the ratings differ in it or there are none.</param>
/// <param name="Scales">Number of scales with rated items, 0 or more.</param>
public readonly record struct RatingShape(int Items, int Categories, int Scales)
{
    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Items} items of {Categories} points on {Scales} scales");
}
