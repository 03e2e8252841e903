namespace Diagnostics.Scoring.Keys;

/// <summary>
/// A whole-number score on which persons may be compared, as norms see it: a name and bounds, whatever it was summed from. There is no
/// way to make one from an <see cref="IpsativeScale"/>.
/// </summary>
public sealed record ComparableScore
{
    private ComparableScore(string id, int lowest, int highest)
    {
        Id = id;
        Lowest = lowest;
        Highest = highest;
    }

    /// <summary>Identifier of the scale or column.</summary>
    public string Id { get; }

    /// <summary>Lowest possible score, in points.</summary>
    public int Lowest { get; }

    /// <summary>Highest possible score, in points; not below <see cref="Lowest"/>.</summary>
    public int Highest { get; }

    /// <summary>The raw score of a scale.</summary>
    /// <param name="scale">The scale.</param>
    /// <returns>Its name and bounds.</returns>
    public static ComparableScore Of(ComparableScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return new ComparableScore(scale.Id, scale.Lowest, scale.Highest);
    }

    /// <summary>A ready score that came without its items; whoever calls this states that persons may be compared on it.</summary>
    /// <param name="id">Name of the column.</param>
    /// <param name="lowest">Lowest possible score, in points.</param>
    /// <param name="highest">Highest possible score, in points; at most 1,000,000 steps above the lowest.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are in the wrong order or too far apart.</exception>
    public static ComparableScore Declared(string id, int lowest, int highest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(highest, lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)highest - lowest, 1_000_000, nameof(highest));
        return new ComparableScore(id, lowest, highest);
    }
}
