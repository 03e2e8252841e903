using Diagnostics.Engine;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Whether this process can do its work: 200, or 503 when nothing can be written until it starts anew.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/health", Read).IsKept(new DoorRule.Open()).WithTags("health").Refuses(503);

    private static Results<Ok<Health>, ProblemHttpResult> Read(DiagnosticsEngine engine, PoolWatch pool, SecureOrigin origin, HttpContext context) =>
        engine.IsAlive
            ? TypedResults.Ok(new Health(StatusOf(engine, pool), origin.WorstOf(context.Request)))
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-ended");

    private static string StatusOf(DiagnosticsEngine engine, PoolWatch pool) => engine switch
    {
        { IsStoreLost: true } => "storeLost",
        { IsDiskLow: true } => "diskLow",
        { IsLogLong: true } => "logLong",
        { IsEntryClosed: true } => "entryClosed",
        _ => pool.IsStarved ? "starved" : "ok",
    };

    /// <param name="Status">
    /// "ok"; "storeLost": answers wait in the browsers until the store is back; "diskLow" or "entryClosed": those who have begun go on, nobody new is let in; "logLong": a reader keeps SQLite's write-ahead log from
    /// being cut, everything goes on and the disk fills; "starved": see <see cref="PoolWatch"/>.
    /// </param>
    /// <param name="Mode">Full, or without names when people reach this server by plain http.</param>
    private sealed record Health(string Status, OriginMode Mode);
}
