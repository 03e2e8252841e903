using Diagnostics.Engine.Results;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The result key opens the result, whoever brings it; it travels in the body, so it stands in no log.</summary>
internal static class ResultApi
{
    public static void MapResultApi(this IEndpointRouteBuilder app) => app.MapPost("/api/result", OpenAsync).IsKept(new DoorRule.Open()).WithTags("result").Refuses(404, 429, 503);

    private static async Task<Results<Ok<StudentResult>, ProblemHttpResult>> OpenAsync(
        ResultRequest request, HttpContext context, ResultDesk results, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await results.OpenAsync(request.Key ?? "", cancellation) is { } result)
        {
            return TypedResults.Ok(result);
        }

        return limits.CodeFailed(context) ? Problems.Of(StatusCodes.Status404NotFound, "result-unknown") : Problems.TooMany(context);
    }

    private sealed record ResultRequest(string? Key);
}
