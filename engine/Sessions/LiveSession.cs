using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// A session in this node's memory: its state behind its own gate, what is on its way to the log, and who was heard from.
/// </summary>
internal sealed class LiveSession(LiveClass room, int seat, bool spare, int codeRevision, Session state, string? device, long startedMs)
{
    private readonly Lock _gate = new();
    private Session _state = state;
    private Task _tail = Task.CompletedTask;
    private int _term;
    private bool _held;
    private AnswerAllowance _allowance;
    private int _codeRevision = codeRevision;

    public LiveClass Room => room;

    public int Seat => seat;

    public bool Spare => spare;

    public string Id => State.Id;

    public Session State => Volatile.Read(ref _state);

    /// <summary>Of the code that opens this session; what an earlier one opened is over.</summary>
    public int CodeRevision => Volatile.Read(ref _codeRevision);

    public Presence Presence { get; } = new(device, startedMs);

    /// <summary>The student's refusal that this node recorded last: on which device, and its number in the consent registry. Read and written on the writer's thread.</summary>
    public (string Device, long Entry)? Refusal { get; set; }

    /// <summary>One hello, decision or finish at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>
    /// Judges a batch and, if it is new, sends it on its way: in one step, so that a session's batches stand in the queue in the order of
    /// their numbers.
    /// </summary>
    /// <param name="source">Whose hand it comes from: what a device may send is looked at, and paper has no clock.</param>
    public Admission Admit(PutRequest request, long nowMs, Intake intake, PutSource source = PutSource.Device)
    {
        lock (_gate)
        {
            Verdict verdict = _state.Check(request);
            switch (verdict.Kind)
            {
                case VerdictKind.Accepted when _held || intake.IsBehind:
                    return Admission.Busy();
                case VerdictKind.Accepted when source == PutSource.Device && intake.TakeOrWaitMs(ref _allowance, request.Answers.Count - verdict.Known) is > 0 and var waitMs:
                    return Admission.Busy(waitMs);
                case VerdictKind.Accepted:
                    var put = new PendingPut(this, _term, request.Epoch, _state.Stamp(request, verdict.Known, room.At(nowMs, seat) with { OnPaper = source == PutSource.Paper })) { Trace = intake.Trace() };
                    if (!intake.TryAppend(put))
                    {
                        return Admission.Busy();
                    }

                    _state = _state.Accept(put.Answers);
                    _tail = put.Done;
                    return new Admission(verdict.Kind, put.Done, null) { PaceMs = intake.PaceMs() };
                case VerdictKind.Repeated:
                    long last = request.First + request.Answers.Count - 1;
                    return new Admission(verdict.Kind, null, last <= _state.Durable ? null : _tail);
                case VerdictKind.Gap:
                case VerdictKind.Superseded:
                case VerdictKind.Invalid:
                case VerdictKind.Closed:
                default:
                    return new Admission(verdict.Kind, null, null);
            }
        }
    }

    /// <summary>
    /// Takes no new answers until <see cref="Release"/>: a takeover or a finish is on its way. Returns what still travels to the log.
    /// </summary>
    public Task Hold()
    {
        lock (_gate)
        {
            _held = true;
            return _tail;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _held = false;
        }
    }

    /// <summary>Whether a batch of this term still continues the log.</summary>
    public bool IsCurrent(int term)
    {
        lock (_gate)
        {
            return _term == term;
        }
    }

    /// <summary>A batch is in the log. On the writer's thread.</summary>
    public void Written(IReadOnlyList<LoggedAnswer> answers) => Change(session => session.Apply(answers));

    /// <summary>A batch did not reach the log: later ones of the same term are void.</summary>
    public void Refused(int term)
    {
        lock (_gate)
        {
            if (_term == term)
            {
                _term++;
                _state = _state.Rewind();
            }
        }
    }

    public void Change(Func<Session, Session> change)
    {
        lock (_gate)
        {
            Volatile.Write(ref _state, change(_state));
        }

        room.Touch();
    }

    /// <summary>The seat has a new code: no device holds the session any more. True when that is news; a revision only grows.</summary>
    public bool ReplaceCode(int revision)
    {
        lock (_gate)
        {
            if (revision <= _codeRevision)
            {
                return false;
            }

            Volatile.Write(ref _codeRevision, revision);
        }

        Presence.Dismiss();
        room.Touch();
        return true;
    }

    /// <summary>Takes over the state a transaction found or made, once it is committed.</summary>
    public void Adopt(Session truth) => Change(session => session.Reconcile(truth));

    /// <summary>Sets the state right by what the store holds; everything on its way is void and must be sent again.</summary>
    public void Settle(Func<Session, Session> truth)
    {
        lock (_gate)
        {
            _term++;
            Volatile.Write(ref _state, truth(_state).Rewind());
        }

        room.Touch();
    }
}

/// <summary>What became of a batch at the gate.</summary>
/// <param name="Written">With an accepted batch: its way to the log; null as result means durable.</param>
/// <param name="Waiting">With a repeated one: what must be durable before it may be acknowledged.</param>
internal readonly record struct Admission(VerdictKind Kind, Task<BatchRefusal?>? Written, Task? Waiting)
{
    /// <summary>With an accepted batch: how long the client should gather answers before the next one; 0 means it need not.</summary>
    public int PaceMs { get; init; }

    /// <summary>With a batch that is turned away at the gate: when it fits; 0 means as with any busy store.</summary>
    public int RetryMs { get; init; }

    public static Admission Busy(int retryMs = 0) =>
        new(VerdictKind.Accepted, Task.FromResult<BatchRefusal?>(BatchRefusal.Busy), null) { RetryMs = retryMs };
}
