using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Does length give an option away? One option with more than double the words of the median of the others and at least four more; and
/// over a form, right answers that alone are longest in over half of the tasks. Picture names do not count: they are not seen.
/// </summary>
internal static class OptionLengthRules
{
    internal const int MoreWords = 4;

    /// <summary>Among fewer tasks "over half" is chance.</summary>
    internal const int FewestTasks = 5;

    /// <summary>Of two options one is always the longer.</summary>
    private const int FewestOptions = 3;

    public static IEnumerable<LintFinding> Examine(Instrument instrument) =>
        instrument.Forms["full"].Items.SelectMany(Uneven).Concat(instrument.Forms.Values.SelectMany(RightIsLongest));

    private static IEnumerable<LintFinding> Uneven(Item item, int index)
    {
        ImmutableArray<int> words = WordsOf(item);
        for (int option = 0; words.Length > 1 && option < words.Length; option++)
        {
            double others = Median([.. words.RemoveAt(option).Order()]);
            if (words[option] > 2 * others && words[option] >= others + MoreWords)
            {
                yield return new(
                    LintSeverity.Warning,
                    "option-length",
                    $"$.items[{index}].options[{option}]",
                    $"The option has {words[option]} words, the others {others} in the middle.");
            }
        }
    }

    private static IEnumerable<LintFinding> RightIsLongest(InstrumentForm form)
    {
        ImmutableArray<RightAnswer> tasks = [.. RightAnswer.Of(form)
            .Where(task => task.Options >= FewestOptions && !WordsOf(form.Items[task.Item]).IsEmpty)];
        int longest = tasks.Count(task => IsLongest(WordsOf(form.Items[task.Item]), task.Place));
        if (tasks.Length >= FewestTasks && longest * 2 > tasks.Length)
        {
            yield return new(
                LintSeverity.Warning,
                "option-length",
                BalanceRules.PathOf(form),
                $"In {longest} of {tasks.Length} tasks of form {form.Id} the right answer alone is the longest.");
        }
    }

    private static bool IsLongest(ImmutableArray<int> words, int place) => words.RemoveAt(place).All(other => other < words[place]);

    private static ImmutableArray<int> WordsOf(Item item) =>
        item.Options.Any(option => option.Svg is not null) ? [] : [.. item.Options.Select(option => TextRules.WordsOf(option.Text))];

    private static double Median(ImmutableArray<int> sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
}
