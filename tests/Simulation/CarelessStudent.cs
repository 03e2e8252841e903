using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Results;

namespace Diagnostics.Tests.Simulation;

/// <summary>How somebody answers who does not read.</summary>
internal enum Carelessness
{
    /// <summary>The same place on the screen, in every twentieth item any.</summary>
    OneButton,

    /// <summary>Any place, each time anew.</summary>
    Random,
}

/// <summary>Somebody who goes through a whole battery without reading it, at one pace.</summary>
internal static class CarelessStudent
{
    private const int SlipEvery = 20;

    public static PackedAnswers Take(Battery battery, Carelessness carelessness, int pace, SimulationSource source)
    {
        int button = source.NextBelow(5);
        string[] values =
        [
            .. battery.Steps.SelectMany(step => step.Form.Items).Select(item => Answer(item, carelessness switch
            {
                Carelessness.OneButton => source.NextBelow(SlipEvery) == 0 ? source.NextBelow(5) : button,
                Carelessness.Random => null,
                _ => throw new ArgumentOutOfRangeException(nameof(carelessness), carelessness, "This is no way to answer."),
            }, source)),
        ];
        return new PackedAnswers(values, [.. Enumerable.Range(1, values.Length).Select(item => (long?)(item * pace))]);
    }

    /// <summary>A place above the last one is the last one; the worst of a set stands under the best.</summary>
    private static string Answer(Item item, int? button, SimulationSource source)
    {
        int places = PlacesOf(item);
        int place = button is { } pressed ? Math.Min(pressed, places - 1) : source.NextBelow(places);
        int other = (place + 1 + (button is null ? source.NextBelow(places - 1) : 0)) % places;
        int first = item.Format is AnswerFormat.Likert likert ? likert.First : 0;
        return item.Format is AnswerFormat.BestWorst ? $"{Text(place)}>{Text(other)}" : Text(first + place);
    }

    private static int PlacesOf(Item item) => item.Format switch
    {
        AnswerFormat.Likert likert => likert.Labels.Length,
        AnswerFormat.Pair => 2,
        AnswerFormat.BestWorst or AnswerFormat.SingleChoice or AnswerFormat.MultipleChoice => item.Options.Length,
        _ => throw new InvalidOperationException($"Nobody said how {item.Format.GetType().Name} is answered without reading."),
    };

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
