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

    /// <summary>
    /// Cuts a scale so that in every segment the lowest points are equal and neither the points above them nor the blanks can exceed 255.
    /// </summary>
    private static ImmutableArray<Segment> Cut(ScaleKey scale)
    {
        ImmutableArray<Segment>.Builder segments = ImmutableArray.CreateBuilder<Segment>();
        foreach (IGrouping<byte, ItemKey> group in scale.Items.GroupBy(BaseOf))
        {
            List<ItemKey> open = [];
            int reach = 0;
            foreach (ItemKey item in group)
            {
                int range = item.Highest - group.Key;
                if (reach + range > byte.MaxValue || open.Count == byte.MaxValue)
                {
                    segments.Add(Close(group.Key, open));
                    open.Clear();
                    reach = 0;
                }

                open.Add(item);
                reach += range;
            }

            segments.Add(Close(group.Key, open));
        }

        return segments.ToImmutable();
    }

    private static byte BaseOf(ItemKey item) => item is ItemKey.Rating rating ? rating.Min : (byte)0;

    private static Segment Close(byte lowest, List<ItemKey> items) => new(
        lowest,
        [.. items.OfType<ItemKey.Rating>().Select(RatingTerm.Of)],
        [.. items.Where(item => item is not ItemKey.Rating).Select(OptionsTerm.Of)]);
}

/// <summary>One scale of a plan.</summary>
internal sealed record ScalePlan(Completion Completion, ImmutableArray<Segment> Segments);

/// <summary>Items whose points above <paramref name="Base"/> are summed in one byte.</summary>
/// <param name="Base">Points every answer brings at least; added per answered item after the sum.</param>
/// <param name="Ratings">Ratings with Min = Base.</param>
/// <param name="Options">Keyed options; Base is 0 when there are any.</param>
internal sealed record Segment(byte Base, RatingTerm[] Ratings, OptionsTerm[] Options)
{
    public int Items => Ratings.Length + Options.Length;
}

/// <summary>
/// A rating as (code xor Flip) + Offset modulo 256 = points above the lowest: x − min, or max − x when reversed. Any code that is not valid
/// lands above Range, because the map is one to one on bytes.
/// </summary>
internal readonly record struct RatingTerm(int Item, byte Flip, byte Offset, byte Range)
{
    public static RatingTerm Of(ItemKey.Rating rating)
    {
        byte range = (byte)(rating.Max - rating.Min);
        return rating.Reversed
            ? new RatingTerm(rating.Item, byte.MaxValue, (byte)(rating.Max + 1), range)
            : new RatingTerm(rating.Item, 0, unchecked((byte)-rating.Min), range);
    }
}

/// <summary>Keyed options as the few codes that bring points (most items have one) and the codes below the top that are no answer.</summary>
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
