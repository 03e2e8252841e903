using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Adaptive;

/// <summary>When an adaptive test ends, and how it departs from always giving the best item. Valid once <see cref="AdaptiveTest"/> has taken it.</summary>
/// <param name="StandardError">The test ends when the posterior's standard deviation is this or less; 0: never.</param>
/// <param name="MostItems">The test ends after this many items, 1 or more.</param>
public sealed record AdaptiveRules(double StandardError, int MostItems)
{
    /// <summary>Fewest items before the test may end as precise. 0: none.</summary>
    public int LeastItems { get; init; }

    /// <summary>Where θ is looked at. By default as catR does.</summary>
    public AbilityGrid Grid { get; init; } = AbilityGrid.Adaptive;

    /// <summary>θ the first item is chosen at.</summary>
    public double Start { get; init; }

    /// <summary>The start is drawn evenly from this far below to this far above, so that not everybody gets the same first item. 0: off.</summary>
    public double StartSpread { get; init; }

    /// <summary>The item is drawn from this many best ones (randomesque; Kingsbury and Zara, 1989†). 1: off.</summary>
    public int BestOf { get; init; } = 1;

    /// <summary>
    /// Share of the test each content area shall have, 0 or more, [areas]; their sum counts as 1. The next item is of the area that lacks most
    /// (Kingsbury and Zara, 1989†). Empty: off.
    /// </summary>
    public ImmutableArray<double> AreaShares { get; init; } = [];

    /// <summary>
    /// Probability that an item which was chosen is given (Sympson and Hetter, 1985†), 0..1, [items], see <see cref="ExposureControl"/>. Empty: off.
    /// </summary>
    public ImmutableArray<double> Exposure { get; init; } = [];

    /// <summary>Whether chance has a part in it.</summary>
    public bool NeedsChance => StartSpread > 0 || BestOf > 1 || !Exposure.IsEmpty;
}
