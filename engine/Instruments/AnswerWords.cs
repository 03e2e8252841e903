using System.Globalization;

namespace Diagnostics.Engine.Instruments;

/// <summary>A canonical answer in the words a student saw.</summary>
internal static class AnswerWords
{
    /// <summary>The item itself; a pair or a set has no text of its own and is told by its options.</summary>
    public static string Of(Item item) =>
        item.Text.Russian.Length > 0 ? item.Text.Russian : string.Join(" / ", item.Options.Select(option => option.Text.Russian));

    /// <param name="value">Canonical and not empty.</param>
    public static string Of(Item item, string value) => item.Format switch
    {
        AnswerFormat.Likert likert => likert.Labels[item.Format.CodeOf(value) - likert.First].Russian,
        AnswerFormat.Pair or AnswerFormat.SingleChoice => Option(item, value),
        AnswerFormat.MultipleChoice => string.Join(", ", value.Split('+').Select(one => Option(item, one))),
        AnswerFormat.BestWorst or AnswerFormat.Ranking => string.Join(" > ", value.Split('>').Select(one => Option(item, one))),
        AnswerFormat.NumberEntry or AnswerFormat.Slider => value,
        _ => throw new InvalidOperationException($"Unknown format {item.Format.GetType().Name}."),
    };

    private static string Option(Item item, string position) => item.Options[int.Parse(position, CultureInfo.InvariantCulture)].Text.Russian;
}
