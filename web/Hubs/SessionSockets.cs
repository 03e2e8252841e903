using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>Which sockets of this node belong to which session, so that they can be ended when the seat's code is replaced.</summary>
public sealed class SessionSockets
{
    private readonly ConcurrentDictionary<string, (string SessionId, HubCallerContext Socket)> _open = new(StringComparer.Ordinal);

    public int Count => _open.Count;

    public void Came(string sessionId, HubCallerContext socket) => _open[socket.ConnectionId] = (sessionId, socket);

    public void Left(HubCallerContext socket) => _open.TryRemove(socket.ConnectionId, out _);

    /// <summary>Rare, so all are looked through: nobody pays for an index by session on the way in.</summary>
    public void Close(string sessionId)
    {
        foreach ((string of, HubCallerContext socket) in _open.Values)
        {
            if (of == sessionId)
            {
                socket.Abort();
            }
        }
    }
}
