using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Indicators;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Indicators of a region or a municipality, of the newest campaign or that of a year. Every figure that leaves was decided to be told by the pass.</summary>
internal static class IndicatorApi
{
    public static void MapIndicatorApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder indicators = app.MapGroup("/api/indicators").WithTags("indicators").RequireSecureOrigin().Refuses(403, 503);
        indicators.MapGet("", (int? year, HttpContext context, IndicatorDesk desk, CancellationToken cancellation) => ReadAsync(StaffGate.Who(context).Account.Node, year, desk, cancellation))
            .NeedsOwn(StaffAct.ReadFigures);
        indicators.MapGet("/municipalities/{municipality}", (string municipality, int? year, IndicatorDesk desk, CancellationToken cancellation) => ReadAsync(new OrgNode(NodeKind.Municipality, municipality), year, desk, cancellation))
            .Needs(StaffAct.ReadFigures, NodeKind.Municipality, "municipality");
    }

    private static async Task<Results<Ok<IndicatorPage>, NoContent>> ReadAsync(OrgNode place, int? year, IndicatorDesk desk, CancellationToken cancellation) =>
        await desk.ReadAsync(place, year, cancellation) is { } page ? TypedResults.Ok(page) : TypedResults.NoContent();
}
