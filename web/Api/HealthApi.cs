using Diagnostics.Engine;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Whether this process can do its work: 200, or 503 when nothing can be written until it starts anew.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/health", Read).IsKept(new DoorRule.Open()).WithTags("health").Refuses(503);

    private static Results<Ok<string>, ProblemHttpResult> Read(DiagnosticsEngine engine) =>
        engine.IsAlive ? TypedResults.Ok("ok") : Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-ended");
}
