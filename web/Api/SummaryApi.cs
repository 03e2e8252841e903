using System.Globalization;
using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Summaries;
using Diagnostics.Web.Access;
using Diagnostics.Web.Cards;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Diagnostics.Web.Api;

/// <summary>What a school tells of its year: looked at, published and taken back by its coordinator; read by everybody at an address of its own, also within another site.</summary>
internal static class SummaryApi
{
    private const string Html = "text/html; charset=utf-8";

    public static void MapSummaryApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/summary/{link}", OpenAsync).WithMetadata(new Embeddable()).IsKept(new DoorRule.Open()).WithTags("summary").Refuses(503)
            .Produces(StatusCodes.Status200OK, contentType: "text/html").Produces(StatusCodes.Status304NotModified)
            .Produces(StatusCodes.Status404NotFound, contentType: "text/html").Produces(StatusCodes.Status429TooManyRequests, contentType: "text/html");
        RouteGroupBuilder own = app.MapGroup("").WithTags("summary").RequireSecureOrigin().Refuses(403, 503);
        own.MapGet("/api/staff/schools/{id}/summary", ReadAsync).Needs(StaffAct.PublishSummary, NodeKind.School, "id");
        own.MapPost("/api/staff/schools/{id}/summary", PublishAsync).Needs(StaffAct.PublishSummary, NodeKind.School, "id").Refuses(409);
        own.MapPost("/api/staff/schools/{id}/summary/withdraw", WithdrawAsync).Needs(StaffAct.PublishSummary, NodeKind.School, "id");
        own.MapGet("/staff/schools/{id}/summary", LookAsync).Needs(StaffAct.PublishSummary, NodeKind.School, "id").Produces(StatusCodes.Status200OK, contentType: "text/html");
    }

    /// <summary>Asked about by its hash each time, so that what is taken back is gone from every site at once.</summary>
    private static async Task<IResult> OpenAsync(string link, HttpContext context, SummaryDesk summaries, FailureLimits limits, CancellationToken cancellation)
    {
        if (await summaries.OpenAsync(link, cancellation) is { } open)
        {
            context.Response.Headers.CacheControl = "public, no-cache";
            return TypedResults.Bytes(
                Encoding.UTF8.GetBytes(SummaryPage.Render(open.Summary)), Html, entityTag: new EntityTagHeaderValue($"\"{open.Hash[..32]}-{SummaryPage.Version}\""));
        }

        context.Response.Headers.CacheControl = "no-store";
        if (limits.CodeFailed(context))
        {
            return TypedResults.Text(SummaryPage.Gone, Html, Encoding.UTF8, StatusCodes.Status404NotFound);
        }

        context.Response.Headers.RetryAfter = SecondsToWait.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Text(SummaryPage.Gone, Html, Encoding.UTF8, StatusCodes.Status429TooManyRequests);
    }

    private const int SecondsToWait = 30;

    private static async Task<Ok<SummaryState>> ReadAsync(string id, SummaryDesk summaries, CancellationToken cancellation) =>
        TypedResults.Ok(await summaries.ReadAsync(id, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> PublishAsync(
        string id, PublishRequest request, HttpContext context, SummaryDesk summaries, CancellationToken cancellation) =>
        await summaries.PublishAsync(id, request.Stamp ?? "", StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "summary-changed");

    private static async Task<NoContent> WithdrawAsync(string id, HttpContext context, SummaryDesk summaries, CancellationToken cancellation)
    {
        await summaries.WithdrawAsync(id, StaffGate.Who(context).Account.Id, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>The page as it would be, made by the same hand.</summary>
    private static async Task<ContentHttpResult> LookAsync(string id, SummaryDesk summaries, CancellationToken cancellation) =>
        TypedResults.Content(await summaries.DraftAsync(id, cancellation) is { } draft ? SummaryPage.Render(draft) : SummaryPage.Gone, Html);

    /// <param name="Stamp">Of the draft that was looked at.</param>
    private sealed record PublishRequest(string? Stamp);
}
