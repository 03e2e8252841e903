using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>
/// What is held on one code: seen, exported, erased, for the coordinator of its school. The code travels in the body; a code of another
/// school answers as one that leads nowhere.
/// </summary>
internal static class PrivacyApi
{
    public static void MapPrivacyApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder privacy = app.MapGroup("/api/privacy").WithTags("privacy").RequireSecureOrigin().Refuses(403, 429, 503);
        privacy.MapPost("/look", LookAsync).NeedsOwn(StaffAct.Erase);
        privacy.MapPost("/export", ExportAsync).NeedsOwn(StaffAct.Erase).Refuses(409);
        privacy.MapPost("/erase", EraseAsync).NeedsOwn(StaffAct.Erase);
    }

    private static async Task<Results<Ok<LookReply>, ProblemHttpResult>> LookAsync(
        CodeRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation) =>
        await FindAsync(request, context, desks, cancellation) is { } held
            ? TypedResults.Ok(new LookReply(held.SchoolName, held.ClassName, held.Seat, held.State, held.Answers, held.Declined))
            : Unknown(context, desks);

    private static async Task<Results<Ok<HeldData>, ProblemHttpResult>> ExportAsync(
        ExportRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation)
    {
        HeldSession? held = await FindAsync(new CodeRequest(request.Code), context, desks, cancellation);
        if (held is { Declined: true } && !request.AccessRequest)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "consent-withdrawn");
        }

        return held is not null && await desks.Privacy.ExportAsync(held.SessionId, StaffGate.Who(context).Account.Id, cancellation) is { } data
            ? TypedResults.Ok(data)
            : Unknown(context, desks);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseAsync(
        CodeRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation) =>
        await FindAsync(request, context, desks, cancellation) is { } held
            && await desks.Privacy.EraseAsync(held.SessionId, StaffGate.Who(context).Account.Id, cancellation)
                ? TypedResults.NoContent()
                : Unknown(context, desks);

    /// <summary>The session of the code, if it lies under the place of whoever asks.</summary>
    private static async Task<HeldSession?> FindAsync(CodeRequest request, HttpContext context, Desks desks, CancellationToken cancellation) =>
        await desks.Privacy.FindAsync(request.Code ?? "", cancellation) is { } held
        && await desks.Paths.MayAsync(StaffGate.Who(context).Account, StaffAct.Erase, new OrgNode(NodeKind.Class, held.ClassId), cancellation)
            ? held
            : null;

    private static ProblemHttpResult Unknown(HttpContext context, Desks desks) =>
        desks.Limits.CodeFailed(context) ? Problems.Of(StatusCodes.Status404NotFound, "code-unknown") : Problems.TooMany(context);

    internal sealed record Desks(PrivacyDesk Privacy, OrgPaths Paths, FailureLimits Limits);

    private sealed record CodeRequest(string? Code);

    /// <param name="AccessRequest">It answers a request of the student or the parents to see what is held: all that may be done after a withdrawal.</param>
    private sealed record ExportRequest(string? Code, bool AccessRequest = false);

    private sealed record LookReply(string SchoolName, string ClassName, int Seat, string State, int Answers, bool Declined);
}
