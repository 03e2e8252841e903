using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.BestWorst;

/// <summary>
/// Which values the options of each best–worst set show. Valid by construction: values are numbered from 0, and no set shows a value
/// twice. Whether it is balanced is another question, see <see cref="Balance"/>.
/// </summary>
public sealed class BestWorstDesign
{
    private BestWorstDesign(int values, ImmutableArray<ImmutableArray<int>> sets)
    {
        Values = values;
        Sets = sets;
    }

    /// <summary>
    /// Ten values in fifteen sets of four, each value six times, each two values together twice: the balanced incomplete block design
    /// (10, 15, 6, 4, 2). Each value stands once or twice at each of the four places, and neighbouring sets share exactly one value.
    /// </summary>
    public static BestWorstDesign TenValues { get; } = Create(
        10,
        [
            [0, 8, 9, 3], [6, 2, 8, 7], [0, 1, 4, 6], [3, 5, 9, 6], [2, 5, 8, 4],
            [7, 0, 1, 5], [3, 2, 6, 1], [4, 9, 0, 2], [4, 8, 3, 1], [2, 1, 5, 9],
            [8, 6, 0, 5], [5, 7, 4, 3], [1, 9, 7, 8], [7, 3, 2, 0], [9, 4, 6, 7],
        ]);

    /// <summary>
    /// Seven values in seven sets of four, each value four times, each two values together twice: the complement of the Fano plane. Each
    /// value stands exactly once at each of the four places.
    /// </summary>
    public static BestWorstDesign SevenValues { get; } = Create(
        7, [[2, 1, 0, 5], [5, 3, 4, 1], [3, 0, 2, 4], [0, 4, 1, 6], [4, 6, 5, 2], [1, 2, 6, 3], [6, 5, 3, 0]]);

    /// <summary>Number of values.</summary>
    public int Values { get; }

    /// <summary>For every set the values its options show, in the order of the options; [sets][options].</summary>
    public ImmutableArray<ImmutableArray<int>> Sets { get; }

    /// <summary>How evenly the values are spread.</summary>
    public DesignBalance Balance => DesignBalance.Of(this);

    /// <summary>Makes a design.</summary>
    /// <param name="values">Number of values, at least 2.</param>
    /// <param name="sets">For every set the values of its options, 0 .. values − 1; 2 to 15 options a set, at least one set.</param>
    /// <returns>The design, balanced or not.</returns>
    /// <exception cref="ArgumentException">A set is empty, too large, shows a value twice or one that does not exist.</exception>
    public static BestWorstDesign Create(int values, ImmutableArray<ImmutableArray<int>> sets)
    {
        if (values < 2 || sets.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"A design has at least two values and one set; there are {values} values.", nameof(sets));
        }

        for (int set = 0; set < sets.Length; set++)
        {
            ImmutableArray<int> options = sets[set];
            bool known = options.All(value => value >= 0 && value < values);
            if (!known || options.Length is < 2 or > 15 || options.Distinct().Count() < options.Length)
            {
                throw new ArgumentException(
                    $"Set {set} shows {string.Join(", ", options)}; a set has 2 to 15 different values of 0..{values - 1}.", nameof(sets));
            }
        }

        return new BestWorstDesign(values, sets);
    }

    /// <summary>The key of the design: the general scorer then gives (best − worst) / appearances over the answered sets, −1..1.</summary>
    /// <param name="items">Identifiers of the sets, unique, in the design's order.</param>
    /// <param name="scales">Identifiers of the values, unique.</param>
    /// <param name="blanks">With more unanswered sets than this there are no scores, 0 or more.</param>
    /// <returns>A key of ipsative scales; column i is set i.</returns>
    /// <exception cref="ArgumentException">The identifiers are not as many as sets and values, or repeat.</exception>
    public ScoringKey Key(ImmutableArray<string> items, ImmutableArray<string> scales, int blanks)
    {
        if (items.Length != Sets.Length || scales.Length != Values)
        {
            throw new ArgumentException(
                $"{items.Length} items and {scales.Length} scales for {Sets.Length} sets of {Values} values.", nameof(items));
        }

        MissingRule rule = new MissingRule.Tolerate(blanks);
        return ScoringKey.Create(items, [.. scales.Select((id, value) => new IpsativeScale(id, ItemsOf(value), rule))]);
    }

    private ImmutableArray<ItemKey> ItemsOf(int value) =>
    [
        .. Enumerable.Range(0, Sets.Length)
            .Where(set => Sets[set].Contains(value))
            .Select(set => new ItemKey.BestWorst(set, (byte)Sets[set].IndexOf(value), (byte)Sets[set].Length)),
    ];
}
