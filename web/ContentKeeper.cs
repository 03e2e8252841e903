using Diagnostics.Engine.FrozenContent;

namespace Diagnostics.Web;

/// <summary>Says in the server's log when it runs other content than a region has frozen; the methodologist's page says which.</summary>
internal sealed partial class ContentKeeper(ContentDesk content, TimeProvider clock, ILogger<ContentKeeper> logger) : HourlyKeeper(TimeSpan.FromSeconds(20), TimeSpan.Zero, clock)
{
    protected override async Task KeepAsync(CancellationToken cancellation)
    {
        foreach (string regionId in await content.DifferingAsync(cancellation))
        {
            Log.Differs(logger, regionId);
        }
    }

    protected override void TellFailed(Exception failure) => Log.NotCompared(logger, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "This server runs other content than region {RegionId} has frozen; diagnostics content check and the page Content say which")]
        public static partial void Differs(ILogger logger, string regionId);

        [LoggerMessage(LogLevel.Warning, "Content could not be compared with what was frozen; the next hour tries again")]
        public static partial void NotCompared(ILogger logger, Exception failure);
    }
}
