using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Rehearsal;

/// <summary>What one student answers and when, by a schedule of their own that waits for nobody; an answer goes to the log at the instant it was due.</summary>
internal sealed class StudentWork(WorkerPlan plan, RunClock clock)
{
    private AnswerScript? _script;
    private int _next;

    /// <summary>Second at which the next answer is due; 0 before the first.</summary>
    public double Due { get; private set; }

    public AnswerScript Script
    {
        set => _script = value;
    }

    public bool IsThrough(SentAnswers sent) =>
        clock.Now >= plan.Closing || (!plan.IsEndless && _next >= _script!.Length) || sent.Count >= SentAnswers.MostNumbers;

    /// <summary>Once the page shows items.</summary>
    public void AnswerWhatIsDue(StudentChance chance, SentAnswers sent)
    {
        if (Due == 0)
        {
            Due = clock.Now + Pause(chance);
        }

        while (Due <= clock.Now && !IsThrough(sent))
        {
            bool changes = plan.Profile != RehearsalProfile.Closed && _next > 0 && chance.ChangesMind();
            ScriptItem item = _script![changes ? _next - 1 : _next];
            sent.Add(new AnswerEntry(item.Item, chance.Answer(item), (long)((Due - plan.Bell) * 1000)), Due, item.Counted);
            _next += changes ? 0 : 1;
            if (plan.IsEndless && _next >= _script.Length)
            {
                _next = 0;
            }

            if (plan.Profile == RehearsalProfile.Closed)
            {
                // One at a time: the next is due when this one is safe.
                return;
            }

            Due += Pause(chance);
        }
    }

    private double Pause(StudentChance chance) => plan.Profile == RehearsalProfile.Closed || _next >= _script!.Length ? 0 : chance.Pause(_script[_next]);
}
