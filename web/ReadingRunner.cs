using Diagnostics.Engine.Monitoring;

namespace Diagnostics.Web;

/// <summary>Makes the figures that were asked for, one region after the other.</summary>
internal sealed partial class ReadingRunner(ReadingDesk readings, ILogger<ReadingRunner> logger) : AskedRunner<AskedReading>(readings.AskedAsync)
{
    protected override async Task RunAsync(AskedReading asked, CancellationToken cancellation)
    {
        await readings.RunAsync(asked, cancellation);
        Log.Made(logger, asked.RegionId);
    }

    protected override void TellFailed(AskedReading asked, Exception failure) => Log.NotMade(logger, asked.RegionId, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The figures of region {RegionId} were made anew")]
        public static partial void Made(ILogger logger, string regionId);

        [LoggerMessage(LogLevel.Warning, "The figures of region {RegionId} could not be made; somebody may ask again")]
        public static partial void NotMade(ILogger logger, string regionId, Exception failure);
    }
}
