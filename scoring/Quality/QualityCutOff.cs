namespace Diagnostics.Scoring.Quality;

/// <summary>From where on a quality number is unusual, and where that is known from.</summary>
/// <param name="Index">The number.</param>
/// <param name="Kind">What being unusual in it means.</param>
/// <param name="Side">On which side it is unusual.</param>
/// <param name="Value">The cut-off, in the number's unit.</param>
/// <param name="MadeFor">The shape of the instrument it was made for; null: for any.</param>
/// <param name="Origin">Where it comes from, in words, to be shown with the flag.</param>
public sealed record QualityCutOff(
    QualityIndex Index, QualityKind Kind, QualitySide Side, double Value, RatingShape? MadeFor, string Origin)
{
    /// <summary>Whether a number is unusual.</summary>
    /// <param name="value">The number, in the index's unit; NaN = not available.</param>
    /// <returns>False for NaN.</returns>
    public bool IsReachedBy(double value) => Side switch
    {
        QualitySide.AtOrBelow => value <= Value,
        QualitySide.Below => value < Value,
        QualitySide.AtOrAbove => value >= Value,
    };

    /// <summary>Whether the cut-off was made for such an instrument.</summary>
    /// <param name="shape">The instrument's shape.</param>
    public bool AppliesTo(RatingShape shape) => MadeFor is null || MadeFor == shape;
}
