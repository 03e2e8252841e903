using Diagnostics.Engine.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>Once a second, one snapshot per class that changed and is looked at: the cost is in classes, never in answers.</summary>
internal sealed partial class BoardPusher(
    ClassBoard board, BoardViewers viewers, IHubContext<BoardHub, IBoardClient> hub, TimeProvider clock, ILogger<BoardPusher> logger)
    : BackgroundService
{
    private readonly Dictionary<string, (long Revision, Task Sending)> _sent = new(StringComparer.Ordinal);

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
        bool known = _sent.TryGetValue(classId, out (long Revision, Task Sending) last);
        if (known && !last.Sending.IsCompleted)
        {
            // A slow viewer: the latest snapshot goes out when the previous one has, and no other class waits for it.
            return;
        }

        if (await board.ReadAsync(classId, cancellation) is { } view && (!known || last.Revision != view.Revision))
        {
            _sent[classId] = (view.Revision, hub.Clients.Group(BoardHub.GroupOf(classId)).Board(view));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The board of class {ClassId} was not sent; the next second tries again")]
        public static partial void NotPushed(ILogger logger, string classId, Exception failure);
    }
}
