using System.Collections.Immutable;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Methods;

/// <summary>The bare key of a method the school holds: what the verb `score --key` reads, with what its author says about missing answers. Pure.</summary>
internal sealed class MethodKey
{
    public const int MostItems = 600;
    public const int LongestText = 128 * 1024;

    /// <summary>Names of items and scales are labels: no text of an item fits in.</summary>
    public const int LongestItem = 20;

    public const int LongestScale = 40;

    private readonly KeyedItems _keyed;

    private MethodKey(KeyedItems keyed)
    {
        _keyed = keyed;
        ILookup<int, ItemKey.Rating> uses = keyed.Key.Scales.SelectMany(scale => scale.Items).OfType<ItemKey.Rating>().ToLookup(use => use.Item);
        Items = [.. keyed.Key.Items.Select((name, item) => ItemOf(name, keyed.Codes[item].Options, uses[item]))];
        Scales = [.. keyed.Key.Scales.Select(scale => new MethodScale(scale.Id, scale.Kind, scale.Items.Length, scale.Lowest, scale.Highest, Reversed(scale)))];
    }

    public ImmutableArray<MethodItem> Items { get; }

    public ImmutableArray<MethodScale> Scales { get; }

    /// <exception cref="TableException">It is no key; names line, column, reason and kind.</exception>
    public static MethodKey Read(string text, MissingAnswers missing)
    {
        if (text.Length > LongestText)
        {
            throw Fault(TableFault.TooMany, null, "the key is too long");
        }

        KeyedItems keyed = Scorable(text);
        if (keyed.Key.Items.Length > MostItems)
        {
            throw Fault(TableFault.TooMany, "item", $"more than {MostItems} items");
        }

        if (keyed.Key.Items.Concat(keyed.Codes.SelectMany(codes => codes.Options)).Any(name => name.Length > LongestItem || name.Any(char.IsControl)))
        {
            throw Fault(TableFault.TooLong, "item", $"a name over {LongestItem} letters");
        }

        if (keyed.Key.Scales.Any(scale => scale.Id.Length > LongestScale || scale.Id.Any(char.IsControl)))
        {
            throw Fault(TableFault.TooLong, "scale", $"a name over {LongestScale} letters");
        }

        MethodKey key = new(keyed with { Key = ScoringKey.Create(keyed.Key.Items, [.. keyed.Key.Scales.Select(scale => scale.With(missing))]) });
        return key.Items.FirstOrDefault(item => item.Options.IsEmpty && item.Least > item.Most) is { } nobody
            ? throw Fault(TableFault.NoAnswer, "item", $"no answer to {nobody.Name} fits all its scales")
            : key;
    }

    /// <summary>An answer or none to every item, not none to all.</summary>
    public bool Takes(IReadOnlyList<int?> answers) =>
        answers.Count == Items.Length
        && answers.Any(answer => answer is not null)
        && answers.Zip(Items).All(pair => pair.First is not { } answer || (answer >= pair.Second.Least && answer <= pair.Second.Most));

    /// <summary>Raw scores, as the verb `score --key` has them where it prorates alike. A band only where every item of a scale of ratings is answered.</summary>
    /// <param name="answers">What <see cref="Takes"/> holds for.</param>
    public ImmutableArray<MethodScore> Score(IReadOnlyList<int?> answers)
    {
        byte[] codes = [.. answers.Select(answer => (byte)(answer ?? ResponseMatrix.Missing))];
        return [.. WithinPersonBand.Measure(_keyed.Key, codes).Select((banded, scale) => ScoreOf(banded, _keyed.Key.Scales[scale].Kind))];
    }

    private static MethodScore ScoreOf(BandedScore banded, ScaleKind kind)
    {
        ScaleScore score = banded.Score;
        bool hasBand = kind == ScaleKind.Normative && banded.HasBand && score.Answered == score.Items;
        return new MethodScore(
            score.Scale, kind, Known(score.Raw), score.Answered, score.Items, score.Min, score.Max, Known(score.PercentOfMaximum / 100),
            hasBand ? banded.Low : null, hasBand ? banded.High : null);
    }

    private static double? Known(double number) => double.IsFinite(number) ? number : null;

    private static MethodItem ItemOf(string name, ImmutableArray<string> options, IEnumerable<ItemKey.Rating> uses) => options.IsEmpty
        ? new MethodItem(name, uses.Max(use => use.Min), uses.Min(use => use.Max), [])
        : new MethodItem(name, 0, options.Length - 1, options);

    private static int Reversed(ScaleKey scale) => scale.Items.Count(item => item is ItemKey.Rating { Reversed: true });

    private static KeyedItems Scorable(string text)
    {
        try
        {
            return KeyCsv.ReadText(text);
        }
        catch (ArgumentException)
        {
            // More points than a scale may have.
            throw Fault(TableFault.TooMany, "max", "a scale has too many points");
        }
    }

    private static TableException Fault(TableFault kind, string? column, string reason) => new("key", 0, column, reason) { Kind = kind };
}

/// <summary>A scale under another rule for missing answers.</summary>
internal static class MissingRules
{
    public static ScaleKey With(this ScaleKey scale, MissingAnswers missing) => missing switch
    {
        MissingAnswers.NoScore => ScaleKey.Of(
            scale.Kind, scale.Id, scale.Items, scale.Kind == ScaleKind.Ipsative ? new MissingRule.Tolerate(0) : new MissingRule.Prorate(1)),
        MissingAnswers.Prorated => scale,
    };
}
