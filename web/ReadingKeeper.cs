using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;

namespace Diagnostics.Web;

/// <summary>Asks for a region's figures anew when sessions have finished since the last ones and no lesson goes on: on the evening of a day of lessons.</summary>
internal sealed partial class ReadingKeeper(DayBoard day, ReadingDesk readings, TimeProvider clock, ILogger<ReadingKeeper> logger)
    : HourlyKeeper(TimeSpan.FromMinutes(5), TimeSpan.Zero, clock)
{
    protected override bool IsMine => day.IsFirst;

    protected override async Task KeepAsync(CancellationToken cancellation)
    {
        foreach (string regionId in await readings.DueAsync(cancellation))
        {
            readings.Ask(regionId, AuditEntry.System);
        }
    }

    protected override void TellFailed(Exception failure) => Log.NotAsked(logger, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Whether a region's figures are due could not be found out; the next hour tries again")]
        public static partial void NotAsked(ILogger logger, Exception failure);
    }
}
