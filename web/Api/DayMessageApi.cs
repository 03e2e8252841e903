using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Words of the region or a municipality to schools on the day: sent and followed by whoever leads it, read by the staff of schools.</summary>
internal static class DayMessageApi
{
    public static void MapDayMessageApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder sent = app.MapGroup("/api/day/messages").WithTags("day").RequireSecureOrigin().Refuses(403, 503);
        sent.MapGet("", SentAsync).NeedsOwn(StaffAct.LeadDay);
        sent.MapPost("", SendAsync).Needs(StaffAct.LeadDay, call => call.GetArgument<SendRequest?>(0)?.Place).Refuses(400, 409);
        sent.MapPost("/end", EndAsync).Needs(StaffAct.LeadDay, call => call.GetArgument<EndRequest?>(0)?.Place);
        RouteGroupBuilder read = app.MapGroup("/api/staff/schools/{id}/words").WithTags("day").RequireSecureOrigin().Refuses(403, 503);
        read.MapGet("", Open).Needs(StaffAct.RunLesson, NodeKind.School, "id");
        read.MapPost("", ReadAsync).Needs(StaffAct.RunLesson, NodeKind.School, "id");
    }

    private static async Task<Ok<IReadOnlyList<SentMessage>>> SentAsync(HttpContext context, DayMessages messages, CancellationToken cancellation) =>
        TypedResults.Ok(await messages.SentAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> SendAsync(
        SendRequest request, HttpContext context, DayMessages messages, CancellationToken cancellation) =>
        await messages.SendAsync(request.Place!, request.Words, request.Minutes, StaffGate.Who(context).Account.Id, cancellation) switch
        {
            MessageOutcome.Sent => TypedResults.NoContent(),
            MessageOutcome.TooMany => Problems.Of(StatusCodes.Status409Conflict, "message-too-many"),
            _ => Problems.Of(StatusCodes.Status400BadRequest, "message-invalid"),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        EndRequest request, HttpContext context, DayMessages messages, CancellationToken cancellation) =>
        await messages.EndAsync(request.Message ?? "", request.Place!, StaffGate.Who(context).Account, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static Ok<IReadOnlyList<DayMessage>> Open(string id, DayBoard day, DayMessages messages) =>
        TypedResults.Ok(day.PathOfSchool(id) is { } school ? messages.Of(school) : []);

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadAsync(
        string id, ReadRequest request, HttpContext context, DayMessages messages, CancellationToken cancellation) =>
        await messages.ReadAsync(request.Message ?? "", id, StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private sealed record SendRequest(NodeKind Kind, string? Id, string? Words, int Minutes)
    {
        public OrgNode? Place => DayPlace.Of(Kind, Id);
    }

    private sealed record EndRequest(NodeKind Kind, string? Id, string? Message)
    {
        public OrgNode? Place => DayPlace.Of(Kind, Id);
    }

    private sealed record ReadRequest(string? Message);
}
