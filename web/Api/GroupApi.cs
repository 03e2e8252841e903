using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Classes and schools as groups: how far they took part, in shares that may be told, and whole for whoever reads their students anyway.</summary>
internal static class GroupApi
{
    public static void MapGroupApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder groups = app.MapGroup("/api/groups").WithTags("groups").RequireSecureOrigin().Refuses(403, 503);
        groups.MapGet("", ParticipationAsync).NeedsOwn(StaffAct.RunLesson);
        groups.MapGet("/schools/{id}/shares", SharesAsync).Needs(StaffAct.ReadShares, NodeKind.School, "id");
        groups.MapGet("/schools/{id}/students", SchoolAsync).Needs(StaffAct.ReadResults, NodeKind.School, "id");
        groups.MapGet("/classes/{id}/students", ClassAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
    }

    private static async Task<Ok<IReadOnlyList<GroupClass>>> ParticipationAsync(HttpContext context, ParticipationList list, CancellationToken cancellation) =>
        TypedResults.Ok(await list.ReadAsync(StaffGate.Who(context).Account.Node, cancellation));

    /// <summary>What is compared with is all outside the own place, which its owner knows without us.</summary>
    private static async Task<Ok<GroupShares>> SharesAsync(string id, HttpContext context, GroupBoard groups, OpeningLog openings, CancellationToken cancellation)
    {
        Account who = StaffGate.Who(context).Account;
        GroupShares shares = await groups.SharesAsync(id, who.Node, cancellation);
        await openings.TellAsync(who.Id, AuditAct.SharesRead, new OrgNode(NodeKind.School, id), cancellation);
        return TypedResults.Ok(shares);
    }

    private static async Task<Ok<GroupStudents>> SchoolAsync(string id, HttpContext context, GroupBoard groups, OpeningLog openings, CancellationToken cancellation)
    {
        GroupStudents students = await groups.OfSchoolAsync(id, cancellation);
        await openings.TellAsync(StaffGate.Who(context).Account.Id, AuditAct.ResultsRead, new OrgNode(NodeKind.School, id), cancellation);
        return TypedResults.Ok(students);
    }

    private static async Task<Results<Ok<GroupStudents>, ProblemHttpResult>> ClassAsync(
        string id, HttpContext context, GroupBoard groups, OpeningLog openings, CancellationToken cancellation)
    {
        if (await groups.OfClassAsync(id, cancellation) is not { } students)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "not-found");
        }

        await openings.TellAsync(StaffGate.Who(context).Account.Id, AuditAct.ResultsRead, new OrgNode(NodeKind.Class, id), cancellation);
        return TypedResults.Ok(students);
    }
}
