using System.Collections.Immutable;

namespace Diagnostics.Scoring.Keys;

/// <summary>How the answers to one item turn into points of one scale. Answers are codes 0..254; 255 means missing.</summary>
/// <param name="Item">Column of the item in the response matrix.</param>
public abstract record ItemKey(int Item)
{
    /// <summary>A rating: the points are the code x itself, or <c>Min + Max − x</c> when reversed.</summary>
    /// <param name="Item">Column of the item in the response matrix.</param>
    /// <param name="Min">Lowest valid code, from the scale's definition, never from data.</param>
    /// <param name="Max">Highest valid code.</param>
    /// <param name="Reversed">Whether high codes mean little of the scale.</param>
    public sealed record Rating(int Item, byte Min, byte Max, bool Reversed) : ItemKey(Item);

    /// <summary>Keyed options (single choice, pair, right/wrong): the points of option code c are <c>Points[c]</c>.</summary>
    /// <param name="Item">Column of the item in the response matrix.</param>
    /// <param name="Points">Points by option code; a code outside the array is not a valid answer.</param>
    public sealed record Options(int Item, ImmutableArray<byte> Points) : ItemKey(Item);
}
