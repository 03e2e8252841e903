using Diagnostics.Engine.Reviews;

namespace Diagnostics.Web;

/// <summary>
/// Makes in the background the reasons of sessions that finished under other rules, or before there were any: from the start on, once an hour, a class at a time
/// with a breath between, so that nobody's answer waits.
/// </summary>
internal sealed partial class NeedKeeper(NeedBook needs, TimeProvider clock, ILogger<NeedKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.NotMade(logger, failure);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        int made = 0;
        foreach (string classId in await needs.DueClassesAsync(cancellation))
        {
            made += await needs.RemakeAsync(classId, cancellation);
            await Task.Delay(Breath, clock, cancellation);
        }

        if (made > 0)
        {
            Log.Made(logger, made);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Review: the reasons of {Sessions} sessions were made anew")]
        public static partial void Made(ILogger logger, int sessions);

        [LoggerMessage(LogLevel.Warning, "The reasons of finished sessions could not all be made; the next hour tries again")]
        public static partial void NotMade(ILogger logger, Exception failure);
    }
}
