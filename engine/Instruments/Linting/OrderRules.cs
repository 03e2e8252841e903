using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Does the place in a form colour the answers of a scale? Of rated items of several scales: more than two neighbours of one scale (each
/// answers like the one before), and a scale that on average stands in the first or last quarter (fresh or tired students answer it).
/// </summary>
internal static class OrderRules
{
    internal const int LongestRun = 2;

    /// <summary>A shorter form tires nobody.</summary>
    internal const int FewestItems = 8;

    public static IEnumerable<LintFinding> Examine(Instrument instrument) => instrument.Forms.Values.SelectMany(Examine);

    private static IEnumerable<LintFinding> Examine(InstrumentForm form)
    {
        ImmutableArray<int> rated = [.. form.Key.Scales.SelectMany(RatedBy).Distinct().Order()];
        ImmutableArray<ScaleKey> scales = [.. form.Key.Scales.Where(scale => RatedBy(scale).Any())];
        if (scales.Length < 2 || rated.Length < FewestItems)
        {
            yield break;
        }

        foreach (ScaleKey scale in scales)
        {
            ImmutableArray<int> places = [.. RatedBy(scale).Distinct().Order().Select(item => rated.IndexOf(item))];
            if (LongestRunIn(places) is var run && run > LongestRun)
            {
                yield return Found(form, $"{run} items of scale {scale.Id} stand in a row in form {form.Id}.");
            }

            double mean = (places.Average() + 0.5) / rated.Length;
            if (places.Length > 1 && mean is < 0.25 or > 0.75)
            {
                FormattableString quarter = mean < 0.5 ? (FormattableString)$"first" : $"last";
                yield return Found(form, $"Scale {scale.Id} stands in the {quarter} quarter of form {form.Id}.");
            }
        }
    }

    private static IEnumerable<int> RatedBy(ScaleKey scale) => scale.Items.OfType<ItemKey.Rating>().Select(key => key.Item);

    private static int LongestRunIn(ImmutableArray<int> places)
    {
        int longest = 1;
        int run = 1;
        for (int place = 1; place < places.Length; place++)
        {
            run = places[place] == places[place - 1] + 1 ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static LintFinding Found(InstrumentForm form, FormattableString message) =>
        new(LintSeverity.Warning, "position-effect", BalanceRules.PathOf(form), message);
}
