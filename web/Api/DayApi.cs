using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The live board of the day: one poll of a place that brings what changed, and one school class by class.</summary>
internal static class DayApi
{
    public static void MapDayApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder day = app.MapGroup("/api/day").WithTags("day").RequireSecureOrigin().Refuses(403, 503);
        day.MapGet("/regions/{id}", Region).Needs(StaffAct.ReadFigures, NodeKind.Region, "id").Produces<DayView>();
        day.MapGet("/municipalities/{id}", Municipality).Needs(StaffAct.ReadFigures, NodeKind.Municipality, "id").Produces<DayView>();
        day.MapGet("/schools/{id}", School).Needs(StaffAct.ReadFigures, NodeKind.School, "id");
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Region(string id, string? since, HttpContext context, DayReplies replies) =>
        Reply(new OrgNode(NodeKind.Region, id), since, context, replies);

    private static Results<FileContentHttpResult, ProblemHttpResult> Municipality(string id, string? since, HttpContext context, DayReplies replies) =>
        Reply(new OrgNode(NodeKind.Municipality, id), since, context, replies);

    private static Results<FileContentHttpResult, ProblemHttpResult> Reply(OrgNode place, string? since, HttpContext context, DayReplies replies)
    {
        if (replies.Find(place, since) is not { } reply)
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

    private static Results<Ok<DaySchoolView>, ProblemHttpResult> School(string id, DayBoard day) =>
        day.ReadSchool(id) is { } school ? TypedResults.Ok(school) : Problems.Of(StatusCodes.Status404NotFound, "not-found");
}
