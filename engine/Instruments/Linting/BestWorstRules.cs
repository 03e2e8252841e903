using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Does every option of a best–worst set belong to one scale, and does each scale appear and meet the others equally often? (A scale that
/// is twice in a set never comes here: the reader refuses it.)
/// </summary>
internal static class BestWorstRules
{
    public static IEnumerable<LintFinding> Examine(Instrument instrument) =>
        Options(instrument.Forms["full"]).Concat(instrument.Forms.Values.SelectMany(Balance));

    private static IEnumerable<LintFinding> Options(InstrumentForm form)
    {
        foreach (IGrouping<int, (string Scale, ItemKey.BestWorst Key)> set in SetsOf(form).OrderBy(set => set.Key))
        {
            Item item = form.Items[set.Key];
            for (int option = 0; option < item.Options.Length; option++)
            {
                string[] scales = [.. set.Where(entry => entry.Key.Option == option).Select(entry => entry.Scale)];
                if (scales.Length != 1)
                {
                    FormattableString owners = scales.Length == 0
                        ? $"no scale"
                        : scales.Skip(1).Aggregate((FormattableString)$"{scales[0]}", (all, next) => $"{all} and {next}");
                    yield return new(
                        LintSeverity.Error,
                        "best-worst-structure",
                        $"$.items[{set.Key}].options[{option}]",
                        $"Option {new Position(option)} of {item.Id} belongs to {owners}, not to one.");
                }
            }
        }
    }

    /// <summary>Nothing is said of sets that are faulty already.</summary>
    private static IEnumerable<LintFinding> Balance(InstrumentForm form) => !KeyedSets.TryFind(form.Key, out KeyedSets? sets)
        ? []
        : sets.Design.Balance.Describe(sets.Scales).Select(sentence => new LintFinding(
            LintSeverity.Warning, "best-worst-structure", BalanceRules.PathOf(form), $"Form {form.Id}: {sentence}"));

    private static ILookup<int, (string Scale, ItemKey.BestWorst Key)> SetsOf(InstrumentForm form) => form.Key.Scales
        .SelectMany(scale => scale.Items.OfType<ItemKey.BestWorst>().Select(key => (scale.Id, key)))
        .ToLookup(entry => entry.key.Item, entry => (entry.Id, entry.key));
}
