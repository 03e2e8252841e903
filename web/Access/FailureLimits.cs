using System.Threading.RateLimiting;

namespace Diagnostics.Web.Access;

/// <summary>
/// Limits on failed attempts. A right code always opens: a school's thirty students share one address, so only failures cost, and only
/// further failures are turned away. Short secrets (a PIN, a code of the second factor) and passwords are limited before they are looked at.
/// Buckets nobody uses are let go of by the framework, so their number is bounded by the attempts of a few minutes.
/// </summary>
internal sealed class FailureLimits : IDisposable
{
    /// <summary>
    /// A class of 30 may mistype twice each in a minute; then wrong codes are only told to wait. Guessing is hopeless by the size of the code
    /// (eight random symbols of 32 behind the school's prefix), not by this limit. Behind a proxy
    /// all of its users share one bucket until the operator names it (<c>--trusted-proxy</c>).
    /// </summary>
    private readonly PartitionedRateLimiter<string> _codes = Buckets(capacity: 60, perMinute: 60);

    /// <summary>PIN: thirty tries, then one a minute, for this board from this address; six digits then last for a year.</summary>
    private readonly PartitionedRateLimiter<string> _secrets = Buckets(capacity: 30, perMinute: 1);

    /// <summary>
    /// Passwords and codes of the second factor: ten tries, then one in two minutes, for an account from browsers it never signed in from,
    /// and as many again for each browser it did. So whoever guesses at a login shuts the door on strangers only.
    /// </summary>
    private readonly PartitionedRateLimiter<string> _accounts = Buckets(capacity: 10, perMinute: 60.0 / SecondsASignIn);

    /// <summary>How long a door that is shut for an account stays so.</summary>
    public const int SecondsASignIn = 120;

    /// <summary>Counts a wrong code or result key from an address; false when there were too many.</summary>
    public bool CodeFailed(HttpContext context)
    {
        using RateLimitLease lease = _codes.AttemptAcquire(AddressOf(context));
        return lease.IsAcquired;
    }

    /// <summary>Takes one try at a short secret; false when the tries are used up.</summary>
    public bool TrySecret(string what)
    {
        using RateLimitLease lease = _secrets.AttemptAcquire(what);
        return lease.IsAcquired;
    }

    /// <summary>Takes one try at a password or a code of a second factor; false when the tries are used up.</summary>
    /// <param name="login">The login in the form it is compared in.</param>
    /// <param name="isKnownBrowser">The account has signed in from this browser before.</param>
    public bool TrySignIn(string login, bool isKnownBrowser)
    {
        using RateLimitLease lease = _accounts.AttemptAcquire($"{(isKnownBrowser ? "known" : "strange")}:{login}");
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _codes.Dispose();
        _secrets.Dispose();
        _accounts.Dispose();
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";

    private static PartitionedRateLimiter<string> Buckets(int capacity, double perMinute) =>
        PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetTokenBucketLimiter(
                key,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = capacity,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromMinutes(1 / perMinute),
                    QueueLimit = 0,
                }),
            StringComparer.Ordinal);
}
