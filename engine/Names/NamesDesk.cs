using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Names;

/// <summary>
/// Keeps what browsers encrypted: pairs of keys, schools' keys wrapped for people, lists of names. It opens none of it. Who may ask is
/// decided before; what was read meanwhile by somebody else is refused, never overwritten.
/// </summary>
public sealed class NamesDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal NamesDesk(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string PairOf = "SELECT public_key AS PublicKey, sealed_private AS SealedPrivate FROM name_pair WHERE account_id = @id";

    /// <summary>Somebody's own keys, or null.</summary>
    public async Task<NamePair?> PairAsync(string accountId, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<PairRow>(PairOf, new { id = accountId }, cancellation))?.ToPair();

    private const string InsertPair = """
        INSERT INTO name_pair (account_id, public_key, sealed_private, made_at) VALUES (@id, @PublicKey, @SealedPrivate, @now)
        """;

    private const string UpdatePair =
        "UPDATE name_pair SET public_key = @PublicKey, sealed_private = @SealedPrivate, made_at = @now WHERE account_id = @id";

    /// <summary>
    /// Keeps a pair; with another public half what was wrapped for the old one goes. False when the pair in use is not the one it replaces.
    /// </summary>
    /// <param name="replaced">The public half in use, or null for the first pair.</param>
    /// <exception cref="ArgumentException">A text is no key.</exception>
    public Task<bool> SetPairAsync(Account account, NamePair pair, string? replaced, CancellationToken cancellation)
    {
        Ciphertext.CheckedPublicKey(pair.PublicKey);
        Ciphertext.Checked(pair.SealedPrivate, Ciphertext.Short);
        return _writer.RunAsync(
            null,
            scope =>
            {
                string? inUse = scope.FirstOrDefault<PairRow>(PairOf, new { id = account.Id })?.PublicKey;
                if (inUse != replaced)
                {
                    return false;
                }

                if (inUse != pair.PublicKey)
                {
                    KeyHolders.Forget(scope, account.Id);
                }

                scope.Execute(inUse is null ? InsertPair : UpdatePair, new { id = account.Id, pair.PublicKey, pair.SealedPrivate, now = Now() });
                _audit.Write(scope, new AuditEntry(account.Id, AuditAct.NamesPairMade, "account", account.Id, account.Node));
                return true;
            },
            cancellation);
    }

    private const string School = """
        SELECT s.id, s.name AS Title, COALESCE(k.generation, 0) AS Generation, k.recovery, COALESCE(k.due, 0) AS IsDue, w.wrapped
        FROM school s
        LEFT JOIN school_key k ON k.school_id = s.id
        LEFT JOIN school_key_wrap w ON w.school_id = s.id AND w.account_id = @accountId
        WHERE s.id = @schoolId
        """;

    private const string Readers = $"""
        SELECT {AccountRow.Columns}, p.public_key AS PublicKey, w.account_id AS Holder
        FROM account a
        JOIN school s ON s.id = @schoolId
        LEFT JOIN name_pair p ON p.account_id = a.id
        LEFT JOIN school_key_wrap w ON w.account_id = a.id AND w.school_id = s.id
        WHERE (a.node_kind = 'school' AND a.node_id = s.id) OR (a.node_kind = 'municipality' AND a.node_id = s.municipality_id)
            OR w.account_id IS NOT NULL
        ORDER BY a.name, a.id
        """;

    private const string Classes = """
        SELECT c.id, c.grade, c.letter, g.year, c.board_link AS BoardLink, COALESCE(l.revision, 0) AS Revision,
            (SELECT COUNT(*) FROM seat t WHERE t.class_id = c.id) AS Seats
        FROM school_class c
        JOIN campaign g ON g.id = c.campaign_id
        LEFT JOIN name_list l ON l.class_id = c.id
        WHERE c.school_id = @schoolId
        ORDER BY g.year DESC, c.grade, c.letter, c.id
        """;

    /// <summary>A school's keys, readers and classes; null when there is no such school.</summary>
    public async Task<SchoolNames?> SchoolAsync(string schoolId, string accountId, CancellationToken cancellation)
    {
        var key = new { schoolId, accountId };
        if (await _database.FirstOrDefaultAsync<SchoolRow>(School, key, cancellation) is not { } school
            || await _database.FirstOrDefaultAsync<string>(MunicipalityOf, key, cancellation) is not { } municipality)
        {
            return null;
        }

        var path = new OrgPath(null, municipality, schoolId, null);
        IReadOnlyList<ReaderRow> rows = await _database.QueryAsync<ReaderRow>(Readers, key, cancellation);
        IReadOnlyList<ClassRow> classes = await _database.QueryAsync<ClassRow>(Classes, key, cancellation);
        ReaderRow[] may = [.. rows.Where(row => row.ToAccount().May(StaffAct.ReadNames, path))];
        return new SchoolNames(
            school.Id, school.Title, school.Generation, school.Wrapped, school.Recovery,
            // Who holds the key and may read no more: their account is of another place now.
            school.IsDue || rows.Except(may).Any(row => row.Holder is not null),
            [.. may.Select(row => row.ToReader())], [.. classes.Select(row => row.ToClass())]);
    }

    private const string MunicipalityOf = "SELECT municipality_id FROM school WHERE id = @schoolId";

    private const string ListColumns = "l.class_id AS ClassId, l.generation, l.revision, l.sealed";

    private const string OfClass = $"""
        SELECT c.school_id AS SchoolId, COALESCE(k.generation, 0) AS KeyGeneration, w.wrapped, {ListColumns}
        FROM school_class c
        LEFT JOIN school_key k ON k.school_id = c.school_id
        LEFT JOIN school_key_wrap w ON w.school_id = c.school_id AND w.account_id = @accountId
        LEFT JOIN name_list l ON l.class_id = c.id
        WHERE c.id = @classId
        """;

    /// <summary>A class's list with the key that opens it, wrapped for whoever asks; null when there is no such class.</summary>
    public async Task<ClassNames?> ClassAsync(string classId, string accountId, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<ClassNamesRow>(OfClass, new { classId, accountId }, cancellation))?.ToNames();

    private const string OfSchool = $"SELECT {ListColumns} FROM name_list l WHERE l.school_id = @schoolId ORDER BY l.class_id";

    /// <summary>Every list of a school, to be encrypted anew, and the entry that they were read.</summary>
    public Task<IReadOnlyList<SealedList>> ListsAsync(string schoolId, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            Tell(scope, actor, AuditAct.NamesRead, schoolId);
            return Read(scope, schoolId);
        },
        cancellation);

    private const string InsertList = """
        INSERT INTO name_list (class_id, school_id, generation, revision, sealed, written_at)
        VALUES (@ClassId, @schoolId, @Generation, @Revision, @Sealed, @now)
        """;

    private const string UpdateList = """
        UPDATE name_list SET generation = @Generation, revision = @Revision, sealed = @Sealed, written_at = @now WHERE class_id = @ClassId
        """;

    /// <summary>
    /// Keeps a class's list in place of the revision before it. False when that is not the newest any more, or the school's key was changed
    /// meanwhile: nothing is overwritten.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no list.</exception>
    public Task<bool> WriteAsync(SealedList list, string actor, CancellationToken cancellation)
    {
        Ciphertext.Checked(list.Sealed, Ciphertext.Long);
        return _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.FirstOrDefault<ClassNamesRow>(OfClass, new { classId = list.ClassId, accountId = actor })?.ToNames() is not { } now
                    || now.Generation == 0 || now.Generation != list.Generation || (now.List?.Revision ?? 0) != list.Revision - 1)
                {
                    return false;
                }

                Put(scope, list, now.SchoolId, isNew: now.List is null);
                _audit.Write(
                    scope, new AuditEntry(actor, AuditAct.NamesWritten, "class", list.ClassId, new OrgNode(NodeKind.Class, list.ClassId)));
                return true;
            },
            cancellation);
    }

    private const string InsertWrap = """
        INSERT INTO school_key_wrap (school_id, account_id, wrapped, handed_at) VALUES (@schoolId, @AccountId, @Wrapped, @now)
        """;

    private const string DropWrap = "DELETE FROM school_key_wrap WHERE school_id = @schoolId AND account_id = @AccountId";

    /// <summary>
    /// Hands the key in use to somebody who may read names there and has none, or to oneself anew. False when the key or their pair was
    /// changed meanwhile, or they hold it already.
    /// </summary>
    /// <exception cref="ArgumentException">A text is no key.</exception>
    public Task<bool> HandAsync(string schoolId, long generation, KeyWrap wrap, string actor, CancellationToken cancellation)
    {
        Check(wrap);
        return _writer.RunAsync(
            null,
            scope =>
            {
                if (KeyOf(scope, schoolId)?.Generation != generation || !Fits(scope, schoolId, wrap, mayHold: actor == wrap.AccountId))
                {
                    return false;
                }

                scope.Execute(DropWrap, new { schoolId, wrap.AccountId });
                scope.Execute(InsertWrap, new { schoolId, wrap.AccountId, wrap.Wrapped, now = Now() });
                _audit.Write(
                    scope,
                    new AuditEntry(actor, AuditAct.SchoolKeyHanded, "account", wrap.AccountId, new OrgNode(NodeKind.School, schoolId)));
                return true;
            },
            cancellation);
    }

    private const string InsertKey =
        "INSERT INTO school_key (school_id, generation, recovery, due, made_at) VALUES (@schoolId, 1, @Recovery, 0, @now)";

    private const string UpdateKey =
        "UPDATE school_key SET generation = generation + 1, recovery = @Recovery, due = 0, made_at = @now WHERE school_id = @schoolId AND generation = @From";

    private const string DropWraps = "DELETE FROM school_key_wrap WHERE school_id = @schoolId";

    private const string InsertPast = "INSERT INTO school_key_past (school_id, generation, sealed) VALUES (@schoolId, @From, @Past)";

    // What nobody can open any more.
    private static readonly string[] DropUnreadable =
    [
        "DELETE FROM name_list WHERE school_id = @schoolId",
        "DELETE FROM session_note WHERE school_id = @schoolId",
        "DELETE FROM review_draft WHERE school_id = @schoolId",
        // What was agreed stands beside the words.
        "UPDATE consilium SET sealed = NULL WHERE school_id = @schoolId",
        "DELETE FROM school_key_past WHERE school_id = @schoolId",
    ];

    /// <summary>
    /// Makes a school's first key, or replaces it with everything that hangs on it, in one transaction. False, and nothing is changed, when
    /// the change does not name every list at its newest revision, or somebody changed the key or a pair meanwhile.
    /// </summary>
    /// <exception cref="ArgumentException">A text is no key or no list, or a key that is held is not handed on sealed.</exception>
    public Task<bool> ChangeKeyAsync(string schoolId, KeyChange change, string actor, CancellationToken cancellation)
    {
        Ciphertext.Checked(change.Recovery, Ciphertext.Short);
        CheckPast(change);
        foreach (KeyWrap wrap in change.Wraps)
        {
            Check(wrap);
        }

        foreach (SealedList list in change.Lists)
        {
            Ciphertext.Checked(list.Sealed, Ciphertext.Long);
        }

        return _writer.RunAsync(null, scope => ChangeKey(scope, schoolId, change, actor), cancellation);
    }

    private bool ChangeKey(WriteScope scope, string schoolId, KeyChange change, string actor)
    {
        Dictionary<string, long> current = change.DropLists ? [] : Read(scope, schoolId).ToDictionary(list => list.ClassId, list => list.Revision);
        bool isWhole = (KeyOf(scope, schoolId)?.Generation ?? 0) == change.From
            && change.Lists.Count == current.Count
            && change.Lists.DistinctBy(list => list.ClassId).Count() == current.Count
            && change.Lists.All(list => current.TryGetValue(list.ClassId, out long revision) && revision == list.Revision - 1)
            && change.Wraps.DistinctBy(wrap => wrap.AccountId).Count() == change.Wraps.Count
            && change.Wraps.All(wrap => Fits(scope, schoolId, wrap, mayHold: true));
        if (!isWhole)
        {
            return false;
        }

        long now = Now();
        scope.Execute(change.From == 0 ? InsertKey : UpdateKey, new { schoolId, change.Recovery, change.From, now });
        scope.Execute(DropWraps, new { schoolId });
        foreach (KeyWrap wrap in change.Wraps)
        {
            scope.Execute(InsertWrap, new { schoolId, wrap.AccountId, wrap.Wrapped, now });
        }

        if (change.Past is not null)
        {
            scope.Execute(InsertPast, new { schoolId, change.From, change.Past });
        }

        foreach (string drop in change.DropLists ? DropUnreadable : [])
        {
            scope.Execute(drop, new { schoolId });
        }

        foreach (SealedList list in change.Lists)
        {
            Put(scope, list with { Generation = change.From + 1 }, schoolId, isNew: false);
        }

        Tell(scope, actor, change.From == 0 ? AuditAct.SchoolKeyMade : AuditAct.SchoolKeyRotated, schoolId, change.DropLists ? "lists dropped" : "");
        return true;
    }

    private const string KeyInUse = "SELECT generation AS Generation FROM school_key WHERE school_id = @schoolId";

    private static KeyRow? KeyOf(WriteScope scope, string schoolId) => scope.FirstOrDefault<KeyRow>(KeyInUse, new { schoolId });

    private const string ReaderById = $"""
        SELECT {AccountRow.Columns}, p.public_key AS PublicKey, w.account_id AS Holder
        FROM account a
        LEFT JOIN name_pair p ON p.account_id = a.id
        LEFT JOIN school_key_wrap w ON w.account_id = a.id AND w.school_id = @schoolId
        WHERE a.id = @AccountId
        """;

    /// <summary>Whether this is somebody who may read names there, and the wrap is for the pair they have.</summary>
    private static bool Fits(WriteScope scope, string schoolId, KeyWrap wrap, bool mayHold) =>
        scope.FirstOrDefault<ReaderRow>(ReaderById, new { schoolId, wrap.AccountId }) is { } reader
        && reader.PublicKey == wrap.PublicKey
        && (mayHold || reader.Holder is null)
        && OrgPaths.Find(scope, new OrgNode(NodeKind.School, schoolId)) is { } path
        && reader.ToAccount().May(StaffAct.ReadNames, path);

    private static void Check(KeyWrap wrap)
    {
        Ciphertext.CheckedPublicKey(wrap.PublicKey);
        Ciphertext.Checked(wrap.Wrapped, Ciphertext.Short);
    }

    private static void CheckPast(KeyChange change)
    {
        bool isHeld = change.From > 0 && !change.DropLists;
        if (isHeld)
        {
            Ciphertext.Checked(change.Past, Ciphertext.Short);
        }
        else if (change.Past is not null)
        {
            throw new ArgumentException("There is no old key to hand on.", nameof(change));
        }
    }

    private static IReadOnlyList<SealedList> Read(WriteScope scope, string schoolId) =>
        [.. scope.Query<ListRow>(OfSchool, new { schoolId }).Select(row => row.ToList())];

    private void Put(WriteScope scope, SealedList list, string schoolId, bool isNew) => scope.Execute(
        isNew ? InsertList : UpdateList, new { list.ClassId, schoolId, list.Generation, list.Revision, list.Sealed, now = Now() });

    private void Tell(WriteScope scope, string actor, AuditAct act, string schoolId, string detail = "") =>
        _audit.Write(scope, new AuditEntry(actor, act, "school", schoolId, new OrgNode(NodeKind.School, schoolId), detail));

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
