using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Results;

/// <summary>The items two steps of one instrument share. The same item is the same identifier with the same words and the same answers to choose from: a changed word is another question.</summary>
internal static class CommonItems
{
    /// <summary>Pairs of places in the forms of both steps, in the order of the first.</summary>
    public static ImmutableArray<(int Own, int Other)> Of(BatteryStep own, BatteryStep other)
    {
        Dictionary<string, int> asked = new(StringComparer.Ordinal);
        for (int place = 0; place < other.Form.Items.Length; place++)
        {
            asked[Asked(other.Form.Items[place])] = place;
        }

        return
        [
            .. own.Form.Items.Select((item, place) => (place, there: asked.GetValueOrDefault(Asked(item), -1)))
                .Where(pair => pair.there >= 0)
                .Select(pair => (pair.place, pair.there)),
        ];
    }

    private static string Asked(Item item) => string.Join('\n', [item.Id, AnswerWords.Of(item), .. item.Options.Select(option => option.Text.Russian), .. Choices(item.Format)]);

    private static IEnumerable<string> Choices(AnswerFormat format) => format switch
    {
        AnswerFormat.Likert likert => [$"from {likert.First}", .. likert.Labels.Select(label => label.Russian)],
        AnswerFormat.Slider slider => [slider.Low.Russian, slider.High.Russian],
        _ => [format.GetType().Name],
    };
}
