using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consilia;

/// <summary>One student's consilia: read whole, written while open, closed once. Who may do it is decided before; whoever holds no key of the school writes none.</summary>
public sealed class ConsiliumDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ReviewDesk _reviews;
    private readonly ConsiliumPen _pen;
    private readonly OpeningLog _openings;

    internal ConsiliumDesk(Database database, Writer writer, ReviewDesk reviews, ConsiliumPen pen, OpeningLog openings) =>
        (_database, _writer, _reviews, _pen, _openings) = (database, writer, reviews, pen, openings);

    private const string OfSeat = $"""
        SELECT x.id AS SessionId, s.name AS SchoolName, c.grade, c.letter
        FROM test_session x
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        WHERE {StoredResult.AtSeat}
        """;

    private const string Writers = """
        SELECT id, name FROM account
        WHERE id IN (SELECT written_by FROM consilium WHERE session_id = @SessionId) OR id IN (SELECT closed_by FROM consilium WHERE session_id = @SessionId)
        """;

    /// <summary>Null where nothing is finished, or somebody withdrew their agreement. Opening it is an entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<ConsiliumState?> ReadAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<SeatRow>(OfSeat, new { classId, seat }, cancellation) is not { } about)
        {
            return null;
        }

        var id = new { about.SessionId };
        await _openings.TellOfSessionAsync(actor, AuditAct.ConsiliumRead, about.SessionId, classId, cancellation);
        HeldSchoolKey key = await HeldKeyRow.ReadAsync(_database, classId, actor, cancellation);
        IReadOnlyList<ConsiliumRow> rows = await _database.QueryAsync<ConsiliumRow>(ConsiliumRow.OfSession, id, cancellation);
        IReadOnlyList<StepRow> steps = await _database.QueryAsync<StepRow>(StepRow.OfSession, id, cancellation);
        IReadOnlyList<OutcomeRow> outcomes = await _database.QueryAsync<OutcomeRow>(OutcomeRow.OfSession, id, cancellation);
        Dictionary<string, string> names = (await _database.QueryAsync<NameRow>(Writers, id, cancellation)).ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
        return new ConsiliumState(seat, about.SchoolName, $"{about.Grade}{about.Letter}", key, [.. rows.Select(row => row.ToView(names, steps, outcomes))]);
    }

    /// <summary>Keeps an open consilium in place of the revision before it, or begins the next one. Nothing that somebody else wrote meanwhile is overwritten.</summary>
    /// <exception cref="ArgumentException">What is sealed is no ciphertext.</exception>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<ConsiliumOutcome> WriteAsync(string classId, int seat, ConsiliumOrder order, Account actor, CancellationToken cancellation)
    {
        Ciphertext.Checked(order.Sealed, Ciphertext.Long);
        if (await NamedAsync(classId, seat, order.Plan, actor, cancellation) is not { } named || !_pen.IsSound(named))
        {
            return ConsiliumOutcome.Unsound;
        }

        return await _writer.RunAsync(null, scope => _pen.Write(scope, classId, seat, order with { Plan = named }, actor.Id), cancellation);
    }

    /// <summary>Closes the open consilium as it stands at a revision: it is a version that never changes from then on.</summary>
    /// <exception cref="StoreBusyException">The store cannot be written now.</exception>
    public Task<ConsiliumOutcome> CloseAsync(string classId, int seat, long number, long revision, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => _pen.Close(scope, classId, seat, number, revision, actor), cancellation);

    private const string OpenAt = $"""
        SELECT {ConsiliumRow.Columns}
        FROM consilium k
        JOIN test_session x ON x.id = k.session_id
        JOIN seat t ON t.id = x.seat_id
        WHERE {StoredResult.AtSeat} AND k.closed_at IS NULL
        """;

    /// <summary>With the names of the accounts as they are now; null when one is neither a colleague of the school, nor whoever writes, nor named in it already.</summary>
    private async Task<ConsiliumPlan?> NamedAsync(string classId, int seat, ConsiliumPlan plan, Account actor, CancellationToken cancellation)
    {
        Dictionary<string, string> known = (await _reviews.ColleaguesAsync(classId, cancellation)).ToDictionary(one => one.Id, one => one.Name, StringComparer.Ordinal);
        known.TryAdd(actor.Id, actor.Name);
        ConsiliumRow? open = await _database.FirstOrDefaultAsync<ConsiliumRow>(OpenAt, new { classId, seat }, cancellation);
        foreach (Participant one in open?.ReadParticipants().Where(one => one.AccountId is not null) ?? [])
        {
            known.TryAdd(one.AccountId!, one.Name!);
        }

        if (plan.Participants.Any(one => one.AccountId is { } id && !known.ContainsKey(id)))
        {
            return null;
        }

        return plan with { Participants = [.. plan.Participants.Select(one => one with { Name = one.AccountId is { } id ? known[id] : null })] };
    }

    private sealed record SeatRow
    {
        public required string SessionId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }

    private sealed record NameRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }
}
