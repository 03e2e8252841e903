using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>Asks before every call of a student's socket whether the code it was opened with is the seat's still; otherwise the socket ends.</summary>
internal sealed class SessionGate(Entrance entrance) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        HubCallerContext socket = invocationContext.Context;
        var credential = (SessionCredential)socket.Items[SessionHub.CredentialItem]!;
        bool isOpen = invocationContext.HubMethodName != nameof(SessionHub.Hello);
        if (!await entrance.StillOpensAsync(credential.SessionId, credential.CodeRevision, isOpen, socket.ConnectionAborted))
        {
            socket.Abort();
            throw new HubException("token-invalid");
        }

        return await next(invocationContext);
    }
}
