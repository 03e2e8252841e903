namespace Diagnostics.Web.Oidc;

/// <summary>
/// For a few seconds after the provider could not be reached nobody waits for it: a wait of ten seconds each would hold every turn. Thread-safe.
/// </summary>
internal sealed class ProviderOutage(TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long? _failedAt;

    /// <summary>Whether it could not be reached a moment ago.</summary>
    public bool IsOn
    {
        get
        {
            lock (_gate)
            {
                return _failedAt is { } at && clock.GetElapsedTime(at) < Pause;
            }
        }
    }

    public void Begin()
    {
        lock (_gate)
        {
            _failedAt = clock.GetTimestamp();
        }
    }
}
