using Diagnostics.Engine.Bench;

namespace Diagnostics.Web;

/// <summary>Takes what other nodes published into this one's libraries.</summary>
internal sealed partial class PublishedKeeper(PublishedShelf shelf, TimeProvider clock, ILogger<PublishedKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await shelf.LoadAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.NotLoaded(logger, failure.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Published instruments were not read: {Failure}; the next time tries again")]
        public static partial void NotLoaded(ILogger logger, string failure);
    }
}
