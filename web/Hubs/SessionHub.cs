using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>The answer path over a socket: parse, one engine call, typed reply. The same operations stand in <see cref="Api.SessionApi"/>.</summary>
public sealed class SessionHub(SessionRunner sessions, SessionSockets sockets) : Hub<ISessionClient>
{
    /// <summary>Set by <see cref="SocketDoor"/> from the ticket before the socket is accepted.</summary>
    internal const string CredentialItem = "credential";

    private const string EpochItem = "epoch";

    private string SessionId => ((SessionCredential)Context.Items[CredentialItem]!).SessionId;

    internal static string GroupOfSession(string sessionId) => $"session:{sessionId}";

    internal static string GroupOfClass(string classId) => $"class:{classId}";

    public override async Task OnConnectedAsync()
    {
        SessionCredential credential = (SessionCredential)Context.GetHttpContext()!.Items[CredentialItem]!;
        Context.Items[CredentialItem] = credential;
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOfClass(credential.ClassId), Context.ConnectionAborted);
        sockets.Came(credential.SessionId, Context);
        HubCallerContext context = Context;
        SessionRunner runner = sessions;
        // The framework closes a socket whose pings stay away; while it is open, the student is there.
        Context.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(_ => HeardOn(context, runner), context);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        sockets.Left(Context);
        if (Context.Items[EpochItem] is long epoch)
        {
            sessions.Lost(SessionId, epoch);
        }

        if (exception is InvalidDataException && Context.GetHttpContext() is { } http)
        {
            // The framework says it to nobody.
            http.RequestServices.GetRequiredService<Refusals>().Tell(http, "a socket that does not keep to the protocol");
        }

        return Task.CompletedTask;
    }

    private static void HeardOn(HubCallerContext context, SessionRunner sessions)
    {
        if (context.Items[EpochItem] is long epoch)
        {
            sessions.Heard(((SessionCredential)context.Items[CredentialItem]!).SessionId, epoch);
        }
    }

    // A null argument is no fault of the server's: it is refused as an empty call is.
    public async Task<HelloReply> Hello(HelloRequest? request)
    {
        HelloReply reply = await sessions.HelloAsync(SessionId, request ?? new HelloRequest(null, "", 0, 0), Context.ConnectionAborted);
        if (reply.Status == PutStatus.Ok)
        {
            Context.Items[EpochItem] = reply.Epoch;
            // Only now: the news that this hello superseded others is not for this window.
            await Groups.AddToGroupAsync(Context.ConnectionId, GroupOfSession(SessionId), Context.ConnectionAborted);
        }

        return reply;
    }

    public Task<PutReply> Put(PutRequest? request) =>
        sessions.PutAsync(SessionId, request ?? new PutRequest(0, 0, []), Context.ConnectionAborted);

    public Task<FinishReply> Finish(FinishRequest? request) =>
        sessions.FinishAsync(SessionId, request ?? new FinishRequest(0, 0), Context.ConnectionAborted);
}
