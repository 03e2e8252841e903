using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>How far results are, for psychologists: schools, one school's classes, one class's seats; releasing, withdrawing, a new key.</summary>
internal static class ReleaseApi
{
    /// <summary>Far beyond any class, and small enough to count on from.</summary>
    private const int LargestSeat = 10_000;

    public static void MapReleaseApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder results = app.MapGroup("/api/staff/results").WithTags("results").RequireSecureOrigin().Refuses(403, 503);
        results.MapGet("", SchoolsAsync).NeedsOwn(StaffAct.ReadResults);
        results.MapGet("/schools/{id}", ClassesAsync).Needs(StaffAct.ReadResults, NodeKind.School, "id");
        results.MapGet("/classes/{id}", SeatsAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        results.MapGet("/classes/{id}/sheets", SheetsAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id").Refuses(400);
        results.MapPost("/classes/{id}/release", ReleaseAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400);
        results.MapPost("/classes/{id}/withdraw", WithdrawAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400);
        results.MapPost("/classes/{id}/key", KeyAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400);
        results.MapPost("/classes/{id}/parent-keys", ParentKeysAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400);
    }

    private static async Task<Ok<IReadOnlyList<SchoolReleases>>> SchoolsAsync(HttpContext context, ReleaseBoard board, CancellationToken cancellation) =>
        TypedResults.Ok(await board.SchoolsAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Ok<IReadOnlyList<ClassReleases>>> ClassesAsync(string id, ReleaseBoard board, CancellationToken cancellation) =>
        TypedResults.Ok(await board.ClassesAsync(id, cancellation));

    private static async Task<Results<Ok<ClassSeats>, ProblemHttpResult>> SeatsAsync(
        string id, HttpContext context, ReleaseBoard board, OpeningLog openings, CancellationToken cancellation)
    {
        if (await board.SeatsAsync(id, cancellation) is not { } seats)
        {
            return NotFound();
        }

        await openings.TellAsync(ActorOf(context), AuditAct.ResultsRead, new OrgNode(NodeKind.Class, id), cancellation);
        return TypedResults.Ok(seats);
    }

    /// <summary>A part of the class's sheets; whoever prints them has opened all their results, so the log tells it apart from the list of seats.</summary>
    private static async Task<Results<Ok<IReadOnlyList<SeatSheet>>, ProblemHttpResult>> SheetsAsync(
        string id, int from, HttpContext context, SheetDesk sheets, OpeningLog openings, CancellationToken cancellation)
    {
        if (from is < 1 or > LargestSeat)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "seat-invalid");
        }

        context.Response.Headers.CacheControl = "no-store";
        IReadOnlyList<SeatSheet> read = await sheets.ReadAsync(id, from, cancellation);
        await openings.TellAsync(ActorOf(context), AuditAct.SheetsRead, new OrgNode(NodeKind.Class, id), cancellation);
        return TypedResults.Ok(read);
    }

    /// <summary>One seat, or without one every finished and preliminary result of the class.</summary>
    private static async Task<Results<Ok<ReleasedReply>, ProblemHttpResult>> ReleaseAsync(
        string id, ReleaseRequest request, HttpContext context, ReleaseDesk releases, CancellationToken cancellation) =>
        request.Seat is { } seat and < 1
            ? NotFound()
            : TypedResults.Ok(new ReleasedReply(await releases.ReleaseAsync(id, request.Seat ?? 0, ActorOf(context), cancellation)));

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        string id, WithdrawRequest request, HttpContext context, ReleaseDesk releases, CancellationToken cancellation)
    {
        if (request.Reason is not { } reason || reason == WithdrawalReason.Replaced)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "reason-empty");
        }

        return await releases.WithdrawAsync(id, request.Seat, reason, ActorOf(context), cancellation) ? TypedResults.NoContent() : NotFound();
    }

    private static async Task<Results<Ok<KeyReply>, ProblemHttpResult>> KeyAsync(
        string id, SeatRequest request, HttpContext context, ReleaseDesk releases, PublicAddress address, CancellationToken cancellation)
    {
        if (await releases.ReissueKeyAsync(id, request.Seat, ActorOf(context), cancellation) is not { } key)
        {
            return NotFound();
        }

        string link = $"{address.Of(context.Request)}result#{key}";
        return TypedResults.Ok(new KeyReply(key, QrRows.Of(link)));
    }

    /// <summary>Keys of the parents' texts: of one seat, or without one of every seat of the class where such a text stands.</summary>
    private static async Task<Results<Ok<IReadOnlyList<ParentKeyReply>>, ProblemHttpResult>> ParentKeysAsync(
        string id, ReleaseRequest request, HttpContext context, ParentTextDesk texts, PublicAddress address, CancellationToken cancellation)
    {
        if (request.Seat is < 1)
        {
            return NotFound();
        }

        string page = $"{address.Of(context.Request)}parent#";
        IReadOnlyList<ParentKeyCard> cards = await texts.GiveAsync(id, request.Seat ?? 0, ActorOf(context), cancellation);
        return TypedResults.Ok<IReadOnlyList<ParentKeyReply>>([.. cards.Select(card => new ParentKeyReply(card.Seat, card.Key, QrRows.Of(page + card.Key)))]);
    }

    private static string ActorOf(HttpContext context) => StaffGate.Who(context).Account.Id;

    private static ProblemHttpResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private sealed record ReleaseRequest(int? Seat);

    private sealed record WithdrawRequest(int Seat, WithdrawalReason? Reason);

    private sealed record SeatRequest(int Seat);

    private sealed record ReleasedReply(int Released);

    /// <param name="Key">Told this once.</param>
    /// <param name="Qr">The address of the result with its key, a row a text, 1 for dark.</param>
    private sealed record KeyReply(string Key, IReadOnlyList<string> Qr);

    /// <param name="Qr">The address of the parents' page with this key, a row a text, 1 for dark.</param>
    private sealed record ParentKeyReply(int Seat, string Key, IReadOnlyList<string> Qr);
}
