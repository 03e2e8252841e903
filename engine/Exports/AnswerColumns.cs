using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;

namespace Diagnostics.Engine.Exports;

/// <summary>An item's answer as numbers in columns: one, or one an option where an answer is several. Pure.</summary>
internal static class AnswerColumns
{
    private const int SkippedCode = -1;

    private const int NotGivenCode = -2;

    /// <param name="isChosen">Which items somebody meets is chosen by the answers.</param>
    public static ImmutableArray<ExportColumn> Of(string name, FormKey form, Item item, ColumnNames names, bool isChosen)
    {
        string text = AnswerWords.Of(item);
        ImmutableArray<ValueLabel> positions = [.. item.Options.Select((option, position) => new ValueLabel(position, option.Text.Russian))];
        return item.Format switch
        {
            AnswerFormat.Likert likert => [One(ColumnRole.Answer, "", text) with { Values = [.. likert.Labels.Select((label, at) => new ValueLabel(likert.First + at, label.Russian))] }],
            AnswerFormat.Pair or AnswerFormat.SingleChoice => [One(ColumnRole.Answer, "", text) with { Values = positions }],
            AnswerFormat.BestWorst =>
            [
                One(ColumnRole.Best, "_best", ExportWords.Best(text)) with { Values = positions },
                One(ColumnRole.Worst, "_worst", ExportWords.Worst(text)) with { Values = positions },
            ],
            AnswerFormat.MultipleChoice => [.. positions.Select(option => One(ColumnRole.Chosen, Suffix(option), ExportWords.Chosen(text, option.Text)) with { Values = ExportWords.NoYes })],
            AnswerFormat.Ranking => [.. positions.Select(option => One(ColumnRole.Rank, Suffix(option), ExportWords.Rank(text, option.Text)))],
            AnswerFormat.Slider slider => [One(ColumnRole.Answer, "", text) with { Values = [new ValueLabel(0, slider.Low.Russian), new ValueLabel(10, slider.High.Russian)] }],
            AnswerFormat.NumberEntry => [One(ColumnRole.Answer, "", text) with { Kind = ColumnKind.Number }],
            _ => throw new InvalidOperationException($"Unknown format {item.Format.GetType().Name}."),
        };

        ExportColumn One(ColumnRole role, string suffix, string label) =>
            new(names.Give(name + suffix), label, ColumnKind.Whole, role) { Form = form, Item = item.Id, Format = item.Format, Skipped = SkippedOf(item.Format), NotGiven = NotGivenOf(item.Format, isChosen) };

        static string Suffix(ValueLabel option) => $"_{option.Code.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <param name="value">Null where there was no answer, empty where the question was passed over.</param>
    /// <param name="isChosen">Which items somebody meets is chosen by the answers: what has no answer was not given.</param>
    /// <param name="cells">Those of the item's columns.</param>
    public static void Fill(Item item, string? value, bool isChosen, Span<ExportCell> cells)
    {
        if (value is not { Length: > 0 })
        {
            cells.Fill(ExportCell.Of(value is null ? NotGivenOf(item.Format, isChosen) : SkippedOf(item.Format)));
            return;
        }

        switch (item.Format)
        {
            case AnswerFormat.MultipleChoice:
                cells.Fill(ExportCell.Of(0));
                foreach (string chosen in value.Split('+'))
                {
                    cells[Whole(chosen)] = ExportCell.Of(1);
                }

                break;
            case AnswerFormat.Ranking:
                string[] order = value.Split('>');
                for (int place = 0; place < order.Length; place++)
                {
                    cells[Whole(order[place])] = ExportCell.Of(place + 1);
                }

                break;
            case AnswerFormat.BestWorst:
                string[] both = value.Split('>');
                (cells[0], cells[1]) = (ExportCell.Of(Whole(both[0])), ExportCell.Of(Whole(both[1])));
                break;
            case AnswerFormat.NumberEntry:
                cells[0] = ExportCell.Of(double.Parse(value, CultureInfo.InvariantCulture));
                break;
            default:
                cells[0] = ExportCell.Of(item.Format.CodeOf(value));
                break;
        }
    }

    /// <summary>None where it could be an answer.</summary>
    private static int? SkippedOf(AnswerFormat format) => format is AnswerFormat.NumberEntry { Min: < 0 } ? null : SkippedCode;

    private static int? NotGivenOf(AnswerFormat format, bool isChosen) => isChosen && SkippedOf(format) is not null ? NotGivenCode : null;

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
