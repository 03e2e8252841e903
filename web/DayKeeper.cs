using Diagnostics.Engine.LiveDay;

namespace Diagnostics.Web;

/// <summary>The beat of the live board of the day; at the end of the server it tells the other nodes that this one is gone.</summary>
internal sealed partial class DayKeeper(DayBoard day, DayMessages messages, EntryRate entry, PoolWatch pool, TimeProvider clock, ILogger<DayKeeper> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await day.LeaveAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotLeft(logger, failure.GetType().Name);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(DayBoard.Beat, clock);
        do
        {
            try
            {
                await day.BeatAsync(pool.IsStarved, stoppingToken);
                await messages.RefreshAsync(stoppingToken);
                await entry.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The store says itself that it is lost; the page sees that its counts grow old.
                Log.NotCounted(logger, failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The day was not counted whole: {Failure}; the next beat tries again")]
        public static partial void NotCounted(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Debug, "Other nodes were not told that this one ends: {Failure}; they will find it silent")]
        public static partial void NotLeft(ILogger logger, string failure);
    }
}
