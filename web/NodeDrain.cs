using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Hubs;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web;

/// <summary>
/// The end of a node that has neighbours: it takes nobody new in, asks the pages of students to open their sockets anew, each at a moment of its own, and waits until
/// they are at other nodes. Everything that is sent meanwhile is taken as ever, so whoever does not hear the asking loses nothing either: the page keeps what is not
/// acknowledged. Without a neighbour there is nowhere to go, and nothing to wait for.
/// </summary>
internal sealed partial class NodeDrain(
    ServingState serving, DayBoard day, SessionSockets sockets, BoardViewers viewers, IHubContext<SessionHub, ISessionClient> hub, ServerOptions options,
    TimeProvider clock, ILogger<NodeDrain> logger)
{
    /// <summary>How soon a door that is closed for the drain is worth another knock.</summary>
    public const int ComeAgainSeconds = 1;

    /// <summary>When the proxies must have seen that this node is not ready, and the other nodes that it drains.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <param name="atOnce">Ends the waiting.</param>
    public async Task RunAsync(CancellationToken atOnce)
    {
        serving.BeginDrain();
        if (!day.HasNeighbour || options.Drain == TimeSpan.Zero)
        {
            return;
        }

        day.Drain();
        Log.Begun(logger, sockets.Count);
        // The last to be asked still has half of the time to arrive.
        int spreadMs = (int)(options.Drain.TotalMilliseconds / 2);
        _ = hub.Clients.All.Ctl(new ControlMessage(ControlKind.Moved, null, null, spreadMs));
        long from = clock.GetTimestamp();
        try
        {
            await LeaveBoardsAsync(spreadMs, atOnce);
            while (sockets.Count > 0 && clock.GetElapsedTime(from) < options.Drain)
            {
                await Task.Delay(Look, clock, atOnce);
            }
        }
        catch (OperationCanceledException)
        {
            // Somebody asked again: what is still here is cut, as by any stop.
        }

        Log.Over(logger, sockets.Count);
    }

    /// <summary>A board that is cut connects anew by itself; it holds nothing that could be lost.</summary>
    private async Task LeaveBoardsAsync(int spreadMs, CancellationToken atOnce)
    {
        HubCallerContext[] all = [.. viewers.All];
        foreach (HubCallerContext[] some in all.Chunk(Math.Max(1, (int)(all.Length * Look.TotalMilliseconds / Math.Max(1, spreadMs)))))
        {
            foreach (HubCallerContext viewer in some)
            {
                viewer.Abort();
            }

            await Task.Delay(Look, clock, atOnce);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "This node ends: {Sockets} students are asked to go to the others")]
        public static partial void Begun(ILogger logger, int sockets);

        [LoggerMessage(LogLevel.Information, "{Sockets} students were still here at the end")]
        public static partial void Over(ILogger logger, int sockets);
    }
}
