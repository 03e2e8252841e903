using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Does each ipsative scale meet each other one equally often in pairs, and stand first as often as second?</summary>
internal static class PairRules
{
    public static IEnumerable<LintFinding> Examine(Instrument instrument) => instrument.Forms.Values.SelectMany(Examine);

    private static IEnumerable<LintFinding> Examine(InstrumentForm form)
    {
        ImmutableArray<ScaleKey> scales = [.. form.Key.Scales.Where(scale => scale.Kind == ScaleKind.Ipsative)];
        ImmutableArray<(int Item, string First, string Second)> pairs = [.. PairsOf(form, scales)];
        if (pairs.IsEmpty)
        {
            return [];
        }

        return Against(form, pairs).Concat(Meetings(form, scales, pairs)).Concat(Places(form, scales, pairs));
    }

    private static IEnumerable<(int Item, string First, string Second)> PairsOf(InstrumentForm form, ImmutableArray<ScaleKey> scales)
    {
        for (int item = 0; item < form.Items.Length; item++)
        {
            if (form.Items[item].Format is AnswerFormat.Pair && Served(item, 0) is { } first && Served(item, 1) is { } second)
            {
                yield return (item, first, second);
            }
        }

        string? Served(int item, int option) => scales
            .FirstOrDefault(scale => scale.Items.OfType<ItemKey.Options>().Any(key => key.Item == item && key.Points[option] > 0))?.Id;
    }

    private static IEnumerable<LintFinding> Against(InstrumentForm form, ImmutableArray<(int Item, string First, string Second)> pairs) =>
        form.Id != "full"
            ? []
            : pairs.Where(pair => pair.First == pair.Second).Select(pair => new LintFinding(
                LintSeverity.Error,
                "pair-structure",
                $"$.items[{pair.Item}]",
                $"Both statements of {form.Items[pair.Item].Id} serve {pair.First}."));

    private static IEnumerable<LintFinding> Meetings(
        InstrumentForm form, ImmutableArray<ScaleKey> scales, ImmutableArray<(int Item, string First, string Second)> pairs)
    {
        ImmutableArray<(string Pair, int Times)> meetings =
        [
            .. scales.SelectMany((one, index) => scales.Skip(index + 1).Select(other => (
                $"{one.Id}–{other.Id}",
                pairs.Count(pair => (pair.First, pair.Second) == (one.Id, other.Id) || (pair.First, pair.Second) == (other.Id, one.Id))))),
        ];
        if (meetings.Select(meeting => meeting.Times).Distinct().Count() > 1)
        {
            string counts = string.Join(", ", meetings.Select(meeting => $"{meeting.Pair} {meeting.Times}"));
            yield return new(
                LintSeverity.Warning,
                "pair-structure",
                BalanceRules.PathOf(form),
                $"Scales of form {form.Id} meet unequally often: {counts}.");
        }
    }

    private static IEnumerable<LintFinding> Places(
        InstrumentForm form, ImmutableArray<ScaleKey> scales, ImmutableArray<(int Item, string First, string Second)> pairs)
    {
        foreach (ScaleKey scale in scales)
        {
            int first = pairs.Count(pair => pair.First == scale.Id);
            int second = pairs.Count(pair => pair.Second == scale.Id);
            if (Math.Abs(first - second) > 1)
            {
                yield return new(
                    LintSeverity.Warning,
                    "pair-structure",
                    BalanceRules.PathOf(form),
                    $"Scale {scale.Id} of form {form.Id} stands first {first} times and second {second} times.");
            }
        }
    }
}
