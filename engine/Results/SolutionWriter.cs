using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Results;

/// <summary>A battery and its answers → its tasks with their solutions. Pure; whether they may be shown is asked before.</summary>
internal static class SolutionWriter
{
    /// <summary>Whether any step of the battery has a task with a solution.</summary>
    public static bool Has(Battery battery) => battery.Steps.Any(Has);

    /// <summary>The sections with solutions; the student's own answers only with <paramref name="withAnswers"/>.</summary>
    public static TaskSolutions Write(Battery battery, PackedAnswers answers, bool withAnswers) => new(
        withAnswers,
        [
            .. battery.Steps.Where(Has).Select(step =>
                new SolvedSection(step.Instrument.Id, SectionTitle.Of(step.Instrument), [.. Tasks(step, withAnswers ? answers : null)])),
        ]);

    // A bank is asked again next year: what its tasks' answers are stays here.
    private static bool Has(BatteryStep step) => step.Adaptive is null && Tasks(step, null).Any();

    private static IEnumerable<SolvedTask> Tasks(BatteryStep step, PackedAnswers? answers)
    {
        for (int place = 0; place < step.Form.Items.Length; place++)
        {
            Item item = step.Form.Items[place];
            if (item.Solution is { } solution && RightOption(step.Form.Key, place) is { } right)
            {
                yield return new SolvedTask(
                    item.Text.Russian, item.Picture, item.PictureText?.Russian,
                    [.. item.Options.Select(option => new SolvedOption(option.Text.Russian, option.Svg))],
                    right, OptionOf(answers?.Values[step.FirstItem + place]), solution.Russian);
            }
        }
    }

    // Only right/wrong scales have a right option, and it is right alone.
    private static int? RightOption(ScoringKey key, int place)
    {
        foreach (ItemKey.Options options in key.Scales.OfType<CriterionScale>().SelectMany(scale => scale.Items).OfType<ItemKey.Options>())
        {
            if (options.Item == place && options.Points.Count(points => points == options.Highest) == 1)
            {
                return options.Points.IndexOf(options.Highest);
            }
        }

        return null;
    }

    // The formats whose key is by option store the option's position.
    private static int? OptionOf(string? value) => string.IsNullOrEmpty(value) ? null : int.Parse(value, CultureInfo.InvariantCulture);
}
