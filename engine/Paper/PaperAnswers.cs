using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Paper;

/// <summary>Keyed answers beside those of a screen, and beside another keying. Pure.</summary>
internal static class PaperAnswers
{
    public static bool AreValid(AnswerRules rules, PaperKeying keyed)
    {
        if (keyed is not { Keying.Length: >= 8 and <= 64, Answers: not null, Settled: not null, Seen: not null, FromPaper: not null })
        {
            return false;
        }

        return keyed.Agrees == false
            ? keyed.Answers.Count == 0
            : keyed.Answers.Count == rules.ItemCount && Enumerable.Range(0, rules.ItemCount).All(item => rules.Accepts(new AnswerEntry(item, keyed.Answers[item], 0)))
                && NotPrinted(rules.Battery).All(item => keyed.Answers[item].Length == 0);
    }

    /// <summary>Where the first keying has something else, without what was settled by looking at the paper.</summary>
    public static IReadOnlyList<PaperDifference> Differences(IReadOnlyList<string> first, PaperKeying keyed) =>
        first.Count != keyed.Answers.Count
            ? []
            :
            [
                .. Enumerable.Range(0, first.Count).Where(item => first[item] != keyed.Answers[item] && !keyed.Settled.Contains(item))
                    .Select(item => new PaperDifference(item, first[item])),
            ];

    /// <summary>Items with an answer on paper and another one on the screen.</summary>
    public static IReadOnlyList<int> Contradictions(Session session, PaperKeying keyed) =>
        [.. Enumerable.Range(0, keyed.Answers.Count).Where(item => keyed.Answers[item].Length > 0 && OnScreen(session, item) is { Length: > 0 } seen && seen != keyed.Answers[item])];

    /// <summary>
    /// What the log still lacks. Paper fills what the screen left without an answer, and stands for another one only where that was decided. An item without a
    /// cross counts as passed over when a later one of its section has one; behind the last cross of a section nothing was reached. What does not stand on paper was not asked.
    /// </summary>
    public static IReadOnlyList<AnswerEntry> Entries(Session session, PaperKeying keyed)
    {
        // No clock saw them: they stand at the last moment that is known.
        long atMs = session.Saved.IsEmpty ? 0 : session.Saved.Max(saved => saved.AtMs);
        List<AnswerEntry> entries = [];
        foreach (BatteryStep step in session.Rules.Battery.Steps)
        {
            int[] printed = [.. step.Printed.Select(item => step.FirstItem + item)];
            int last = printed.LastOrDefault(item => keyed.Answers[item].Length > 0, -1);
            foreach (int item in printed.Where(item => item <= last))
            {
                string value = keyed.Answers[item];
                string? screen = OnScreen(session, item);
                bool fills = value.Length > 0 ? screen is null or "" : screen is null;
                if (fills || (value.Length > 0 && screen != value && keyed.FromPaper.Contains(item)))
                {
                    entries.Add(new AnswerEntry(item, value, atMs));
                }
            }
        }

        return entries;
    }

    private static IEnumerable<int> NotPrinted(Battery battery) =>
        battery.Steps.SelectMany(step => Enumerable.Range(0, step.Form.Items.Length).Except(step.Printed).Select(item => step.FirstItem + item));

    private static string? OnScreen(Session session, int item) => session.Saved.IsEmpty ? null : session.Saved[item].Value;
}
