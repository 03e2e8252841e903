using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Demand;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>What the own region says it needs, by sector, for whoever reads figures; the region brings forecasts, takes them out and takes that back.</summary>
internal static class DemandApi
{
    /// <summary>Twenty thousand rows of a table.</summary>
    private const int MostBytes = 24 * 1024 * 1024;

    public static void MapDemandApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder demand = app.MapGroup("/api/demand").WithTags("demand").RequireSecureOrigin().Refuses(403, 503);
        RequestSizeLimitAttribute large = new(MostBytes);
        demand.MapGet("", ReadAsync).NeedsOwn(StaffAct.ReadFigures);
        demand.MapPost("/look", LookAsync).NeedsOwn(StaffAct.ImportDemand).Refuses(400).WithMetadata(large);
        demand.MapPost("", ImportAsync).NeedsOwn(StaffAct.ImportDemand).Refuses(400, 409).WithMetadata(large);
        demand.MapPost("/out", TakeOutAsync).NeedsOwn(StaffAct.ImportDemand).Refuses(400, 409);
        demand.MapPost("/back", TakeBackAsync).NeedsOwn(StaffAct.ImportDemand).Refuses(400, 409);
    }

    private static async Task<Results<Ok<DemandPage>, NotFound>> ReadAsync(HttpContext context, DemandDesk demand, CancellationToken cancellation) =>
        await demand.ReadAsync(StaffGate.Who(context).Account.Node, cancellation) is { } page ? TypedResults.Ok(page) : TypedResults.NotFound();

    private static async Task<Results<Ok<DemandLook>, ProblemHttpResult>> LookAsync(ImportRequest request, HttpContext context, DemandDesk demand, CancellationToken cancellation) =>
        await demand.LookAsync(StaffGate.Who(context).Account.Node, request.Given, cancellation) is { } look ? TypedResults.Ok(look) : Refusal(DemandOutcome.Invalid);

    private static async Task<Results<NoContent, ProblemHttpResult>> ImportAsync(ImportRequest request, HttpContext context, DemandDesk demand, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        return Told(await demand.ImportAsync(account.Node, request.Given, request.Revision, account.Id, cancellation));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeOutAsync(OutRequest request, HttpContext context, DemandDesk demand, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        return Told(await demand.TakeOutAsync(account.Node, new ForecastKey(request.Year, request.System, request.Region ?? ""), request.Revision, account.Id, cancellation));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBackAsync(BackRequest request, HttpContext context, DemandDesk demand, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        return Told(await demand.TakeBackAsync(account.Node, request.Number, account.Id, cancellation));
    }

    private static Results<NoContent, ProblemHttpResult> Told(DemandOutcome outcome) => outcome == DemandOutcome.Done ? TypedResults.NoContent() : Refusal(outcome);

    private static ProblemHttpResult Refusal(DemandOutcome outcome) => outcome switch
    {
        DemandOutcome.Changed => Problems.Of(StatusCodes.Status409Conflict, "demand-changed"),
        DemandOutcome.Damaged => Problems.Of(StatusCodes.Status409Conflict, "demand-damaged"),
        DemandOutcome.Faulty => Problems.Of(StatusCodes.Status400BadRequest, "demand-faulty"),
        DemandOutcome.Invalid or DemandOutcome.Done => Problems.Of(StatusCodes.Status400BadRequest, "demand-invalid"),
    };

    private sealed record ImportRequest(IReadOnlyList<DemandRow?>? Rows, long Revision)
    {
        public IReadOnlyList<DemandRow> Given => [.. (Rows ?? []).OfType<DemandRow>()];
    }

    private sealed record OutRequest(int Year, DemandCodes System, string? Region, long Revision);

    private sealed record BackRequest(long Number);
}
