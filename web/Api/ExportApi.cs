using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Exports;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Answers of the own region's campaigns for research, without persons.</summary>
internal static class ExportApi
{
    public static void MapExportApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder exports = app.MapGroup("/api/exports").WithTags("exports").RequireSecureOrigin().Refuses(403, 503);
        exports.MapGet("", CampaignsAsync).NeedsOwn(StaffAct.KeepContent);
        exports.MapPost("/plan", PlanAsync).NeedsOwn(StaffAct.KeepContent).Refuses(400, 409);
        exports.MapPost("/file", FileAsync).NeedsOwn(StaffAct.KeepContent).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Refuses(400, 409, 429);
    }

    private static async Task<Results<Ok<ImmutableArray<ExportCampaign>>, ProblemHttpResult>> CampaignsAsync(
        HttpContext context, FigureDesk figures, ExportDesk exports, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region ? TypedResults.Ok(await exports.CampaignsAsync(region, cancellation)) : Missing();

    private static async Task<Results<Ok<ExportSummary>, ProblemHttpResult>> PlanAsync(
        OrderRequest request, HttpContext context, FigureDesk figures, ExportDesk exports, ExportTurn turn, CancellationToken cancellation)
    {
        if (request.ToOrder() is not { Fault: null } order)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "export-order");
        }

        if (await RegionAsync(context, figures, cancellation) is not { } region)
        {
            return Missing();
        }

        using IDisposable? taken = turn.TryTake();
        if (taken is null)
        {
            return Busy();
        }

        return await exports.PlanAsync(region, order, new Progress<double>(), cancellation) is { } plan ? TypedResults.Ok(plan.Summary) : Missing();
    }

    /// <summary>The file as it is made; its header tells the rows there will be.</summary>
    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> FileAsync(
        FileRequest request, HttpContext context, OwnerProof proof, FigureDesk figures, ExportDesk exports, ExportTurn turn, CancellationToken cancellation)
    {
        if (request.Order?.ToOrder() is not { Fault: null } order || request.Format is not { } format)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "export-order");
        }

        if (await RegionAsync(context, figures, cancellation) is not { } region)
        {
            return Missing();
        }

        if (await proof.RefusalAsync(context, request.Proof, cancellation) is { } refusal)
        {
            return refusal;
        }

        IDisposable? taken = turn.TryTake();
        if (taken is null)
        {
            return Busy();
        }

        // Given back with the reply, however that ends.
        context.Response.RegisterForDispose(taken);
        if (await exports.PlanAsync(region, order, new Progress<double>(), cancellation) is not { } plan)
        {
            return Missing();
        }

        context.Response.Headers["X-Rows"] = plan.Summary.Rows.ToString(CultureInfo.InvariantCulture);
        string actor = StaffGate.Who(context).Account.Id;
        return TypedResults.Stream(
            output => exports.WriteAsync(plan, format, actor, output, new Progress<double>(), cancellation), "application/octet-stream",
            $"answers-{plan.Summary.Year.ToString(CultureInfo.InvariantCulture)}.{ExportDesk.EndingOf(format)}");
    }

    private static Task<string?> RegionAsync(HttpContext context, FigureDesk figures, CancellationToken cancellation) =>
        figures.RegionOfAsync(StaffGate.Who(context).Account.Node, cancellation);

    private static ProblemHttpResult Missing() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static ProblemHttpResult Busy() => Problems.Of(StatusCodes.Status409Conflict, "export-busy");

    /// <param name="Instruments">Empty for all.</param>
    /// <param name="MostLeftOut">Share of rows, 0..1.</param>
    private sealed record OrderRequest(
        string? Campaign, string[]? Instruments, bool Grade, bool Sex, bool Settlement, PlaceDetail Place, bool Items, bool Scores, bool Times, bool Everybody, int LeastAlike,
        double? MostLeftOut)
    {
        public ExportOrder ToOrder()
        {
            ExportOrder order = new()
            {
                CampaignId = Campaign ?? "",
                Instruments = [.. Instruments ?? []],
                Traits = new TraitDetail(Grade, Sex, Settlement, Place),
                HasItems = Items,
                HasScores = Scores,
                HasTimes = Times,
                IsEverybody = Everybody,
                LeastAlike = LeastAlike,
            };
            return MostLeftOut is { } most ? order with { MostLeftOut = most } : order;
        }
    }

    private sealed record FileRequest(OrderRequest? Order, ExportFormat? Format, ProofRequest? Proof);
}
