using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The access report of one school.</summary>
internal static class AccessApi
{
    public static void MapAccessApi(this IEndpointRouteBuilder app) => app.MapGroup("/api/staff/access").WithTags("access").RequireSecureOrigin()
        .Refuses(403, 503).MapGet("/{id}", ReadAsync).Needs(StaffAct.ReadAudit, NodeKind.School, "id").Refuses(400);

    /// <param name="from">Unix ms, inclusive.</param>
    /// <param name="to">Unix ms, exclusive.</param>
    private static async Task<Results<Ok<AccessReport>, ProblemHttpResult>> ReadAsync(
        string id, HttpContext context, AccessDesk access, OpeningLog openings, CancellationToken cancellation, long from = 0, long to = 0, long before = long.MaxValue)
    {
        try
        {
            if (await access.ReadAsync(id, from, to, before, cancellation) is not { } report)
            {
                return Problems.Of(StatusCodes.Status404NotFound, "not-found");
            }

            await openings.TellAsync(StaffGate.Who(context).Account.Id, AuditAct.AccessReportRead, new OrgNode(NodeKind.School, id), cancellation);
            return TypedResults.Ok(report);
        }
        catch (ArgumentException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "period-invalid");
        }
    }
}
