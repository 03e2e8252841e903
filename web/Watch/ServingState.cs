namespace Diagnostics.Web.Watch;

/// <summary>Whether this node still takes in anybody new. It begins as serving, and once it drains it does so until its end. Thread-safe.</summary>
internal sealed class ServingState
{
    private bool _draining;

    /// <summary>The node is about to end: proxies and orchestrators send nobody new.</summary>
    public bool IsDraining => Volatile.Read(ref _draining);

    public void BeginDrain() => Volatile.Write(ref _draining, true);
}
