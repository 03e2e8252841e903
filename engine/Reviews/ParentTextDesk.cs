using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>Opens what was signed for a parent by its key, and gives the keys out. Who may give them is decided before.</summary>
public sealed class ParentTextDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;

    internal ParentTextDesk(Database database, Writer writer, KeyRing keys, AuditLog audit) => (_database, _writer, _keys, _audit) = (database, writer, keys, audit);

    // The version whose release stands, if it says something to a parent and nobody has withdrawn their agreement.
    private const string Standing = """
        JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        JOIN review v ON v.session_id = x.id AND v.version = r.review AND v.parent_text IS NOT NULL
        """;

    private const string OfKey = $"""
        SELECT s.name AS SchoolName, c.grade, c.letter, v.parent_text AS Text, v.signer_name AS Signer, v.signed_at AS SignedAt, v.hash
        FROM test_session x
        {Standing}
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        WHERE x.parent_hash = @hash AND x.state = 'finished' AND {StoredResult.Agreed}
        """;

    private const string IsKey = "SELECT id FROM test_session WHERE parent_hash = @hash";

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ParentTextOutcome> OpenAsync(string? key, CancellationToken cancellation)
    {
        ParentTextOutcome outcome = new ParentTextOutcome.Unknown();
        foreach (ParentKey reading in ParentKey.Readings(key))
        {
            var hash = new { hash = reading.Hash(_keys.LookUp.Span) };
            if (await _database.FirstOrDefaultAsync<TextRow>(OfKey, hash, cancellation) is { } row)
            {
                return new ParentTextOutcome.Opened(row.ToText());
            }

            outcome = await _database.FirstOrDefaultAsync<string>(IsKey, hash, cancellation) is null ? outcome : new ParentTextOutcome.Closed();
        }

        return outcome;
    }

    private const string Readable = $"""
        SELECT x.id, t.number FROM test_session x
        JOIN seat t ON t.id = x.seat_id
        {Standing}
        WHERE x.class_id = @classId AND x.state = 'finished' AND {StoredResult.Agreed} AND (@seat = 0 OR t.number = @seat)
        ORDER BY t.number
        """;

    /// <summary>The keys of one seat, or with seat 0 of the class: of those where a text for a parent stands. Each is an entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<IReadOnlyList<ParentKeyCard>> GiveAsync(string classId, int seat, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope => (IReadOnlyList<ParentKeyCard>)[.. scope.Query<SeatRow>(Readable, new { classId, seat }).ToArray().Select(row => Give(scope, classId, row, actor))],
        cancellation);

    private const string Revision = "SELECT result_revision FROM test_session WHERE id = @Id";

    private const string Keep = "UPDATE test_session SET parent_hash = @hash WHERE id = @Id";

    private ParentKeyCard Give(WriteScope scope, string classId, SeatRow row, string actor)
    {
        // The row first, so that a result key that is replaced at this moment leaves no older key behind.
        SessionRow.Lock(scope, row.Id);
        ParentKey key = ParentKey.Of(_keys.Result.Span, row.Id, scope.Scalar<int>(Revision, new { row.Id }));
        scope.Execute(Keep, new { row.Id, hash = key.Hash(_keys.LookUp.Span) });
        _audit.Write(scope, new AuditEntry(actor, AuditAct.ParentKeyGiven, "session", row.Id, new OrgNode(NodeKind.Class, classId), ""));
        return new ParentKeyCard((int)row.Number, key.ToString());
    }

    private sealed record SeatRow
    {
        public required string Id { get; init; }

        public required long Number { get; init; }
    }

    private sealed record TextRow
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string Text { get; init; }

        public required string Signer { get; init; }

        public required long SignedAt { get; init; }

        public required string Hash { get; init; }

        public ParentText ToText() => new(SchoolName, $"{Grade}{Letter}", Text, Signer, SignedAt, Hash[..SignedPart.SealLength]);
    }
}
