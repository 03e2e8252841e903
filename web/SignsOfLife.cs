using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web;

/// <summary>Gives the store a sign of life every few seconds; when the last one is too old, lessons get back what the outage took.</summary>
internal sealed partial class SignsOfLife(OutageKeeper outages, TimeProvider clock, ILogger<SignsOfLife> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer beat = new(OutageKeeper.Beat, clock);
        do
        {
            await BeatAsync(stoppingToken);
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        try
        {
            if (await outages.BeatAsync(cancellation) is > 0 and int classes)
            {
                Log.GivenBack(logger, classes);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The store says itself that it is lost; the first beat after that finds how long.
            Log.NoSign(logger, failure.GetType().Name);
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
