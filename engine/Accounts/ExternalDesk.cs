using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

/// <summary>
/// Which account belongs to whom at the operator's sign-in provider. A link is made by an invitation or by the signed-in owner, never
/// because a login or an address looks alike; an account has one at most.
/// </summary>
public sealed class ExternalDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly InvitationDesk _invitations;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal ExternalDesk(Database database, Writer writer, InvitationDesk invitations, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _invitations, _audit, _clock) = (database, writer, invitations, audit, clock);

    private const string ByIdentity =
        $"SELECT {AccountRow.Columns} FROM external_identity x JOIN account a ON a.id = x.account_id WHERE x.identity_hash = @hash";

    /// <summary>The account of this identity, or null.</summary>
    public async Task<Account?> FindAsync(ExternalIdentity identity, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<AccountRow>(ByIdentity, new { hash = identity.Hash }, cancellation))?.ToAccount();

    private const string OfAccount = "SELECT account_id FROM external_identity WHERE account_id = @id";

    public async Task<bool> IsLinkedAsync(string accountId, CancellationToken cancellation) =>
        await _database.FirstOrDefaultAsync<string>(OfAccount, new { id = accountId }, cancellation) is not null;

    /// <summary>Links an account to an identity; false when either has a link already, or the account opens nothing.</summary>
    public Task<bool> LinkAsync(string accountId, ExternalIdentity identity, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope => AccountIn(scope, accountId) is { Disabled: false, Demo: false } account && TryLink(scope, account, identity),
        cancellation);

    /// <summary>Makes the account of an invitation, without a password; null when the link opens nothing any more, or is for a new password.</summary>
    /// <exception cref="LoginTakenException">The link stays open.</exception>
    /// <exception cref="IdentityTakenException">The identity has an account already; the link stays open.</exception>
    public Task<Account?> AcceptAsync(string token, string login, string name, ExternalIdentity identity, CancellationToken cancellation) =>
        _writer.RunAsync(
            null,
            scope =>
            {
                Account? made = _invitations.AcceptIn(scope, token, login, name);
                return made is null || TryLink(scope, made, identity) ? made : throw new IdentityTakenException();
            },
            cancellation);

    private const string Delete = "DELETE FROM external_identity WHERE account_id = @id";
    private const string HasPassword = "SELECT id FROM account WHERE id = @id AND password_hash <> ''";

    /// <summary>Takes the link away; false when there is none, or when nothing else would open the account.</summary>
    public Task<bool> UnlinkAsync(string accountId, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (AccountIn(scope, accountId) is not { } account
                || scope.FirstOrDefault<string>(HasPassword, new { id = accountId }) is null
                || !ForgetIn(scope, accountId))
            {
                return false;
            }

            scope.Keep(new LastingDeed(LastingDeedKind.SecretChanged, accountId, _clock.GetUtcNow().ToUnixTimeMilliseconds()));
            Tell(scope, account, AuditAct.IdentityUnlinked);
            return true;
        },
        cancellation);

    /// <summary>Whoever opened the account by a new password may not know who linked what to it before.</summary>
    internal static bool ForgetIn(WriteScope scope, string accountId) => scope.Execute(Delete, new { id = accountId }) == 1;

    private const string Find = "SELECT account_id FROM external_identity WHERE identity_hash = @hash OR account_id = @id";
    private const string Insert = "INSERT INTO external_identity (identity_hash, account_id, linked_at) VALUES (@hash, @id, @now)";

    private bool TryLink(WriteScope scope, Account account, ExternalIdentity identity)
    {
        if (scope.FirstOrDefault<string>(Find, new { hash = identity.Hash, id = account.Id }) is not null)
        {
            return false;
        }

        scope.Execute(Insert, new { hash = identity.Hash, id = account.Id, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
        Tell(scope, account, AuditAct.IdentityLinked);
        return true;
    }

    private static Account? AccountIn(WriteScope scope, string id) =>
        scope.FirstOrDefault<AccountRow>($"SELECT {AccountRow.Columns} FROM account a WHERE a.id = @id", new { id })?.ToAccount();

    private void Tell(WriteScope scope, Account account, AuditAct act) =>
        _audit.Write(scope, new AuditEntry(account.Id, act, "account", account.Id, account.Node));
}

/// <summary>Another account belongs to this identity.</summary>
public sealed class IdentityTakenException() : InvalidOperationException("The identity has an account already.");
