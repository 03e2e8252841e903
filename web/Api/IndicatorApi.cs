using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Indicators;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Indicators of a region or a municipality. Every figure that leaves was decided to be told by the pass.</summary>
internal static class IndicatorApi
{
    public static void MapIndicatorApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder indicators = app.MapGroup("/api/indicators").WithTags("indicators").RequireSecureOrigin().Refuses(403, 503);
        indicators.MapGet("", (HttpContext context, IndicatorDesk desk, CancellationToken cancellation) => ReadAsync(StaffGate.Who(context).Account.Node, desk, cancellation))
            .NeedsOwn(StaffAct.ReadFigures);
        indicators.MapGet("/municipalities/{municipality}", (string municipality, IndicatorDesk desk, CancellationToken cancellation) => ReadAsync(new OrgNode(NodeKind.Municipality, municipality), desk, cancellation))
            .Needs(StaffAct.ReadFigures, NodeKind.Municipality, "municipality");
    }

    private static async Task<Results<Ok<IndicatorPage>, NoContent>> ReadAsync(OrgNode place, IndicatorDesk desk, CancellationToken cancellation) =>
        await desk.ReadAsync(place, cancellation) is { } page ? TypedResults.Ok(page) : TypedResults.NoContent();
}
