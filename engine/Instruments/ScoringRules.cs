using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments;

/// <summary>The key of the whole instrument before it is cut to forms.</summary>
/// <param name="Missing">What happens when answers are missing.</param>
/// <param name="Keys">Item keys by scale; columns are those of the full form.</param>
/// <param name="Unscored">Items that are asked but feed no scale on purpose.</param>
internal sealed record ScoringRules(
    MissingRule Missing, ImmutableDictionary<string, ImmutableArray<ItemKey>> Keys, ImmutableSortedSet<string> Unscored)
{
    /// <summary>The key over some of the instrument's items.</summary>
    /// <param name="scales">Scales in output order.</param>
    /// <param name="columns">Columns of the full form that the form keeps, in its order.</param>
    /// <param name="items">Identifiers of the form's items.</param>
    public ScoringKey KeyFor(ImmutableArray<Scale> scales, ImmutableArray<int> columns, ImmutableArray<string> items)
    {
        Dictionary<int, int> places =
            columns.Select((column, place) => (column, place)).ToDictionary(kept => kept.column, kept => kept.place);
        return ScoringKey.Create(items, [.. scales.Select(scale => ScaleKey.Of(scale.Kind, scale.Id, Cut(scale, places), Missing))]);
    }

    private ImmutableArray<ItemKey> Cut(Scale scale, Dictionary<int, int> places) =>
    [
        .. Keys[scale.Id].Where(key => places.ContainsKey(key.Item)).Select(key => key with { Item = places[key.Item] }),
    ];
}
