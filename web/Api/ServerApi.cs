using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What the server measures of itself: for the operator's page, and for a collector that brings the operator's token.</summary>
internal static class ServerApi
{
    public static void MapServerApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/server", Nodes).WithTags("server").RequireSecureOrigin().Refuses(503).NeedsOwn(StaffAct.KeepServer);
        app.MapGet("/metrics", Metrics).WithTags("server").IsKept(new DoorRule.Collector()).Refuses(401, 404, 429).Produces(StatusCodes.Status200OK, contentType: "text/plain");
    }

    private static Results<Ok<ServerView>, ProblemHttpResult> Nodes(WatchKeeper watch) =>
        watch.Read() is { } view ? TypedResults.Ok(view) : Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-busy");

    private static Results<ContentHttpResult, ProblemHttpResult> Metrics(HttpContext context, MetricsToken token, FigureBook book, FailureLimits limits)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!token.IsSet)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "not-found");
        }

        if (!token.Opens(context.Request))
        {
            return limits.CodeFailed(context) ? Problems.Of(StatusCodes.Status401Unauthorized, "metrics-token") : Problems.TooMany(context);
        }

        return TypedResults.Content(PrometheusText.Of(book.Read()), PrometheusText.ContentType);
    }
}
