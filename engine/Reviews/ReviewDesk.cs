using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>What is decided about one student's result: reads all it is decided from, signs a version, opens what was signed. Who may do it is decided before.</summary>
public sealed class ReviewDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ReviewMaker _maker;
    private readonly ReviewPen _pen;
    private readonly OpeningLog _openings;
    private readonly TimeProvider _clock;

    internal ReviewDesk(Database database, Writer writer, ReviewMaker maker, ReviewPen pen, OpeningLog openings, TimeProvider clock) =>
        (_database, _writer, _maker, _pen, _openings, _clock) = (database, writer, maker, pen, openings, clock);

    private const string OfSeat = $"""
        {StoredResult.Select}
        JOIN seat t ON t.id = x.seat_id
        WHERE {StoredResult.AtSeat}
        """;

    private const string Draft = """
        SELECT d.version, d.generation, d.revision, d.protocol, d.sealed, d.written_at AS WrittenAt, COALESCE(a.name, d.written_by) AS WrittenBy
        FROM review_draft d LEFT JOIN account a ON a.id = d.written_by WHERE d.session_id = @SessionId
        """;

    private const string Versions = $"SELECT {ReviewRow.Columns} FROM review WHERE session_id = @SessionId ORDER BY version";

    private const string Releases = """
        SELECT review, released_at AS ReleasedAt, withdrawn_at AS WithdrawnAt, reason FROM result_release WHERE session_id = @SessionId AND review IS NOT NULL
        """;

    private const string Addressees = "SELECT id, name FROM account WHERE id IN (SELECT teacher_id FROM review WHERE session_id = @SessionId)";

    /// <summary>Null where nothing is finished, or somebody withdrew their agreement. Opening it is an entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<ReviewState?> ReadAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await FindAsync(classId, seat, cancellation) is not { } protocol)
        {
            return null;
        }

        var id = new { protocol.Stored.SessionId };
        await _openings.TellOfSessionAsync(actor, AuditAct.ProfileRead, id.SessionId, classId, cancellation);
        HeldSchoolKey key = await HeldKeyRow.ReadAsync(_database, classId, actor, cancellation);
        DraftRow? draft = await _database.FirstOrDefaultAsync<DraftRow>(Draft, id, cancellation);
        IReadOnlyList<ReviewRow> versions = await _database.QueryAsync<ReviewRow>(Versions, id, cancellation);
        Dictionary<long, VersionRelease> releases =
            (await _database.QueryAsync<ReleaseOfRow>(Releases, id, cancellation)).ToDictionary(row => row.Review, row => row.ToRelease());
        Dictionary<string, string> names =
            (await _database.QueryAsync<NameRow>(Addressees, id, cancellation)).ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
        return new ReviewState(
            seat, protocol.Hash, protocol.Under, protocol.List.Items, key,
            draft?.ToDraft(), [.. versions.Select(row => row.ToVersion(protocol.Hash, names, releases[row.Version]))]);
    }

    /// <summary>Keeps the open accounts a of the school of the class c that is @classId.</summary>
    internal const string OfSchool = "c.id = @classId AND a.node_kind = 'school' AND a.disabled = 0";

    private const string ColleaguesOf =
        $"SELECT a.id, a.name, a.role FROM account a JOIN school_class c ON c.school_id = a.node_id WHERE {OfSchool} ORDER BY a.name, a.id";

    /// <summary>To whom a teacher's text can be addressed: whoever has an account of the school.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(string classId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ColleagueRow>(ColleaguesOf, new { classId }, cancellation)).Select(row => new Colleague(row.Id, row.Name, StoredText.Read<StaffRole>(row.Role)))];

    /// <summary>Signs a version and releases it, in the place of whatever was released; the draft it was made of goes. Refused, nothing is changed.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<SignOutcome> SignAsync(string classId, int seat, ReviewOrder order, Account signer, CancellationToken cancellation)
    {
        if (!order.Texts.AreSound)
        {
            return new SignOutcome.Refused(SignRefusal.Texts);
        }

        if (await FindAsync(classId, seat, cancellation) is not { } protocol)
        {
            return new SignOutcome.Refused(SignRefusal.Nothing);
        }

        ReviewLink? last = await _database.FirstOrDefaultAsync<ReviewLink>(ReviewLink.LastOf, new { protocol.Stored.SessionId }, cancellation);
        if (protocol.Hash != order.Protocol || (last?.Version ?? 0) + 1 != order.Version)
        {
            return new SignOutcome.Refused(protocol.Hash != order.Protocol ? SignRefusal.ProtocolChanged : SignRefusal.VersionSigned);
        }

        if (protocol.List.Decide(order.Changes) is not { } choices)
        {
            return new SignOutcome.Refused(SignRefusal.Changes);
        }

        if (!await IsOfSchoolAsync(classId, order.Texts.TeacherId, cancellation))
        {
            return new SignOutcome.Refused(SignRefusal.Teacher);
        }

        (ReviewRow row, ReleaseRow release) = _maker.Write(protocol, choices, order.Texts, new ReviewSigner(signer.Id, signer.Name), last);
        SignedWork work = new(classId, protocol, row, release, order.Draft, Detail: "");
        SignRefusal? refusal = await _writer.RunAsync(null, scope => Sign(scope, work), cancellation);
        return refusal is { } why ? new SignOutcome.Refused(why) : new SignOutcome.Done(row.Version, row.Hash, row.SignedAt);
    }

    private SignRefusal? Sign(WriteScope scope, SignedWork work)
    {
        if (ReviewPen.Refusal(scope, work) is { } refusal)
        {
            return refusal;
        }

        _pen.Write(scope, work);
        return null;
    }

    private const string ComputedOf = $"""
        SELECT {ReviewRow.Columns} FROM review
        WHERE version = @version AND session_id = (SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id
            WHERE x.class_id = @classId AND t.number = @seat AND {StoredResult.Agreed})
        """;

    /// <summary>The list as it was computed for a signed version, with its trace and untouched; null where there is none.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<Recommendation?> ComputedAsync(string classId, int seat, long version, string actor, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<ReviewRow>(ComputedOf, new { classId, seat, version }, cancellation) is not { } row)
        {
            return null;
        }

        await _openings.TellOfSessionAsync(actor, AuditAct.ProfileRead, row.SessionId, classId, cancellation);
        return row.ReadComputed();
    }

    /// <summary>Nobody is an addressee as well.</summary>
    internal async Task<bool> IsOfSchoolAsync(string classId, string? teacherId, CancellationToken cancellation) =>
        teacherId is null || (await ColleaguesAsync(classId, cancellation)).Any(one => one.Id == teacherId);

    private async Task<ReviewedProtocol?> FindAsync(string classId, int seat, CancellationToken cancellation) =>
        await _database.FirstOrDefaultAsync<StoredResult>(OfSeat, new { classId, seat }, cancellation) is { } stored
            ? _maker.Read(stored, _clock.GetUtcNow().ToUnixTimeMilliseconds())
            : null;

    private sealed record DraftRow
    {
        public required long Version { get; init; }

        public required long Generation { get; init; }

        public required long Revision { get; init; }

        public required string Protocol { get; init; }

        public required string Sealed { get; init; }

        public required long WrittenAt { get; init; }

        public required string WrittenBy { get; init; }

        public ReviewDraft ToDraft() => new(Version, Generation, Revision, Protocol, Sealed, WrittenAt, WrittenBy);
    }

    private sealed record ReleaseOfRow
    {
        public required long Review { get; init; }

        public required long ReleasedAt { get; init; }

        public long? WithdrawnAt { get; init; }

        public string? Reason { get; init; }

        public VersionRelease ToRelease() => new(ReleasedAt, WithdrawnAt, Reason is null ? null : StoredText.Read<WithdrawalReason>(Reason));
    }

    private sealed record NameRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }

    private sealed record ColleagueRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Role { get; init; }
    }
}
