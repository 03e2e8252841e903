using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Readiness;
using Diagnostics.Engine.Sittings;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Sittings: schools in counts, one school's with all that may be chosen, the dry run, making, the cards, closing.</summary>
internal static class SittingApi
{
    public static void MapSittingApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder own = app.MapGroup("").WithTags("sittings").RequireSecureOrigin().Refuses(403, 503);
        own.MapGet("/api/staff/sittings", SchoolsAsync).NeedsOwn(StaffAct.HoldSittings);
        own.MapGet("/api/staff/sittings/schools/{id}", SchoolAsync).Needs(StaffAct.HoldSittings, NodeKind.School, "id");
        own.MapPost("/api/staff/sittings/schools/{id}/look", LookAsync).Needs(StaffAct.HoldSittings, NodeKind.School, "id").Refuses(400);
        own.MapPost("/api/staff/sittings/schools/{id}", MakeAsync).Needs(StaffAct.HoldSittings, NodeKind.School, "id").Refuses(400);
        own.MapPost("/api/staff/sittings/{id}/close", CloseAsync).Needs(StaffAct.HoldSittings, NodeKind.Class, "id");
        own.MapGet("/staff/sittings/{id}/cards", CardsAsync).Needs(StaffAct.HoldSittings, NodeKind.Class, "id")
            .Produces(StatusCodes.Status200OK, contentType: "text/html");
    }

    private static async Task<Ok<IReadOnlyList<SittingSchool>>> SchoolsAsync(HttpContext context, SittingList list, CancellationToken cancellation) =>
        TypedResults.Ok(await list.SchoolsAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Results<Ok<SchoolSittings>, NotFound>> SchoolAsync(string id, SittingList list, CancellationToken cancellation) =>
        await list.SchoolAsync(id, cancellation) is { } school ? TypedResults.Ok(school) : TypedResults.NotFound();

    private static async Task<Results<Ok<SittingLook>, NotFound, ProblemHttpResult>> LookAsync(
        string id, OrderRequest request, SittingDesk desk, CancellationToken cancellation) =>
        request.Order is not { } order ? Problems.Of(StatusCodes.Status400BadRequest, "sitting-invalid")
        : await desk.LookAsync(id, order, cancellation) is { } look ? TypedResults.Ok(look)
        : TypedResults.NotFound();

    /// <summary>Made, or with the look's faults and nothing made.</summary>
    private static async Task<Results<Ok<MadeSitting>, NotFound, ProblemHttpResult>> MakeAsync(
        string id, OrderRequest request, HttpContext context, SittingDesk desk, CancellationToken cancellation) =>
        request.Order is not { } order ? Problems.Of(StatusCodes.Status400BadRequest, "sitting-invalid")
        : await desk.MakeAsync(id, order, StaffGate.Who(context).Account.Id, cancellation) is { } made ? TypedResults.Ok(made)
        : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> CloseAsync(string id, HttpContext context, SittingDesk desk, CancellationToken cancellation) =>
        await desk.CloseAsync(id, StaffGate.Who(context).Account.Id, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>The same sheet as a class's; the cards of a class of the day are not behind this door.</summary>
    private static async Task<Results<ContentHttpResult, NotFound>> CardsAsync(
        string id, HttpContext context, SittingDesk desk, CodeCards cards, CheckLinks links, PublicAddress address, CancellationToken cancellation) =>
        await desk.IsThereAsync(id, cancellation) ? await SetUpApi.CardsAsync(id, context, cards, links, address, cancellation) : TypedResults.NotFound();

    /// <summary>Whom it is for is a class (with seats or as a whole) or a new group, never both.</summary>
    private sealed record OrderRequest(
        string? Title, string? ClassId, IReadOnlyList<int>? Seats, int? Grade, int? Size, IReadOnlyList<InstrumentChoice>? Instruments, SittingPlace Place, long EndsAtMs)
    {
        private const int Most = 100;

        private SittingWho? Who => (ClassId, Grade, Size) switch
        {
            ({ Length: <= Most } id, null, null) when !id.Any(char.IsControl) => new SittingWho.OfClass(id, Seats),
            (null, { } grade, { } size) when Seats is null => new SittingWho.Group(grade, size),
            _ => null,
        };

        public SittingOrder? Order => Who is { } who && (Seats?.Count ?? 0) <= Most
            && Instruments is { Count: <= Most } chosen && chosen.All(one => one is { Instrument: not null, Form: not null })
            ? new SittingOrder(Title ?? "", who, chosen, Place, EndsAtMs)
            : null;
    }
}
