using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Readiness;

namespace Diagnostics.Web;

/// <summary>
/// Erases in the background what campaigns no longer keep, and the notes on devices of those that are over: looks once an hour, from the first minute on, so that a server that was down for a
/// month catches up; a class at a time with a breath between, so that nobody's answer waits.
/// </summary>
internal sealed partial class RetentionKeeper(RetentionDesk retention, ReadinessDesk readiness, TimeProvider clock, ILogger<RetentionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, clock, stoppingToken);
        while (true)
        {
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.NotKept(logger, failure);
            }

            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        await readiness.ForgetAsync(cancellation);
        int erased = 0;
        foreach (string classId in await retention.DueClassesAsync(cancellation))
        {
            if (await retention.EraseClassAsync(classId, AuditEntry.System, cancellation) is not { } sessions)
            {
                return;
            }

            erased += sessions;
            await Task.Delay(Breath, clock, cancellation);
        }

        if (erased > 0)
        {
            await retention.SweepAsync(cancellation);
            Log.Kept(logger, erased);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Retention: {Sessions} sessions were erased, as their campaigns no longer keep them")]
        public static partial void Kept(ILogger logger, int sessions);

        [LoggerMessage(LogLevel.Warning, "Retention did not go on; the next hour tries again")]
        public static partial void NotKept(ILogger logger, Exception failure);
    }
}
