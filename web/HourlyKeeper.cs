namespace Diagnostics.Web;

/// <summary>Keeps something in order in the background, once an hour. What failed is told, and the next hour tries again.</summary>
/// <param name="first">After the start of the server.</param>
/// <param name="breath">Between two pieces of work, so that nobody's answer waits.</param>
/// <param name="clock">What the waiting goes by.</param>
internal abstract class HourlyKeeper(TimeSpan first, TimeSpan breath, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Whether this node is the one to do it: of several over one store one is enough for what is kept in the store.</summary>
    protected virtual bool IsMine => true;

    protected abstract Task KeepAsync(CancellationToken cancellation);

    protected abstract void TellFailed(Exception failure);

    protected Task BreatheAsync(CancellationToken cancellation) => Task.Delay(breath, clock, cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(first, clock, stoppingToken);
        while (true)
        {
            try
            {
                if (IsMine)
                {
                    await KeepAsync(stoppingToken);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                TellFailed(failure);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
