using System.Security.Cryptography;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>The rare steps of a session, each one transaction: decision, start, takeover, and the keeping of orphans.</summary>
internal sealed class SessionDesk(Writer writer, ControlBell bell, TimeProvider clock)
{
    /// <summary>What superseded devices may leave behind in one session.</summary>
    public const int MostOrphans = 500;

    public ControlBell Bell => bell;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private const string BegunElsewhere = """
        SELECT COUNT(*) FROM test_session
        WHERE id = @Id AND state <> 'finished' AND consent = 1 AND epoch > 0 AND epoch <> @epoch
            AND (@free = 0 OR EXISTS (SELECT 1 FROM answer_log WHERE session = @Id))
        """;

    private const string KeepPresence = "UPDATE test_session SET parent_present = @present WHERE id = @Id AND state = 'issued'";

    /// <summary>
    /// The last decision counts; but what one device agreed to and began, another that knows the code does not refuse, and what one refused,
    /// another agrees to only when the code was typed there since.
    /// </summary>
    public async Task<StudentDecided> DecideAsync(LiveSession live, StudentDecision decision, CancellationToken cancellation)
    {
        var act = new ConsentAct(ConsentParty.Student, decision.Agrees, decision.TextVersion, ConsentWay.Device);
        (StudentDecided decided, _) = await writer.RunAsync(
            live.Id,
            scope =>
            {
                // The row first: another node's decision comes wholly before or wholly after.
                SessionRow.Lock(scope, live.Id);
                ConsentEntry? last = ConsentRegistry.Last(scope, live.Id, ConsentParty.Student);
                StudentDecided made = IsElsewhere(scope, live, decision, last) ? StudentDecided.Superseded
                    : ConsentRegistry.Write(scope, live.Id, act, NowMs) is null ? StudentDecided.Over
                    : StudentDecided.Recorded;
                if (made == StudentDecided.Recorded && decision.ParentPresent is { } present && live.Room.IsAtHome)
                {
                    scope.Execute(KeepPresence, new { live.Id, present = present ? 1 : 0 });
                }

                bool refuses = made == StudentDecided.Recorded && !decision.Agrees && last is not { Decision: not ConsentDecision.Agreed };
                return (made, refuses ? ConsentRegistry.Count(scope, live.Id) : 0L);
            },
            cancellation,
            told =>
            {
                (StudentDecided made, long refusal) = told;
                if (made == StudentDecided.Recorded)
                {
                    live.Change(session => session.With(act));
                }

                // Whoever says again what another device refused has not refused it.
                if (refusal > 0 && decision.By is { Device.Length: > 0 } by)
                {
                    live.Refusal = (by.Device, refusal);
                }
            });
        return decided;
    }

    private bool IsElsewhere(WriteScope scope, LiveSession live, StudentDecision decision, ConsentEntry? last)
    {
        if (decision.Agrees)
        {
            return live.State.State != SessionState.Finished && last is { Decision: not ConsentDecision.Agreed } refusal
                && decision.By is { } by && live.Refusal != (by.Device, refusal.Number)
                && !by.Knows(refusal.Number, ConsentRegistry.Count(scope, live.Id));
        }

        // Before the first answer whoever may take the session over at this moment may refuse as well.
        int free = decision.By is { } typed && live.Presence.IsFreeFor(typed.Device, NowMs) ? 1 : 0;
        return scope.Scalar<long>(BegunElsewhere, new { live.Id, epoch = decision.Epoch ?? 0, free }) > 0;
    }

    /// <summary>A decision was recorded elsewhere: starts what waited for it, and lets the student's page hear of it.</summary>
    public async Task ConsentChangedAsync(LiveSession live, CancellationToken cancellation)
    {
        await StartIfDueAsync(live, hasAnswers: false, cancellation);
        bell.Ring(new SessionControl(ControlKind.Consent, live.Room.Id, live.Id, null, live.Room.RunOf(live.Seat, NowMs)));
    }

    private static string StartOf(Dialect dialect) => $"""
        UPDATE test_session SET state = 'inProgress', started_at = @now{dialect.StartMark}
        WHERE id = @Id AND state = 'issued' AND consent = 1 AND (parent_consent = 1 OR (parent_consent IS NULL AND @needed = 0))
        """;

    /// <summary>A session begins when its lesson runs and everybody who must has agreed, by the store's own word.</summary>
    /// <param name="hasAnswers">
    /// Its device has answers. It saw the lesson run, whatever the lesson does now: a link that broke between the bell and the first answer must
    /// not cost them.
    /// </param>
    public async Task StartIfDueAsync(LiveSession live, bool hasAnswers, CancellationToken cancellation)
    {
        LessonState run = live.Room.RunOf(live.Seat, NowMs);
        if (run == LessonState.Running || (hasAnswers && run != LessonState.Lobby))
        {
            await StartByPaperAsync(live, cancellation);
        }
    }

    /// <summary>The same whatever the lesson does: a class that works on paper alone needs none on a screen.</summary>
    public async Task StartByPaperAsync(LiveSession live, CancellationToken cancellation)
    {
        if (live.State is not { State: SessionState.Issued } session || !session.MayStart(live.Room.ParentsDecide))
        {
            return;
        }

        await writer.RunAsync(
            live.Id,
            scope =>
            {
                int needed = ConsentRegistry.ParentsDecide(scope, live.Room.Id) ? 1 : 0;
                return scope.Execute(StartOf(scope.Dialect), new { live.Id, now = NowMs, needed }) == 1;
            },
            cancellation,
            started =>
            {
                if (started)
                {
                    live.Change(session => session with { State = SessionState.InProgress });
                }
            });
    }

    private const string RaiseEpoch = "UPDATE test_session SET epoch = epoch + @step, device = @device WHERE id = @Id AND state <> 'expired'";

    /// <summary>Wide enough that nobody guesses an epoch within a lesson, narrow enough that a hundred thousand take-overs stay exact in a browser's numbers.</summary>
    private const int StepBits = 36;

    /// <summary>An epoch is what tells the window that holds a session from others that know its code, so nobody can count it up.</summary>
    private static long Step() => (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) & ((1L << StepBits) - 1)) + 1;

    /// <summary>
    /// Raises the epoch in the store; older clients are fenced from then on. While it is under way the session takes no answers, so
    /// that the mark the new client is told is final.
    /// </summary>
    /// <returns>Null when another device holds the session and the teacher has not let this one in.</returns>
    public async Task<TakeOver?> TakeOverAsync(LiveSession live, string device, CancellationToken cancellation)
    {
        await live.Turn.WaitAsync(cancellation);
        try
        {
            // A finished session has only its result key left to tell, and tells it to the device it was finished on.
            if (live.State.State == SessionState.Finished ? !live.Presence.IsHeldBy(device) : !live.Presence.TryEnter(device, NowMs))
            {
                return null;
            }

            // The queue is in order: what is on its way lands before the epoch rises.
            _ = live.Hold();
            long step = Step();
            Session truth = await writer.RunAsync(
                live.Id,
                scope =>
                {
                    scope.Execute(RaiseEpoch, new { live.Id, device, step });
                    return Truth(scope, live);
                },
                cancellation,
                live.Adopt);
            live.Presence.Take(device, NowMs);
            return new TakeOver(truth.Epoch, truth.Epoch - step);
        }
        finally
        {
            live.Release();
            live.Turn.Release();
        }
    }

    /// <summary>
    /// The session as the store holds it, inside a transaction that has locked its row. Where this process alone writes, the answers in
    /// memory are the log's; on a shared store they are read.
    /// </summary>
    public static Session Truth(WriteScope scope, LiveSession live)
    {
        SessionRow row = scope.FirstOrDefault<SessionRow>(SessionRow.ById, new { id = live.Id })
            ?? throw new InvalidDataException($"Session {live.Id} is not in the store.");
        Session stored = row.ToSession(live.Room.Rules);
        if (!row.Unfinished)
        {
            return stored;
        }

        return scope.Dialect.Shared
            ? stored.Continue(AnswerLog.Read(scope, live.Id))
            : live.State with { State = stored.State, Epoch = stored.Epoch, Consent = stored.Consent, Parent = stored.Parent };
    }

    private const string CountOrphans = "SELECT COUNT(*) FROM orphan_answer WHERE session_id = @Id";

    private const string SameOrphan = "SELECT COUNT(*) FROM orphan_answer WHERE session_id = @Id AND epoch = @Epoch AND number = @number";

    private const string InsertOrphan = """
        INSERT INTO orphan_answer (session_id, epoch, number, item, value, at_ms, server_ms)
        VALUES (@Id, @Epoch, @number, @Item, @Value, @AtMs, @now)
        """;

    /// <summary>Keeps beside the log what cannot continue it, flagged and never mixed in: answers of a superseded client, or of one whose session was finished without them.</summary>
    /// <returns>Whether all of them are held there now; otherwise they are on the device alone.</returns>
    public async Task<bool> KeepOrphansAsync(LiveSession live, PutRequest request, CancellationToken cancellation) =>
        request.Epoch >= 1 && (request.Epoch != live.State.Epoch || live.State.State == SessionState.Finished) && request.First <= Session.MostNumbers
        && await KeepBroughtAsync(live, request, _ => { }, cancellation) is not null;

    /// <summary>Keeps entries beside the log, all or none of them.</summary>
    /// <param name="told">Runs in the transaction when something is kept.</param>
    /// <returns>How many were new, or null when there is no room for them or nothing of the session may be kept.</returns>
    public Task<int?> KeepBroughtAsync(LiveSession live, PutRequest request, Action<WriteScope> told, CancellationToken cancellation) =>
        writer.RunAsync<int?>(
            live.Id,
            scope =>
            {
                int[] places = NewOrphans(scope, live.Id, request);
                if (places.Length > RoomForOrphans(scope, live.Id) || (places.Length > 0 && !MayKeep(scope, live.Id)))
                {
                    return null;
                }

                if (places.Length > 0)
                {
                    told(scope);
                }

                return Keep(scope, live.Id, request, places);
            },
            cancellation);

    // Takes the row's lock: an erasure or a refusal comes wholly before or wholly after.
    private const string TouchKept = """
        UPDATE test_session SET epoch = epoch
        WHERE id = @id AND state <> 'expired' AND COALESCE(consent, 1) = 1 AND COALESCE(parent_consent, 1) = 1
        """;

    /// <summary>Nothing more is kept of whoever was erased, refused or withdrew: not beside the log either.</summary>
    public static bool MayKeep(WriteScope scope, string id) => scope.Execute(TouchKept, new { id }) == 1;

    private static int RoomForOrphans(WriteScope scope, string id) => (int)(MostOrphans - scope.Scalar<long>(CountOrphans, new { Id = id }));

    /// <summary>Places in the batch whose numbers are not kept yet.</summary>
    private static int[] NewOrphans(WriteScope scope, string id, PutRequest request) =>
    [
        .. Enumerable.Range(0, request.Answers.Count)
            .Where(place => scope.Scalar<long>(SameOrphan, new { Id = id, request.Epoch, number = request.First + place }) == 0),
    ];

    private int Keep(WriteScope scope, string id, PutRequest request, IEnumerable<int> places)
    {
        int kept = 0;
        foreach (int place in places)
        {
            AnswerEntry answer = request.Answers[place];
            long number = request.First + place;
            scope.Execute(InsertOrphan, new { Id = id, request.Epoch, number, answer.Item, answer.Value, answer.AtMs, now = NowMs });
            kept++;
        }

        return kept;
    }
}

/// <param name="Epoch">The new one.</param>
/// <param name="Earlier">The one before it; 0 when nobody held the session yet.</param>
internal sealed record TakeOver(long Epoch, long Earlier);

/// <param name="TextVersion">Of the words that were read before.</param>
/// <param name="Epoch">The session's epoch as the deciding window knows it; null before its first hello.</param>
/// <param name="By">Where the code was typed; null with the engine's own students.</param>
public sealed record StudentDecision(bool Agrees, string TextVersion, long? Epoch, CodeTyped? By = null)
{
    /// <summary>Whether an adult is near, as the student says; kept of a sitting at home only, and as it was before the start.</summary>
    public bool? ParentPresent { get; init; }
}

/// <summary>A code was typed: what came to pass since then is told apart by it.</summary>
/// <param name="Decisions">How many entries the consent registry had for the session.</param>
public sealed record CodeTyped(string Device, long Decisions)
{
    /// <summary>Whether that was after this entry; not where the registry has fewer now, because it was restored from a backup since.</summary>
    internal bool Knows(long entry, long count) => Decisions >= entry && Decisions <= count;
}

public enum StudentDecided
{
    Recorded,

    /// <summary>There is no such session any more, or it is finished.</summary>
    Over,

    /// <summary>Another window agreed and began, and a refusal comes from there; or another refused, and the code was not typed here since.</summary>
    Superseded,
}
