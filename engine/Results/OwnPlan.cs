using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Results;

/// <summary>
/// What a student set down in the section on plans without a score, in the words of its options. It is read by the student and the
/// school's psychologist: a page for parents does without it.
/// </summary>
/// <param name="Goal">The goal chosen, or null.</param>
/// <param name="Steps">What to do, in the order of the options; an option that says "nothing yet" is none.</param>
/// <param name="By">When the first step shall be done; null without a step.</param>
/// <param name="Help">What help is wanted.</param>
/// <param name="WantsTalk">Whether a talk with the psychologist is asked for.</param>
public sealed record OwnPlan(string? Goal, IReadOnlyList<string> Steps, string? By, IReadOnlyList<string> Help, bool WantsTalk)
{
    private const string Plans = "plans";

    /// <summary>In every version of plans the first option of the item talk is the yes.</summary>
    private const int Yes = 0;

    /// <summary>Whether a battery asks for plans.</summary>
    internal static bool IsAskedIn(Battery battery) => battery.Steps.Any(step => step.Instrument.Id == Plans);

    /// <summary>Null when the battery does not ask, or none of it was answered.</summary>
    internal static OwnPlan? Of(Battery battery, PackedAnswers answers)
    {
        if (battery.Steps.FirstOrDefault(step => step.Instrument.Id == Plans) is not { } asked)
        {
            return null;
        }

        ImmutableArray<string> steps = Texts(asked, answers, "steps", withExclusive: false);
        OwnPlan plan = new(
            Texts(asked, answers, "goal").FirstOrDefault(), steps, steps.IsEmpty ? null : Texts(asked, answers, "when").FirstOrDefault(),
            Texts(asked, answers, "help"), Chosen(asked, answers, "talk").Options.Contains(Yes));
        return plan is { Goal: null, Steps.Count: 0, Help.Count: 0, WantsTalk: false } ? null : plan;
    }

    /// <summary>Position of the goal chosen among its options; null without one.</summary>
    internal static int? GoalOf(Battery battery, PackedAnswers answers) =>
        battery.Steps.FirstOrDefault(step => step.Instrument.Id == Plans) is { } asked && Chosen(asked, answers, "goal").Options is [var goal] ? goal : null;

    private static ImmutableArray<string> Texts(BatteryStep asked, PackedAnswers answers, string id, bool withExclusive = true)
    {
        (Item? item, ImmutableArray<int> options) = Chosen(asked, answers, id);
        ImmutableArray<int> exclusive = item?.Format is AnswerFormat.MultipleChoice several ? several.Exclusive : [];
        return [.. options.Where(option => withExclusive || !exclusive.Contains(option)).Select(option => item!.Options[option].Text.Russian)];
    }

    // One and several options are stored as their positions, joined by "+".
    private static (Item? Item, ImmutableArray<int> Options) Chosen(BatteryStep asked, PackedAnswers answers, string id)
    {
        ImmutableArray<Item> items = asked.Form.Items;
        for (int place = 0; place < items.Length; place++)
        {
            if (items[place].Id == id)
            {
                string? value = answers.Values[asked.FirstItem + place];
                return (items[place], string.IsNullOrEmpty(value) ? [] : [.. value.Split('+').Select(one => int.Parse(one, CultureInfo.InvariantCulture))]);
            }
        }

        return (null, []);
    }
}
