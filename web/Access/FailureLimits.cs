using System.Threading.RateLimiting;

namespace Diagnostics.Web.Access;

/// <summary>
/// Limits on failed attempts. A right code always opens: a school's thirty students share one address, so only failures cost, and only
/// further failures are turned away. A board's PIN is six digits, so there the limit closes the door before the PIN is looked at.
/// </summary>
internal sealed class FailureLimits : IDisposable
{
    /// <summary>
    /// A class of 30 may mistype twice each in a minute; then wrong codes are only told to wait. Guessing is hopeless by the size of the code
    /// (eight random symbols of 32 behind the school's prefix), not by this limit. Behind a proxy
    /// all of its users share one bucket until the operator names it (<c>--trusted-proxy</c>).
    /// </summary>
    private readonly PartitionedRateLimiter<string> _codes = Buckets(capacity: 60, perMinute: 60);

    /// <summary>PIN and set-up key: thirty tries, then one a minute, for this board from this address; six digits then last for a year.</summary>
    private readonly PartitionedRateLimiter<string> _secrets = Buckets(capacity: 30, perMinute: 1);

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

    public void Dispose()
    {
        _codes.Dispose();
        _secrets.Dispose();
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
