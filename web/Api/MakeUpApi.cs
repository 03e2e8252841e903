using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Who has still to take part and what went wrong, for whoever holds lessons: classes in counts, one class by its seats and entries.</summary>
internal static class MakeUpApi
{
    public static void MapMakeUpApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder lists = app.MapGroup("/api/staff/make-up").WithTags("lessons").RequireSecureOrigin().Refuses(403, 503);
        lists.MapGet("", ClassesAsync).NeedsOwn(StaffAct.RunLesson);
        lists.MapGet("/classes/{id}", SeatsAsync).Needs(StaffAct.RunLesson, NodeKind.Class, "id");
    }

    private static async Task<Ok<IReadOnlyList<MakeUpClass>>> ClassesAsync(HttpContext context, MakeUpList list, CancellationToken cancellation) =>
        TypedResults.Ok(await list.ClassesAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Results<Ok<MakeUpSeats>, NotFound>> SeatsAsync(string id, MakeUpList list, CancellationToken cancellation) =>
        await list.SeatsAsync(id, cancellation) is { } seats ? TypedResults.Ok(seats) : TypedResults.NotFound();
}
