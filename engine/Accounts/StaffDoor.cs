using System.Security.Cryptography;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

/// <summary>
/// Signed-in browsers. The browser holds a random token, the store its hash, so that any of them can be ended at once and a copy of the
/// store opens nothing.
/// </summary>
public sealed class StaffDoor
{
    /// <summary>A browser nobody has used for so long is signed out.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>And in any case after a working day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private const int MostSessions = 20;
    private const long SeenEveryMs = 60_000;
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal StaffDoor(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string Insert = """
        INSERT INTO staff_session (id, account_id, token_hash, stage, agent, created_at, seen_at, expires_at)
        VALUES (@id, @account, @hash, @stage, @agent, @now, @now, @expires)
        """;

    private const string DeleteOld = "DELETE FROM staff_session WHERE expires_at < @now";
    private const string OfAccount = "SELECT id FROM staff_session WHERE account_id = @account ORDER BY seen_at DESC, id";
    private const string Delete = "DELETE FROM staff_session WHERE id = @id";

    /// <summary>Signs a browser in as far as <paramref name="stage"/>; returns the token it keeps. Each sign-in has a new one.</summary>
    public Task<string> OpenAsync(Account account, SignInStage stage, string agent, CancellationToken cancellation) =>
        OpenAsync(account, stage, agent, replaced: null, cancellation);

    /// <summary>
    /// The second factor was right: the half-open session ends and a whole one begins with a token of its own, so that a token seen before
    /// it is worth nothing after it.
    /// </summary>
    public Task<string> CompleteAsync(StaffIdentity who, string agent, CancellationToken cancellation) =>
        OpenAsync(who.Account, SignInStage.Complete, agent, who.SessionId, cancellation);

    /// <summary>Signs a browser in anew; the session it had until now, whoever's it was, ends.</summary>
    /// <param name="replaced">The session that ends, or null.</param>
    public Task<string> OpenAsync(Account account, SignInStage stage, string agent, string? replaced, CancellationToken cancellation)
    {
        string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return _writer.RunAsync(
            null,
            scope =>
            {
                long now = Now();
                scope.Execute(DeleteOld, new { now });
                scope.Execute(Delete, new { id = replaced });
                foreach (string old in scope.Query<string>(OfAccount, new { account = account.Id }).Skip(MostSessions - 1))
                {
                    scope.Execute(Delete, new { id = old });
                }

                scope.Execute(
                    Insert,
                    new
                    {
                        id = NewId.Next(),
                        account = account.Id,
                        hash = Sha256Hex.Of(token),
                        stage = StoredText.Of(stage),
                        agent = agent.Length <= 120 ? agent : agent[..120],
                        now,
                        expires = now + (long)Longest.TotalMilliseconds,
                    });
                if (stage == SignInStage.Complete)
                {
                    Tell(scope, account, AuditAct.SignedIn);
                }

                return token;
            },
            cancellation);
    }

    private const string ByToken = $"""
        SELECT {AccountRow.Columns}, x.id AS SessionId, x.stage, x.seen_at AS SeenAt, x.expires_at AS ExpiresAt
        FROM staff_session x JOIN account a ON a.id = x.account_id WHERE x.token_hash = @hash
        """;

    private const string Seen = "UPDATE staff_session SET seen_at = @now WHERE id = @id";

    /// <summary>Who holds this token, or null: unknown, ended, idle for too long, or the account is disabled.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<StaffIdentity?> FindAsync(string? token, CancellationToken cancellation)
    {
        if (token is not { Length: 64 } || !token.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        string hash = Sha256Hex.Of(token);
        long now = Now();
        if (await _database.FirstOrDefaultAsync<SessionRow>(ByToken, new { hash }, cancellation) is not { Disabled: false } session
            || session.ExpiresAt <= now || session.SeenAt + (long)Idle.TotalMilliseconds <= now)
        {
            return null;
        }

        if (now - session.SeenAt >= SeenEveryMs)
        {
            await _writer.RunAsync(null, scope => scope.Execute(Seen, new { id = session.SessionId, now }), cancellation);
        }

        return new StaffIdentity(session.SessionId, session.ToAccount(), StoredText.Read<SignInStage>(session.Stage));
    }

    private const string ListOf = """
        SELECT id, agent, created_at AS CreatedAt, seen_at AS SeenAt FROM staff_session
        WHERE account_id = @account AND expires_at > @now AND seen_at > @since ORDER BY seen_at DESC
        """;

    public async Task<IReadOnlyList<StaffSession>> ListAsync(StaffIdentity who, CancellationToken cancellation)
    {
        long now = Now();
        IReadOnlyList<ListRow> rows = await _database.QueryAsync<ListRow>(
            ListOf, new { account = who.Account.Id, now, since = now - (long)Idle.TotalMilliseconds }, cancellation);
        return [.. rows.Select(row => new StaffSession(row.Id, row.CreatedAt, row.SeenAt, row.Agent, row.Id == who.SessionId))];
    }

    private const string DeleteOwn = "DELETE FROM staff_session WHERE id = @id AND account_id = @account";

    /// <summary>Ends one of the own sessions; false when it is none of them.</summary>
    public Task<bool> EndAsync(StaffIdentity who, string sessionId, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            bool ended = scope.Execute(DeleteOwn, new { id = sessionId, account = who.Account.Id }) == 1;
            if (ended)
            {
                Tell(scope, who.Account, sessionId == who.SessionId ? AuditAct.SignedOut : AuditAct.SessionRevoked);
            }

            return ended;
        },
        cancellation);

    /// <summary>Somebody who knew the login did not know the rest.</summary>
    public Task TellRefusedAsync(Account account, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            Tell(scope, account, AuditAct.SignInRefused);
            return true;
        },
        cancellation);

    private void Tell(WriteScope scope, Account account, AuditAct act) =>
        _audit.Write(scope, new AuditEntry(account.Id, act, "account", account.Id, account.Node));

    private long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record SessionRow : AccountRow
    {
        public required string SessionId { get; init; }

        public required string Stage { get; init; }

        public required long SeenAt { get; init; }

        public required long ExpiresAt { get; init; }
    }

    private sealed record ListRow
    {
        public required string Id { get; init; }

        public required string Agent { get; init; }

        public required long CreatedAt { get; init; }

        public required long SeenAt { get; init; }
    }
}
