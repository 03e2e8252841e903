using Diagnostics.Engine.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Diagnostics.Web.Access;

/// <summary>
/// The framework's password hashing (PBKDF2 with HMAC-SHA-512). It is slow on purpose, so at most two run at once: a storm of sign-ins
/// must not take the processors from a lesson. Strangers wait in one line, shared out by address; whoever has proved something (a browser the
/// account knows, a session, a link) waits in another, shared out by account.
/// </summary>
internal sealed class StaffPasswords
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA-512 (Password Storage Cheat Sheet, 2023).</summary>
    private const int Iterations = 210_000;

    /// <summary>More at once is no school signing in; they are told to try again.</summary>
    public const int MostWaiting = 100;

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly FairTurns _strangers = new(atOnce: 1, MostWaiting);
    private readonly FairTurns _known = new(atOnce: 1, MostWaiting);
    private readonly Lazy<string> _nobodys;

    public StaffPasswords() => _nobodys = new(() => _hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>Strangers who wait now, for whoever watches that they stay bounded.</summary>
    public int StrangersWaiting => _strangers.Waiting;

    /// <summary>In no line: at the operator's console and for the demo nobody else waits.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        Task.Run(() => _hasher.HashPassword(null!, password), cancellation);

    /// <summary>For somebody who proved something; null when too many wait.</summary>
    /// <param name="holder">Whose turn it is: the account, or the invitation.</param>
    public Task<string?> HashInTurnAsync(string password, string holder, CancellationToken cancellation) =>
        InTurnAsync(_known, holder, () => _hasher.HashPassword(null!, password), cancellation);

    /// <summary>For whoever the account knows, by a session or a browser; null when too many wait.</summary>
    public Task<bool?> IsOwnAsync(Credentials known, string? password, CancellationToken cancellation) =>
        InTurnAsync<bool?>(_known, known.Account.Id, () => IsRight(known, password), cancellation);

    /// <summary>
    /// For a stranger. Takes as long for a login nobody has, or an account without a password, as for any other; null when too many wait, or when
    /// the try is not let.
    /// </summary>
    /// <param name="address">Where the stranger is: one place has one share of the turns.</param>
    /// <param name="tries">Counts the try when its turn has come, so that tables of tries fill no faster than passwords are hashed.</param>
    public Task<bool?> IsRightAsync(Credentials? known, string? password, string address, Func<bool> tries, CancellationToken cancellation) =>
        InTurnAsync<bool?>(_strangers, address, () => tries() ? IsRight(known, password) : null, cancellation);

    private bool IsRight(Credentials? known, string? password) =>
        _hasher.VerifyHashedPassword(null!, known is { PasswordHash.Length: > 0 } ? known.PasswordHash : _nobodys.Value, Cut(password)) != PasswordVerificationResult.Failed
        && known is not null;

    /// <summary>No password is longer; a longer text only costs time.</summary>
    private static string Cut(string? password) => password is { Length: <= PasswordRules.Longest } ? password : "";

    /// <summary>Null without a turn.</summary>
    private static async Task<T?> InTurnAsync<T>(FairTurns turns, string holder, Func<T> work, CancellationToken cancellation) =>
        (await turns.RunAsync(holder, () => Task.Run(work, cancellation), cancellation)).Done;
}
