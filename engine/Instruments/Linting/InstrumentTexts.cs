namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Every text of an instrument with its place; texts of a shared format stand under the first item that uses it.</summary>
internal static class InstrumentTexts
{
    public static IEnumerable<(string Path, LocalText Text)> Of(Instrument instrument)
    {
        yield return ("$.title", instrument.Title);
        yield return ("$.instruction", instrument.Instruction);
        if (instrument.Note is { } note)
        {
            yield return ("$.note", note);
        }

        for (int index = 0; index < instrument.Scales.Length; index++)
        {
            yield return ($"$.scales[{index}].title", instrument.Scales[index].Title);
            yield return ($"$.scales[{index}].meaning", instrument.Scales[index].Meaning);
        }

        HashSet<AnswerFormat> seen = [];
        IEnumerable<(string Path, LocalText Text)> ofItems = instrument.Forms["full"].Items.SelectMany((item, index) =>
            OfItem(item, $"$.items[{index}]").Concat(seen.Add(item.Format) ? OfFormat(item.Format, $"$.items[{index}].format") : []));
        foreach ((string Path, LocalText Text) text in ofItems.Where(text => text.Text != LocalText.Empty))
        {
            yield return text;
        }
    }

    /// <summary>What is read to answer: the instruction, items, options and labels.</summary>
    public static IEnumerable<(string Path, LocalText Text)> ForStudents(Instrument instrument) => Of(instrument)
        .Where(text => text.Path == "$.instruction" || text.Path.StartsWith("$.items[", StringComparison.Ordinal));

    private static IEnumerable<(string Path, LocalText Text)> OfItem(Item item, string path) =>
    [
        ($"{path}.text", item.Text),
        .. item.Options.Select((option, index) => ($"{path}.options[{index}].text", option.Text)),
        .. item.PictureText is { } words ? [($"{path}.pictureText", words)] : Array.Empty<(string, LocalText)>(),
        .. item.Solution is { } solution ? [($"{path}.solution", solution)] : Array.Empty<(string, LocalText)>(),
    ];

    private static IEnumerable<(string Path, LocalText Text)> OfFormat(AnswerFormat format, string path) => format switch
    {
        AnswerFormat.Likert likert => likert.Labels.Select((label, index) => ($"{path}.labels[{index}]", label)),
        AnswerFormat.Slider slider => [($"{path}.low", slider.Low), ($"{path}.high", slider.High)],
        _ => [],
    };
}
