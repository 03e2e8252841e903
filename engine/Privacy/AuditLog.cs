using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// The log of who did what: append-only, each entry sealed with the server's key over the seal of the one before it. An entry is written in the transaction of
/// what it tells, so there is neither a deed without an entry nor an entry without a deed. The chain covers a salted digest of the
/// object's identifier, not the identifier: erasing a person takes identifier and salt away, puts the key's word for it there, and leaves the chain
/// whole. The end of the chain is sealed with the number of entries.
/// </summary>
public sealed class AuditLog
{
    /// <summary>The migration after which the log can be asked for its end.</summary>
    internal const string Schema = "0015_audit_head";

    private const int MostRows = 200;
    private readonly Database _database;
    private readonly KeyRing _keys;
    private readonly TimeProvider _clock;

    internal AuditLog(Database database, KeyRing keys, TimeProvider clock) => (_database, _keys, _clock) = (database, keys, clock);

    // Raising the number first takes the row's lock, so that entries of several nodes stand one after another.
    private const string TakeNumber = "UPDATE audit_head SET number = number + 1 WHERE id = 1";
    private const string ReadHead = "SELECT number AS Number, hash AS Hash, keyed_from AS KeyedFrom, key_seal AS KeySeal, end_seal AS EndSeal FROM audit_head WHERE id = 1";
    private const string MoveHead = "UPDATE audit_head SET hash = @hash, end_seal = @end WHERE id = 1";

    private const string Insert = """
        INSERT INTO audit_entry (number, at, actor, act, object_kind, object_id, object_salt, object_digest,
            region_id, municipality_id, school_id, class_id, detail, hash)
        VALUES (@Number, @At, @Actor, @Act, @ObjectKind, @ObjectId, @ObjectSalt, @ObjectDigest,
            @RegionId, @MunicipalityId, @SchoolId, @ClassId, @Detail, @Hash)
        """;

    /// <summary>Writes an entry inside the transaction of the deed.</summary>
    internal void Write(WriteScope scope, AuditEntry entry)
    {
        scope.Execute(TakeNumber);
        HeadRow head = scope.FirstOrDefault<HeadRow>(ReadHead)!;
        OrgPath place = OrgPaths.Find(scope, entry.Place) ?? OrgPath.Root;
        string salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var row = new AuditRow
        {
            Number = head.Number,
            At = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Actor = entry.Actor,
            Act = StoredText.Of(entry.Act),
            ObjectKind = entry.ObjectKind,
            ObjectId = entry.ObjectId,
            ObjectSalt = salt,
            ObjectDigest = Digest(salt, entry.ObjectId),
            RegionId = place.RegionId,
            MunicipalityId = place.MunicipalityId,
            SchoolId = place.SchoolId,
            ClassId = place.ClassId,
            Detail = entry.Detail,
            Hash = "",
        };
        row = row with { Hash = AuditSeal.Of(_keys.Audit.Span, AuditSeal.Text(head.Hash, row)) };
        scope.Execute(Insert, row);

        // An end that is not the key's own stays as it is: no later entry seals over a cut.
        bool isOwn = head.EndSeal == AuditSeal.OfEnd(_keys.Audit.Span, head.Number - 1, head.Hash);
        scope.Execute(MoveHead, new { hash = row.Hash, end = isOwn ? AuditSeal.OfEnd(_keys.Audit.Span, row.Number, row.Hash) : head.EndSeal });
    }

    /// <summary>The only kind of object that is ever erased.</summary>
    private const string Erasable = "session";

    private const string OfSession = $"SELECT number AS Number, object_digest AS Digest FROM audit_entry WHERE object_kind = '{Erasable}' AND object_id = @id";

    private const string OfErased = $"SELECT number AS Number, object_digest AS Digest FROM audit_entry WHERE object_kind = '{Erasable}' AND object_id IS NULL";

    private const string Forget = "UPDATE audit_entry SET object_id = NULL, object_salt = @seal WHERE number = @Number";

    /// <summary>Takes an erased session's identifier out of the log; the chain still proves itself, and that it was erased.</summary>
    internal void Erase(WriteScope scope, string sessionId) => ForgetEach(scope, scope.Query<NamedRow>(OfSession, new { id = sessionId }));

    private void ForgetEach(WriteScope scope, IReadOnlyList<NamedRow> rows)
    {
        foreach (NamedRow row in rows)
        {
            scope.Execute(Forget, new { row.Number, seal = AuditSeal.OfErasure(_keys.Audit.Span, row.Number, row.Digest) });
        }
    }

    private const string Columns = """
        SELECT number, at, actor, act, object_kind AS ObjectKind, object_id AS ObjectId, object_salt AS ObjectSalt,
            object_digest AS ObjectDigest, region_id AS RegionId, municipality_id AS MunicipalityId, school_id AS SchoolId,
            class_id AS ClassId, detail, hash
        FROM audit_entry
        """;

    private const string Readable = """
        SELECT e.number, e.at, e.actor, w.name AS ActorName, e.act, e.object_kind AS ObjectKind, e.object_id AS ObjectId,
            COALESCE(a.name, s.name, '') AS ObjectTitle, c.grade, c.letter, t.number AS Seat, e.detail
        FROM audit_entry e
        LEFT JOIN account w ON w.id = e.actor
        LEFT JOIN account a ON e.object_kind = 'account' AND a.id = e.object_id
        LEFT JOIN school s ON e.object_kind = 'school' AND s.id = e.object_id
        LEFT JOIN school_class c ON e.object_kind IN ('class', 'session') AND c.id = e.class_id
        LEFT JOIN test_session x ON e.object_kind = 'session' AND x.id = e.object_id
        LEFT JOIN seat t ON t.id = x.seat_id
        """;

    /// <summary>The newest entries below a number that concern a place, newest first; at most 200.</summary>
    public async Task<IReadOnlyList<AuditLine>> ReadAsync(OrgNode place, long before, CancellationToken cancellation)
    {
        string mine = place.Kind switch
        {
            NodeKind.Server => "",
            NodeKind.Region => "e.region_id = @id AND ",
            NodeKind.Municipality => "e.municipality_id = @id AND ",
            NodeKind.School => "e.school_id = @id AND ",
            NodeKind.Class => "e.class_id = @id AND ",
        };
        string sql = $"{Readable} WHERE {mine}e.number < @before AND e.number >= @least ORDER BY e.number DESC";

        // Read in windows of numbers, which every engine does by the key: no page waits on the whole log.
        List<AuditLine> lines = [];
        long next = Math.Min(before, await LastAsync(cancellation) + 1);
        for (long window = MostRows; next > 1 && lines.Count < MostRows; window *= 4)
        {
            long least = Math.Max(1, next - window);
            IReadOnlyList<ReadableRow> rows = await _database.QueryAsync<ReadableRow>(sql, new { id = place.Id, before = next, least }, cancellation);
            lines.AddRange(rows.Take(MostRows - lines.Count).Select(row => row.ToLine()));
            next = least;
        }

        return lines;
    }

    // By the index of school and time; the first rows of it, without a word that only one SQL engine knows.
    private const string Singly = $"""
        {Readable} WHERE e.number IN (
            SELECT q.number FROM (
                SELECT o.number, ROW_NUMBER() OVER (ORDER BY o.number DESC) AS place FROM audit_entry o
                WHERE o.school_id = @schoolId AND o.at >= @fromMs AND o.at < @toMs AND o.number < @before
                    AND o.act IN ('cardsPrinted', 'paperPrinted', 'checkLinkRenewed', 'identityLinked', 'parentLinksPrinted', 'codeReissued', 'parentLinkReissued', 'boardPinChanged', 'resultKeyReissued',
                        'accountMade', 'accountEnabled', 'resetOffered', 'passwordChanged', 'secondFactorRemoved',
                        'dataExported', 'accessRequestAnswered', 'dataErased', 'retentionApplied', 'releaseWithdrawn')
            ) q WHERE q.place <= @most
        ) ORDER BY e.number DESC
        """;

    /// <summary>
    /// What left the server with data of a school in a period, opened a door to it, was erased, or took something from a student's page: the newest
    /// entries below a number, newest first.
    /// </summary>
    internal async Task<IReadOnlyList<AuditLine>> ReadSinglyAsync(
        string schoolId, long fromMs, long toMs, long before, int most, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ReadableRow>(Singly, new { schoolId, fromMs, toMs, before, most }, cancellation))
            .Select(row => row.ToLine())];

    private const string LockHead = "UPDATE audit_head SET number = number WHERE id = 1";

    private const string SetBeginning = "UPDATE audit_head SET keyed_from = @from, key_seal = @seal, end_seal = @end WHERE id = 1";

    private const string HashBefore = "SELECT hash FROM audit_entry WHERE number = @number";

    /// <summary>
    /// Marks, once in a store's life, from which entry on the key seals; earlier entries keep the plain hash they were written with.
    /// A store whose entries are sealed and whose end is not gets the seal of its end, and what was erased from it the seals of that, as they are found.
    /// </summary>
    /// <param name="hasBegun">Entries of this store were sealed before, so a store without the mark was changed by something else.</param>
    /// <returns>The number of the first sealed entry when the mark was made now, otherwise null.</returns>
    /// <exception cref="InvalidOperationException">The store's log is sealed with another key, or its seals were taken away.</exception>
    internal Task<long?> BeginSealsAsync(Writer writer, bool hasBegun, CancellationToken cancellation) => writer.RunAsync<long?>(
        null,
        scope =>
        {
            scope.Execute(LockHead);
            HeadRow head = scope.FirstOrDefault<HeadRow>(ReadHead)!;
            if (hasBegun && head.KeyedFrom is null)
            {
                throw new InvalidOperationException(
                    "The seals of the log of deeds were taken out of the store (audit_head.keyed_from is empty), although entries were sealed here before. Look at the "
                    + "log with \"diagnostics db verify\" and put back a backup. If an older, unsealed store was put back on purpose by another program than "
                    + "\"diagnostics db restore\", delete keys/audit.begun and start again.");
            }

            long from = head.KeyedFrom ?? head.Number + 1;
            string before = head.KeyedFrom is null ? head.Hash : scope.FirstOrDefault<string>(HashBefore, new { number = from - 1 }) ?? "";
            string seal = AuditSeal.OfBoundBeginning(_keys.Audit.Span, from, before);
            if (head.KeySeal == seal)
            {
                return null;
            }

            if (head.KeyedFrom is not null && head.KeySeal != AuditSeal.OfBeginning(_keys.Audit.Span, from, before))
            {
                throw new InvalidOperationException(
                    "The log of deeds is sealed with another key: put back audit.key into the folder keys this store was made with.");
            }

            ForgetEach(scope, scope.Query<NamedRow>(OfErased));
            scope.Execute(SetBeginning, new { from, seal, end = AuditSeal.OfEnd(_keys.Audit.Span, head.Number, head.Hash) });
            return head.KeyedFrom is null ? from : null;
        },
        cancellation);

    /// <summary>The end of the chain at one moment of a store: what to write down elsewhere, so that a log cut short can be told.</summary>
    internal static AuditHead HeadOf(DbConnection connection)
    {
        HeadRow head = connection.QueryFirst<HeadRow>(ReadHead);
        return new AuditHead(head.Number, head.Hash);
    }

    /// <summary>Whether entries are sealed with a key at one moment of a store.</summary>
    internal static bool IsSealed(DbConnection connection, DbTransaction? reading) =>
        connection.QueryFirst<HeadRow>(ReadHead, transaction: reading).KeyedFrom is not null;

    /// <summary>
    /// Recomputes the chain over one moment of a store; the first number that does not fit, or null when every entry is as it was written.
    /// </summary>
    /// <param name="key">Without it sealed entries are only counted: that they are as they were written remains unproved.</param>
    /// <param name="hasBegun">Entries of this store were sealed before: without the mark of their beginning none is proved.</param>
    internal static long? FindBreak(DbConnection connection, DbTransaction? reading, byte[]? key, bool hasBegun = false)
    {
        string before = "";
        long expected = 1;
        HeadRow head = connection.QueryFirst<HeadRow>(ReadHead, transaction: reading);
        if (hasBegun && head.KeyedFrom is null)
        {
            return expected;
        }

        long keyedFrom = head.KeyedFrom ?? long.MaxValue;
        string first = connection.QueryFirstOrDefault<string>(HashBefore, new { number = keyedFrom - 1 }, reading) ?? "";

        // Until the first start of a version that seals the end, neither the end nor what was erased has a seal.
        bool isBound = key is not null && head.KeySeal == AuditSeal.OfBoundBeginning(key, keyedFrom, first);
        bool isBegun = key is null || head.KeyedFrom is null || isBound || head.KeySeal == AuditSeal.OfBeginning(key, keyedFrom, first);
        foreach (AuditRow row in connection.Query<AuditRow>($"{Columns} ORDER BY number", transaction: reading, buffered: false))
        {
            if (row.Number != expected || !IsSealedRight(row) || !IsObjectRight(row))
            {
                return expected;
            }

            before = row.Hash;
            expected++;
        }

        bool isEnd = key is null || !isBound || head.EndSeal == AuditSeal.OfEnd(key, head.Number, head.Hash);
        return (head.Number, head.Hash) == (expected - 1, before) && isBegun && isEnd ? null : expected;

        bool IsSealedRight(AuditRow row) => row.Number < keyedFrom
            ? row.Hash == Sha256Hex.Of(AuditSeal.Text(before, row))
            : key is null || (isBegun && row.Hash == AuditSeal.Of(key, AuditSeal.Text(before, row)));

        bool IsObjectRight(AuditRow row) => row.ObjectId is { } id
            ? row.ObjectDigest == Digest(row.ObjectSalt ?? "", id)
            : row.ObjectKind == Erasable && (key is null || !isBound || row.ObjectSalt == AuditSeal.OfErasure(key, row.Number, row.ObjectDigest));
    }

    private const string LastNumber = "SELECT number FROM audit_head WHERE id = 1";

    /// <summary>The number of the last entry, as the head tells it.</summary>
    internal static long LastOf(DbConnection connection, DbTransaction? reading) => connection.QueryFirst<long>(LastNumber, transaction: reading);

    private async Task<long> LastAsync(CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<HeadRow>(ReadHead, null, cancellation))?.Number ?? 0;

    private static string Digest(string salt, string id) => Sha256Hex.Of($"{salt}\n{id}");

    private sealed record HeadRow
    {
        public required long Number { get; init; }

        public required string Hash { get; init; }

        public long? KeyedFrom { get; init; }

        public string? KeySeal { get; init; }

        public string? EndSeal { get; init; }
    }

    private sealed record NamedRow
    {
        public required long Number { get; init; }

        public required string Digest { get; init; }
    }

    private sealed record ReadableRow
    {
        public required long Number { get; init; }

        public required long At { get; init; }

        public required string Actor { get; init; }

        public string? ActorName { get; init; }

        public required string Act { get; init; }

        public required string ObjectKind { get; init; }

        public string? ObjectId { get; init; }

        public required string ObjectTitle { get; init; }

        public int? Grade { get; init; }

        public string? Letter { get; init; }

        public int? Seat { get; init; }

        public required string Detail { get; init; }

        public AuditLine ToLine() => new(
            Number, At, Actor, ActorName, StoredText.Read<AuditAct>(Act), ObjectKind, ObjectId, Letter is null ? ObjectTitle : Seat is null ? $"{Grade}{Letter}" : $"{Grade}{Letter}, {Seat}", Detail);
    }
}

/// <summary>One entry as staff read it.</summary>
/// <param name="ActorName">Null where it was the program itself, or an account that is gone.</param>
/// <param name="ObjectId">Null when the object was erased.</param>
/// <param name="ObjectTitle">The name of an account, school or class; of a session its class, and the seat while it is not erased; empty otherwise.</param>
public sealed record AuditLine(
    long Number, long AtMs, string Actor, string? ActorName, AuditAct Act, string ObjectKind, string? ObjectId, string ObjectTitle, string Detail);
