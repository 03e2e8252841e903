using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Slips;
using Diagnostics.Web.Access;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>Entering, deciding, and the answer path over plain HTTP for networks that block sockets: the same runner, the same wire format.</summary>
internal static class SessionApi
{
    public static void MapSessionApi(this IEndpointRouteBuilder app, LineLimits limits)
    {
        RouteGroupBuilder open = app.MapGroup("/api/session").WithTags("session");
        open.MapPost("/enter", EnterAsync).IsKept(new DoorRule.Open()).Refuses(400, 404, 409, 410, 429, 502, 503);
        RouteGroupBuilder own = open.MapGroup("").IsKept(new DoorRule.Student()).AddEndpointFilter(RequireTokenAsync).Refuses(401, 413, 429)
            .WithMetadata(new RequestSizeLimitAttribute(limits.MessageBytes));
        own.MapPost("/consent", DecideAsync).Refuses(400, 409, 410, 503);
        own.MapPost("/ticket", (HttpContext context, SessionTokens tokens) => new TicketReply(tokens.Ticket(Credential(context))));
        own.MapPost("/hello", HelloAsync).Refuses(400);
        own.MapPost("/answers", PutAsync);
        own.MapPost("/finish", FinishAsync);
        own.MapPost("/leave", Leave);
    }

    private static async Task<Results<Ok<EnterReply>, Accepted<QueuedReply>, ProblemHttpResult>> EnterAsync(
        EnterRequest request, HttpContext context, Entrance entrance, SlipDesk slips, SessionTokens tokens, FailureLimits limits, ServingState serving,
        CancellationToken cancellation)
    {
        if (serving.IsDraining)
        {
            return Problems.Moving(context);
        }

        if (!IsDeviceId(request.DeviceId))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "device-invalid");
        }

        return await entrance.EnterAsync(request.Code, request.DeviceId, cancellation) switch
        {
            EnterOutcome.Entered entered => TypedResults.Ok(new EnterReply(
                tokens.Issue(new SessionCredential(entered.SessionId, entered.Place.ClassId, entered.CodeRevision, new CodeTyped(request.DeviceId, entered.Decisions))),
                entered.Place,
                entered.State,
                entered.Consent,
                entered.PackageHash,
                slips.PassOf(entered.SessionId))),
            EnterOutcome.Queued queued => TypedResults.Accepted((string?)null, new QueuedReply(queued.Ahead, queued.AskAgainMs)),
            EnterOutcome.Closed => Problems.Closed(context),
            EnterOutcome.Occupied => Problems.Of(StatusCodes.Status409Conflict, "session-occupied"),
            EnterOutcome.Over => Problems.Of(StatusCodes.Status410Gone, "sitting-over"),
            EnterOutcome.Finished => Problems.Of(StatusCodes.Status410Gone, "session-finished"),
            EnterOutcome.Unknown => limits.CodeFailed(context)
                ? Problems.Of(StatusCodes.Status404NotFound, "code-unknown")
                : Problems.TooMany(context),
            _ => throw new InvalidOperationException("An entrance outcome without a reply."),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        ConsentRequest request, HttpContext context, Entrance entrance, ConsentTexts texts, CancellationToken cancellation)
    {
        // Nobody can have read words that were never shown.
        if (!texts.IsForStudents(request.TextVersion))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "consent-invalid");
        }

        SessionCredential credential = Credential(context);
        var decision = new StudentDecision(request.Agree, request.TextVersion, request.Epoch, credential.Typed) { ParentPresent = request.ParentPresent };
        return await entrance.DecideAsync(credential.SessionId, decision, cancellation) switch
        {
            StudentDecided.Recorded => TypedResults.NoContent(),
            StudentDecided.Over => Problems.Of(StatusCodes.Status410Gone, "session-finished"),
            StudentDecided.Superseded => Problems.Of(StatusCodes.Status409Conflict, "session-superseded"),
        };
    }

    private static async Task<Results<Ok<HelloReply>, ProblemHttpResult>> HelloAsync(
        HelloRequest request, HttpContext context, SessionRunner sessions, CancellationToken cancellation) =>
        IsDeviceId(request.DeviceId)
            ? TypedResults.Ok(await sessions.HelloAsync(Credential(context).SessionId, request, cancellation))
            : Problems.Of(StatusCodes.Status400BadRequest, "device-invalid");

    private static Task<PutReply> PutAsync(PutRequest request, HttpContext context, SessionRunner sessions, CancellationToken cancellation) =>
        sessions.PutAsync(Credential(context).SessionId, request, cancellation);

    private static Task<FinishReply> FinishAsync(
        FinishRequest request, HttpContext context, SessionRunner sessions, CancellationToken cancellation) =>
        sessions.FinishAsync(Credential(context).SessionId, request, cancellation);

    private static NoContent Leave(LeaveRequest request, HttpContext context, SessionRunner sessions)
    {
        sessions.Leave(Credential(context).SessionId, request.Epoch);
        return TypedResults.NoContent();
    }

    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext context = call.HttpContext;
        if (context.RequestServices.GetRequiredService<SessionTokens>().Read(context.Request) is not { } credential)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "token-invalid");
        }

        if (!await context.RequestServices.GetRequiredService<Entrance>().StillOpensAsync(
            credential.SessionId, credential.CodeRevision, isOpen: false, context.RequestAborted))
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "token-invalid");
        }

        // After that: what a replaced code opened once does not use up the calls of the new one.
        bool isHolder = context.RequestServices.GetRequiredService<SessionRunner>().IsHeldBy(credential.SessionId, credential.Typed.Device);
        if (!context.RequestServices.GetRequiredService<CallLimits>().TryCall(credential.SessionId, isHolder))
        {
            context.Response.Headers.RetryAfter = "1";
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too-many-messages");
        }

        context.Items[typeof(SessionCredential)] = credential;
        return await next(call);
    }

    private static SessionCredential Credential(HttpContext context) => (SessionCredential)context.Items[typeof(SessionCredential)]!;

    private static bool IsDeviceId(string? text) => text is { Length: >= 8 and <= 64 } && text.All(char.IsAsciiLetterOrDigit);
}
