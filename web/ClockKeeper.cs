using Diagnostics.Engine.Storage;

namespace Diagnostics.Web;

/// <summary>Asks the database now and then what time it is, and tells the operator of a machine whose own time is wrong.</summary>
internal sealed partial class ClockKeeper(StoreClock clock, ILogger<ClockKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Remarkable = TimeSpan.FromSeconds(5);

    private bool _apart;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (await clock.LookAsync(stoppingToken) is { } off)
                {
                    Remark(off);
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The store says itself that it is lost; time goes on meanwhile.
                Log.NotTold(logger, failure.GetType().Name);
            }

            await Task.Delay(StoreClock.Again, clock, stoppingToken);
        }
    }

    private void Remark(TimeSpan off)
    {
        bool apart = off.Duration() > Remarkable;
        if (apart && !_apart)
        {
            Log.Apart(logger, off.TotalSeconds);
        }

        _apart = apart;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "This machine's time is {Seconds:0} s ahead of the database's: everything goes by the database's")]
        public static partial void Apart(ILogger logger, double seconds);

        [LoggerMessage(LogLevel.Debug, "The database did not tell its time: {Failure}")]
        public static partial void NotTold(ILogger logger, string failure);
    }
}
