using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Calibration;

namespace Diagnostics.Tests.ItemModels;

/// <summary>Answers to a form drawn from known curves, with an item that is harder for girls.</summary>
internal static class PlantedCrowd
{
    /// <summary>By item of the scale: a slope of 1.2 and middles that go up.</summary>
    public static ImmutableArray<ItemParameters> Curves(ComparableScale scale) =>
    [
        .. scale.Items.Select((item, place) =>
        {
            int steps = item.Highest - item.Lowest;
            double middle = -1.2 + (2.4 * place / Math.Max(1, scale.Items.Length - 1));
            return ItemParameters.FromThresholds(1.2, [.. Enumerable.Range(0, steps).Select(step => middle + (0.8 * (step - ((steps - 1) / 2.0))))]);
        }),
    ];

    /// <summary>One student's codes of the whole form; items of no scale keep none.</summary>
    /// <param name="planted">Item of each scale that girls find harder by <paramref name="shift"/>; −1: none.</param>
    public static byte[] Codes(InstrumentForm form, Random random, bool isGirl, int planted, double shift, double ability = 0)
    {
        byte[] codes = [.. Enumerable.Repeat(ResponseMatrix.Missing, form.Items.Length)];
        foreach (ComparableScale scale in form.Key.Scales.OfType<ComparableScale>())
        {
            double theta = ability + Simulated.Normal(random);
            ImmutableArray<ItemParameters> curves = Curves(scale);
            for (int place = 0; place < curves.Length; place++)
            {
                ItemKey item = scale.Items[place];
                int points = item.Lowest + Simulated.Answer(random, curves[place], theta - (isGirl && place == planted ? shift : 0), 0);
                codes[item.Item] = (byte)Enumerable.Range(0, ResponseMatrix.Missing).First(code => item.Accepts((byte)code) && item.PointsFor((byte)code) == points);
            }
        }

        return codes;
    }

    /// <summary>So many girls and as many boys, every second of a village.</summary>
    public static FormSample Sample(InstrumentForm form, int ofEach, int planted, double shift, int seed, double ability = 0)
    {
        Random random = new(seed);
        FormSample sample = new();
        for (int student = 0; student < 2 * ofEach; student++)
        {
            bool isGirl = student % 2 == 0;
            sample.Add(new SampledRow(
                FormSample.DrawOf($"{seed} {student}"), isGirl ? "female" : "male", student / 2 % 2 == 0 ? "city" : "village", Codes(form, random, isGirl, planted, shift, ability)));
        }

        return sample;
    }

    public static FormModels Models(InstrumentForm form, FormSample sample) =>
        ItemModelling.Of(form, sample, (count, work) => Parallel.For(0, count, work), null, default)!;
}
