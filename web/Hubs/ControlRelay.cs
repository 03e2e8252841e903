using Diagnostics.Engine.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>Passes what the runner wants told on to the sockets that must hear it.</summary>
internal sealed class ControlRelay(SessionRunner sessions, SessionSockets sockets, IHubContext<SessionHub, ISessionClient> hub) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        sessions.Control += Relay;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        sessions.Control -= Relay;
        return Task.CompletedTask;
    }

    private void Relay(SessionControl control)
    {
        if (control is { Kind: ControlKind.CodeReplaced, SessionId: { } replaced })
        {
            sockets.Close(replaced);
            return;
        }

        if (control.Kind is ControlKind.SeatAsked or ControlKind.SeatAllowed or ControlKind.SeatLeft)
        {
            return;
        }

        string group = control.SessionId is { } sessionId ? SessionHub.GroupOfSession(sessionId) : SessionHub.GroupOfClass(control.ClassId);
        // Best effort by design: a client that misses it learns the same from its next call.
        _ = hub.Clients.Group(group).Ctl(new ControlMessage(control.Kind, control.Epoch, control.Run, control.SpreadMs));
    }
}
