using Diagnostics.Engine.Clicks;

namespace Diagnostics.Web;

/// <summary>Writes what was counted of links every few seconds, and at the end of the server once more.</summary>
internal sealed partial class ClickKeeper(ClickDesk clicks, TimeProvider clock, ILogger<ClickKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryWriteAsync(stoppingToken);
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await clicks.WriteAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The store says itself that it is lost; what was counted waits here.
            Log.NotWritten(logger, failure.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "What was counted of links was not written: {Failure}; it waits for the next time")]
        public static partial void NotWritten(ILogger logger, string failure);
    }
}
