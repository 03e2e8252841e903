using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Reviews;

namespace Diagnostics.Web;

/// <summary>
/// Makes in the background the reasons of sessions that finished under other rules, or before there were any: from the start on, a class at a time.
/// </summary>
internal sealed partial class NeedKeeper(DayBoard day, NeedBook needs, TimeProvider clock, ILogger<NeedKeeper> logger)
    : HourlyKeeper(TimeSpan.Zero, TimeSpan.FromMilliseconds(20), clock)
{
    protected override bool IsMine => day.IsFirst;

    protected override async Task KeepAsync(CancellationToken cancellation)
    {
        int made = 0;
        foreach (string classId in await needs.DueClassesAsync(cancellation))
        {
            made += await needs.RemakeAsync(classId, cancellation);
            await BreatheAsync(cancellation);
        }

        if (made > 0)
        {
            Log.Made(logger, made);
        }
    }

    protected override void TellFailed(Exception failure) => Log.NotMade(logger, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Review: the reasons of {Sessions} sessions were made anew")]
        public static partial void Made(ILogger logger, int sessions);

        [LoggerMessage(LogLevel.Warning, "The reasons of finished sessions could not all be made; the next hour tries again")]
        public static partial void NotMade(ILogger logger, Exception failure);
    }
}
