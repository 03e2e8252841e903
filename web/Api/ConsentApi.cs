using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The registry of decisions for whoever keeps it: classes, seats, paper, and what parents ask for.</summary>
internal static class ConsentApi
{
    private const int MostSeats = 50;

    public static void MapConsentApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder consent = app.MapGroup("/api/consent").WithTags("consent").RequireSecureOrigin().Refuses(403, 503);
        consent.MapGet("/classes", ClassesAsync).NeedsOwn(StaffAct.KeepConsent);
        consent.MapGet("/classes/{id}", RoomAsync).Needs(StaffAct.KeepConsent, NodeKind.Class, "id");
        consent.MapPost("/classes/{id}/record", RecordAsync).Needs(StaffAct.KeepConsent, NodeKind.Class, "id").Refuses(400);
        consent.MapPost("/classes/{id}/close", CloseAsync).Needs(StaffAct.KeepConsent, NodeKind.Class, "id");
        consent.MapPost("/classes/{id}/erase", EraseAsync).Needs(StaffAct.Erase, NodeKind.Class, "id");
    }

    private static async Task<Ok<IReadOnlyList<ConsentClass>>> ClassesAsync(HttpContext context, ConsentDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.ClassesAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Results<Ok<ConsentRoom>, NotFound>> RoomAsync(
        string id, HttpContext context, ConsentDesk desk, OpeningLog openings, CancellationToken cancellation)
    {
        if (await desk.RoomAsync(id, cancellation) is not { } room)
        {
            return TypedResults.NotFound();
        }

        await openings.TellAsync(StaffGate.Who(context).Account.Id, AuditAct.ConsentRead, new OrgNode(NodeKind.Class, id), cancellation);
        return TypedResults.Ok(room);
    }

    private static async Task<Results<Ok<RecordReply>, ProblemHttpResult>> RecordAsync(
        string id, RecordRequest request, HttpContext context, ConsentDesk desk, CancellationToken cancellation)
    {
        if (request is not { Seats: { Count: > 0 and <= MostSeats } seats, Party: { } party, Agree: { } agree })
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "consent-invalid");
        }

        int recorded = await desk.RecordAsync(id, seats, party, agree, StaffGate.Who(context).Account.Id, cancellation);
        return TypedResults.Ok(new RecordReply(recorded));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CloseAsync(
        string id, RequestRequest request, HttpContext context, ConsentDesk desk, CancellationToken cancellation) =>
        Told(await desk.CloseAsync(id, request.Request ?? "", StaffGate.Who(context).Account.Id, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseAsync(
        string id, RequestRequest request, HttpContext context, ConsentDesk desk, CancellationToken cancellation) =>
        Told(await desk.EraseAsync(id, request.Request ?? "", StaffGate.Who(context).Account.Id, cancellation));

    private static Results<NoContent, ProblemHttpResult> Told(bool done) =>
        done ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status404NotFound, "request-unknown");

    private sealed record RecordRequest(IReadOnlyList<int>? Seats, ConsentParty? Party, bool? Agree);

    /// <param name="Recorded">How many of the seats have the decision now; the others were erased.</param>
    private sealed record RecordReply(int Recorded);

    private sealed record RequestRequest(string? Request);
}
