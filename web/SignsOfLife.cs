using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web;

/// <summary>Gives the store a sign of life every few seconds; when the last one is too old, lessons get back what the outage took.</summary>
internal sealed partial class SignsOfLife(OutageKeeper outages, TimeProvider clock, ILogger<SignsOfLife> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            // After a failure soon again: until the first beat after an outage a hello tells less time than there is.
            TimeSpan pause = await TryBeatAsync(stoppingToken) ? OutageKeeper.Beat : Again;
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task<bool> TryBeatAsync(CancellationToken cancellation)
    {
        try
        {
            if (await outages.BeatAsync(cancellation) is > 0 and int classes)
            {
                Log.GivenBack(logger, classes);
            }

            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The store says itself that it is lost; the first beat after that finds how long.
            Log.NoSign(logger, failure.GetType().Name);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Classes} classes were at work when the server did not answer: their sections got that time back")]
        public static partial void GivenBack(ILogger logger, int classes);

        [LoggerMessage(LogLevel.Debug, "No sign of life: {Failure}")]
        public static partial void NoSign(ILogger logger, string failure);
    }
}
