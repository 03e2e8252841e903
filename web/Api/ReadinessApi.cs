using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Readiness;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The readiness note, for whoever holds lessons: a school's classes in counts, one class device by device, its link, erasing it.</summary>
internal static class ReadinessApi
{
    public static void MapReadinessApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder notes = app.MapGroup("/api/staff/readiness").WithTags("readiness").RequireSecureOrigin().Refuses(403, 503);
        notes.MapGet("", ClassesAsync).NeedsOwn(StaffAct.RunLesson);
        notes.MapGet("/classes/{id}", NoteAsync).Needs(StaffAct.RunLesson, NodeKind.Class, "id");
        notes.MapPost("/classes/{id}/link", RenewAsync).Needs(StaffAct.RunLesson, NodeKind.Class, "id");
        notes.MapPost("/classes/{id}/erase", EraseAsync).Needs(StaffAct.RunLesson, NodeKind.Class, "id");
    }

    private static async Task<Ok<IReadOnlyList<ClassReadiness>>> ClassesAsync(HttpContext context, ReadinessDesk readiness, CancellationToken cancellation) =>
        TypedResults.Ok(await readiness.ClassesAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Results<Ok<NoteReply>, NotFound>> NoteAsync(
        string id, HttpContext context, ReadinessDesk readiness, CheckLinks links, PublicAddress address, CancellationToken cancellation) =>
        await readiness.NoteAsync(id, cancellation) is { } note && await links.OfClassAsync(id, cancellation) is { } link
            ? TypedResults.Ok(new NoteReply(note, CheckAddress.Of(address.Of(context.Request), link)))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<CheckAddress>, NotFound>> RenewAsync(
        string id, HttpContext context, CheckLinks links, PublicAddress address, CancellationToken cancellation) =>
        await links.RenewAsync(id, StaffGate.Who(context).Account.Id, cancellation) is { } link
            ? TypedResults.Ok(CheckAddress.Of(address.Of(context.Request), link))
            : TypedResults.NotFound();

    private static async Task<NoContent> EraseAsync(string id, HttpContext context, ReadinessDesk readiness, CancellationToken cancellation)
    {
        await readiness.EraseAsync(id, StaffGate.Who(context).Account.Id, cancellation);
        return TypedResults.NoContent();
    }

    private sealed record NoteReply(ReadinessNote Note, CheckAddress Check);
}

/// <summary>Where a class's devices are checked.</summary>
/// <param name="Qr">The address, a row a text, 1 for dark.</param>
internal sealed record CheckAddress(string Address, IReadOnlyList<string> Qr)
{
    public static CheckAddress Of(Uri server, string link)
    {
        string address = $"{server}check#{link}";
        return new CheckAddress(address, QrRows.Of(address));
    }
}
