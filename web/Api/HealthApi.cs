using Diagnostics.Engine;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>
/// Whether this process can do its work: 200, or 503 when nothing can be written until it starts anew. <c>/live</c> says the same in one word, and <c>/ready</c>
/// whether somebody new should be sent here.
/// </summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", Read).IsKept(new DoorRule.Open()).WithTags("health").Refuses(503);
        app.MapGet("/health/live", Live).IsKept(new DoorRule.Open()).WithTags("health").Refuses(503);
        app.MapGet("/health/ready", Ready).IsKept(new DoorRule.Open()).WithTags("health").Produces<Word>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Results<Ok<Whole>, ProblemHttpResult> Read(DiagnosticsEngine engine, PoolWatch pool, SecureOrigin origin, HttpContext context) =>
        Health.IsLive(engine)
            ? TypedResults.Ok(new Whole(StatusOf(engine, pool), origin.WorstOf(context.Request)))
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-ended");

    private static Results<Ok<Word>, ProblemHttpResult> Live(DiagnosticsEngine engine, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Health.IsLive(engine) ? TypedResults.Ok(new Word("live")) : Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-ended");
    }

    private static JsonHttpResult<Word> Ready(DiagnosticsEngine engine, ServingState serving, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Health.ReasonNotReady(engine, serving) is { } reason
            ? TypedResults.Json(new Word(reason), statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Json(new Word("ready"));
    }

    private static string StatusOf(DiagnosticsEngine engine, PoolWatch pool) => engine switch
    {
        { IsStoreLost: true } => "storeLost",
        { IsDiskLow: true } => "diskLow",
        { IsLogLong: true } => "logLong",
        { IsCopyBehind: true } => "copyBehind",
        { IsEntryClosed: true } => "entryClosed",
        _ => pool.IsStarved ? "starved" : "ok",
    };

    /// <param name="Status">
    /// "ok"; "storeLost": answers wait in the browsers until the store is back; "diskLow" or "entryClosed": those who have begun go on, nobody new is let in; "logLong": a reader keeps SQLite's write-ahead log from
    /// being cut, everything goes on and the disk fills; "copyBehind": the second disk lacks what is acknowledged now; "starved": see <see cref="PoolWatch"/>.
    /// </param>
    /// <param name="Mode">Full, or without names when people reach this server by plain http.</param>
    private sealed record Whole(string Status, OriginMode Mode);

    /// <param name="Status">"live", "ready", or why not: "draining", "storeLost", "storeEnded".</param>
    private sealed record Word(string Status);
}
