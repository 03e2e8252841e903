using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// What comes next in the sections of a session whose tasks are chosen by the answers: worked out anew from its durable answers every time, so that
/// there is nothing to keep, to lose or to carry to another node.
/// </summary>
internal static class NextTasks
{
    /// <summary>In all such sections; null when the battery has none.</summary>
    public static IReadOnlyList<NextTask>? Of(Session session) => Of(session, Enumerable.Range(0, session.Rules.Battery.Steps.Length));

    /// <summary>In those of these entries; null when none of them is in such a section.</summary>
    public static IReadOnlyList<NextTask>? Of(Session session, IEnumerable<AnswerEntry> entries) =>
        session.Rules.HasAdaptive ? Of(session, entries.Select(entry => session.Rules.StepOf(entry.Item)).Distinct()) : null;

    private static List<NextTask>? Of(Session session, IEnumerable<int> steps)
    {
        if (!session.Rules.HasAdaptive || !session.TakesAnswers)
        {
            return null;
        }

        List<NextTask> next = [.. steps.Where(step => session.Rules.Battery.Steps[step].Adaptive is not null).Select(step => Of(session, step))];
        return next.Count > 0 ? next : null;
    }

    private static NextTask Of(Session session, int index)
    {
        BatteryStep step = session.Rules.Battery.Steps[index];
        SavedAnswers saved = session.Saved;
        string?[] values = new string?[step.Form.Items.Length];
        for (int item = 0; item < values.Length && !saved.IsEmpty; item++)
        {
            values[item] = saved[step.FirstItem + item].Value;
        }

        Adaptive.SectionStand stand = step.Adaptive!.At(session.Id, values);
        return new NextTask(index, stand.Given, stand.Next is { } task ? step.FirstItem + task : null);
    }
}
