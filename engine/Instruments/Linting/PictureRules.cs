namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Pictures of dots that a class of thirty waits for on weak Wi-Fi: each student's device loads all of them before the lesson.</summary>
internal static class PictureRules
{
    /// <summary>A class of thirty loads so much in two minutes at 1 Mbit/s.</summary>
    internal const int MostCharacters = 500_000;

    public static IEnumerable<LintFinding> Examine(Instrument instrument)
    {
        foreach (InstrumentForm form in instrument.Forms.Values)
        {
            long characters = form.Items.SelectMany(item => item.Options.Select(option => option.Svg).Prepend(item.Picture)).OfType<SvgElement>().Sum(DotsOf);
            if (characters > MostCharacters)
            {
                yield return new(
                    LintSeverity.Warning,
                    "heavy-pictures",
                    BalanceRules.PathOf(form),
                    $"Pictures of dots in form {form.Id} make {characters / 1000} KB, at most {MostCharacters / 1000} KB come through weak Wi-Fi in time.");
            }
        }
    }

    private static long DotsOf(SvgElement element) => (element.Tag == SvgReader.Image ? element.Attributes["href"].Length : 0) + element.Children.Sum(DotsOf);
}
