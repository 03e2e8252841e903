using Diagnostics.Engine.Demand;

namespace Diagnostics.Web;

/// <summary>Reads forecasts that a region brought through another server over the same store: until then this one's results show what it read before.</summary>
internal sealed partial class DemandKeeper(DemandShelf shelf, TimeProvider clock, ILogger<DemandKeeper> logger) : HourlyKeeper(TimeSpan.FromHours(1), TimeSpan.Zero, clock)
{
    protected override Task KeepAsync(CancellationToken cancellation) => shelf.RefreshAsync(cancellation);

    protected override void TellFailed(Exception failure) => Log.NotRead(logger, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Forecasts of demand could not be read anew; the next hour tries again")]
        public static partial void NotRead(ILogger logger, Exception failure);
    }
}
