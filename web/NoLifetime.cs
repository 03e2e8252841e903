namespace Diagnostics.Web;

/// <summary>The host's own ear for signals would end it at once: <see cref="Server"/> hears them, and ends it when the node has drained.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
