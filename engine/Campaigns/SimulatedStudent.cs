using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Sessions;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// A student who is one person in all sections (<see cref="LatentPerson"/>): each scale has a strength, and every answer is that strength
/// with noise. The same seed answers the same.
/// </summary>
/// <param name="latent">Who it is.</param>
/// <param name="random">How this person answers this time.</param>
internal sealed class SimulatedStudent(Battery battery, LatentPerson latent, Random random)
{
    private const double SkipShare = 0.01;
    private const double Noise = 0.6;

    /// <summary>How much more a right option pulls than a wrong one: an average student is right more often than by guessing.</summary>
    private const double Knowing = 1;

    private readonly ILookup<int, (ItemKey Key, double Strength)> _leanings = LeaningsOf(latent, battery);

    public SimulatedStudent(Battery battery, Random person, Random random)
        : this(battery, new LatentPerson(() => Normal(person)), random)
    {
    }

    public SimulatedStudent(Battery battery, Random random)
        : this(battery, random, random)
    {
    }

    /// <summary>What this student says to an item whatever the strengths, by instrument and item; null: the strengths say it.</summary>
    public Func<string, Item, string?>? Says { get; init; }

    /// <summary>One answer to each item in order, two to nine seconds apart.</summary>
    public IEnumerable<AnswerEntry> Answers()
    {
        long at = 0;
        foreach (BatteryStep step in battery.Steps)
        {
            for (int i = 0; i < step.Form.Items.Length; i++)
            {
                at += random.Next(2_000, 9_000);
                yield return new AnswerEntry(step.FirstItem + i, random.NextDouble() < SkipShare ? "" : Says?.Invoke(step.Instrument.Id, step.Form.Items[i]) ?? Answer(step, i), at);
            }
        }
    }

    private static Dictionary<(string Instrument, string Scale), double> StrengthsOf(LatentPerson person, Battery battery) => battery.Steps
        .SelectMany(step => step.Form.Key.Scales.Select(scale => (Instrument: step.Instrument.Id, Scale: scale)))
        .DistinctBy(one => (one.Instrument, one.Scale.Id))
        .ToDictionary(one => (one.Instrument, one.Scale.Id), one => person.StrengthIn(one.Scale));

    private string Answer(BatteryStep step, int index)
    {
        Item item = step.Form.Items[index];
        return item.Format switch
        {
            AnswerFormat.Likert likert => Rate(step, index, likert.First, likert.First + likert.Labels.Length - 1),
            AnswerFormat.Slider => Rate(step, index, 0, 10),
            AnswerFormat.Pair => Choose(step, index, 2),
            AnswerFormat.SingleChoice => Choose(step, index, item.Options.Length),
            AnswerFormat.BestWorst => ChooseBestAndWorst(step, index, item.Options.Length),
            AnswerFormat.MultipleChoice multiple => ChooseSome(step, index, item.Options.Length, multiple),
            AnswerFormat.Ranking => string.Join('>', ByPull(Pulls(step, index, item.Options.Length)).Select(Text)),
            AnswerFormat.NumberEntry number => Enter(number),
            _ => throw new InvalidOperationException($"Unknown format {item.Format.GetType().Name}."),
        };
    }

    private string Rate(BatteryStep step, int index, int least, int most)
    {
        double leaning = Leanings(step, index).Select(one => one.Key is ItemKey.Rating { Reversed: true } ? -one.Strength : one.Strength)
            .DefaultIfEmpty(0).Average();
        double share = 1 / (1 + Math.Exp(-(leaning + (Noise * Normal(random)))));
        return Text(least + (int)Math.Floor(Math.Min(share, 0.999) * (most - least + 1)));
    }

    private string Choose(BatteryStep step, int index, int options)
    {
        double[] pulls = Pulls(step, index, options);
        return Text(Array.IndexOf(pulls, pulls.Max()));
    }

    private string ChooseBestAndWorst(BatteryStep step, int index, int options)
    {
        double[] pulls = Pulls(step, index, options);
        return $"{Text(Array.IndexOf(pulls, pulls.Max()))}>{Text(Array.IndexOf(pulls, pulls.Min()))}";
    }

    private string ChooseSome(BatteryStep step, int index, int options, AnswerFormat.MultipleChoice multiple)
    {
        int some = random.Next(multiple.Least, multiple.Most + 1);
        int[] byPull = [.. ByPull(Pulls(step, index, options))];
        return multiple.Exclusive.Contains(byPull[0])
            ? Text(byPull[0])
            : string.Join('+', byPull.Except(multiple.Exclusive).Take(some).Order().Select(Text));
    }

    /// <summary>Some number between the bounds: no key says which would be likelier.</summary>
    private string Enter(AnswerFormat.NumberEntry number)
    {
        decimal share = Math.Round((decimal)random.NextDouble(), 6);
        decimal entered = decimal.Round(number.Min + ((number.Max - number.Min) * share), number.Decimals, MidpointRounding.ToZero);
        return CanonicalAnswer.Of(Math.Clamp(entered, number.Min, number.Max));
    }

    private static IEnumerable<int> ByPull(double[] pulls) =>
        Enumerable.Range(0, pulls.Length).OrderByDescending(option => pulls[option]);

    private double[] Pulls(BatteryStep step, int index, int options)
    {
        double[] pulls = [.. Enumerable.Range(0, options).Select(_ => Noise * Normal(random))];
        foreach ((ItemKey key, double strength) in Leanings(step, index))
        {
            if (key is ItemKey.Options { Points: var points })
            {
                for (int option = 0; option < Math.Min(options, points.Length); option++)
                {
                    pulls[option] += points[option] * strength;
                }
            }
            else if (key is ItemKey.BestWorst set)
            {
                pulls[set.Option] += strength;
            }
        }

        return pulls;
    }

    private IEnumerable<(ItemKey Key, double Strength)> Leanings(BatteryStep step, int index) => _leanings[step.FirstItem + index];

    /// <summary>What pulls at each item of the battery.</summary>
    private static ILookup<int, (ItemKey Key, double Strength)> LeaningsOf(LatentPerson person, Battery battery)
    {
        Dictionary<(string Instrument, string Scale), double> strengths = StrengthsOf(person, battery);
        return (
            from step in battery.Steps
            from scale in step.Form.Key.Scales
            from key in scale.Items
            select (Item: step.FirstItem + key.Item, Key: key, Strength: strengths[(step.Instrument.Id, scale.Id)] + (scale.Kind == ScaleKind.Criterion ? Knowing : 0)))
            .ToLookup(one => one.Item, one => (one.Key, one.Strength));
    }

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);

    // Box and Muller (1958).
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
