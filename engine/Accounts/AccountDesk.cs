using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

/// <summary>Accounts of the staff and what proves them. Who may ask for what is decided before: see <see cref="Permissions"/>.</summary>
public sealed class AccountDesk
{
    public const int RecoveryCodes = 10;
    private const int RecoverySymbols = 10;

    /// <summary>Digits of a used code's hash in the list of lasting deeds: 32 bits, while a code has 50.</summary>
    private const int ListedDigits = 8;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal AccountDesk(Database database, Writer writer, KeyRing keys, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _keys, _audit, _clock) = (database, writer, keys, audit, clock);

    private const string ByLogin = $"SELECT {AccountRow.Columns} FROM account a WHERE a.login_key = @key";

    /// <summary>Null when nobody has this login.</summary>
    public async Task<Credentials?> FindAsync(string login, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<AccountRow>(ByLogin, new { key = KeyOf(login) }, cancellation))?.ToCredentials(_keys);

    private const string ById = $"SELECT {AccountRow.Columns} FROM account a WHERE a.id = @id";

    public async Task<Credentials?> GetAsync(string id, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<AccountRow>(ById, new { id }, cancellation))?.ToCredentials(_keys);

    private const string Under = $"""
        SELECT {AccountRow.Columns}, {OrgPaths.Title} AS PlaceTitle FROM account a {OrgPaths.Places} WHERE {OrgPaths.Under} ORDER BY a.name, a.id
        """;

    /// <summary>Everybody whose place is the node or lies under it, each with the name of their place.</summary>
    public async Task<IReadOnlyList<(Account Account, string PlaceTitle)>> UnderAsync(OrgNode node, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<PlacedRow>(Under, new { kind = StoredText.Of(node.Kind), id = node.Id }, cancellation))
            .Select(row => (row.ToAccount(), row.PlaceTitle))];

    /// <summary>Makes an account without an invitation: the operator's console, and the demo.</summary>
    /// <exception cref="ArgumentException">The place does not fit the role, the login is taken, or a text is too long.</exception>
    public Task<Account> AddAsync(NewAccount made, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => Add(scope, made, actor), cancellation);

    private const string Insert = """
        INSERT INTO account (id, login, login_key, name, role, node_kind, node_id, password_hash, totp_step, demo, disabled, created_at)
        VALUES (@id, @Login, @key, @Name, @role, @kind, @node, @PasswordHash, 0, @demo, 0, @now)
        """;

    internal Account Add(WriteScope scope, NewAccount made, string actor)
    {
        string login = Named(made.Login, "login", 3);
        string name = Named(made.Name, "name", 2);
        if (!Permissions.Fits(made.Role, made.Node.Kind))
        {
            throw new ArgumentException($"A {made.Role} has no place at a {made.Node.Kind}.", nameof(made));
        }

        if (OrgPaths.Find(scope, made.Node) is null)
        {
            throw new ArgumentException("There is no such place.", nameof(made));
        }

        if (scope.FirstOrDefault<AccountRow>(ByLogin, new { key = KeyOf(login) }) is not null)
        {
            throw new LoginTakenException(login);
        }

        string id = NewId.Next();
        scope.Execute(
            Insert,
            new
            {
                id,
                made.Login,
                key = KeyOf(login),
                made.Name,
                role = StoredText.Of(made.Role),
                kind = StoredText.Of(made.Node.Kind),
                node = made.Node.Id,
                made.PasswordHash,
                demo = made.Demo ? 1 : 0,
                now = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
            });
        _audit.Write(scope, new AuditEntry(actor, AuditAct.AccountMade, "account", id, made.Node, StoredText.Of(made.Role)));
        return new Account(id, login, name, made.Role, made.Node, made.Demo, Disabled: false, HasSecondFactor: false);
    }

    private const string SetPassword = "UPDATE account SET password_hash = @hash WHERE id = @id";
    private const string EndOthers = "DELETE FROM staff_session WHERE account_id = @id AND id <> @kept";

    /// <summary>A new password ends every other signed-in browser.</summary>
    /// <param name="kept">The session that stays, or empty.</param>
    public Task SetPasswordAsync(string id, string passwordHash, string kept, string actor, CancellationToken cancellation) =>
        WriteAsync(id, actor, AuditAct.PasswordChanged, scope => SetPasswordIn(scope, id, passwordHash, kept), cancellation);

    /// <summary>Lists what a restore must not undo. Before the entry in the log is written, which is therefore not older.</summary>
    internal void Keep(WriteScope scope, string id, LastingDeedKind kind) =>
        scope.Keep(new LastingDeed(kind, id, _clock.GetUtcNow().ToUnixTimeMilliseconds()));

    private const string HasEntry = """
        SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'account' AND object_id = @ObjectId AND at >= @Number AND act IN
        """;

    private const string HasClosing = $"{HasEntry} ('accountDisabled', 'accountEnabled')";

    private const string HasSecret = $"{HasEntry} ('passwordChanged', 'secondFactorSet', 'secondFactorRemoved', 'identityUnlinked')";

    private const string DropSecrets = "UPDATE account SET password_hash = '', totp_key = NULL WHERE id = @id";

    /// <summary>
    /// A closing, or a changed secret, that a restored store does not know. The new secret is gone with the newer store, so the account opens only
    /// by a link for a new password. False when nothing is to be done.
    /// </summary>
    internal bool Repeat(WriteScope scope, LastingDeed deed)
    {
        bool closing = deed.Kind == LastingDeedKind.Closed;
        string id = deed.ObjectId;
        if (scope.Scalar<long>(closing ? HasClosing : HasSecret, new { deed.ObjectId, deed.Number }) > 0
            || scope.FirstOrDefault<AccountRow>(ById, new { id })?.ToAccount() is not { } account)
        {
            return false;
        }

        if (closing)
        {
            CloseIn(scope, id);
        }
        else
        {
            scope.Execute(EndOthers, new { id, kept = "" });
            scope.Execute(ForgetRecovery, new { id });
            scope.Execute(DropSecrets, new { id });
            ExternalDesk.ForgetIn(scope, id);
        }

        AuditAct act = closing ? AuditAct.AccountDisabled : AuditAct.PasswordChanged;
        _audit.Write(scope, new AuditEntry(AuditEntry.System, act, "account", id, account.Node, LastingDeed.Again));
        return true;
    }

    internal static bool SetPasswordIn(WriteScope scope, string id, string passwordHash, string kept)
    {
        scope.Execute(EndOthers, new { id, kept });
        return scope.Execute(SetPassword, new { id, hash = passwordHash }) == 1;
    }

    private const string SetTotp = "UPDATE account SET totp_key = @sealedKey, totp_step = @step WHERE id = @id";
    private const string ForgetRecovery = "DELETE FROM recovery_code WHERE account_id = @id";
    private const string AddRecovery = "INSERT INTO recovery_code (account_id, code_hash) VALUES (@id, @hash)";

    /// <summary>
    /// Turns the second factor on, after a code of the key was shown to be right, and gives ten codes for the day the phone is lost. They
    /// are told once.
    /// </summary>
    public async Task<ImmutableArray<string>> SetSecondFactorAsync(
        StaffIdentity who, ReadOnlyMemory<byte> key, long step, CancellationToken cancellation)
    {
        string id = who.Account.Id;
        ImmutableArray<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode())];
        await WriteAsync(
            id, id, AuditAct.SecondFactorSet,
            scope =>
            {
                scope.Execute(SetTotp, new { id, sealedKey = SealedText.Make(_keys.Staff.Span, id, key.Span), step });
                scope.Execute(ForgetRecovery, new { id });
                foreach (string code in codes)
                {
                    scope.Execute(AddRecovery, new { id, hash = Sha256Hex.Of(code) });
                }

                scope.Execute(EndOthers, new { id, kept = who.SessionId });
                return true;
            },
            cancellation);
        return codes;
    }

    private const string TakeStep = "UPDATE account SET totp_step = @step WHERE id = @id AND totp_step < @step";

    /// <summary>False when a code of this step (or a later one) was taken before.</summary>
    public Task<bool> TryTakeStepAsync(string id, long step, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => scope.Execute(TakeStep, new { id, step }) == 1, cancellation);

    private const string UseRecovery =
        "UPDATE recovery_code SET used_at = @now WHERE account_id = @id AND code_hash = @hash AND used_at IS NULL";

    /// <summary>Each recovery code opens once.</summary>
    public Task<bool> TryUseRecoveryCodeAsync(string id, string? typed, CancellationToken cancellation)
    {
        string code = CodeAlphabet.Shapes(typed is { Length: <= 40 } ? typed : "") ?? "";
        return WriteAsync(
            id, id, AuditAct.RecoveryCodeUsed,
            scope =>
            {
                string hash = Sha256Hex.Of(code);
                long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
                bool used = scope.Execute(UseRecovery, new { id, hash, now }) == 1;
                if (used)
                {
                    scope.Keep(new LastingDeed(LastingDeedKind.RecoveryCodeUsed, id, now, hash[..ListedDigits]));
                }

                return used;
            },
            cancellation);
    }

    private const string UnusedRecovery = "SELECT code_hash FROM recovery_code WHERE account_id = @id AND used_at IS NULL";

    /// <summary>A recovery code that was used after the backup this store was restored from. False when nothing is to be done.</summary>
    internal bool RepeatCode(WriteScope scope, LastingDeed deed)
    {
        string id = deed.ObjectId;
        if (deed.Words[0].Length != ListedDigits
            || scope.Query<string>(UnusedRecovery, new { id }).FirstOrDefault(code => code.StartsWith(deed.Words[0], StringComparison.Ordinal)) is not { } hash
            || scope.FirstOrDefault<AccountRow>(ById, new { id })?.ToAccount() is not { } account)
        {
            return false;
        }

        scope.Execute(UseRecovery, new { id, hash, now = deed.Number });
        _audit.Write(scope, new AuditEntry(AuditEntry.System, AuditAct.RecoveryCodeUsed, "account", id, account.Node, LastingDeed.Again));
        return true;
    }

    private const string SetDisabled = "UPDATE account SET disabled = @disabled WHERE id = @id AND disabled <> @disabled";

    private const string CloseLinks =
        "UPDATE invitation SET closed_at = @now WHERE closed_at IS NULL AND (made_by = @id OR account_id = @id)";

    /// <summary>
    /// A disabled account opens nothing, its browsers are signed out, and the links it gave away or was given are closed; what it wrote stays.
    /// </summary>
    public Task<bool> SetDisabledAsync(string id, bool disabled, string actor, CancellationToken cancellation) => WriteAsync(
        id, actor, disabled ? AuditAct.AccountDisabled : AuditAct.AccountEnabled,
        scope =>
        {
            if (!disabled)
            {
                scope.Execute(EndOthers, new { id, kept = "" });
                return scope.Execute(SetDisabled, new { id, disabled = 0 }) == 1;
            }

            return CloseIn(scope, id);
        },
        cancellation);

    private bool CloseIn(WriteScope scope, string id)
    {
        scope.Execute(EndOthers, new { id, kept = "" });
        KeyHolders.Leave(scope, id);
        scope.Execute(CloseLinks, new { id, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
        return scope.Execute(SetDisabled, new { id, disabled = 1 }) == 1;
    }

    private const string DropTotp = "UPDATE account SET totp_key = NULL WHERE id = @id AND totp_key IS NOT NULL";

    /// <summary>Takes a lost second factor away; where the role needs one, the next sign-in sets up a new one.</summary>
    public Task<bool> RemoveSecondFactorAsync(string id, string actor, CancellationToken cancellation) => WriteAsync(
        id, actor, AuditAct.SecondFactorRemoved,
        scope =>
        {
            scope.Execute(EndOthers, new { id, kept = "" });
            scope.Execute(ForgetRecovery, new { id });
            return scope.Execute(DropTotp, new { id }) == 1;
        },
        cancellation);

    private const string SealedFactors = "SELECT id, totp_key AS SealedKey FROM account WHERE totp_key IS NOT NULL";

    /// <summary>
    /// Proves at a start that the key of the data folder opens the second factors it sealed: with another one nobody who has a factor could sign in.
    /// </summary>
    /// <param name="forget">Takes away those that cannot be opened, as the operator asked for at the console.</param>
    /// <returns>How many cannot be opened, while others can.</returns>
    /// <exception cref="InvalidOperationException">None can be opened.</exception>
    internal async Task<int> ProveFactorsAsync(bool forget, CancellationToken cancellation)
    {
        IReadOnlyList<SealedFactor> factors = await _database.QueryAsync<SealedFactor>(SealedFactors, null, cancellation);
        SealedFactor[] lost = [.. factors.Where(one => !Opens(one))];
        if (forget)
        {
            foreach (SealedFactor one in lost)
            {
                await RemoveSecondFactorAsync(one.Id, AuditEntry.Console, cancellation);
            }

            return 0;
        }

        return lost.Length == 0 || lost.Length < factors.Count ? lost.Length : throw new InvalidOperationException(
            $"{lost.Length} second factors of staff are in the store, and the key keys/staff.key they were sealed with is not: "
            + (_keys.Made.Contains("staff") ? "it was missing. " : "another file is in its place. ")
            + "Put keys/staff.key back from the copy of the folder keys. If it is lost for good, run \"diagnostics user forget-factors\": "
            + "it takes those second factors away, and whoever needs one sets up a new one at the next sign-in.");
    }

    private bool Opens(SealedFactor one) => SealedText.TryOpen(_keys.Staff.Span, one.Id, one.SealedKey, out _);

    private sealed record SealedFactor
    {
        public required string Id { get; init; }

        public required string SealedKey { get; init; }
    }

    private const string AnyAccount = "SELECT id FROM account WHERE demo = 0 AND disabled = 0";

    /// <summary>Whether anybody but the demo could sign in.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation) =>
        await _database.FirstOrDefaultAsync<string>(AnyAccount, null, cancellation) is not null;

    /// <summary>Logins are compared in one case and one form, so that no two people's look the same by accident.</summary>
    internal static string KeyOf(string login) => login.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>One deed on an account with its entry in the log; no entry where nothing was done.</summary>
    private Task<bool> WriteAsync(string id, string actor, AuditAct act, Func<WriteScope, bool> deed, CancellationToken cancellation) =>
        _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.FirstOrDefault<AccountRow>(ById, new { id })?.ToAccount() is not { } account || !deed(scope))
                {
                    return false;
                }

                if (act is AuditAct.AccountDisabled)
                {
                    Keep(scope, id, LastingDeedKind.Closed);
                }
                else if (act is AuditAct.PasswordChanged or AuditAct.SecondFactorSet or AuditAct.SecondFactorRemoved)
                {
                    Keep(scope, id, LastingDeedKind.SecretChanged);
                }

                _audit.Write(scope, new AuditEntry(actor, act, "account", id, account.Node));
                return true;
            },
            cancellation);

    private static string Named(string text, string what, int least) =>
        text.Trim() is { Length: <= 120 } named && named.Length >= least && !named.Any(char.IsControl)
            ? named
            : throw new ArgumentException($"A {what} has {least}..120 characters.", what);

    /// <summary>Fifty random bits need no slow hash.</summary>
    private static string NewRecoveryCode() => CodeAlphabet.Take(RandomNumberGenerator.GetBytes(7), RecoverySymbols);

    private sealed record PlacedRow : AccountRow
    {
        public required string PlaceTitle { get; init; }
    }
}

/// <summary>Somebody else has this login.</summary>
public sealed class LoginTakenException(string login) : ArgumentException($"The login {login} is taken.");
