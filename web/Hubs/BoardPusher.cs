using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Hubs;

/// <summary>Once a second, one snapshot per class that changed and is looked at: the cost is in classes, never in answers.</summary>
internal sealed partial class BoardPusher(ClassBoard board, BoardViewers viewers, BoardLines lines, TimeProvider clock, ILogger<BoardPusher> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (string classId in viewers.Classes)
            {
                try
                {
                    await PushAsync(classId, stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    Log.NotPushed(logger, classId, failure);
                }
            }
        }
    }

    private async Task PushAsync(string classId, CancellationToken cancellation)
    {
        if (await board.ReadAsync(classId, cancellation) is { } view)
        {
            lines.Send(viewers.Of(classId), view);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The board of class {ClassId} was not sent; the next second tries again")]
        public static partial void NotPushed(ILogger logger, string classId, Exception failure);
    }
}
