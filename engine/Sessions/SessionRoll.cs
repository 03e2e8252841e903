using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Sittings;
using Diagnostics.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// The classes and sessions in this node's memory: loaded class by class when first asked for, on SQLite unfinished ones at start.
/// </summary>
internal sealed class SessionRoll(
    Database database, BatteryLibrary batteries, AnswerLog log, TimeSpan sectionGrace, TimeProvider clock, ILogger<SessionRoll> logger)
{
    public const long RefreshMs = 1_000;

    private const long CatchUpMs = 2_000;

    private readonly long _startedMs = clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How old this node's word may be on whether parents decide; a start asks the store itself.</summary>
    private const long RulesMs = 30_000;

    /// <summary>Rows of the log in memory at once while a start reads it.</summary>
    private const int TailPiece = 50_000;

    private readonly ConcurrentDictionary<string, LiveSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<LiveClass?>>> _classes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LiveClass> _loaded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AnswerRules> _rules = new(StringComparer.Ordinal);

    public bool Shared => database.Dialect.Shared;

    public IEnumerable<LiveClass> Loaded => _loaded.Values;

    /// <summary>What other nodes on the store say of their seats.</summary>
    public Hearsay Hearsay { get; } = new();

    /// <summary>Only if it is in memory.</summary>
    public LiveClass? PeekClass(string classId) => _loaded.GetValueOrDefault(classId);

    /// <summary>Only if it is in memory.</summary>
    public LiveSession? Peek(string sessionId) => _sessions.GetValueOrDefault(sessionId);

    private const string ClassOfSession = "SELECT class_id FROM test_session WHERE id = @sessionId";

    /// <summary>Null when there is no such session.</summary>
    public async Task<LiveSession?> FindAsync(string sessionId, CancellationToken cancellation)
    {
        if (_sessions.TryGetValue(sessionId, out LiveSession? live))
        {
            return live;
        }

        string? classId = await database.FirstOrDefaultAsync<string>(ClassOfSession, new { sessionId }, cancellation);
        if (classId is null || await FindClassAsync(classId, cancellation) is not { } room)
        {
            return null;
        }

        if (!_sessions.ContainsKey(sessionId))
        {
            await GrowAsync(room, cancellation);
        }

        return _sessions.GetValueOrDefault(sessionId);
    }

    /// <summary>Takes in places that another node added after this one had loaded the class.</summary>
    private async Task GrowAsync(LiveClass room, CancellationToken cancellation)
    {
        foreach (SessionRow row in await database.QueryAsync<SessionRow>(SessionRow.OfClass, new { classId = room.Id }, cancellation))
        {
            if (!_sessions.ContainsKey(row.Id))
            {
                await AdmitAsync(room, row, cancellation);
            }
        }
    }

    private async Task AdmitAsync(LiveClass room, SessionRow row, CancellationToken cancellation)
    {
        LiveSession live = await ReadAsync(room, row, cancellation);
        // A class that was let go of meanwhile is loaded anew, with this place.
        if (_loaded.GetValueOrDefault(room.Id) == room && _sessions.TryAdd(live.Id, live))
        {
            room.Admit(live);
        }
    }

    /// <summary>The session of a row, on a shared store with the answers it has given.</summary>
    private async Task<LiveSession> ReadAsync(LiveClass room, SessionRow row, CancellationToken cancellation)
    {
        LiveSession live = new(room, row.Seat, row.Spare, row.CodeRevision, row.ToSession(room.Rules), row.Device, _startedMs);
        if (Shared && live.State.TakesTail)
        {
            IReadOnlyList<LoggedAnswer> answers = await log.ReadAsync(row.Id, cancellation);
            SettleAndTell(live, session => session.Continue(answers));
        }

        return live;
    }

    /// <summary>Null when there is no such class.</summary>
    public async Task<LiveClass?> FindClassAsync(string classId, CancellationToken cancellation)
    {
        Lazy<Task<LiveClass?>> loading = _classes.GetOrAdd(classId, id => new Lazy<Task<LiveClass?>>(() => LoadAsync(id)));
        try
        {
            LiveClass? room = await loading.Value.WaitAsync(cancellation);
            if (room is null)
            {
                _classes.TryRemove(KeyValuePair.Create(classId, loading));
            }

            return room;
        }
        catch (Exception) when (loading.Value.IsFaulted)
        {
            // A failed loading is not kept: the next one tries again.
            _classes.TryRemove(KeyValuePair.Create(classId, loading));
            throw;
        }
    }

    /// <summary>
    /// Loads unfinished sessions and proves the log's tail. On shared stores nothing: there each session is proved when it is loaded.
    /// </summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (Shared)
        {
            return;
        }

        IReadOnlyList<OpenRow> open = await database.QueryAsync<OpenRow>(OpenSessions, null, cancellation);
        foreach (string room in open.Select(row => row.ClassId).Distinct(StringComparer.Ordinal))
        {
            await FindClassAsync(room, cancellation);
        }

        if (open.Count > 0)
        {
            await using DbConnection connection = await database.Dialect.Readers.OpenConnectionAsync(cancellation);
            foreach ((LiveSession live, LoggedAnswer[] tail) in ReadTails(connection, open.Min(row => row.LogFloor)))
            {
                SettleAndTell(live, session => session.Continue(tail));
            }
        }
    }

    private const string OpenSessions = """
        SELECT id, class_id AS ClassId, COALESCE(log_floor, 0) AS LogFloor FROM test_session WHERE state IN ('inProgress', 'paused')
        """;

    /// <summary>After a lost store: what the uncertain sessions really hold. Runs on the writer's thread before the next write.</summary>
    /// <returns>Sessions whose log is damaged: they take no more answers here, and the others go on.</returns>
    public IReadOnlyList<string> Recover(DbConnection connection, IReadOnlySet<string> uncertain, long logEnd)
    {
        var damaged = new List<string>();
        foreach (LiveSession live in uncertain.Select(Peek).OfType<LiveSession>())
        {
            if (connection.QueryFirstOrDefault<SessionRow>(SessionRow.ById, new { id = live.Id }) is not { } row)
            {
                continue;
            }

            bool isWhole = SettleOrClose(live, session =>
            {
                IReadOnlyList<LoggedAnswer> answers = Shared && row.Unfinished ? AnswerLog.Read(connection, live.Id) : [];
                return session.Reconcile(row.ToSession(live.Room.Rules).Continue(answers));
            });
            if (!isWhole)
            {
                damaged.Add(live.Id);
            }
        }

        if (!Shared)
        {
            // The failed transaction may have been written after all: then its rows stand above the old end.
            foreach ((LiveSession live, LoggedAnswer[] tail) in ReadTails(connection, logEnd))
            {
                if (!SettleOrClose(live, session => session.Apply(tail)))
                {
                    damaged.Add(live.Id);
                }
            }
        }

        return damaged;
    }

    /// <summary>False when the log is damaged: the session takes no more answers here, and the others go on.</summary>
    private static bool SettleOrClose(LiveSession live, Func<Session, Session> truth)
    {
        try
        {
            live.Settle(truth);
            return true;
        }
        catch (InvalidDataException)
        {
            live.Settle(session => session with { State = SessionState.Expired });
            return false;
        }
    }

    /// <summary>On a shared store: what other nodes changed in this class, at most once a second. Elsewhere: whether parents decide.</summary>
    /// <param name="sharedMs">On a shared store: how old this node's word may be.</param>
    public async Task RefreshAsync(LiveClass room, CancellationToken cancellation, long sharedMs = RefreshMs)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (now - room.RefreshedAtMs < (Shared ? sharedMs : RulesMs))
        {
            return;
        }

        room.RefreshedAtMs = now;
        if (!Shared)
        {
            room.SetParentsDecide(await ConsentRegistry.ParentsDecideAsync(database, room.Id, cancellation));
            return;
        }

        RoomRow? head = await database.FirstOrDefaultAsync<RoomRow>(RoomRow.ById, new { classId = room.Id }, cancellation);
        room.SetParentsDecide(head?.ParentsDecide ?? room.ParentsDecide);
        LessonPauses pauses = await PausesAsync(room.Id, cancellation);
        if (head is not null && (head.State != room.Lesson || pauses.Count != room.Pauses.Count))
        {
            room.SetLesson(head.State, head.EndedAt, pauses);
        }

        if (head is not null && head.EndsAt != room.EndsAtMs)
        {
            room.SetEnd(head.EndsAt);
        }

        TimeGrants grants = await GrantsAsync(room.Id, cancellation);
        if (!grants.IsSameAs(room.Grants))
        {
            room.SetGrants(grants);
        }

        SeatHalts halts = await HaltsAsync(room.Id, cancellation);
        if (!halts.IsSameAs(room.Halts))
        {
            room.SetHalts(halts);
        }

        foreach (SessionRow row in await database.QueryAsync<SessionRow>(SessionRow.OfClass, new { classId = room.Id }, cancellation))
        {
            if (_sessions.GetValueOrDefault(row.Id) is not { } live)
            {
                await AdmitAsync(room, row, cancellation);
                continue;
            }

            live.ReplaceCode(row.CodeRevision);
            if (Differs(live.State, row))
            {
                bool isTaken = row.Epoch > live.State.Epoch;
                await ReloadAsync(live, cancellation);
                if (isTaken)
                {
                    live.Presence.TakenElsewhere(row.Device, SeatState.Answering, now);
                }
            }
        }
    }

    /// <summary>
    /// On a shared store, at most once in two seconds: the answers that other nodes took in from students nobody hears of here, so that a board shows how far
    /// they are. Only new rows are read.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task CatchUpAsync(LiveClass room, CancellationToken cancellation)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!Shared || now - room.CaughtUpAtMs < CatchUpMs)
        {
            return;
        }

        room.CaughtUpAtMs = now;
        Dictionary<string, LiveSession> away = room.Seats
            .Where(live => live.State is { TakesTail: true } state && state.Accepted == state.Durable && !(now - live.Presence.HeardAtMs < Presence.SilenceMs))
            .ToDictionary(live => live.Id, StringComparer.Ordinal);
        if (away.Count == 0)
        {
            return;
        }

        foreach (IGrouping<string, (string Session, LoggedAnswer Answer)> one in
            (await log.ReadNewerAsync(away.ToDictionary(pair => pair.Key, pair => pair.Value.State.Durable), cancellation)).GroupBy(row => row.Session, StringComparer.Ordinal))
        {
            LiveSession live = away[one.Key];
            SettleAndTell(live, session => session.Accepted == session.Durable ? session.Apply(one.Select(row => row.Answer)) : session);
            live.Presence.HeardElsewhere(SeatState.Answering, live.Presence.Unsent, now);
        }
    }

    /// <summary>On a shared store: the session as the store holds it.</summary>
    public async Task ReloadAsync(LiveSession live, CancellationToken cancellation)
    {
        if (!Shared || await database.FirstOrDefaultAsync<SessionRow>(SessionRow.ById, new { id = live.Id }, cancellation) is not { } row)
        {
            return;
        }

        IReadOnlyList<LoggedAnswer> answers = row.Unfinished ? await log.ReadAsync(live.Id, cancellation) : [];
        SettleAndTell(live, session => session.Reconcile(row.ToSession(live.Room.Rules).Continue(answers)));
    }

    private const string PinOfClass = "SELECT pin_revision AS Revision FROM school_class WHERE id = @classId";

    /// <summary>Null when there is no such class.</summary>
    public async Task<int?> PinRevisionAsync(string classId, CancellationToken cancellation) =>
        (await database.FirstOrDefaultAsync<PinRow>(PinOfClass, new { classId }, cancellation))?.Revision;

    /// <summary>Lets go of classes that are loaded anew or not at all: of those whose rows are about to be deleted, and of those nobody came into whose places changed.</summary>
    public void Forget(IEnumerable<string> classIds)
    {
        foreach (string classId in classIds)
        {
            _classes.TryRemove(classId, out _);
            if (_loaded.TryRemove(classId, out LiveClass? room))
            {
                foreach (LiveSession live in room.Seats)
                {
                    live.Settle(session => session with { State = SessionState.Expired });
                    _sessions.TryRemove(live.Id, out _);
                }
            }
        }
    }

    /// <summary>One damaged log does not keep the rest of its class out.</summary>
    private void SettleAndTell(LiveSession live, Func<Session, Session> truth)
    {
        bool isKnown = live.State.State == SessionState.Expired;
        if (!SettleOrClose(live, truth) && !isKnown)
        {
            StoreLog.SessionDamaged(logger, live.Id);
        }
    }

    private async Task<LiveClass?> LoadAsync(string classId)
    {
        // Shared by all who ask for the class, so no single caller's token may end it.
        CancellationToken cancellation = CancellationToken.None;
        if (await database.FirstOrDefaultAsync<RoomRow>(RoomRow.ById, new { classId }, cancellation) is not { } head)
        {
            return null;
        }

        AnswerRules rules = _rules.GetOrAdd(
            $"{head.BatteryId} {head.BatteryVersion}", _ => new AnswerRules(batteries.Get(head.BatteryId, head.BatteryVersion), sectionGrace));
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var room = new LiveClass(head.Id, head.SchoolName, head.Grade, head.Letter, rules, head.PackageHash, now)
        {
            RefreshedAtMs = now,
            IsAtHome = StoredText.Read<SittingPlace>(head.Place) == SittingPlace.Home,
        };
        room.SetEnd(head.EndsAt);
        room.SetLesson(head.State, head.EndedAt, await PausesAsync(classId, cancellation));
        room.SetGrants(await GrantsAsync(classId, cancellation));
        room.SetHalts(await HaltsAsync(classId, cancellation));
        room.SetParentsDecide(head.ParentsDecide);
        var seats = new List<LiveSession>();
        foreach (SessionRow row in await database.QueryAsync<SessionRow>(SessionRow.OfClass, new { classId }, cancellation))
        {
            seats.Add(await ReadAsync(room, row, cancellation));
        }

        room.Seats = [.. seats];
        foreach (LiveSession live in seats)
        {
            _sessions[live.Id] = live;
        }

        Hearsay.TellTo(room, now);
        _loaded[room.Id] = room;

        return room;
    }

    private async Task<LessonPauses> PausesAsync(string classId, CancellationToken cancellation) =>
        new(await database.QueryAsync<LessonPauseRow>(LessonPauseRow.OfClass, new { classId }, cancellation));

    private async Task<TimeGrants> GrantsAsync(string classId, CancellationToken cancellation) =>
        new(await database.QueryAsync<TimeGrantRow>(TimeGrantRow.OfClass, new { classId }, cancellation));

    private async Task<SeatHalts> HaltsAsync(string classId, CancellationToken cancellation) =>
        new(await database.QueryAsync<SeatHaltRow>(SeatHaltRow.OfClass, new { classId }, cancellation));

    /// <summary>In pieces, in the order of writing: a node that is killed at the end of a lesson reads millions of rows at its start.</summary>
    private IEnumerable<(LiveSession Session, LoggedAnswer[] Tail)> ReadTails(DbConnection connection, long floor)
    {
        foreach ((string Session, LoggedAnswer Answer)[] piece in AnswerLog.ReadTail(connection, floor).Chunk(TailPiece))
        {
            foreach (IGrouping<string, (string Session, LoggedAnswer Answer)> one in piece.GroupBy(row => row.Session, StringComparer.Ordinal))
            {
                if (Peek(one.Key) is { State.TakesTail: true } live)
                {
                    yield return (live, [.. one.Select(row => row.Answer)]);
                }
            }
        }
    }

    private static bool Differs(Session session, SessionRow row) =>
        row.Epoch != session.Epoch || row.Consent != session.Consent || row.Parent != session.Parent
        || Accommodations.FromStore(row.Accommodation) != session.Accommodation || StoredText.Read<SessionState>(row.State) != session.State;

    private sealed record PinRow
    {
        public required int Revision { get; init; }
    }

    private sealed record OpenRow
    {
        public required string Id { get; init; }

        public required string ClassId { get; init; }

        public required long LogFloor { get; init; }
    }
}
