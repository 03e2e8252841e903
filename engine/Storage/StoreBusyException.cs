namespace Diagnostics.Engine.Storage;

/// <summary>The store cannot be used now; nothing was acknowledged. The same call may be repeated after <see cref="RetryMs"/>.</summary>
public sealed class StoreBusyException : Exception
{
    public StoreBusyException(string message, int retryMs, Exception? inner = null)
        : base(message, inner) => RetryMs = retryMs;

    /// <summary>Milliseconds, 2,000 to 10,000, spread so that a class does not come back in one moment.</summary>
    public int RetryMs { get; }
}
