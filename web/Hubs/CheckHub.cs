using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>
/// Gives back what it is given: whoever gets an answer here gets one from <see cref="SessionHub"/> over the same way. <see cref="SocketDoor"/> has
/// taken the ticket; the socket is metered like a student's and lives for half a minute.
/// </summary>
public sealed class CheckHub(TimeProvider clock) : Hub
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    public override Task OnConnectedAsync()
    {
        HubCallerContext context = Context;
        (TimeProvider ticking, long from) = (clock, clock.GetTimestamp());
        Context.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(
            _ =>
            {
                if (ticking.GetElapsedTime(from) > Life)
                {
                    context.Abort();
                }
            },
            context);
        return Task.CompletedTask;
    }

    public string Echo(string text) => text;
}
