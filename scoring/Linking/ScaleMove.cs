using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Linking;

/// <summary>θ on the scale that stays = slope · θ on the scale that is moved + intercept.</summary>
/// <param name="Slope">A, above 0; NaN = not available.</param>
/// <param name="Intercept">B; NaN = not available.</param>
public readonly record struct ScaleMove(double Slope, double Intercept)
{
    /// <summary>Nothing moves.</summary>
    public static ScaleMove None => new(1, 0);

    /// <summary>Whether there is a move.</summary>
    public bool IsKnown => double.IsFinite(Slope) && Slope > 0 && double.IsFinite(Intercept);

    /// <summary>A place of the trait on the other scale; NaN without a move.</summary>
    /// <param name="theta">θ on the scale that is moved.</param>
    public double Of(double theta) => (Slope * theta) + Intercept;

    /// <summary>An item on the other scale: its probabilities at a moved θ are what they were. a/A, d − aB/A, c.</summary>
    /// <param name="item">On the scale that is moved.</param>
    /// <exception cref="InvalidOperationException">There is no move.</exception>
    public ItemParameters Of(ItemParameters item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!IsKnown)
        {
            throw new InvalidOperationException("There is no move to take the item by.");
        }

        double slope = item.Slope / Slope;
        double intercept = Intercept;
        return new ItemParameters(slope, [.. item.Intercepts.Select(step => step - (slope * intercept))], item.Guessing);
    }
}
