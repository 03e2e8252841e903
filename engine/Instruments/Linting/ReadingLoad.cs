namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// How much there is to read, and a rough time for it. The pace is an assumption to plan a lesson by (a slow reader of grade 8 at 100 words
/// a minute, three seconds to decide), to be replaced by measured times; it is no result about anybody.
/// </summary>
internal static class ReadingLoad
{
    private const double WordsPerMinute = 100;
    private const double SecondsToDecide = 3;

    public static IEnumerable<LintFinding> Examine(Instrument instrument) => instrument.Forms.Values.Select(form => new LintFinding(
        LintSeverity.Info,
        "reading-load",
        BalanceRules.PathOf(form),
        $"Form {form.Id}: {form.Items.Length} items, {WordsOf(form)} words, about {Math.Ceiling(MinutesOf(form))} min."));

    /// <summary>Minutes a slow reader needs for the items of a form.</summary>
    internal static double MinutesOf(InstrumentForm form) => (WordsOf(form) / WordsPerMinute) + (form.Items.Length * SecondsToDecide / 60);

    private static int WordsOf(InstrumentForm form) =>
        form.Items.Sum(item => TextRules.WordsOf(item.Text) + item.Options.Sum(WordsOf));

    /// <summary>The name of a picture is for those who do not see it.</summary>
    private static int WordsOf(Option option) => option.Svg is null ? TextRules.WordsOf(option.Text) : 0;
}
