using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consent;

/// <summary>What the staff sees of the registry and writes into it from paper. Who may do it with which class is decided before.</summary>
public sealed class ConsentDesk
{
    private readonly Database _database;
    private readonly ConsentPen _pen;
    private readonly ParentRequests _requests;
    private readonly PrivacyDesk _privacy;
    private readonly AuditLog _audit;

    internal ConsentDesk(Database database, ConsentPen pen, ParentRequests requests, PrivacyDesk privacy, AuditLog audit) =>
        (_database, _pen, _requests, _privacy, _audit) = (database, pen, requests, privacy, audit);

    /// <summary>Keeps of sessions x those whose parent may still decide before they begin.</summary>
    internal const string Undecided = "x.parent_consent IS NULL AND x.state = 'issued'";

    private const string ClassesUnder = $"""
        SELECT c.id, s.name AS SchoolName, g.year, c.grade, c.letter, g.consent_settings AS Settings, COUNT(*) AS Seats,
            SUM(CASE WHEN x.parent_consent = 1 THEN 1 ELSE 0 END) AS Agreed,
            SUM(CASE WHEN x.parent_consent = 0 THEN 1 ELSE 0 END) AS Against,
            SUM(CASE WHEN {Undecided} THEN 1 ELSE 0 END) AS Undecided,
            SUM(CASE WHEN x.consent = 0 THEN 1 ELSE 0 END) AS StudentAgainst,
            COALESCE(MAX(q.open_count), 0) AS Requests
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign g ON g.id = c.campaign_id
        JOIN seat t ON t.class_id = c.id AND t.spare = 0
        JOIN test_session x ON x.seat_id = t.id
        LEFT JOIN (
            SELECT o.class_id, COUNT(*) AS open_count FROM parent_request p JOIN test_session o ON o.id = p.session_id
            WHERE p.closed_at IS NULL GROUP BY o.class_id
        ) q ON q.class_id = c.id
        WHERE {OrgPaths.SchoolUnder}
        GROUP BY c.id, s.name, g.year, c.grade, c.letter, g.consent_settings
        ORDER BY s.name, g.year DESC, c.grade, c.letter, c.id
        """;

    /// <summary>Every class at and under a place, with what is recorded there.</summary>
    public async Task<IReadOnlyList<ConsentClass>> ClassesAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ClassRow>(ClassesUnder, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation)).Select(row => row.ToClass())];

    private const string HeadOf = """
        SELECT c.id, s.name AS SchoolName, c.grade, c.letter FROM school_class c JOIN school s ON s.id = c.school_id WHERE c.id = @classId
        """;

    private const string SeatsOf = """
        SELECT x.id, t.number, t.spare, x.state FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE x.class_id = @classId ORDER BY t.number
        """;

    private const string EntriesOf = $"""
        SELECT {ConsentRow.Columns}, a.name AS RecordedByName FROM consent_entry e
        JOIN test_session x ON x.id = e.session_id
        LEFT JOIN account a ON a.id = e.recorded_by
        WHERE x.class_id = @classId ORDER BY e.session_id, e.number
        """;

    /// <summary>A class's seats with their decisions, their history and what their parents asked for; null when there is no such class.</summary>
    public async Task<ConsentRoom?> RoomAsync(string classId, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<HeadRow>(HeadOf, new { classId }, cancellation) is not { } head)
        {
            return null;
        }

        bool needed = await ConsentRegistry.ParentsDecideAsync(_database, classId, cancellation);
        ILookup<string, NamedRow> entries = (await _database.QueryAsync<NamedRow>(EntriesOf, new { classId }, cancellation)).ToLookup(one => one.SessionId!, StringComparer.Ordinal);
        ILookup<string, ParentRequest> asked = (await _requests.OfClassAsync(classId, cancellation)).ToLookup(one => one.SessionId, StringComparer.Ordinal);
        return new ConsentRoom(head.Id, head.SchoolName, $"{head.Grade}{head.Letter}", needed,
            [.. (await _database.QueryAsync<SeatRow>(SeatsOf, new { classId }, cancellation)).Select(
                seat => SeatOf(seat, [.. entries[seat.Id].Select(one => one.ToLine())], asked[seat.Id]))]);
    }

    private static ConsentSeat SeatOf(SeatRow seat, ConsentLine[] lines, IEnumerable<ParentRequest> asked) => new(
        seat.Number, seat.Spare, StoredText.Read<SessionState>(seat.State),
        lines.LastOrDefault(one => one.Party == ConsentParty.Student)?.Decision, lines.LastOrDefault(one => one.Party == ConsentParty.Parent)?.Decision, lines,
        [.. asked.Where(one => one.ClosedAtMs is null).Select(one => new OpenRequest(one.Id, one.Kind, one.AskedAtMs))]);

    /// <summary>Records what is on paper for these seats; how many have it now.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<int> RecordAsync(
        string classId, IReadOnlyList<int> seats, ConsentParty party, bool agrees, string actor, CancellationToken cancellation)
    {
        string[] ids = [.. (await _database.QueryAsync<SeatRow>(SeatsOf, new { classId }, cancellation)).Where(one => seats.Contains(one.Number)).Select(one => one.Id)];
        var act = new ConsentAct(party, agrees, ConsentTexts.OfPaper, ConsentWay.Paper, actor);
        return await _pen.WriteAsync(
            classId, ids, act,
            (scope, stands) =>
            {
                foreach (IGrouping<AuditAct, ConsentDecision> told in stands.GroupBy(ConsentRegistry.ActOf))
                {
                    _audit.Write(scope, Entry(classId, actor, told.Key, $"{StoredText.Of(party)} {told.Count()}"));
                }
            },
            cancellation);
    }

    /// <summary>False when the class has no such open request.</summary>
    public async Task<bool> CloseAsync(string classId, string requestId, string actor, CancellationToken cancellation) =>
        await OpenAsync(classId, requestId, cancellation) is { } request
        && await _requests.CloseAsync(request, actor, Entry(classId, actor, AuditAct.RequestClosed, StoredText.Of(request.Kind)), cancellation);

    /// <summary>Erases what is held on the session a request for deletion is about, and the request with it. False when there is no such open one.</summary>
    public async Task<bool> EraseAsync(string classId, string requestId, string actor, CancellationToken cancellation) =>
        await OpenAsync(classId, requestId, cancellation) is { Kind: ParentRequestKind.Deletion } request
        && await _privacy.EraseAsync(request.SessionId, actor, cancellation);

    private async Task<ParentRequest?> OpenAsync(string classId, string requestId, CancellationToken cancellation) =>
        (await _requests.OfClassAsync(classId, cancellation)).FirstOrDefault(one => one.Id == requestId && one.ClosedAtMs is null);

    private static AuditEntry Entry(string classId, string actor, AuditAct act, string detail) =>
        new(actor, act, "class", classId, new OrgNode(NodeKind.Class, classId), detail);

    private sealed record HeadRow
    {
        public required string Id { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }

    private sealed record ClassRow
    {
        public required string Id { get; init; }

        public required string SchoolName { get; init; }

        public required int Year { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string Settings { get; init; }

        public required int Seats { get; init; }

        public required int Agreed { get; init; }

        public required int Against { get; init; }

        public required int Undecided { get; init; }

        public required int StudentAgainst { get; init; }

        public required int Requests { get; init; }

        public ConsentClass ToClass()
        {
            bool needed = ConsentSettings.FromJson(Settings).ParentsDecide.Contains(Grade);
            return new ConsentClass(
                Id, SchoolName, Year, $"{Grade}{Letter}", needed, Seats, Agreed, Against, needed ? Undecided : 0, StudentAgainst, Requests);
        }
    }

    private sealed record SeatRow
    {
        public required string Id { get; init; }

        public required int Number { get; init; }

        public required bool Spare { get; init; }

        public required string State { get; init; }
    }

    private sealed record NamedRow
    {
        public string? SessionId { get; init; }

        public required long Number { get; init; }

        public required string Party { get; init; }

        public required string Decision { get; init; }

        public required string TextVersion { get; init; }

        public required string Way { get; init; }

        public required long AtMs { get; init; }

        public string? RecordedBy { get; init; }

        public string? RecordedByName { get; init; }

        public ConsentLine ToLine() => new(
            StoredText.Read<ConsentParty>(Party), StoredText.Read<ConsentDecision>(Decision), TextVersion, StoredText.Read<ConsentWay>(Way), AtMs,
            RecordedByName);
    }
}

/// <param name="Year">Of the campaign: a class of an earlier year stays here, because what was decided there may be taken back.</param>
/// <param name="IsNeeded">A parent's agreement is needed before a session starts.</param>
/// <param name="Seats">Without the spare ones, as all counts here.</param>
/// <param name="Missing">Not begun, and the agreement that is needed is not there.</param>
/// <param name="Requests">Open ones.</param>
public sealed record ConsentClass(
    string Id, string SchoolName, int Year, string ClassName, bool IsNeeded, int Seats, int Agreed, int Against, int Missing, int StudentAgainst, int Requests);

public sealed record ConsentRoom(string Id, string SchoolName, string ClassName, bool IsNeeded, IReadOnlyList<ConsentSeat> Seats);

/// <param name="History">The registry's lines of this seat, oldest first.</param>
public sealed record ConsentSeat(
    int Seat, bool Spare, SessionState State, ConsentDecision? Student, ConsentDecision? Parent, IReadOnlyList<ConsentLine> History,
    IReadOnlyList<OpenRequest> Requests);

/// <param name="RecordedBy">Name of the colleague who recorded what is on paper.</param>
public sealed record ConsentLine(ConsentParty Party, ConsentDecision Decision, string TextVersion, ConsentWay Way, long AtMs, string? RecordedBy);

public sealed record OpenRequest(string Id, ParentRequestKind Kind, long AskedAtMs);
