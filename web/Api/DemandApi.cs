using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What the server's region says it needs, by sector, for whoever reads figures. It was read at the start.</summary>
internal static class DemandApi
{
    public static void MapDemandApi(this IEndpointRouteBuilder app) => app.MapGroup("/api/demand").WithTags("demand").RequireSecureOrigin().Refuses(403)
        .MapGet("", Ok<SectorDemand> (SectorDemand demand) => TypedResults.Ok(demand)).NeedsOwn(StaffAct.ReadFigures);
}
