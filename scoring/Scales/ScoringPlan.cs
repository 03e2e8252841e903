using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>A key compiled once for the vector path: items of a scale cut into segments whose sums fit one byte. Immutable.</summary>
public sealed class ScoringPlan
{
    private ScoringPlan(ScoringKey key, ImmutableArray<ScalePlan> scales)
    {
        Key = key;
        Scales = scales;
        CountsBlanks = scales.Any(scale => scale.Completion.MostBlanks < int.MaxValue);
    }

    /// <summary>The key the plan was made from.</summary>
    public ScoringKey Key { get; }

    /// <summary>The scales in the key's order.</summary>
    internal ImmutableArray<ScalePlan> Scales { get; }

    /// <summary>Whether a rule asks for the number of blanks over the whole key.</summary>
    internal bool CountsBlanks { get; }

    /// <summary>Compiles a key; takes microseconds, so worth keeping only where many small matrices are scored.</summary>
    /// <param name="key">Any valid key.</param>
    /// <returns>The plan.</returns>
    public static ScoringPlan Compile(ScoringKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new ScoringPlan(key, [.. key.Scales.Select(scale => new ScalePlan(Completion.Of(scale), Cut(scale)))]);
    }

    /// <summary>Cuts a scale into segments of one kind in which neither the points nor the blanks can exceed 255.</summary>
    private static ImmutableArray<Segment> Cut(ScaleKey scale) =>
    [
        .. scale.Items.OfType<ItemKey.Rating>().GroupBy(rating => (rating.Min, rating.Max))
            .SelectMany(range => Chunks(range).Select(ratings => new RatingSegment(range.Key.Min, range.Key.Max, ratings))),
        .. Chunks(scale.Items.Where(item => item is not ItemKey.Rating)).Select(items => new OptionsSegment(items)),
    ];

    private static List<ImmutableArray<T>> Chunks<T>(IEnumerable<T> items)
        where T : ItemKey
    {
        List<ImmutableArray<T>> chunks = [];
        List<T> open = [];
        int reach = 0;
        foreach (T item in items)
        {
            if (reach + item.Highest > byte.MaxValue || open.Count == byte.MaxValue)
            {
                chunks.Add([.. open]);
                open.Clear();
                reach = 0;
            }

            open.Add(item);
            reach += item.Highest;
        }

        if (open.Count > 0)
        {
            chunks.Add([.. open]);
        }

        return chunks;
    }
}

/// <summary>One scale of a plan.</summary>
internal sealed record ScalePlan(Completion Completion, ImmutableArray<Segment> Segments);

/// <summary>Items of one scale whose points are summed in one byte.</summary>
internal abstract class Segment
{
    /// <summary>Number of items, at most 255.</summary>
    public abstract int Items { get; }
}

/// <summary>Ratings of one range: columns that count upwards and columns that count downwards.</summary>
internal sealed class RatingSegment(byte min, byte max, ImmutableArray<ItemKey.Rating> ratings) : Segment
{
    public byte Min { get; } = min;

    public byte Max { get; } = max;

    public int[] Plain { get; } = [.. ratings.Where(rating => !rating.Reversed).Select(rating => rating.Item)];

    public int[] Reversed { get; } = [.. ratings.Where(rating => rating.Reversed).Select(rating => rating.Item)];

    public override int Items => Plain.Length + Reversed.Length;
}

/// <summary>Keyed options and best–worst sets.</summary>
internal sealed class OptionsSegment(ImmutableArray<ItemKey> items) : Segment
{
    public OptionsTerm[] Terms { get; } = [.. items.Select(OptionsTerm.Of)];

    public override int Items => Terms.Length;
}

/// <summary>
/// Keyed options as the few codes that bring points (most items have one) and the codes below the top that are no answer.
/// </summary>
internal readonly record struct OptionsTerm(int Item, byte Top, ScoredOption[] Scored, byte[] Invalid)
{
    public static OptionsTerm Of(ItemKey item)
    {
        byte[] codes = [.. Enumerable.Range(0, ResponseMatrix.Missing).Select(code => (byte)code)];
        byte[] valid = [.. codes.Where(item.Accepts)];
        return new OptionsTerm(
            item.Item,
            valid[^1],
            [.. valid.Select(code => new ScoredOption(code, item.PointsFor(code))).Where(option => option.Points > 0)],
            [.. codes[..valid[^1]].Except(valid)]);
    }
}

/// <summary>An option code and the points it brings.</summary>
internal readonly record struct ScoredOption(byte Code, byte Points);
