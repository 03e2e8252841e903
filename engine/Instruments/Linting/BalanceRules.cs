using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Are the scales of a kind equally long in every form, and do ipsative points really sum to a constant?</summary>
internal static class BalanceRules
{
    public static IEnumerable<LintFinding> Examine(Instrument instrument) =>
        instrument.Forms.Values.SelectMany(form => Unequal(form).Concat(NotConstant(form)));

    /// <summary>Where a form stands in the file.</summary>
    public static string PathOf(InstrumentForm form) => form.Id == "full" ? "$.scoring.keys" : $"$.forms.{form.Id}";

    private static IEnumerable<LintFinding> Unequal(InstrumentForm form)
    {
        foreach (IGrouping<ScaleKind, ScaleKey> kind in form.Key.Scales.GroupBy(scale => scale.Kind))
        {
            if (kind.Select(scale => (scale.Items.Length, Highest(scale))).Distinct().Count() > 1)
            {
                IEnumerable<FormattableString> lengths =
                    kind.Select(scale => (FormattableString)$"{scale.Id} {scale.Items.Length} (at most {Highest(scale)})");
                yield return new(
                    LintSeverity.Warning,
                    "unbalanced-scales",
                    PathOf(form),
                    $"Scales of form {form.Id} differ in items or points: {lengths}.");
            }
        }
    }

    private static IEnumerable<LintFinding> NotConstant(InstrumentForm form)
    {
        if (form.Id != "full")
        {
            yield break;
        }

        ILookup<int, ItemKey.Options> keys = form.Key.Scales.Where(scale => scale.Kind == ScaleKind.Ipsative)
            .SelectMany(scale => scale.Items).OfType<ItemKey.Options>().ToLookup(key => key.Item);
        foreach (IGrouping<int, ItemKey.Options> item in keys)
        {
            ImmutableArray<int> totals = [.. form.Items[item.Key].Options.Select((_, option) => item.Sum(key => key.Points[option]))];
            if (totals.Distinct().Count() > 1)
            {
                yield return new(
                    LintSeverity.Error,
                    "ipsative-sum",
                    $"$.items[{item.Key}]",
                    $"Options of {form.Items[item.Key].Id} give different totals: {string.Join(", ", totals)}; scales are not ipsative.");
            }
        }
    }

    private static int Highest(ScaleKey scale) => scale.Items.Sum(key => key.Highest);
}
