using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Readiness;

namespace Diagnostics.Web;

/// <summary>
/// Erases in the background what campaigns no longer keep, the notes on devices of those that are over, and words of the day a week after their end: from the first minute on, so that a server that was down for a
/// month catches up; a class at a time.
/// </summary>
internal sealed partial class RetentionKeeper(DayBoard day, RetentionDesk retention, ReadinessDesk readiness, DayMessages messages, TimeProvider clock, ILogger<RetentionKeeper> logger)
    : HourlyKeeper(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(200), clock)
{
    protected override bool IsMine => day.IsFirst;

    protected override async Task KeepAsync(CancellationToken cancellation)
    {
        await readiness.ForgetAsync(cancellation);
        await messages.ForgetAsync(cancellation);
        int erased = 0;
        foreach (string classId in await retention.DueClassesAsync(cancellation))
        {
            if (await retention.EraseClassAsync(classId, AuditEntry.System, cancellation) is not { } sessions)
            {
                return;
            }

            erased += sessions;
            await BreatheAsync(cancellation);
        }

        if (erased > 0)
        {
            await retention.SweepAsync(cancellation);
            Log.Kept(logger, erased);
        }
    }

    protected override void TellFailed(Exception failure) => Log.NotKept(logger, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Retention: {Sessions} sessions were erased, as their campaigns no longer keep them")]
        public static partial void Kept(ILogger logger, int sessions);

        [LoggerMessage(LogLevel.Warning, "Retention did not go on; the next hour tries again")]
        public static partial void NotKept(ILogger logger, Exception failure);
    }
}
