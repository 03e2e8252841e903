using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consilia;

/// <summary>What became of what closed consilia agreed: the steps of a place whose day has come, and the answers, which are added and never changed. Who may do it is decided before.</summary>
public sealed class StepBook
{
    /// <summary>Rows that are told at once; the rest come as these are answered.</summary>
    public const int MostShown = 300;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal StepBook(Database database, Writer writer, AuditLog audit, TimeProvider clock) => (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string Told = """
        LEFT JOIN consilium_outcome o ON o.session_id = p.session_id AND o.number = p.number AND o.step = p.step AND o.entry = (
            SELECT MAX(l.entry) FROM consilium_outcome l WHERE l.session_id = p.session_id AND l.number = p.number AND l.step = p.step)
        """;

    private const string Due = $"""
        SELECT c.id AS ClassId, s.id AS SchoolId, s.name AS SchoolName, c.grade, c.letter, t.number AS Seat, p.number, p.step, p.kind, p.due,
            COALESCE(o.next_due, p.due) AS Asked, COALESCE(o.entry, 0) AS Entry
        FROM consilium_step p
        JOIN consilium k ON k.session_id = p.session_id AND k.number = p.number
        JOIN test_session x ON x.id = p.session_id
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        {Told}
        WHERE {OrgPaths.SchoolUnder} AND k.closed_at IS NOT NULL AND x.state = 'finished' AND {StoredResult.Agreed}
            AND COALESCE(o.next_due, p.due) <= @until AND (o.outcome IS NULL OR o.outcome = 'goesOn')
        ORDER BY COALESCE(o.next_due, p.due), s.name, c.grade, c.letter, c.id, t.number, p.number, p.step
        """;

    /// <param name="until">The last day that is asked for.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<DueSteps> DueAsync(OrgNode place, DateOnly until, CancellationToken cancellation)
    {
        IReadOnlyList<DueRow> rows = await _database.QueryAsync<DueRow>(
            Due, new { kind = StoredText.Of(place.Kind), id = place.Id, until = Day.Of(until) }, cancellation);
        return new DueSteps(rows.Count, [.. rows.Take(MostShown).Select(row => row.ToStep())]);
    }

    private const string Known = $"""
        SELECT x.id AS SessionId, COALESCE(o.entry, 0) AS Entry
        FROM consilium_step p
        JOIN consilium k ON k.session_id = p.session_id AND k.number = p.number
        JOIN test_session x ON x.id = p.session_id
        JOIN seat t ON t.id = x.seat_id
        {Told}
        WHERE {StoredResult.AtSeat} AND k.closed_at IS NOT NULL AND p.number = @Number AND p.step = @Step
        """;

    private const string Insert = """
        INSERT INTO consilium_outcome (session_id, number, step, entry, outcome, next_due, told_by, told_at)
        VALUES (@SessionId, @Number, @Step, @Entry, @Outcome, @Next, @actor, @now)
        """;

    /// <summary>
    /// Writes what became of steps of one class, all or none. False when one of them is not there, somebody told of it meanwhile, it is named twice, or it says of a step that goes
    /// on no day to ask again, or of another one a day.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot be written now.</exception>
    public Task<bool> MarkAsync(string classId, IReadOnlyList<StepMark> marks, string actor, CancellationToken cancellation) =>
        marks.Any(mark => (mark.Outcome == StepOutcome.GoesOn) != mark.Next.HasValue || mark.Next is { } next && !ConsiliumPlan.IsDay(next))
        || marks.DistinctBy(mark => (mark.Seat, mark.Number, mark.Step)).Count() != marks.Count
            ? Task.FromResult(false)
            : _writer.RunAsync(null, scope => Mark(scope, classId, marks, actor), cancellation);

    private bool Mark(WriteScope scope, string classId, IReadOnlyList<StepMark> marks, string actor)
    {
        List<(string SessionId, StepMark Mark)> found = [];
        foreach (StepMark mark in marks.OrderBy(one => one.Seat))
        {
            var named = new { classId, seat = mark.Seat, mark.Number, mark.Step };
            if (scope.FirstOrDefault<KnownRow>(Known, named) is not { } row)
            {
                return false;
            }

            // The session's row, and then what was told of it: of two colleagues who answer at once, one is second.
            SessionRow.Lock(scope, row.SessionId);
            if (scope.FirstOrDefault<KnownRow>(Known, named)?.Entry != mark.Entry)
            {
                return false;
            }

            found.Add((row.SessionId, mark));
        }

        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach ((string sessionId, StepMark mark) in found)
        {
            scope.Execute(Insert, new
            {
                SessionId = sessionId,
                mark.Number,
                mark.Step,
                Entry = mark.Entry + 1,
                Outcome = StoredText.Of(mark.Outcome),
                Next = mark.Next is { } next ? Day.Of(next) : null,
                actor,
                now,
            });
        }

        foreach (string sessionId in found.Select(one => one.SessionId).Distinct(StringComparer.Ordinal))
        {
            _audit.Write(scope, new AuditEntry(actor, AuditAct.ConsiliumFollowed, "session", sessionId, new OrgNode(NodeKind.Class, classId)));
        }

        return true;
    }

    private sealed record KnownRow
    {
        public required string SessionId { get; init; }

        public required long Entry { get; init; }
    }

    private sealed record DueRow
    {
        public required string ClassId { get; init; }

        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required int Seat { get; init; }

        public required long Number { get; init; }

        public required int Step { get; init; }

        public required string Kind { get; init; }

        public required string Due { get; init; }

        public required string Asked { get; init; }

        public required long Entry { get; init; }

        public DueStep ToStep() => new(
            ClassId, SchoolId, SchoolName, $"{Grade}{Letter}", Seat, Number, Step, StoredText.Read<StepKind>(Kind), Day.Read(Due), Day.Read(Asked), Entry);
    }
}
