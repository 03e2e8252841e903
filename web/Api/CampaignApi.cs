using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>A region's campaigns: their settings, what a change would do, the change; the next one, and opening it.</summary>
internal static class CampaignApi
{
    public static void MapCampaignApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder campaigns = app.MapGroup("/api/staff/campaigns").WithTags("campaigns").RequireSecureOrigin().Refuses(403, 503);
        campaigns.MapGet("", ListAsync).NeedsOwn(StaffAct.KeepCampaign);
        campaigns.MapPost("/{region}/{campaign}/look", LookAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region").Refuses(400);
        campaigns.MapPost("/{region}/{campaign}", ChangeAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region").Refuses(400, 409);
        campaigns.MapGet("/{region}/next", LookNextAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region").Refuses(409);
        campaigns.MapPost("/{region}/next", OpenNextAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region").Refuses(409);
    }

    private static async Task<Ok<IReadOnlyList<CampaignView>>> ListAsync(HttpContext context, CampaignDesk campaigns, CancellationToken cancellation) =>
        TypedResults.Ok(await campaigns.ListAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Results<Ok<CampaignEffect>, ProblemHttpResult>> LookAsync(
        string region, string campaign, ChangeRequest request, CampaignDesk campaigns, CancellationToken cancellation)
    {
        if (request.Settings?.Fault is { } fault)
        {
            return Refusal(fault);
        }

        return request.Settings is { } settings && await campaigns.LookAsync(region, campaign, settings, cancellation) is { } effect
            ? TypedResults.Ok(effect)
            : Refusal(CampaignFault.Unknown);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        string region, string campaign, ChangeRequest request, HttpContext context, CampaignDesk campaigns, CancellationToken cancellation)
    {
        CampaignFault? fault = request is { Settings: { } settings, Stamp: { } stamp }
            ? await campaigns.ChangeAsync(region, campaign, settings, stamp, StaffGate.Who(context).Account.Id, cancellation)
            : CampaignFault.Unknown;
        return fault is { } refused ? Refusal(refused) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<NextCampaign>, ProblemHttpResult>> LookNextAsync(string region, NextCampaignDesk next, CancellationToken cancellation)
    {
        (NextCampaign? told, CampaignFault? fault) = await next.LookAsync(region, cancellation);
        return told is null ? Refusal(fault ?? CampaignFault.Unknown) : TypedResults.Ok(told);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> OpenNextAsync(
        string region, OpenRequest request, HttpContext context, NextCampaignDesk next, CancellationToken cancellation) =>
        await next.OpenAsync(region, request.Year, StaffGate.Who(context).Account.Id, cancellation) is { } fault ? Refusal(fault) : TypedResults.NoContent();

    private static ProblemHttpResult Refusal(CampaignFault fault) => fault switch
    {
        CampaignFault.WindowEmpty => Problems.Of(StatusCodes.Status400BadRequest, "window-empty"),
        CampaignFault.WindowLong => Problems.Of(StatusCodes.Status400BadRequest, "window-long"),
        CampaignFault.WindowUnlikely => Problems.Of(StatusCodes.Status400BadRequest, "window-unlikely"),
        CampaignFault.Years => Problems.Of(StatusCodes.Status400BadRequest, "keep-years-invalid"),
        CampaignFault.Grades => Problems.Of(StatusCodes.Status400BadRequest, "grades-invalid"),
        CampaignFault.Operator => Problems.Of(StatusCodes.Status400BadRequest, "operator-invalid"),
        CampaignFault.OperatorHalf => Problems.Of(StatusCodes.Status400BadRequest, "operator-half"),
        CampaignFault.Changed => Problems.Of(StatusCodes.Status409Conflict, "campaign-changed"),
        CampaignFault.Early => Problems.Of(StatusCodes.Status409Conflict, "campaign-early"),
        CampaignFault.Unknown => Problems.Of(StatusCodes.Status404NotFound, "not-found"),
    };

    private sealed record ChangeRequest(CampaignSettings? Settings, string? Stamp);

    /// <param name="Year">The one that was looked at.</param>
    private sealed record OpenRequest(int Year);
}
