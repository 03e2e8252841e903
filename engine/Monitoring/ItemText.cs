using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Monitoring;

/// <summary>What an item says, for those who look after its instrument.</summary>
internal static class ItemText
{
    private const int SetSize = 4;

    /// <summary>By item of the form.</summary>
    public static ImmutableArray<ItemWords> Of(InstrumentForm form) => [.. form.Items.Select((item, place) => new ItemWords(item.Text.Russian, [.. OptionsOf(item)], RightOf(form, place)))];

    private static IEnumerable<OptionWords> OptionsOf(Item item) => item.Format switch
    {
        AnswerFormat.Likert likert => likert.Labels.Select((label, place) => new OptionWords(likert.First + place, label.Russian)),
        AnswerFormat.BestWorst =>
            from best in Enumerable.Range(0, SetSize)
            from worst in Enumerable.Range(0, SetSize)
            where best != worst
            select new OptionWords((best * SetSize) + worst, $"+ {NameOf(item, best)} / − {NameOf(item, worst)}"),
        AnswerFormat.Pair or AnswerFormat.SingleChoice => item.Options.Select((_, place) => new OptionWords(place, NameOf(item, place))),
        AnswerFormat.Slider => Enumerable.Range(0, 11).Select(code => new OptionWords(code, code.ToString(CultureInfo.InvariantCulture))),
        _ => [],
    };

    // An option that is a drawing is called by its place.
    private static string NameOf(Item item, int place) =>
        item.Options[place].Text.Russian is { Length: > 0 } text ? text : (place + 1).ToString(CultureInfo.InvariantCulture);

    private static int? RightOf(InstrumentForm form, int place) =>
        form.Key.Scales.OfType<CriterionScale>().SelectMany(scale => scale.Items).OfType<ItemKey.Options>().FirstOrDefault(key => key.Item == place) is { } key
            ? key.Points.IndexOf(key.Highest)
            : null;
}
