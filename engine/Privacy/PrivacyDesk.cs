using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Parents;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Privacy;

/// <summary>What a person may ask for by their code: to see all that is held, and to have it erased. Who may do it is decided before.</summary>
public sealed class PrivacyDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly KeyRing _keys;
    private readonly ErasureDesk _erasure;
    private readonly ParentRequests _requests;
    private readonly ParentQuestionnaire _questionnaire;
    private readonly AuditLog _audit;

    internal PrivacyDesk(
        Database database, Writer writer, BatteryLibrary batteries, KeyRing keys, ErasureDesk erasure, ParentRequests requests, ParentQuestionnaire questionnaire,
        AuditLog audit) =>
        (_database, _writer, _batteries, _keys, _erasure, _requests, _questionnaire, _audit) =
            (database, writer, batteries, keys, erasure, requests, questionnaire, audit);

    private const string Held = """
        SELECT x.id AS SessionId, x.class_id AS ClassId, s.name AS SchoolName, c.grade, c.letter, t.number AS Seat, x.state,
            x.consent, x.consent_text AS ConsentText, x.consent_at AS ConsentAt, x.started_at AS StartedAt, x.finished_at AS FinishedAt,
            x.device, x.accommodation, x.parent_present AS ParentPresent, t.sex, f.section_times AS SectionTimes, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, COALESCE(f.answered, 0) AS Answered,
            CASE WHEN x.consent = 0 OR x.parent_consent = 0 THEN 1 ELSE 0 END AS Declined
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        LEFT JOIN finished_session f ON f.session_id = x.id
        """;

    private const string HeldByCode = Held + " WHERE t.code_hash = @hash";

    private const string HeldById = Held + " WHERE x.id = @id";

    /// <summary>Null when the code leads nowhere. Forgiving like the students' door.</summary>
    public async Task<HeldSession?> FindAsync(string code, CancellationToken cancellation)
    {
        foreach (AccessCode reading in AccessCode.Readings(code))
        {
            if (await _database.FirstOrDefaultAsync<HeldRow>(HeldByCode, new { hash = reading.Hash(_keys.LookUp.Span) }, cancellation) is { } row)
            {
                return new HeldSession(row.SessionId, row.ClassId, row.SchoolName, $"{row.Grade}{row.Letter}", row.Seat, row.State, row.Answered, row.Declined);
            }
        }

        return null;
    }

    private const string LogOf = """
        SELECT number, item, value, at_ms AS AtMs, server_ms AS ServerMs, flags FROM answer_log WHERE session = @id ORDER BY number
        """;

    private const string LeftBehindOf = """
        SELECT number, item, value, at_ms AS AtMs, server_ms AS ServerMs, 0 AS flags FROM orphan_answer WHERE session_id = @id ORDER BY epoch, number
        """;

    private const string ProfileOf = "SELECT profile FROM profile WHERE session_id = @id";

    private const string DeedsOf = """
        SELECT e.at AS AtMs, COALESCE(w.name, e.actor) AS Actor, w.role, e.act FROM audit_entry e LEFT JOIN account w ON w.id = e.actor
        WHERE e.object_kind = 'session' AND e.object_id = @id ORDER BY e.number
        """;

    // Whoever wrote a paper decision down, closed a request or held a talk is told as a person, not as a number.
    private const string NamesOf = """
        SELECT id, name FROM account WHERE id IN (SELECT recorded_by FROM consent_entry WHERE session_id = @id)
            OR id IN (SELECT closed_by FROM parent_request WHERE session_id = @id) OR id IN (SELECT keyed_by FROM paper_entry WHERE session_id = @id)
            OR id IN (SELECT held_by FROM talk WHERE session_id = @id) OR id IN (SELECT teacher_id FROM review WHERE session_id = @id)
            OR id IN (SELECT written_by FROM review_draft WHERE session_id = @id)
            OR id IN (SELECT observer FROM observer_form WHERE session_id = @id) OR id IN (SELECT asked_by FROM observer_form WHERE session_id = @id)
            OR id IN (SELECT written_by FROM method_sheet WHERE session_id = @id)
            OR id IN (SELECT written_by FROM consilium WHERE session_id = @id) OR id IN (SELECT closed_by FROM consilium WHERE session_id = @id)
        """;

    private const string DecisionsOf = $"SELECT {ConsentRow.Columns} FROM consent_entry e WHERE e.session_id = @id ORDER BY e.number";

    private const string ReleasesOf = $"SELECT {ReleaseRow.Columns} FROM result_release WHERE session_id = @id ORDER BY number";

    private const string NoteOf = "SELECT written_at AS WrittenAt, revision FROM session_note WHERE session_id = @id";

    private const string ErasedOf = "SELECT COUNT(*) FROM erasure WHERE session_id = @id";

    private const string NeedsOf = "SELECT evidence FROM review_need WHERE session_id = @id";

    private const string TalkOf = "SELECT held_at AS HeldAt, held_by AS HeldBy FROM talk WHERE session_id = @id";

    private const string ReviewsOf = $"SELECT {ReviewRow.Columns} FROM review WHERE session_id = @id ORDER BY version";

    private const string DraftOf = "SELECT written_at AS WrittenAt, written_by AS WrittenBy, revision FROM review_draft WHERE session_id = @id";

    private const string ObservationsOf = """
        SELECT observer, asked_by AS AskedBy, version, asked_at AS AskedAt, answered_at AS AnsweredAt, declined_at AS DeclinedAt, answers
        FROM observer_form WHERE session_id = @id ORDER BY asked_at, observer
        """;

    private const string SheetsOf = """
        SELECT m.title, e.version, e.held_on AS HeldOn, e.way, e.written_by AS WrittenBy, e.written_at AS WrittenAt, e.answers
        FROM method_sheet e JOIN method m ON m.id = e.method_id AND m.version = e.version
        WHERE e.session_id = @id ORDER BY m.title, e.held_on
        """;

    // Other sessions of the same student, as far as the store knows.
    private const string TiedOf = """
        SELECT c.grade, c.letter, t.number AS Seat, x.state FROM test_session own
        JOIN seat o ON o.id = own.seat_id
        JOIN seat t ON t.person = o.person AND t.id <> o.id
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = t.class_id
        WHERE own.id = @id ORDER BY c.grade, c.letter, t.number
        """;

    /// <summary>
    /// Reads all that is held and writes down that it was read, after a refusal or withdrawal as the answer to a request for access; null when the
    /// session is not there.
    /// </summary>
    public async Task<HeldData?> ExportAsync(string sessionId, string actor, CancellationToken cancellation)
    {
        var id = new { id = sessionId };
        if (await _database.FirstOrDefaultAsync<HeldRow>(HeldById, id, cancellation) is not { } row)
        {
            return null;
        }

        Item[] items = [.. _batteries.Get(row.BatteryId, row.BatteryVersion).Steps.SelectMany(step => step.Form.Items)];
        IReadOnlyList<EntryRow> log = await _database.QueryAsync<EntryRow>(LogOf, id, cancellation);
        IReadOnlyList<EntryRow> leftBehind = await _database.QueryAsync<EntryRow>(LeftBehindOf, id, cancellation);
        string? profile = await _database.FirstOrDefaultAsync<string>(ProfileOf, id, cancellation);
        IReadOnlyList<DeedRow> deeds = await _database.QueryAsync<DeedRow>(DeedsOf, id, cancellation);
        IReadOnlyList<ConsentRow> decisions = await _database.QueryAsync<ConsentRow>(DecisionsOf, id, cancellation);
        IReadOnlyList<ParentRequest> requests = await _requests.OfSessionAsync(sessionId, cancellation);
        IReadOnlyList<ReleaseRow> releases = await _database.QueryAsync<ReleaseRow>(ReleasesOf, id, cancellation);
        IReadOnlyList<TimeGrantRow> added = await _database.QueryAsync<TimeGrantRow>(TimeGrantRow.OfSeat, new { sessionId }, cancellation);
        IReadOnlyList<IrregularityRow> irregular = await _database.QueryAsync<IrregularityRow>(IrregularityRow.OfSeat, new { sessionId }, cancellation);
        IReadOnlyList<SeatHaltRow> halts = await _database.QueryAsync<SeatHaltRow>(SeatHaltRow.OfSeat, new { sessionId }, cancellation);
        Dictionary<string, string> names = (await _database.QueryAsync<NameRow>(NamesOf, id, cancellation)).ToDictionary(one => one.Id, one => one.Name);
        PaperRow? paper = await _database.FirstOrDefaultAsync<PaperRow>(PaperRows.OfSession, new { sessionId }, cancellation);
        IReadOnlyList<TiedRow> tied = await _database.QueryAsync<TiedRow>(TiedOf, id, cancellation);
        NoteRow? note = await _database.FirstOrDefaultAsync<NoteRow>(NoteOf, id, cancellation);
        string? needs = await _database.FirstOrDefaultAsync<string>(NeedsOf, id, cancellation);
        TalkRow? talk = await _database.FirstOrDefaultAsync<TalkRow>(TalkOf, id, cancellation);
        IReadOnlyList<ReviewRow> reviews = await _database.QueryAsync<ReviewRow>(ReviewsOf, id, cancellation);
        DraftRow? draft = await _database.FirstOrDefaultAsync<DraftRow>(DraftOf, id, cancellation);
        IReadOnlyList<ObservationRow> observations = await _database.QueryAsync<ObservationRow>(ObservationsOf, id, cancellation);
        ParentFormRow? parent = await _database.FirstOrDefaultAsync<ParentFormRow>(ParentFormRow.OfSession, new { sessionId }, cancellation);
        IReadOnlyList<HeldSheetRow> sheets = await _database.QueryAsync<HeldSheetRow>(SheetsOf, id, cancellation);
        var session = new { SessionId = sessionId };
        IReadOnlyList<ConsiliumRow> consilia = await _database.QueryAsync<ConsiliumRow>(ConsiliumRow.OfSession, session, cancellation);
        IReadOnlyList<StepRow> steps = await _database.QueryAsync<StepRow>(StepRow.OfSession, session, cancellation);
        IReadOnlyList<OutcomeRow> outcomes = await _database.QueryAsync<OutcomeRow>(OutcomeRow.OfSession, session, cancellation);
        await _writer.RunAsync(
            null,
            scope =>
            {
                AuditAct act = row.Declined ? AuditAct.AccessRequestAnswered : AuditAct.DataExported;
                // What was erased is named in the log no more, not by a later look at what is left either.
                (string kind, string named) = scope.Scalar<long>(ErasedOf, new { id = sessionId }) > 0
                    ? ("class", row.ClassId)
                    : ("session", sessionId);
                _audit.Write(scope, new AuditEntry(actor, act, kind, named, new OrgNode(NodeKind.Class, row.ClassId)));
                return true;
            },
            cancellation);
        return new HeldData(
            row.SchoolName, $"{row.Grade}{row.Letter}", row.Seat, row.State, row.Consent, row.ConsentText, row.ConsentAt, row.StartedAt, row.FinishedAt,
            $"{row.BatteryId} {row.BatteryVersion}",
            [.. log.Select(entry => entry.Tell(items))], [.. leftBehind.Select(entry => entry.Tell(items))],
            profile is null ? null : JsonSerializer.Deserialize<JsonElement>(profile),
            [.. deeds.Select(deed => new HeldDeed(deed.AtMs, deed.Actor, deed.Role is { } role ? StoredText.Read<StaffRole>(role) : null, deed.Act))])
        {
            Declined = row.Declined,
            Decisions = [.. decisions.Select(one => one.ToEntry()).Select(one => one with { RecordedBy = Told(one.RecordedBy) })],
            Requests = [.. requests.Select(one => one with { ClosedBy = Told(one.ClosedBy) })],
            Device = row.Device,
            Accommodation = row.Accommodation,
            ParentPresent = row.ParentPresent,
            Sex = row.Sex,
            OtherSessions = [.. tied.Select(one => new HeldTie($"{one.Grade}{one.Letter}", one.Seat, one.State))],
            SectionTimes = row.SectionTimes is null ? null : JsonSerializer.Deserialize<JsonElement>(row.SectionTimes),
            AddedTime = [.. added.Select(one => new HeldTime(one.GivenAt, one.GivenMs))],
            Irregularities = [.. irregular.Select(one => one.Tell()).Select(one => new HeldIrregularity(one.Kind, one.NotedAtMs, one.WithdrawnAtMs))],
            Halts = [.. halts.Select(one => new HeldHalt(one.Run, one.BeganAt, one.EndedAt))],
            Paper = paper is null ? null : new HeldPaper(paper.KeyedAt, Told(paper.KeyedBy)!, paper.Says, paper.Values()),
            Note = note is null ? null : new HeldNote(note.WrittenAt, note.Revision),
            Needs = needs is null ? [] : NeedRow.NeedsIn(needs),
            Talk = talk is null ? null : new HeldTalk(talk.HeldAt, Told(talk.HeldBy)!),
            Draft = draft is null ? null : new HeldDraft(draft.WrittenAt, Told(draft.WrittenBy)!, draft.Revision),
            Reviews =
            [
                .. reviews.Select(one => new HeldReview(
                    one.Version, one.SignedAt, one.SignerName, one.StudentText, one.ParentText, one.TeacherText, Told(one.TeacherId),
                    JsonSerializer.Deserialize<JsonElement>(one.Choices),
                    one.Computed is null ? null : JsonSerializer.Deserialize<JsonElement>(PackedText.Unpack(one.Computed)))),
            ],
            Observations =
            [
                .. observations.Select(one => new HeldObservation(
                    Told(one.Observer)!, Told(one.AskedBy)!, one.Version, one.AskedAt, one.AnsweredAt, one.DeclinedAt,
                    one.Answers is null ? null : JsonSerializer.Deserialize<JsonElement>(one.Answers))),
            ],
            ParentForm = parent?.Tell(_questionnaire.Get(parent.Version, parent.Form)),
            Sheets =
            [
                .. sheets.Select(one => new HeldSheet(
                    one.Title, one.Version, one.HeldOn, one.Way, Told(one.WrittenBy)!, one.WrittenAt, JsonSerializer.Deserialize<JsonElement>(one.Answers))),
            ],
            Consilia = [.. consilia.Select(one => one.Tell(steps, outcomes, Told(one.ClosedBy ?? one.WrittenBy)!))],
            Releases =
            [
                .. releases.Select(one => new HeldRelease(
                    one.ReleasedAt, one.WithdrawnAt, one.Reason, JsonSerializer.Deserialize<JsonElement>(PackedText.Unpack(one.Result)))),
            ],
        };

        string? Told(string? actor) => actor is null ? null : names.GetValueOrDefault(actor, actor);
    }

    /// <summary>Erases all that is held on a session; false when there is no such session.</summary>
    public Task<bool> EraseAsync(string sessionId, string actor, CancellationToken cancellation) =>
        _erasure.EraseAsync(sessionId, actor, cancellation);

    private sealed record NameRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }

    private sealed record TiedRow
    {
        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required int Seat { get; init; }

        public required string State { get; init; }
    }

    private sealed record NoteRow
    {
        public required long WrittenAt { get; init; }

        public required long Revision { get; init; }
    }

    private sealed record DraftRow
    {
        public required long WrittenAt { get; init; }

        public required string WrittenBy { get; init; }

        public required long Revision { get; init; }
    }

    private sealed record ObservationRow
    {
        public required string Observer { get; init; }

        public required string AskedBy { get; init; }

        public required string Version { get; init; }

        public required long AskedAt { get; init; }

        public long? AnsweredAt { get; init; }

        public long? DeclinedAt { get; init; }

        public string? Answers { get; init; }
    }

    private sealed record HeldSheetRow
    {
        public required string Title { get; init; }

        public required int Version { get; init; }

        public required string HeldOn { get; init; }

        public required string Way { get; init; }

        public required string WrittenBy { get; init; }

        public required long WrittenAt { get; init; }

        public required string Answers { get; init; }
    }

    private sealed record TalkRow
    {
        public required long HeldAt { get; init; }

        public required string HeldBy { get; init; }
    }

    private sealed record HeldRow
    {
        public required string SessionId { get; init; }

        public required string ClassId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required int Seat { get; init; }

        public required string State { get; init; }

        public bool? Consent { get; init; }

        public string? ConsentText { get; init; }

        public long? ConsentAt { get; init; }

        public long? StartedAt { get; init; }

        public long? FinishedAt { get; init; }

        public string? Device { get; init; }

        public string? Accommodation { get; init; }

        public bool? ParentPresent { get; init; }

        public string? Sex { get; init; }

        public string? SectionTimes { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required int Answered { get; init; }

        public required bool Declined { get; init; }
    }

    private sealed record EntryRow
    {
        public required long Number { get; init; }

        public required int Item { get; init; }

        public required string Value { get; init; }

        public required long AtMs { get; init; }

        public required long ServerMs { get; init; }

        public required int Flags { get; init; }

        public HeldAnswer Tell(Item[] items) =>
            new(Number, Item, Item < items.Length ? items[Item].Text.Russian : null, Value, AtMs, ServerMs, Flags);
    }

    private sealed record DeedRow
    {
        public required long AtMs { get; init; }

        public required string Actor { get; init; }

        public string? Role { get; init; }

        public required string Act { get; init; }
    }
}
