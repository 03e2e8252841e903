namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>How much there is to read and how hard it is by <see cref="Readability"/>, repeated texts once.</summary>
internal static class ReadingLoad
{
    /// <summary>
    /// Instructions are read by grades 8–11 without a teacher's help. Whole forms have no bound: for lists of statements the formula is
    /// good for comparing wordings, not for a verdict.
    /// </summary>
    internal const double HardestInstruction = 9;

    public static IEnumerable<LintFinding> Examine(Instrument instrument)
    {
        Readability instruction = Readability.Of(instrument.Instruction.Russian);
        if (instruction.Grade > HardestInstruction)
        {
            yield return new(
                LintSeverity.Warning,
                "reading-load",
                "$.instruction",
                $"The instruction reads like grade {Told(instruction)}; grade {HardestInstruction} is the bound.");
        }

        foreach (InstrumentForm form in instrument.Forms.Values)
        {
            Readability text = Readability.Of(form.Items.SelectMany(TextsOf).Distinct().Prepend(instrument.Instruction.Russian));
            yield return new(
                LintSeverity.Info,
                "reading-load",
                BalanceRules.PathOf(form),
                text.Words > 0
                    ? (FormattableString)$"Form {form.Id}: {form.Items.Length} items, {text.Words} words in {text.Sentences} sentences, grade {Told(text)}."
                    : $"Form {form.Id}: {form.Items.Length} items, {text.Words} words in {text.Sentences} sentences.");
        }
    }

    /// <summary>Texts that must be read to answer an item; what a picture is called is not read by those who see it.</summary>
    private static IEnumerable<string> TextsOf(Item item) =>
        item.Options.Where(option => option.Svg is null).Select(option => option.Text.Russian).Prepend(item.Text.Russian);

    private static FormattableString Told(Readability text) =>
        $"{text.Grade:0.0} ({text.WordsPerSentence:0.0} words a sentence, {text.SyllablesPerWord:0.0} syllables a word; Oborneva 2006)";
}
