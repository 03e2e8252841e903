using Diagnostics.Engine.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Diagnostics.Web.Access;

/// <summary>
/// The framework's password hashing (PBKDF2 with HMAC-SHA-512). It is slow on purpose, so at most two run at once: a storm of sign-ins
/// must not take the processors from a lesson. One of the two is for browsers the account knows, so that the storm does not keep its owner
/// waiting either.
/// </summary>
internal sealed class StaffPasswords : IDisposable
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA-512 (Password Storage Cheat Sheet, 2023).</summary>
    private const int Iterations = 210_000;

    /// <summary>More at once is no school signing in; they are told to try again.</summary>
    private const int MostWaiting = 100;

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim _strangersTurn = new(1, 1);
    private readonly SemaphoreSlim _knownBrowsersTurn = new(1, 1);
    private readonly Lazy<string> _nobodys;
    private int _waiting;

    public StaffPasswords() => _nobodys = new(() => _hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    public async Task<string> HashAsync(string password, CancellationToken cancellation) =>
        await InTurnAsync(_strangersTurn, () => _hasher.HashPassword(null!, password), cancellation);

    /// <summary>Takes as long for a login nobody has, or an account without a password, as for any other; null when too many strangers wait already.</summary>
    public async Task<bool?> IsRightAsync(Credentials? known, string? password, bool isKnownBrowser, CancellationToken cancellation)
    {
        if (!isKnownBrowser && Volatile.Read(ref _waiting) >= MostWaiting)
        {
            return null;
        }

        bool right = await InTurnAsync(
            isKnownBrowser ? _knownBrowsersTurn : _strangersTurn,
            () => _hasher.VerifyHashedPassword(null!, known is { PasswordHash.Length: > 0 } ? known.PasswordHash : _nobodys.Value, Cut(password)) != PasswordVerificationResult.Failed,
            cancellation);
        return right && known is not null;
    }

    public void Dispose()
    {
        _strangersTurn.Dispose();
        _knownBrowsersTurn.Dispose();
    }

    /// <summary>No password is longer; a longer text only costs time.</summary>
    private static string Cut(string? password) => password is { Length: <= PasswordRules.Longest } ? password : "";

    private async Task<T> InTurnAsync<T>(SemaphoreSlim turn, Func<T> work, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await turn.WaitAsync(cancellation);
            try
            {
                return await Task.Run(work, cancellation);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
