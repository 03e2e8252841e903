using Diagnostics.Engine.Clicks;
using Diagnostics.Engine.Portfolios;
using Diagnostics.Engine.Results;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The result key opens the result, whoever brings it; it travels in the body, so it stands in no log.</summary>
internal static class ResultApi
{
    public static void MapResultApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder result = app.MapGroup("/api/result").WithTags("result").IsKept(new DoorRule.Open()).Refuses(404, 410, 429, 503);
        result.MapPost("", OpenAsync);
        result.MapPost("/solutions", SolutionsAsync);
        result.MapPost("/years", YearsAsync);
        result.MapPost("/portfolio", PortfolioAsync);
        result.MapPost("/click", ClickAsync);
    }

    private static async Task<Results<Ok<StudentResult>, ProblemHttpResult>> OpenAsync(
        ResultRequest request, HttpContext context, ResultDesk results, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await results.OpenAsync(request.Key ?? "", cancellation) is { } result ? TypedResults.Ok(result)
            : await results.IsWithdrawnAsync(request.Key ?? "", cancellation) ? Problems.Of(StatusCodes.Status410Gone, "result-withdrawn")
            : Unknown(context, limits);
    }

    private static async Task<Results<Ok<TaskSolutions>, ProblemHttpResult>> SolutionsAsync(
        ResultRequest request, HttpContext context, ResultDesk results, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await results.SolutionsAsync(request.Key ?? "", cancellation) switch
        {
            SolutionsOutcome.Opened opened => TypedResults.Ok(opened.Solutions),
            SolutionsOutcome.Closed => Problems.Of(StatusCodes.Status404NotFound, "solutions-closed"),
            SolutionsOutcome.Unknown => Unknown(context, limits),
            _ => throw new InvalidOperationException("A solutions outcome without a reply."),
        };
    }

    private static async Task<Results<Ok<IReadOnlyList<EarlierYear>>, ProblemHttpResult>> YearsAsync(
        ResultRequest request, HttpContext context, ResultDesk results, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await results.YearsAsync(request.Key ?? "", cancellation) is { } years ? TypedResults.Ok(years) : Unknown(context, limits);
    }

    private static async Task<Results<Ok<SignedPortfolio>, ProblemHttpResult>> PortfolioAsync(
        ResultRequest request, HttpContext context, PortfolioDesk portfolios, ResultDesk results, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await portfolios.SignAsync(request.Key ?? "", cancellation) is { } signed ? TypedResults.Ok(signed)
            : await results.IsWithdrawnAsync(request.Key ?? "", cancellation) ? Problems.Of(StatusCodes.Status410Gone, "result-withdrawn")
            : Unknown(context, limits);
    }

    /// <summary>The page does not wait for it: the link opens whatever becomes of this.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> ClickAsync(
        ClickRequest request, HttpContext context, ClickDesk clicks, FailureLimits limits, CancellationToken cancellation) =>
        await clicks.CountAsync(request.Key ?? "", request.Link ?? "", cancellation) switch
        {
            ClickOutcome.Counted => TypedResults.NoContent(),
            ClickOutcome.LinkUnknown => Problems.Of(StatusCodes.Status404NotFound, "link-unknown"),
            ClickOutcome.KeyUnknown => Unknown(context, limits),
        };

    private static ProblemHttpResult Unknown(HttpContext context, FailureLimits limits) =>
        limits.CodeFailed(context) ? Problems.Of(StatusCodes.Status404NotFound, "result-unknown") : Problems.TooMany(context);

    private sealed record ResultRequest(string? Key);

    /// <param name="Link">Identifier of a link of the region, not its address.</param>
    private sealed record ClickRequest(string? Key, string? Link);
}
