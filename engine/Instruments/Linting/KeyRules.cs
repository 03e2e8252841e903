using System.Collections.Immutable;
using System.Numerics;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Does every answer count, and can every score come about?</summary>
internal static class KeyRules
{
    public static IEnumerable<LintFinding> Examine(Instrument instrument)
    {
        InstrumentForm form = instrument.Forms["full"];
        ILookup<int, (ScaleKey Scale, ItemKey Key)> keys =
            form.Key.Scales.SelectMany(scale => scale.Items.Select(key => (scale, key))).ToLookup(entry => entry.key.Item);
        return form.Items
            .SelectMany((item, column) => ExamineItem(item, $"$.items[{column}]", [.. keys[column]], instrument.Unscored.Contains(item.Id)))
            .Concat(form.Key.Scales.SelectMany((scale, index) => ExamineScale(scale, form, $"$.scoring.keys[{index}]")));
    }

    private static IEnumerable<LintFinding> ExamineItem(
        Item item, string path, ImmutableArray<(ScaleKey Scale, ItemKey Key)> keys, bool unscored)
    {
        if (keys.IsEmpty && !unscored)
        {
            yield return new(
                LintSeverity.Error, "unscored-item", path, $"Item {item.Id} feeds no scale; list it under unscored if that is meant.");
        }

        if (item.Format is AnswerFormat.MultipleChoice multiple && multiple.Least == item.Options.Length)
        {
            yield return new(LintSeverity.Error, "unreachable-level", path, $"All options must be chosen, so there is only one answer.");
        }

        ImmutableArray<(ScaleKey Scale, ItemKey.Options Key)> keyed =
            [.. keys.Where(entry => entry.Key is ItemKey.Options).Select(entry => (entry.Scale, (ItemKey.Options)entry.Key))];
        foreach ((ScaleKey scale, ItemKey.Options key) in keyed.Where(entry => entry.Key.Points.Distinct().Count() == 1))
        {
            yield return new(
                LintSeverity.Error,
                "unreachable-level",
                path,
                $"Every option of {item.Id} gives {scale.Id} {key.Points[0]} points, so it measures nothing.");
        }

        if (keyed.IsEmpty || keyed.Any(entry => entry.Scale.Kind == ScaleKind.Criterion))
        {
            yield break;
        }

        LintSeverity severity = item.Format is AnswerFormat.Pair ? LintSeverity.Error : LintSeverity.Warning;
        foreach (int option in Enumerable.Range(0, item.Options.Length).Where(option => keyed.All(entry => entry.Key.Points[option] == 0)))
        {
            yield return new(
                severity, "unscored-option", $"{path}.options[{option}]", $"Option {new Position(option)} of {item.Id} gives no points to any scale.");
        }
    }

    private static IEnumerable<LintFinding> ExamineScale(ScaleKey scale, InstrumentForm form, string path)
    {
        BigInteger reached = scale.Items.Aggregate(BigInteger.One, (sums, key) => Reach(sums, key, form));
        int lowest = Enumerable.Range(0, int.MaxValue).First(score => !(reached >> score).IsEven);
        int highest = (int)reached.GetBitLength() - 1;
        int[] holes = [.. Enumerable.Range(lowest, highest - lowest).Where(score => (reached >> score).IsEven)];
        if (holes.Length > 0)
        {
            string some = string.Join(", ", holes.Take(5)) + (holes.Length > 5 ? ", …" : "");
            yield return new(
                LintSeverity.Warning,
                "unreachable-level",
                path,
                $"Scale {scale.Id} runs from {lowest} to {highest}, but no answers give {some}.");
        }

        FormattableString? misfit = (scale.Kind, scale.Missing) switch
        {
            (ScaleKind.Ipsative, MissingRule.Prorate) => $"is ipsative, so prorating breaks its constant sum",
            (_, MissingRule.Tolerate tolerate) when tolerate.Blanks >= form.Items.Length => $"tolerates that nothing is answered",
            _ => null,
        };
        if (misfit is not null)
        {
            yield return new(LintSeverity.Warning, "missing-rule", "$.scoring.missing", $"Scale {scale.Id} {misfit}.");
        }
    }

    /// <summary>Bit n says that the score n can be reached; one more item shifts the reachable scores by each of its points.</summary>
    private static BigInteger Reach(BigInteger sums, ItemKey key, InstrumentForm form)
    {
        IEnumerable<int> points = key switch
        {
            ItemKey.Rating rating => Enumerable.Range(rating.Min, rating.Max - rating.Min + 1),
            ItemKey.Options options => options.Points.Select(point => (int)point).Distinct(),
            ItemKey.BestWorst set => Enumerable.Range(set.Lowest, set.Highest + 1),
            _ => throw new InvalidOperationException($"Item {form.Items[key.Item].Id} has a key of unknown kind {key.GetType().Name}."),
        };
        return points.Aggregate(BigInteger.Zero, (reached, point) => reached | (sums << point));
    }
}
