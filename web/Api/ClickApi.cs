using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Clicks;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>How often links were opened, of a region or a municipality. What may not be told does not leave the engine.</summary>
internal static class ClickApi
{
    public static void MapClickApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder links = app.MapGroup("/api/links").WithTags("links").RequireSecureOrigin().Refuses(403, 503);
        links.MapGet("", (HttpContext context, ClickFigures clicks, CancellationToken cancellation) => ReadAsync(StaffGate.Who(context).Account.Node, clicks, cancellation))
            .NeedsOwn(StaffAct.ReadFigures);
        links.MapGet("/municipalities/{municipality}", (string municipality, ClickFigures clicks, CancellationToken cancellation) => ReadAsync(new OrgNode(NodeKind.Municipality, municipality), clicks, cancellation))
            .Needs(StaffAct.ReadFigures, NodeKind.Municipality, "municipality");
    }

    private static async Task<Results<Ok<ClickPage>, NoContent>> ReadAsync(OrgNode place, ClickFigures clicks, CancellationToken cancellation) =>
        await clicks.ReadAsync(place, cancellation) is { } page ? TypedResults.Ok(page) : TypedResults.NoContent();
}
