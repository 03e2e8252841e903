using System.Collections.Concurrent;
using Diagnostics.Engine.Sessions;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Diagnostics.Web.Hubs;

/// <summary>
/// The boards' sockets one by one. To a group the framework gives one task for all, and a single viewer who reads nothing would keep it open: here each has
/// its own, and the message is still put into words once.
/// </summary>
internal sealed class BoardLines(ILogger<DefaultHubLifetimeManager<BoardHub>> logger) : DefaultHubLifetimeManager<BoardHub>(logger)
{
    private readonly ConcurrentDictionary<string, Line> _open = new(StringComparer.Ordinal);
    private long _sent;
    private long _skipped;

    public int Count => _open.Count;

    /// <summary>Snapshots that went out, one for each viewer.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Snapshots a viewer did not get because the one before had not gone out yet.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _open[connection.ConnectionId] = new Line(connection);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _open.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Sends a snapshot to those of these viewers who have not had it and are ready for one. The others get the latest when they are.</summary>
    public void Send(IEnumerable<string> connections, BoardView view)
    {
        SerializedHubMessage? message = null;
        foreach (string id in connections)
        {
            if (!_open.TryGetValue(id, out Line? line) || line.Revision == view.Revision)
            {
                continue;
            }

            if (!line.Sending.IsCompleted)
            {
                Interlocked.Increment(ref _skipped);
                continue;
            }

            message ??= new SerializedHubMessage(new InvocationMessage(nameof(IBoardClient.Board), [view]));
            (line.Revision, line.Sending) = (view.Revision, line.Connection.WriteAsync(message).AsTask());
            Interlocked.Increment(ref _sent);
        }
    }

    /// <summary>Written by the one loop that pushes.</summary>
    private sealed class Line(HubConnectionContext connection)
    {
        public HubConnectionContext Connection => connection;

        public long? Revision { get; set; }

        public Task Sending { get; set; } = Task.CompletedTask;
    }
}
