using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>
/// Keying forms on paper, for whoever holds the class's lessons. The code travels in the body; a code of another school answers as one that leads nowhere. No result's key
/// passes here.
/// </summary>
internal static class PaperApi
{
    private const int MostBytes = 60_000;

    public static void MapPaperApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder paper = app.MapGroup("/api/staff/paper").WithTags("paper").RequireSecureOrigin().Refuses(400, 403, 409, 410, 429, 503)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes));
        paper.MapPost("/look", LookAsync).NeedsOwn(StaffAct.RunLesson);
        paper.MapPost("", PutAsync).NeedsOwn(StaffAct.RunLesson);
    }

    private static async Task<Results<Ok<PaperLook>, ProblemHttpResult>> LookAsync(
        CodeRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation)
    {
        if (await SessionAsync(request.Code, context, desks, cancellation) is not { } session)
        {
            return Unknown(context, desks);
        }

        (PaperLook? look, PaperFault? fault) = await desks.Paper.LookAsync(session, StaffGate.Who(context).Account.Id, cancellation);
        return look is not null ? TypedResults.Ok(look) : Refusal(fault ?? PaperFault.Unknown);
    }

    private static async Task<Results<Ok<PaperReply>, ProblemHttpResult>> PutAsync(
        PaperRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation)
    {
        if (await SessionAsync(request.Code, context, desks, cancellation) is not { } session)
        {
            return Unknown(context, desks);
        }

        return await desks.Paper.PutAsync(session, request.ToKeying(), StaffGate.Who(context).Account.Id, cancellation) switch
        {
            PaperOutcome.Waits => TypedResults.Ok(new PaperReply(PaperReplyKind.Waits)),
            PaperOutcome.Declined => TypedResults.Ok(new PaperReply(PaperReplyKind.Declined)),
            PaperOutcome.Merged merged => TypedResults.Ok(new PaperReply(PaperReplyKind.Merged) { Answers = merged.Answers }),
            PaperOutcome.Contradicts contradicts => TypedResults.Ok(new PaperReply(PaperReplyKind.Contradicts) { Items = contradicts.Items }),
            PaperOutcome.Differs differs => TypedResults.Ok(new PaperReply(PaperReplyKind.Differs)
            {
                Differences = differs.Items,
                AgreesDiffers = differs.AgreesDiffers,
                FirstAgrees = differs.FirstAgrees,
            }),
            PaperOutcome.Refused refused => Refusal(refused.Fault),
            _ => throw new InvalidOperationException("A paper outcome without a reply."),
        };
    }

    /// <summary>The session of the code, if its class lies under the place of whoever asks.</summary>
    private static async Task<string?> SessionAsync(string? code, HttpContext context, Desks desks, CancellationToken cancellation) =>
        await desks.Privacy.FindAsync(code ?? "", cancellation) is { } held
        && await desks.Paths.MayAsync(StaffGate.Who(context).Account, StaffAct.RunLesson, new OrgNode(NodeKind.Class, held.ClassId), cancellation)
            ? held.SessionId
            : null;

    private static ProblemHttpResult Unknown(HttpContext context, Desks desks) =>
        desks.Limits.CodeFailed(context) ? Refusal(PaperFault.Unknown) : Problems.TooMany(context);

    private static ProblemHttpResult Refusal(PaperFault fault) => fault switch
    {
        PaperFault.Unknown => Problems.Of(StatusCodes.Status404NotFound, "code-unknown"),
        PaperFault.Invalid => Problems.Of(StatusCodes.Status400BadRequest, "paper-invalid"),
        PaperFault.Finished => Problems.Of(StatusCodes.Status409Conflict, "paper-finished"),
        PaperFault.Held => Problems.Of(StatusCodes.Status409Conflict, "paper-held"),
        PaperFault.Declined => Problems.Of(StatusCodes.Status409Conflict, "paper-declined"),
        PaperFault.ParentAwaited => Problems.Of(StatusCodes.Status409Conflict, "paper-parent-awaited"),
        PaperFault.ParentAgainst => Problems.Of(StatusCodes.Status409Conflict, "paper-parent-against"),
        PaperFault.ConsentMissing => Problems.Of(StatusCodes.Status409Conflict, "paper-consent"),
        PaperFault.Closed => Problems.Of(StatusCodes.Status409Conflict, "paper-closed"),
        PaperFault.Late => Problems.Of(StatusCodes.Status410Gone, "paper-late"),
    };

    internal sealed record Desks(PaperDesk Paper, PrivacyDesk Privacy, OrgPaths Paths, FailureLimits Limits);

    private sealed record CodeRequest(string? Code);

    private sealed record PaperRequest(
        string? Code, string? Keying, bool? Agrees, IReadOnlyList<string>? Answers, IReadOnlyList<int>? Settled = null, bool AgreesSettled = false,
        IReadOnlyList<int>? Seen = null, IReadOnlyList<int>? FromPaper = null, bool Verified = false)
    {
        public PaperKeying ToKeying() => new(Keying ?? "", Agrees, Answers ?? [])
        {
            Settled = Settled ?? [],
            AgreesSettled = AgreesSettled,
            Seen = Seen ?? [],
            FromPaper = FromPaper ?? [],
            IsVerified = Verified,
        };
    }

    private sealed record PaperReply(PaperReplyKind Kind)
    {
        public int Answers { get; init; }

        public IReadOnlyList<int> Items { get; init; } = [];

        public IReadOnlyList<PaperDifference> Differences { get; init; } = [];

        public bool AgreesDiffers { get; init; }

        public bool? FirstAgrees { get; init; }
    }

    private enum PaperReplyKind
    {
        Waits,
        Differs,
        Contradicts,
        Merged,
        Declined,
    }
}
