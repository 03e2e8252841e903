using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>From a typed code to a session, and the decision to take part.</summary>
public sealed class Entrance
{
    private const long OpenLineMs = 30_000;

    private readonly Database _database;
    private readonly SessionRoll _roll;
    private readonly SessionDesk _desk;
    private readonly KeyRing _keys;
    private readonly ConsentTexts _texts;
    private readonly DiskGuard? _disk;
    private readonly EntryQueue _queue;
    private readonly EntryGate _gate;
    private readonly TimeProvider _clock;

    internal Entrance(
        Database database, SessionRoll roll, SessionDesk desk, KeyRing keys, ConsentTexts texts, DiskGuard? disk, EntryQueue queue, EntryGate gate, TimeProvider clock) =>
        (_database, _roll, _desk, _keys, _texts, _disk, _queue, _gate, _clock) = (database, roll, desk, keys, texts, disk, queue, gate, clock);

    /// <summary>The operator has closed the entry for anybody new.</summary>
    internal bool IsClosed => _gate.IsClosed;

    private const string SessionOfCode = """
        SELECT x.id, t.code_revision AS Revision, (SELECT COALESCE(MAX(e.number), 0) FROM consent_entry e WHERE e.session_id = x.id) AS Decisions
        FROM seat t JOIN test_session x ON x.seat_id = t.id WHERE t.code_hash = @hash
        """;

    /// <summary>
    /// Finds the session of a code. A device heard from within 30 s keeps its session until the teacher's tap lets the new one in.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot be read now, or its disk has no room for anybody new.</exception>
    public Task<EnterOutcome> EnterAsync(string code, string deviceId, CancellationToken cancellation) => EnterAsync(code, deviceId, admitted: false, cancellation);

    /// <summary>The same for the engine's own students, who stand in no queue.</summary>
    internal Task<EnterOutcome> AdmitAsync(string code, string deviceId, CancellationToken cancellation) => EnterAsync(code, deviceId, admitted: true, cancellation);

    private async Task<EnterOutcome> EnterAsync(string code, string deviceId, bool admitted, CancellationToken cancellation)
    {
        if (deviceId is not { Length: >= 1 and <= 64 } || await FindAsync(code, cancellation) is not ({ } live, { } opened))
        {
            return new EnterOutcome.Unknown();
        }

        await _roll.RefreshAsync(live.Room, cancellation);
        // The store's word: another node may have given this code out a moment ago.
        live.ReplaceCode(opened.Revision);
        Session session = live.State;
        if (session.State == SessionState.Finished)
        {
            return new EnterOutcome.Finished();
        }

        if (live.Room.IsOver(_clock.GetUtcNow().ToUnixTimeMilliseconds()))
        {
            return new EnterOutcome.Over();
        }

        if (session.State == SessionState.Expired)
        {
            // All that was held on this code was erased: it opens nothing.
            return new EnterOutcome.Unknown();
        }

        if (session is { State: SessionState.Issued, Consent: null } && _disk is { IsLow: true })
        {
            // Room that is left is for those who have begun.
            throw new StoreBusyException("Too little is free on the store's disk.", Database.RetryMs());
        }

        if (!admitted && session is { State: SessionState.Issued, Consent: null } && _gate.IsClosed)
        {
            return new EnterOutcome.Closed();
        }

        // Whoever has begun does not wait for those who have not.
        if (!admitted && session.State == SessionState.Issued && _queue.Ask(session.Id) is { } ahead)
        {
            return new EnterOutcome.Queued(ahead, Spread(_queue.AskAgainMs(ahead)));
        }

        bool free = live.Presence.TryEnter(deviceId, _clock.GetUtcNow().ToUnixTimeMilliseconds());
        live.Room.Touch();
        LiveClass room = live.Room;
        if (!free)
        {
            // The teacher may look at another node's board.
            _desk.Bell.Ring(new NodeNews(new SessionControl(ControlKind.SeatAsked, room.Id, session.Id, null, null)) { Device = deviceId });
        }

        return free
            ? new EnterOutcome.Entered(
                session.Id, new SeatPlace(room.SchoolName, room.Name, room.Id, room.Grade, live.Seat) { AtHomeUntilMs = room.IsAtHome ? room.EndsAtMs : null },
                session.State, session.Consent, room.PackageHash, opened.Revision, opened.Decisions)
            : new EnterOutcome.Occupied();
    }

    /// <summary>Records consent or refusal; the last decision counts. False when the session is finished or expired.</summary>
    /// <exception cref="ArgumentException">No student was ever shown words of this version.</exception>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<StudentDecided> DecideAsync(string sessionId, StudentDecision decision, CancellationToken cancellation) =>
        !_texts.IsForStudents(decision.TextVersion) ? throw new ArgumentException("No student was shown this version.", nameof(decision))
        : await _roll.FindAsync(sessionId, cancellation) is { } live ? await _desk.DecideAsync(live, decision, cancellation)
        : StudentDecided.Over;

    /// <summary>
    /// Whether what was opened with this revision of a seat's code is open still: a replaced code ends everything it opened. A code replaced on
    /// another node of a shared store is known here within a second, on a line that is <paramref name="isOpen"/> already within half a minute.
    /// </summary>
    public async Task<bool> StillOpensAsync(string sessionId, int codeRevision, bool isOpen, CancellationToken cancellation)
    {
        LiveSession? live = _roll.Peek(sessionId);
        try
        {
            live ??= await _roll.FindAsync(sessionId, cancellation);
            if (live is not null && _roll.Shared)
            {
                await _roll.RefreshAsync(live.Room, cancellation, isOpen ? OpenLineMs : SessionRoll.RefreshMs);
            }
        }
        catch (StoreBusyException)
        {
            // Nothing can be read or written now: memory's word holds, and whatever is asked for is told to come again.
        }

        // A session that is not there has nothing to open; the runner says so.
        return live is null || live.CodeRevision <= codeRevision;
    }

    /// <summary>A little more or less, so that those who were told together do not come together.</summary>
    private static int Spread(int milliseconds) => milliseconds + RandomNumberGenerator.GetInt32((milliseconds / 4) + 1);

    private async Task<(LiveSession?, CodeRow?)> FindAsync(string code, CancellationToken cancellation)
    {
        foreach (AccessCode reading in AccessCode.Readings(code))
        {
            string hash = reading.Hash(_keys.LookUp.Span);
            if (await _database.FirstOrDefaultAsync<CodeRow>(SessionOfCode, new { hash }, cancellation) is { } row)
            {
                return (await _roll.FindAsync(row.Id, cancellation), row);
            }
        }

        return (null, null);
    }

    private sealed record CodeRow
    {
        public required string Id { get; init; }

        public required int Revision { get; init; }

        public required long Decisions { get; init; }
    }
}

/// <summary>Where a student sits: shown back before anything is asked.</summary>
public sealed record SeatPlace(string SchoolName, string ClassName, string ClassId, int Grade, int Seat)
{
    /// <summary>Of a sitting at home: until when its code opens it, Unix ms. Absent in class.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AtHomeUntilMs { get; init; }
}

public abstract record EnterOutcome
{
    private EnterOutcome()
    {
    }

    /// <param name="CodeRevision">Of the code that was typed: what it opens ends when the code is replaced.</param>
    /// <param name="Decisions">Entries of the consent registry when it was typed; see <see cref="CodeTyped"/>.</param>
    public sealed record Entered(
        string SessionId, SeatPlace Place, SessionState State, bool? Consent, string PackageHash, int CodeRevision, long Decisions) : EnterOutcome;

    /// <summary>No such code, also when it was replaced.</summary>
    public sealed record Unknown : EnterOutcome;

    /// <summary>Another device is in; the teacher's board now shows the wish to move.</summary>
    public sealed record Occupied : EnterOutcome;

    /// <summary>More come than can be let in at once: the place is kept.</summary>
    /// <param name="Ahead">How many stand before.</param>
    /// <param name="AskAgainMs">When to come again.</param>
    public sealed record Queued(long Ahead, int AskAgainMs) : EnterOutcome;

    /// <summary>The operator lets in nobody new for now.</summary>
    public sealed record Closed : EnterOutcome;

    /// <summary>The time of the sitting is up, or it was closed.</summary>
    public sealed record Over : EnterOutcome;

    /// <summary>The session is finished: the result key opens the result.</summary>
    public sealed record Finished : EnterOutcome;
}
