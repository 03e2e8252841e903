using Diagnostics.Engine.Groups;

namespace Diagnostics.Web;

/// <summary>Counts the schools anew for comparisons, one after the other: after the reasons of older sessions are made, and once an hour.</summary>
internal sealed partial class GroupKeeper(RegionCounts counts, TimeProvider clock, ILogger<GroupKeeper> logger)
    : HourlyKeeper(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(20), clock)
{
    protected override Task KeepAsync(CancellationToken cancellation) => counts.RemakeAsync(BreatheAsync, cancellation);

    protected override void TellFailed(Exception failure) => Log.NotCounted(logger, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The schools could not all be counted for comparisons; the next hour tries again")]
        public static partial void NotCounted(ILogger logger, Exception failure);
    }
}
