using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Reviews;

/// <summary>Packed answers → what became of each task. Pure; it counts reached and omitted as the stored profile does.</summary>
internal static class TaskOutcomes
{
    private const string LevelTag = "level-";

    /// <summary>Sections of tasks with at least one answer.</summary>
    /// <param name="sectionTimes">As they are stored; null in rows of an earlier version.</param>
    public static ImmutableArray<TaskSection> Of(Battery battery, PackedAnswers answers, string? sectionTimes)
    {
        Dictionary<string, SectionTime> times = sectionTimes is null
            ? []
            : SectionTime.FromJson(sectionTimes).ToDictionary(one => one.Step, StringComparer.Ordinal);
        return
        [
            .. from step in battery.Steps
               where step.HasTasks
               let codes = ProfileMaker.CodesOf(step, answers.Values)
               where codes.Any(code => code != ResponseMatrix.Missing)
               select SectionOf(step, codes, [.. Enumerable.Range(0, codes.Length).Where(item => step.Adaptive is null || answers.Values[step.FirstItem + item] is not null)], times.GetValueOrDefault(step.Instrument.Id)),
        ];
    }

    /// <param name="shown">Tasks the student met, or may have met: of a section whose tasks are chosen those with an answer or passed by.</param>
    private static TaskSection SectionOf(BatteryStep step, byte[] codes, ImmutableHashSet<int> shown, SectionTime? time)
    {
        // A chosen task was on the screen: without an answer it was passed by.
        int reached = step.Adaptive is null ? codes.AsSpan().LastIndexOfAnyExcept(ResponseMatrix.Missing) + 1 : codes.Length;
        return new TaskSection(
            step.Instrument.Id, SectionTitle.Of(step.Instrument), step.Seconds, time?.AfterLimit ?? 0, time?.ByDevice ?? 0, time?.OnPaper ?? 0,
            [
                .. step.Form.Key.Scales.OfType<CriterionScale>().SelectMany(scale => scale.Items).Where(key => shown.Contains(key.Item)).OrderBy(key => key.Item)
                    .Select(key => new TaskOutcome(LevelOf(step.Form.Items[key.Item]), StateOf(key, codes[key.Item], reached))),
            ])
        {
            Ability = step.Adaptive?.Score(codes) is { } score ? new ChosenAbility(score.Theta, score.StandardError, score.IsPredicted) : null,
        };
    }

    private static TaskState StateOf(ItemKey key, byte code, int reached) => code switch
    {
        ResponseMatrix.Missing => key.Item < reached ? TaskState.Omitted : TaskState.NotReached,
        _ => key.PointsFor(code) == key.Highest ? TaskState.Right : TaskState.Wrong,
    };

    private static int? LevelOf(Item item) => item.Tags.FirstOrDefault(tag => tag.StartsWith(LevelTag, StringComparison.Ordinal)) is { } marked
        && int.TryParse(marked.AsSpan(LevelTag.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int level)
        ? level
        : null;
}
