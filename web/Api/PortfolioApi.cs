using Diagnostics.Engine.Portfolios;
using Diagnostics.Engine.Signatures;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What signatures under portfolios are checked with, open to everybody as a JWK set. Checking itself is done where the file is.</summary>
internal static class PortfolioApi
{
    public static void MapPortfolioApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/portfolio/keys.json", Get).IsKept(new DoorRule.Open()).WithTags("portfolio");

    private static Ok<PublishedKeys> Get(HttpContext context, PortfolioDesk portfolios)
    {
        // A key that was taken out of the folder counts no longer, also where its copy is fresh.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(portfolios.Keys);
    }
}
