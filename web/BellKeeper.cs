using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web;

/// <summary>Carries bells between the nodes of a shared store, twice a second. On a store of its own it has nothing to do.</summary>
internal sealed partial class BellKeeper(BellPost bells, TimeProvider clock, ILogger<BellKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!bells.IsNeeded)
        {
            return;
        }

        using PeriodicTimer timer = new(BellPost.Every, clock);
        do
        {
            try
            {
                await bells.BeatAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The store says itself that it is lost; what waits is told when it is back.
                Log.NotTold(logger, failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Bells were not told to other nodes: {Failure}; the next beat tries again")]
        public static partial void NotTold(ILogger logger, string failure);
    }
}
