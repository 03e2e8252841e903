using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>What was signed for a colleague of the school: read by the account it is addressed to, while its release stands.</summary>
public sealed class AddressedDesk
{
    private readonly Database _database;
    private readonly OpeningLog _openings;

    internal AddressedDesk(Database database, OpeningLog openings) => (_database, _openings) = (database, openings);

    private const string Standing = $"""
        FROM review v
        JOIN result_release r ON r.session_id = v.session_id AND r.review = v.version AND r.withdrawn_at IS NULL
        JOIN test_session x ON x.id = v.session_id
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        WHERE v.teacher_id = @reader AND x.state = 'finished' AND {StoredResult.Agreed}
        """;

    private const string Heads = $"""
        SELECT c.id AS ClassId, s.name AS SchoolName, c.grade, c.letter, t.number, v.signer_name AS Signer, v.signed_at AS SignedAt
        {Standing} AND s.id = @school
        ORDER BY v.signed_at DESC, c.id, t.number
        """;

    /// <summary>What is addressed to an account at its place, newest first. Somebody who has gone to another school reads nothing of the one before.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<AddressedHead>> ListAsync(Account reader, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<HeadRow>(Heads, new { reader = reader.Id, school = reader.Node.Id }, cancellation)).Select(row => row.ToHead())];

    private const string OfSeat = $"""
        SELECT x.id AS SessionId, v.teacher_text AS Text, v.signer_name AS Signer, v.signed_at AS SignedAt, v.hash
        {Standing} AND x.class_id = @classId AND t.number = @seat
        """;

    /// <summary>Null where nothing is addressed to the account, or nothing any more. Opening it is an entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<AddressedText?> OpenAsync(string classId, int seat, string reader, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<TextRow>(OfSeat, new { classId, seat, reader }, cancellation) is not { } row)
        {
            return null;
        }

        await _openings.TellOfSessionAsync(reader, AuditAct.AddressedRead, row.SessionId, classId, cancellation);
        return new AddressedText(row.Text, row.Signer, row.SignedAt, row.Hash[..SignedPart.SealLength]);
    }

    private sealed record HeadRow
    {
        public required string ClassId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required int Number { get; init; }

        public required string Signer { get; init; }

        public required long SignedAt { get; init; }

        public AddressedHead ToHead() => new(ClassId, SchoolName, $"{Grade}{Letter}", Number, Signer, SignedAt);
    }

    private sealed record TextRow
    {
        public required string SessionId { get; init; }

        public required string Text { get; init; }

        public required string Signer { get; init; }

        public required long SignedAt { get; init; }

        public required string Hash { get; init; }
    }
}
