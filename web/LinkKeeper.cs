using Diagnostics.Engine.Clicks;

namespace Diagnostics.Web;

/// <summary>Counts once an hour how often links were opened, so that nobody who looks waits for it.</summary>
internal sealed partial class LinkKeeper(ClickFigures figures, TimeProvider clock, ILogger<LinkKeeper> logger)
    : HourlyKeeper(TimeSpan.FromMinutes(5), TimeSpan.Zero, clock)
{
    protected override Task KeepAsync(CancellationToken cancellation) => figures.RenewAsync(cancellation);

    protected override void TellFailed(Exception failure) => Log.NotCounted(logger, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "How often links were opened could not be counted; whoever looks waits for it, and the next hour tries again")]
        public static partial void NotCounted(ILogger logger, Exception failure);
    }
}
