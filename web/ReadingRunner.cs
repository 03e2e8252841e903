using Diagnostics.Engine.Monitoring;

namespace Diagnostics.Web;

/// <summary>Makes the figures that were asked for, one region after the other.</summary>
internal sealed partial class ReadingRunner(ReadingDesk readings, ILogger<ReadingRunner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (AskedReading asked in readings.AskedAsync(stoppingToken))
        {
            try
            {
                await readings.RunAsync(asked, stoppingToken);
                Log.Made(logger, asked.RegionId);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.NotMade(logger, asked.RegionId, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The figures of region {RegionId} were made anew")]
        public static partial void Made(ILogger logger, string regionId);

        [LoggerMessage(LogLevel.Warning, "The figures of region {RegionId} could not be made; somebody may ask again")]
        public static partial void NotMade(ILogger logger, string regionId, Exception failure);
    }
}
