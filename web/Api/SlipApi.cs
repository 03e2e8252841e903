using Diagnostics.Engine.Slips;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>
/// Taking slips in, from any device: what is sealed in one vouches for itself. What does not counts against its address like a wrong code; a right one is never told to wait. Tells class
/// and seat, so that whoever hands it in sees whose it was, and nothing else.
/// </summary>
internal static class SlipApi
{
    private const int MostBytes = 20_000;

    public static void MapSlipApi(this IEndpointRouteBuilder app) => app
        .MapPost("/api/slip", TakeAsync)
        .WithTags("slip")
        .IsKept(new DoorRule.Open())
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes))
        .Refuses(400, 404, 409, 410, 413, 429, 503);

    private static async Task<Results<Ok<SlipReply>, ProblemHttpResult>> TakeAsync(
        SlipRequest request, HttpContext context, SlipDesk slips, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await slips.TakeAsync(request.Slip, cancellation) switch
        {
            SlipOutcome.Taken taken => TypedResults.Ok(
                new SlipReply(SlipReplyKind.Taken, taken.ClassName, taken.Seat, taken.Answers, taken.Finished)),
            SlipOutcome.Already already => TypedResults.Ok(
                new SlipReply(SlipReplyKind.Already, already.ClassName, already.Seat, 0, already.Finished)),
            SlipOutcome.SetAside aside => TypedResults.Ok(
                new SlipReply(SlipReplyKind.SetAside, aside.ClassName, aside.Seat, aside.Answers, Finished: false)),
            SlipOutcome.Refused { Fault: SlipFault.Damaged or SlipFault.Version or SlipFault.Foreign or SlipFault.Unknown } when !limits.CodeFailed(context) =>
                Problems.TooMany(context),
            SlipOutcome.Refused refused => Refusal(refused.Fault),
            _ => throw new InvalidOperationException("A slip outcome without a reply."),
        };
    }

    private static ProblemHttpResult Refusal(SlipFault fault) => fault switch
    {
        SlipFault.Damaged => Problems.Of(StatusCodes.Status400BadRequest, "slip-damaged"),
        SlipFault.Version => Problems.Of(StatusCodes.Status400BadRequest, "slip-version"),
        SlipFault.Foreign => Problems.Of(StatusCodes.Status400BadRequest, "slip-foreign"),
        SlipFault.Invalid => Problems.Of(StatusCodes.Status400BadRequest, "slip-invalid"),
        SlipFault.Unknown => Problems.Of(StatusCodes.Status404NotFound, "slip-unknown"),
        SlipFault.Gap => Problems.Of(StatusCodes.Status409Conflict, "slip-gap"),
        SlipFault.Closed => Problems.Of(StatusCodes.Status409Conflict, "slip-closed"),
        SlipFault.Full => Problems.Of(StatusCodes.Status409Conflict, "slip-full"),
        SlipFault.Late => Problems.Of(StatusCodes.Status410Gone, "slip-late"),
    };

    /// <param name="Slip">Its symbols, without separators.</param>
    private sealed record SlipRequest(string? Slip);

    private sealed record SlipReply(SlipReplyKind Kind, string ClassName, int Seat, int Answers, bool Finished);

    private enum SlipReplyKind
    {
        Taken,
        Already,
        SetAside,
    }
}
