using Diagnostics.Engine.Readiness;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>
/// The check of a class's devices. The link's secret travels in the body and opens one thing: a token for this check. No child, no code and no name is asked for or told.
/// </summary>
internal static class CheckApi
{
    private const int MostBytes = 2_048;

    /// <summary>Seconds after which a call that was too many is let in.</summary>
    private const int WaitSeconds = 5;

    public static void MapCheckApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder check = app.MapGroup("/api/check").WithTags("check")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes)).Refuses(413, 429);
        check.MapPost("/open", OpenAsync).IsKept(new DoorRule.Open()).Refuses(404, 410, 503);
        RouteGroupBuilder opened = check.MapGroup("").IsKept(new DoorRule.Check()).AddEndpointFilter(RequireTokenAsync).Refuses(401);
        opened.MapPost("/probe", Probe);
        opened.MapPost("/done", DoneAsync).Refuses(400, 409, 410, 503);
    }

    private static async Task<Results<Ok<OpenReply>, ProblemHttpResult>> OpenAsync(
        OpenRequest request, HttpContext context, [AsParameters] CheckDoor door, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await door.Links.FindAsync(request.Link, cancellation) is not { } found)
        {
            return door.Failures.CodeFailed(context) ? Problems.Of(StatusCodes.Status404NotFound, "link-unknown") : Problems.TooMany(context);
        }

        if (found.IsOver)
        {
            return Problems.Of(StatusCodes.Status410Gone, "check-over");
        }

        if (!door.Limits.TryOpen(found.ClassId))
        {
            return Problems.TooMany(context, WaitSeconds);
        }

        CheckCredential credential = CheckCredential.Of(found.ClassId, found.Revision);
        return TypedResults.Ok(new OpenReply(
            door.Tokens.Issue(credential), door.Tokens.Ticket(credential), found.SchoolName, found.ClassName, found.PackageHash));
    }

    /// <summary>The smallest call there is: it measures the way, not the server's work.</summary>
    private static Ok<ProbeReply> Probe(TimeProvider clock) => TypedResults.Ok(new ProbeReply(clock.GetUtcNow().ToUnixTimeMilliseconds()));

    private static async Task<Results<Ok<DoneReply>, ProblemHttpResult>> DoneAsync(
        DoneRequest request, HttpContext context, ReadinessDesk readiness, CertificateLife certificate, CancellationToken cancellation)
    {
        CheckCredential credential = (CheckCredential)context.Items[typeof(CheckCredential)]!;
        if (request.Measured is not { } measured)
        {
            return Invalid();
        }

        return await readiness.TakeAsync(
            credential.ClassId, credential.Revision, new CheckedDevice(request.Device ?? "", request.Number), measured, certificate.DaysLeft, cancellation) switch
        {
            CheckOutcome.Taken taken => TypedResults.Ok(new DoneReply(taken.Verdict, taken.Findings)),
            CheckOutcome.Full => Problems.Of(StatusCodes.Status409Conflict, "check-full"),
            CheckOutcome.Shut => Problems.Of(StatusCodes.Status410Gone, "check-over"),
            _ => Invalid(),
        };
    }

    private static ProblemHttpResult Invalid() => Problems.Of(StatusCodes.Status400BadRequest, "check-invalid");

    private static async ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext context = call.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        if (context.RequestServices.GetRequiredService<CheckTokens>().Read(context.Request) is not { } credential)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "check-locked");
        }

        if (!context.RequestServices.GetRequiredService<CheckLimits>().TryCall(credential))
        {
            return Problems.TooMany(context, WaitSeconds);
        }

        context.Items[typeof(CheckCredential)] = credential;
        return await next(call);
    }

    /// <summary>What a link is opened with.</summary>
    internal sealed record CheckDoor(CheckLinks Links, CheckTokens Tokens, CheckLimits Limits, FailureLimits Failures);

    private sealed record OpenRequest(string? Link);

    /// <param name="Token">For the other doors of this check, a quarter of an hour.</param>
    /// <param name="Ticket">For its socket, once and within a minute.</param>
    /// <param name="PackageHash">Of the battery this class will be given.</param>
    private sealed record OpenReply(string Token, string Ticket, string SchoolName, string ClassName, string PackageHash);

    private sealed record ProbeReply(long NowMs);

    /// <param name="Device">A random name the browser made.</param>
    /// <param name="Number">Of the computer in its room.</param>
    private sealed record DoneRequest(string? Device, int Number, DeviceMeasurements? Measured);

    private sealed record DoneReply(DeviceVerdict Verdict, IReadOnlyList<ReadinessFinding> Findings);
}
