using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

/// <summary>
/// Links that make an account, or give somebody who has one a new password. A link is told once, opens once and for a week; the store
/// keeps its hash.
/// </summary>
public sealed class InvitationDesk
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private const int MostOpen = 500;
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AccountDesk _accounts;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal InvitationDesk(Database database, Writer writer, AccountDesk accounts, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _accounts, _audit, _clock) = (database, writer, accounts, audit, clock);

    private const string Insert = """
        INSERT INTO invitation (id, token_hash, role, node_kind, node_id, account_id, made_by, made_at, expires_at)
        VALUES (@id, @hash, @role, @kind, @node, @account, @actor, @now, @expires)
        """;

    /// <summary>Invites somebody to a role at a place; the secret of the link, or null when the place is not there or does not fit.</summary>
    public Task<string?> InviteAsync(StaffRole role, OrgNode node, string actor, CancellationToken cancellation) =>
        MakeAsync(role, node, null, actor, AuditAct.StaffInvited, cancellation);

    /// <summary>Offers a new password to somebody who forgot theirs.</summary>
    public Task<string?> OfferResetAsync(Account account, string actor, CancellationToken cancellation) =>
        MakeAsync(account.Role, account.Node, account.Id, actor, AuditAct.ResetOffered, cancellation);

    private const string Columns =
        "a.id, a.role, a.node_kind AS NodeKind, a.node_id AS NodeId, a.account_id AS AccountId, a.made_by AS MadeBy, a.expires_at AS ExpiresAt";

    private const string IsOpen = "a.closed_at IS NULL AND a.expires_at > @now";

    private const string ByToken = $"""
        SELECT {Columns} FROM invitation a WHERE a.token_hash = @hash AND {IsOpen}
        """;

    /// <summary>What a link opens, or null when it opens nothing (any more).</summary>
    public async Task<Invitation?> FindAsync(string? token, CancellationToken cancellation) => IsToken(token)
        ? (await _database.FirstOrDefaultAsync<Row>(ByToken, new { hash = Sha256Hex.Of(token!), now = Now() }, cancellation))?.ToInvitation()
        : null;

    private const string CloseOnce = "UPDATE invitation SET closed_at = @now WHERE id = @id AND closed_at IS NULL";

    /// <summary>Makes the account of an invitation, or sets the new password; null when the link opens nothing any more.</summary>
    /// <exception cref="ArgumentException">The login is taken or a text is too long; the link stays open.</exception>
    public Task<Account?> AcceptAsync(string? token, string login, string name, string passwordHash, CancellationToken cancellation) =>
        !IsToken(token)
            ? Task.FromResult<Account?>(null)
            : _writer.RunAsync(null, scope => Accept(scope, token!, login, name, passwordHash), cancellation);

    /// <summary>Makes the account of an invitation without a password; null when the link is none that makes an account.</summary>
    internal Account? AcceptIn(WriteScope scope, string token, string login, string name) =>
        IsToken(token) && scope.FirstOrDefault<Row>(ByToken, new { hash = Sha256Hex.Of(token), now = Now() }) is { AccountId: null }
            ? Accept(scope, token, login, name, passwordHash: "")
            : null;

    private Account? Accept(WriteScope scope, string token, string login, string name, string passwordHash)
    {
        if (scope.FirstOrDefault<Row>(ByToken, new { hash = Sha256Hex.Of(token), now = Now() })?.ToInvitation() is not { } invitation
            || scope.Execute(CloseOnce, new { id = invitation.Id, now = Now() }) != 1)
        {
            return null;
        }

        Keep(scope, invitation);
        if (invitation.AccountId is not { } known)
        {
            return _accounts.Add(scope, new NewAccount(login, name, invitation.Role, invitation.Node, passwordHash), invitation.MadeBy);
        }

        if (scope.FirstOrDefault<AccountRow>($"SELECT {AccountRow.Columns} FROM account a WHERE a.id = @known", new { known })?.ToAccount() is not { } account)
        {
            return null;
        }

        _accounts.Keep(scope, known, LastingDeedKind.SecretChanged);
        AccountDesk.SetPasswordIn(scope, known, passwordHash, "");
        if (ExternalDesk.ForgetIn(scope, known))
        {
            _audit.Write(scope, new AuditEntry(known, AuditAct.IdentityUnlinked, "account", known, account.Node));
        }

        _audit.Write(scope, new AuditEntry(known, AuditAct.PasswordChanged, "account", known, account.Node));
        return account;
    }

    private const string ById = $"SELECT {Columns} FROM invitation a WHERE a.id = @id AND {IsOpen}";

    /// <summary>An open link by its identifier, or null.</summary>
    public async Task<Invitation?> GetAsync(string id, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<Row>(ById, new { id, now = Now() }, cancellation))?.ToInvitation();

    private const string OpenUnder = $"""
        SELECT {Columns}, {OrgPaths.Title} AS PlaceTitle FROM invitation a {OrgPaths.Places} WHERE {IsOpen} AND {OrgPaths.Under} ORDER BY a.made_at DESC
        """;

    /// <summary>The open links whose place is the node or lies under it, the newest first, each with the name of its place.</summary>
    public async Task<IReadOnlyList<(Invitation Invitation, string PlaceTitle)>> UnderAsync(OrgNode node, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<PlacedRow>(OpenUnder, new { kind = StoredText.Of(node.Kind), id = node.Id, now = Now() }, cancellation))
            .Take(MostOpen).Select(row => (row.ToInvitation(), row.PlaceTitle))];

    /// <summary>Withdraws a link; false when it was used or withdrawn before.</summary>
    public Task<bool> WithdrawAsync(Invitation invitation, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            bool closed = scope.Execute(CloseOnce, new { id = invitation.Id, now = Now() }) == 1;
            if (closed)
            {
                Keep(scope, invitation);
                _audit.Write(scope, new AuditEntry(actor, AuditAct.InvitationRevoked, "invitation", invitation.Id, invitation.Node));
            }

            return closed;
        },
        cancellation);

    private void Keep(WriteScope scope, Invitation closed) => scope.Keep(new LastingDeed(LastingDeedKind.InvitationClosed, closed.Id, Now()));

    private const string NotClosed = $"SELECT {Columns} FROM invitation a WHERE a.id = @ObjectId AND a.closed_at IS NULL";

    /// <summary>A link that was used or withdrawn after the backup this store was restored from. False when nothing is to be done.</summary>
    internal bool Repeat(WriteScope scope, LastingDeed deed)
    {
        if (scope.FirstOrDefault<Row>(NotClosed, new { deed.ObjectId })?.ToInvitation() is not { } invitation)
        {
            return false;
        }

        scope.Execute(CloseOnce, new { id = invitation.Id, now = deed.Number });
        _audit.Write(
            scope, new AuditEntry(AuditEntry.System, AuditAct.InvitationRevoked, "invitation", invitation.Id, invitation.Node, LastingDeed.Again));
        return true;
    }

    private Task<string?> MakeAsync(
        StaffRole role, OrgNode node, string? account, string actor, AuditAct act, CancellationToken cancellation)
    {
        string token = NewId.Secret();
        return _writer.RunAsync<string?>(
            null,
            scope =>
            {
                if (!Permissions.Fits(role, node.Kind) || OrgPaths.Find(scope, node) is null)
                {
                    return null;
                }

                string id = NewId.Next();
                long now = Now();
                scope.Execute(
                    Insert,
                    new
                    {
                        id,
                        hash = Sha256Hex.Of(token),
                        role = StoredText.Of(role),
                        kind = StoredText.Of(node.Kind),
                        node = node.Id,
                        account,
                        actor,
                        now,
                        expires = now + (long)Life.TotalMilliseconds,
                    });
                _audit.Write(scope, new AuditEntry(actor, act, account is null ? "invitation" : "account", account ?? id, node, StoredText.Of(role)));
                return token;
            },
            cancellation);
    }

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static bool IsToken(string? token) => token is { Length: 26 } && token.All(char.IsAsciiLetterOrDigit);

    private sealed record PlacedRow : Row
    {
        public required string PlaceTitle { get; init; }
    }

    private record Row
    {
        public required string Id { get; init; }

        public required string Role { get; init; }

        public required string NodeKind { get; init; }

        public required string NodeId { get; init; }

        public string? AccountId { get; init; }

        public required string MadeBy { get; init; }

        public required long ExpiresAt { get; init; }

        public Invitation ToInvitation() => new(
            Id, StoredText.Read<StaffRole>(Role), new OrgNode(StoredText.Read<NodeKind>(NodeKind), NodeId), AccountId, MadeBy, ExpiresAt);
    }
}

/// <summary>An open link.</summary>
/// <param name="AccountId">Whose password it sets anew; null when it makes an account.</param>
public sealed record Invitation(string Id, StaffRole Role, OrgNode Node, string? AccountId, string MadeBy, long ExpiresAtMs);
