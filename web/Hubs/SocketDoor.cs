using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;
using Diagnostics.Web.Api;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.Http.Features;

namespace Diagnostics.Web.Hubs;

/// <summary>Decides about a socket before it is accepted: a ticket opens the session hub, a check's ticket the hub that echoes, a board's cookie or a sign-in of the school's staff that board.</summary>
internal static class SocketDoor
{
    // Pings of the protocol itself, which every browser answers: the hub's own time-out begins only with a client's first ping.
    private static readonly WebSocketOptions Pinged = new() { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(15) };

    public static void UseSocketDoor(this IApplicationBuilder app) => app.UseWebSockets(Pinged).Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/hub", out PathString rest) && context.RequestServices.GetRequiredService<ServingState>().IsDraining)
        {
            // A proxy goes on to the next node by itself.
            await Problems.Moving(context).ExecuteAsync(context);
            return;
        }

        if (rest.HasValue && !await TryOpenAsync(context, rest))
        {
            if (context.Request.Query.ContainsKey("ticket") || context.Request.Cookies.Count > 0)
            {
                // Whoever brings nothing is no news.
                await TellAsync(context);
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await next(context);
    });

    private static async Task<bool> TryOpenAsync(HttpContext context, PathString rest)
    {
        if (rest == "/session")
        {
            SessionTokens tokens = context.RequestServices.GetRequiredService<SessionTokens>();
            if (tokens.Redeem(context.Request.Query["ticket"]) is not { } credential
                || !await context.RequestServices.GetRequiredService<Entrance>().StillOpensAsync(
                    credential.SessionId, credential.CodeRevision, isOpen: false, context.RequestAborted))
            {
                return false;
            }

            context.Items[SessionHub.CredentialItem] = credential;
            Meter(context);
            return true;
        }

        if (rest == "/check")
        {
            Meter(context);
            return context.RequestServices.GetRequiredService<CheckTokens>().TryRedeem(context.Request.Query["ticket"]);
        }

        if (rest.StartsWithSegments("/board", out PathString link) && link.Value is { Length: > 1 } path)
        {
            BoardAccess boards = context.RequestServices.GetRequiredService<BoardAccess>();
            context.Items[BoardHub.ClassItem] = (await boards.FindAsync(context, path[1..]))?.ClassId;
            return context.Items[BoardHub.ClassItem] is not null;
        }

        return false;
    }

    private static async Task TellAsync(HttpContext context)
    {
        StaffIdentity? who = await context.RequestServices.GetRequiredService<StaffCookie>().WhoAsync(context);
        context.RequestServices.GetRequiredService<Refusals>().Tell(context, "a socket", who?.Account.Id);
    }

    /// <summary>The hub's own limits begin behind the socket: this one counts.</summary>
    private static void Meter(HttpContext context)
    {
        if (context.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } sockets)
        {
            context.Features.Set<IHttpWebSocketFeature>(new MeteredSocket.Door(
                sockets, context.RequestServices.GetRequiredService<ServerOptions>().Lines,
                () =>
                {
                    context.RequestServices.GetRequiredService<DoorMeter>().Limited();
                    context.RequestServices.GetRequiredService<Refusals>().Tell(context, "a socket beyond its limits");
                },
                context.RequestServices.GetRequiredService<TimeProvider>()));
        }
    }
}
