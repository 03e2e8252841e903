using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// One student's run of one battery. Immutable: Check judges, Accept and Apply return the next state. Two marks: every number up to
/// Accepted is on its way to the log or in it, every number up to Durable is in it.
/// </summary>
/// <param name="Saved">Last durable answer by item, and behind the items by step its last start; empty until the first one.</param>
/// <param name="Answered">Number of different items with a durable answer.</param>
internal sealed record Session(
    string Id,
    AnswerRules Rules,
    SessionState State,
    long Epoch,
    bool? Consent,
    long Accepted,
    long Durable,
    SavedAnswers Saved,
    int Answered)
{
    /// <summary>The limited steps that were begun, also by entries that are still on their way: answers behind them are judged by them.</summary>
    public SectionStarts Starts { get; init; }

    /// <summary>Number of different items that everyone takes with a durable answer; only while the answers stand here.</summary>
    public int Counted { get; init; }

    /// <summary>The last decision of the student's parent; null when none is recorded.</summary>
    public bool? Parent { get; init; }

    /// <summary>Under which conditions it is taken.</summary>
    public Accommodation Accommodation { get; init; }

    public const int MostAnswers = 50;

    /// <summary>No honest session comes near it; it bounds what one code can put into the log.</summary>
    public const long MostNumbers = 20_000;

    /// <summary>Judges a batch; changes nothing.</summary>
    public Verdict Check(PutRequest request)
    {
        if (!WellFormed(request))
        {
            return new Verdict(VerdictKind.Invalid);
        }

        if (request.Epoch != Epoch)
        {
            return new Verdict(VerdictKind.Superseded);
        }

        // Compared before anything is added to it: a first number near 2^63 must not overflow.
        if (request.First > Accepted + 1)
        {
            return new Verdict(TakesAnswers ? VerdictKind.Gap : VerdictKind.Closed);
        }

        long last = request.First + request.Answers.Count - 1;
        if (last <= Accepted)
        {
            return new Verdict(VerdictKind.Repeated);
        }

        if (!TakesAnswers)
        {
            return new Verdict(VerdictKind.Closed);
        }

        return last > MostNumbers
            ? new Verdict(VerdictKind.Invalid)
            : new Verdict(VerdictKind.Accepted, (int)(Accepted - request.First + 1));
    }

    /// <summary>
    /// Whether answers continue the log in this state. A pause of the lesson does not refuse what was given before it; a parent's refusal
    /// does, whatever the grade.
    /// </summary>
    public bool TakesAnswers => State is SessionState.InProgress or SessionState.Paused && Consent == true && Parent != false;

    /// <summary>Whether the recorded decisions let it start.</summary>
    public bool MayStart(bool parentsDecide) => Consent == true && (Parent ?? !parentsDecide);

    /// <summary>With a decision that was just written down.</summary>
    public Session With(ConsentAct act) => act.Party switch
    {
        ConsentParty.Student => this with { Consent = act.Agrees },
        ConsentParty.Parent => this with { Parent = act.Agrees },
    };

    /// <summary>
    /// The answers of a batch that are new, with their numbers, the server's time and its remarks. No answer is refused for its time.
    /// </summary>
    public IReadOnlyList<LoggedAnswer> Stamp(PutRequest request, int known, Arrival arrival)
    {
        var answers = new LoggedAnswer[request.Answers.Count - known];
        SectionStarts starts = Starts;
        for (int i = 0; i < answers.Length; i++)
        {
            AnswerEntry entry = request.Answers[known + i];
            var answer = new LoggedAnswer(
                request.First + known + i, entry.Item, AnswerRules.Canonical(entry.Value), entry.AtMs, arrival.NowMs, arrival.OfLesson);
            starts = Begin(starts, answer);
            answers[i] = answer with { Remarks = answer.Remarks | OfSection(starts, answer, arrival) };
        }

        return answers;
    }

    /// <summary>These answers are on their way.</summary>
    public Session Accept(IReadOnlyList<LoggedAnswer> answers) =>
        this with { Accepted = answers[^1].Number, Starts = answers.Aggregate(Starts, Begin) };

    /// <summary>What was on its way is lost: the next number is the one after the durable mark.</summary>
    public Session Rewind() => this with { Accepted = Durable, Starts = Starts.UpTo(Durable) };

    /// <summary>The sections begun so far and how much of their time has passed by the server's clock.</summary>
    public IReadOnlyList<SectionElapsed> Elapsed(Arrival now) =>
        [.. Starts.All.Select(start => new SectionElapsed(start.Step, now.ElapsedMs(start)) { GivenMs = now.GivenMs(start) })];

    /// <summary>These answers are in the log. Known ones are passed over; the highest number of an item wins.</summary>
    /// <exception cref="InvalidDataException">A number leaves a hole: the log is damaged.</exception>
    public Session Apply(IEnumerable<LoggedAnswer> answers)
    {
        SavedAnswers.Editor? saved = null;
        long durable = Durable;
        (int answered, int counted) = (Answered, Counted);
        SectionStarts starts = Starts;
        foreach (LoggedAnswer answer in answers)
        {
            if (answer.Number <= durable)
            {
                continue;
            }

            if (answer.Number != durable + 1)
            {
                throw new InvalidDataException($"Session {Id}: number {answer.Number} follows {durable} in the log.");
            }

            saved ??= Saved.Edit(Rules.EntryCount);
            if (saved[answer.Item].Value is null)
            {
                answered += Rules.IsStart(answer.Item) ? 0 : 1;
                counted += Rules.IsCounted(answer.Item) ? 1 : 0;
            }

            saved[answer.Item] = new SavedAnswer(SharedTexts.Of(answer.Value), answer.AtMs, answer.Remarks);
            starts = Begin(starts, answer);
            durable = answer.Number;
        }

        return saved is null
            ? this
            : this with
            {
                Saved = saved.Done(),
                Answered = answered,
                Counted = counted,
                Starts = starts,
                Durable = durable,
                Accepted = Math.Max(Accepted, durable),
            };
    }

    /// <summary>Whether rows of the log's tail belong to the marks: not to a finished session, whose packed row has them.</summary>
    public bool TakesTail => State is SessionState.InProgress or SessionState.Paused;

    /// <summary>
    /// Applies rows read from the log, which must follow the durable mark one by one: the log is written in order, so a repeated or missing
    /// number is damage.
    /// </summary>
    /// <exception cref="InvalidDataException">A number repeats or leaves a hole; names the session.</exception>
    public Session Continue(IReadOnlyList<LoggedAnswer> answers)
    {
        for (int i = 0; i < answers.Count; i++)
        {
            if (answers[i].Number != Durable + 1 + i)
            {
                throw new InvalidDataException($"Session {Id}: the log has number {answers[i].Number} where {Durable + 1 + i} belongs.");
            }
        }

        return Apply(answers);
    }

    /// <summary>
    /// What the store was found to hold, against what this node knows. The log only grows, so the higher durable mark is the later truth:
    /// a reading that began before a commit must not take it back, nor may an older epoch or a session that was not finished yet.
    /// </summary>
    public Session Reconcile(Session truth)
    {
        Session marks = truth.Durable >= Durable ? truth with { Accepted = Math.Max(truth.Durable, Accepted), Starts = Joined(truth) } : this;
        bool older = truth.Epoch < Epoch || (State == SessionState.Finished && truth.State != State);
        Session word = older ? this : truth;
        return marks with { State = word.State, Epoch = word.Epoch, Consent = word.Consent, Parent = word.Parent, Accommodation = word.Accommodation };
    }

    /// <summary>Finished: the answers stand in their packed row and are let go of here.</summary>
    public Session Finish() => this with { State = SessionState.Finished, Saved = SavedAnswers.Empty, Starts = default };

    /// <summary>The starts of a later truth, and behind them those that are still on their way.</summary>
    private SectionStarts Joined(Session truth) =>
        Starts.All.Where(start => start.Number > truth.Durable).Aggregate(truth.Starts, (all, start) => all.With(start));

    private SectionStarts Begin(SectionStarts starts, LoggedAnswer answer) => Rules.IsStart(answer.Item)
        ? starts.With(new SectionStart(Rules.StepOf(answer.Item), answer.Number, answer.ServerMs, answer.AtMs))
        : starts;

    private AnswerRemarks OfSection(SectionStarts starts, LoggedAnswer answer, Arrival arrival)
    {
        int step = Rules.StepOf(answer.Item);
        return Rules.LimitMs(step) is { } limit && !Rules.IsStart(answer.Item)
            ? arrival.OfSection(starts.Of(step), answer.AtMs, limit * Accommodation.TimePercent() / 100, Rules.SectionGraceMs)
            : AnswerRemarks.None;
    }

    private bool All(IReadOnlyList<AnswerEntry> answers)
    {
        for (int i = 0; i < answers.Count; i++)
        {
            if (!Rules.Accepts(answers[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool WellFormed(PutRequest request) =>
        request is { First: >= 1, Answers: { Count: >= 1 and <= MostAnswers } answers } && All(answers);
}
