using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Waves;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>
/// Waves of a region's campaign: set and planned by the region, read by schools and those above them; one class moved by whoever keeps it. And the reports of rehearsals
/// their capacity is from, which are the whole server's.
/// </summary>
internal static class WaveApi
{
    /// <summary>A report as text within JSON: its quotes and line ends take a sign more each.</summary>
    public const int MostReportBytes = 2 * ReportReader.MostBytes;

    public static void MapWaveApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder waves = app.MapGroup("/api/waves").WithTags("waves").RequireSecureOrigin().Refuses(403, 503);
        waves.MapGet("", ReadAsync).NeedsOwn(StaffAct.ReadPreparation);
        waves.MapGet("/reports", ReportsAsync).NeedsOwn(StaffAct.KeepCampaign);
        waves.MapPost("/reports", KeepReportAsync).NeedsOwn(StaffAct.KeepCampaign).Refuses(413).WithMetadata(new RequestSizeLimitAttribute(MostReportBytes));
        waves.MapPost("/reports/drop", DropReportAsync).NeedsOwn(StaffAct.KeepCampaign).Refuses(404, 409);
        waves.MapPost("/regions/{region}", SaveAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region").Refuses(400, 409);
        waves.MapPost("/regions/{region}/state", SetStateAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region");
        waves.MapPost("/regions/{region}/drop", DropAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region");
        waves.MapPost("/regions/{region}/look", LookAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region");
        waves.MapPost("/regions/{region}/plan", PlanAsync).Needs(StaffAct.KeepCampaign, NodeKind.Region, "region").Refuses(409);
        waves.MapPost("/classes/{id}", MoveAsync).Needs(StaffAct.KeepClasses, NodeKind.Class, "id").Refuses(400, 409);
    }

    private static async Task<Results<Ok<WavePage>, NoContent>> ReadAsync(HttpContext context, WaveDesk waves, CancellationToken cancellation) =>
        await waves.ReadAsync(StaffGate.Who(context).Account.Node, cancellation) is { } page ? TypedResults.Ok(page) : TypedResults.NoContent();

    private static async Task<Ok<ImmutableArray<KeptReport>>> ReportsAsync(HttpContext context, KeptReports reports, CancellationToken cancellation) =>
        TypedResults.Ok(await reports.ReadAsync(StaffGate.Who(context).Account, cancellation));

    private static async Task<Ok<KeepOutcome>> KeepReportAsync(KeepRequest request, HttpContext context, KeptReports reports, CancellationToken cancellation) =>
        TypedResults.Ok(await reports.KeepAsync(request.Text ?? "", StaffGate.Who(context).Account, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> DropReportAsync(
        DropReportRequest request, HttpContext context, KeptReports reports, CancellationToken cancellation) =>
        await reports.DropAsync(request.Report ?? "", StaffGate.Who(context).Account, cancellation) switch
        {
            DropReport.Done => TypedResults.NoContent(),
            DropReport.Unknown => Problems.Of(StatusCodes.Status404NotFound, "not-found"),
            DropReport.NotOwn => Problems.Of(StatusCodes.Status403Forbidden, "report-not-own"),
            DropReport.InUse => Problems.Of(StatusCodes.Status409Conflict, "report-in-use"),
        };

    private static async Task<Results<Ok<SavedWave>, ProblemHttpResult>> SaveAsync(
        string region, SaveRequest request, HttpContext context, WaveDesk waves, CancellationToken cancellation)
    {
        if (request.Settings is not { } settings)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "wave-invalid");
        }

        WaveOutcome outcome = await waves.SaveAsync(region, request.Wave, settings, request.Losing, StaffGate.Who(context).Account.Id, cancellation);
        return outcome.Fault is { } fault ? Refused(fault) : TypedResults.Ok(new SavedWave(outcome.Id, outcome.Losing));

        static ProblemHttpResult Refused(WaveFault fault) => fault switch
        {
            WaveFault.Name => Problems.Of(StatusCodes.Status400BadRequest, "wave-name"),
            WaveFault.Capacity => Problems.Of(StatusCodes.Status400BadRequest, "wave-capacity"),
            WaveFault.Report => Problems.Of(StatusCodes.Status400BadRequest, "wave-report"),
            WaveFault.Grades or WaveFault.Slots => Problems.Of(StatusCodes.Status400BadRequest, "wave-invalid"),
            WaveFault.OutsideWindow => Problems.Of(StatusCodes.Status400BadRequest, "wave-window"),
            WaveFault.Overlaps => Problems.Of(StatusCodes.Status409Conflict, "wave-overlaps"),
            WaveFault.NameTaken => Problems.Of(StatusCodes.Status409Conflict, "wave-name-taken"),
            WaveFault.Unknown => Problems.Of(StatusCodes.Status404NotFound, "not-found"),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetStateAsync(
        string region, StateRequest request, HttpContext context, WaveDesk waves, CancellationToken cancellation) =>
        await waves.SetStateAsync(region, request.Wave ?? "", request.State, StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync(
        string region, DropRequest request, HttpContext context, WaveDesk waves, CancellationToken cancellation) =>
        await waves.DropAsync(region, request.Wave ?? "", StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<Ok<PlanView>, NoContent>> LookAsync(string region, PlanRequest request, SlotDesk slots, CancellationToken cancellation) =>
        await slots.LookAsync(region, request.Anew, cancellation) is { } plan ? TypedResults.Ok(plan) : TypedResults.NoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> PlanAsync(
        string region, PlanRequest request, HttpContext context, SlotDesk slots, CancellationToken cancellation) =>
        await slots.PlanAsync(region, request.Anew, request.Stamp ?? "", StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "plan-changed");

    private static async Task<Results<NoContent, ProblemHttpResult>> MoveAsync(
        string id, MoveRequest request, HttpContext context, HandMoves moves, CancellationToken cancellation) =>
        await moves.MoveAsync(id, request.Lesson ?? 1, request.Wave, request.StartsAtMs, StaffGate.Who(context).Account.Id, cancellation) switch
        {
            MoveOutcome.Done => TypedResults.NoContent(),
            MoveOutcome.Unknown => Problems.Of(StatusCodes.Status404NotFound, "not-found"),
            MoveOutcome.Past => Problems.Of(StatusCodes.Status409Conflict, "slot-past"),
            MoveOutcome.Unfit => Problems.Of(StatusCodes.Status400BadRequest, "slot-unfit"),
            MoveOutcome.OutOfOrder => Problems.Of(StatusCodes.Status409Conflict, "slot-order"),
            MoveOutcome.Full => Problems.Of(StatusCodes.Status409Conflict, "slot-full"),
        };

    /// <param name="Text">The file as it is.</param>
    private sealed record KeepRequest(string? Text);

    private sealed record DropReportRequest(string? Report);

    /// <param name="Wave">Null for a new one.</param>
    /// <param name="Losing">So many classes may lose their slot.</param>
    private sealed record SaveRequest(string? Wave, WaveSettings? Settings, int Losing);

    /// <param name="Id">Null where nothing was written, as <paramref name="Losing"/> would lose their slot.</param>
    private sealed record SavedWave(string? Id, LostSlots? Losing);

    private sealed record StateRequest(string? Wave, WaveState State);

    private sealed record DropRequest(string? Wave);

    /// <param name="Stamp">Of the plan that was looked at; with the look nothing.</param>
    private sealed record PlanRequest(bool Anew, string? Stamp);

    /// <param name="Wave">Null: out of its slot.</param>
    /// <param name="Lesson">Of its battery; null is the first.</param>
    private sealed record MoveRequest(string? Wave, long StartsAtMs, int? Lesson);
}
