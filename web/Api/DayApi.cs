using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The live board of the day: one poll of the own place that brings what changed, one school class by class, and how many are let in.</summary>
internal static class DayApi
{
    public static void MapDayApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder day = app.MapGroup("/api/day").WithTags("day").RequireSecureOrigin().Refuses(403, 503);
        day.MapGet("", Place).NeedsOwn(StaffAct.ReadFigures).Produces<DayView>();
        day.MapGet("/entry", Entry).NeedsOwn(StaffAct.KeepCampaign);
        day.MapPost("/entry", SetEntryAsync).NeedsOwn(StaffAct.KeepCampaign).Refuses(400);
        day.MapPost("/lessons", StepAsync).Needs(StaffAct.LeadDay, call => call.GetArgument<StepRequest?>(0)?.Place).Refuses(400);
        day.MapGet("/schools/{id}", School).Needs(StaffAct.ReadFigures, NodeKind.School, "id");
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Place(string? since, HttpContext context, DayReplies replies)
    {
        if (replies.Find(StaffGate.Who(context).Account.Node, since) is not { } reply)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-busy");
        }

        context.Response.Headers.Vary = "Accept-Encoding";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.Bytes(reply.Plain, "application/json");
        }

        context.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(reply.Packed, "application/json");
    }

    private static Ok<DaySchoolView> School(string id, DayBoard day) => TypedResults.Ok(day.ReadSchool(id));

    private static Ok<EntryRateView> Entry(EntryRate entry) => TypedResults.Ok(entry.Read());

    private static async Task<Results<Ok<EntryRateView>, ProblemHttpResult>> SetEntryAsync(
        EntryRequest request, HttpContext context, EntryRate entry, CancellationToken cancellation) =>
        await entry.SetAsync(request.PerSecond, StaffGate.Who(context).Account, cancellation)
            ? TypedResults.Ok(entry.Read())
            : Problems.Of(StatusCodes.Status400BadRequest, "entry-rate-invalid");

    private static async Task<Results<Ok<StepPortion>, ProblemHttpResult>> StepAsync(
        StepRequest request, HttpContext context, DaySteps steps, CancellationToken cancellation) =>
        await steps.TakeAsync(
            request.Place!, new StepOrder(request.Step, request.Minutes, request.Press, request.After, request.Wave), StaffGate.Who(context).Account.Id, cancellation) is { } portion
            ? TypedResults.Ok(portion)
            : Problems.Of(StatusCodes.Status400BadRequest, "step-invalid");

    private sealed record StepRequest(NodeKind Kind, string? Id, DayStep Step, int Minutes, string? Press, string? After, string? Wave)
    {
        public OrgNode? Place => DayPlace.Of(Kind, Id);
    }

    /// <param name="PerSecond">Null: as the operator's option says.</param>
    private sealed record EntryRequest(int? PerSecond);
}
