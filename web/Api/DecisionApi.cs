using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Reviews;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What is decided about results: what one decision is made from, its draft, signing one or many. A release that was signed is withdrawn where every release is.</summary>
internal static class DecisionApi
{
    private const int MostSeats = 200;
    private const int MostChanges = 200;

    public static void MapDecisionApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder room = app.MapGroup("/api/review/classes/{id}").WithTags("review").RequireSecureOrigin().Refuses(403, 503);
        room.MapGet("/colleagues", ColleaguesAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id");
        room.MapPost("/batch/look", LookAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400);
        room.MapPost("/batch", SignTogetherAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400, 409);
        room.MapGet("/seats/{seat:int}/decision", StateAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        room.MapGet("/seats/{seat:int}/decision/{version:long}", ComputedAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        room.MapPost("/seats/{seat:int}/draft", DraftAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400, 409);
        room.MapPost("/seats/{seat:int}/sign", SignAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(400, 409);
    }

    private static async Task<Ok<IReadOnlyList<Colleague>>> ColleaguesAsync(string id, ReviewDesk reviews, CancellationToken cancellation) =>
        TypedResults.Ok(await reviews.ColleaguesAsync(id, cancellation));

    private static async Task<Results<Ok<ReviewState>, ProblemHttpResult>> StateAsync(
        string id, int seat, HttpContext context, ReviewDesk reviews, CancellationToken cancellation) =>
        await reviews.ReadAsync(id, seat, Who(context).Id, cancellation) is { } state ? TypedResults.Ok(state) : NotFound();

    /// <summary>The list as it was computed for a signed version, with its trace.</summary>
    private static async Task<Results<Ok<Recommendation>, ProblemHttpResult>> ComputedAsync(
        string id, int seat, long version, HttpContext context, ReviewDesk reviews, CancellationToken cancellation) =>
        await reviews.ComputedAsync(id, seat, version, Who(context).Id, cancellation) is { } computed ? TypedResults.Ok(computed) : NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> DraftAsync(
        string id, int seat, DraftRequest request, HttpContext context, DraftDesk drafts, CancellationToken cancellation)
    {
        try
        {
            return await drafts.WriteAsync(id, seat, request.ToOrder(), Who(context).Id, cancellation)
                ? TypedResults.NoContent()
                : Problems.Of(StatusCodes.Status409Conflict, "draft-changed");
        }
        catch (ArgumentException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "draft-invalid");
        }
    }

    private static async Task<Results<Ok<SignReply>, ProblemHttpResult>> SignAsync(
        string id, int seat, SignRequest request, HttpContext context, ReviewDesk reviews, CancellationToken cancellation) =>
        request.ToOrder() is not { } order
            ? Problems.Of(StatusCodes.Status400BadRequest, "review-invalid")
            : await reviews.SignAsync(id, seat, order, Who(context), cancellation) switch
            {
                SignOutcome.Done done => TypedResults.Ok(new SignReply(done.Version, done.Hash, done.SignedAtMs)),
                SignOutcome.Refused refused => Refusal(refused.Why),
                var unknown => throw new InvalidOperationException($"{unknown} is no outcome of signing."),
            };

    private static async Task<Results<Ok<BatchLook>, ProblemHttpResult>> LookAsync(
        string id, LookRequest request, HttpContext context, BatchDesk batches, CancellationToken cancellation) =>
        request.Seats is { Count: > MostSeats }
            ? Problems.Of(StatusCodes.Status400BadRequest, "batch-invalid")
            : TypedResults.Ok(await batches.LookAsync(id, request.Seats, Who(context).Id, cancellation));

    private static async Task<Results<Ok<BatchReply>, ProblemHttpResult>> SignTogetherAsync(
        string id, BatchRequest request, HttpContext context, BatchDesk batches, CancellationToken cancellation) =>
        request.ToOrder() is not { } order
            ? Problems.Of(StatusCodes.Status400BadRequest, "batch-invalid")
            : await batches.SignAsync(id, order, Who(context), cancellation) switch
            {
                BatchOutcome.Done done => TypedResults.Ok(new BatchReply(done.Number)),
                BatchOutcome.Changed => Problems.Of(StatusCodes.Status409Conflict, "batch-changed"),
                BatchOutcome.SampleUnread => Problems.Of(StatusCodes.Status409Conflict, "sample-unread"),
                BatchOutcome.Refused refused => Refusal(refused.Why),
                var unknown => throw new InvalidOperationException($"{unknown} is no outcome of a batch."),
            };

    private static ProblemHttpResult Refusal(SignRefusal why) => why switch
    {
        SignRefusal.Nothing => NotFound(),
        SignRefusal.ProtocolChanged => Problems.Of(StatusCodes.Status409Conflict, "protocol-changed"),
        SignRefusal.VersionSigned => Problems.Of(StatusCodes.Status409Conflict, "review-signed"),
        SignRefusal.DraftChanged => Problems.Of(StatusCodes.Status409Conflict, "draft-changed"),
        SignRefusal.Texts => Problems.Of(StatusCodes.Status400BadRequest, "review-texts"),
        SignRefusal.Teacher => Problems.Of(StatusCodes.Status400BadRequest, "review-teacher"),
        SignRefusal.Changes => Problems.Of(StatusCodes.Status400BadRequest, "review-changes"),
    };

    private static Account Who(HttpContext context) => StaffGate.Who(context).Account;

    private static ProblemHttpResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private sealed record DraftRequest(long Version, long Generation, long Revision, string? Protocol, string? Sealed)
    {
        public DraftOrder ToOrder() => new(Version, Generation, Revision, Protocol ?? "", Sealed ?? "");
    }

    /// <summary>A change names a verdict and a reason itself: what was forgotten is no first word of a list.</summary>
    private sealed record ChangeRequest(RecommendedKind? Kind, string? Code, ReviewVerdict? Verdict, ReviewReason? Reason, string? Words)
    {
        public ReviewChange? ToChange() => this is { Kind: { } kind, Code: { } code, Verdict: { } verdict, Reason: { } reason }
            ? new ReviewChange(kind, code, verdict, reason, Words)
            : null;
    }

    private sealed record TextsRequest(string? Student, string? Parent, string? Teacher, string? TeacherId)
    {
        public ReviewTexts ToTexts() => new(Student ?? "", Parent, Teacher, TeacherId);
    }

    private sealed record SignRequest(long Version, string? Protocol, long Draft, IReadOnlyList<ChangeRequest?>? Changes, TextsRequest? Texts)
    {
        /// <summary>Null when it makes no sense.</summary>
        public ReviewOrder? ToOrder()
        {
            ImmutableArray<ReviewChange> changes = [.. (Changes ?? []).Take(MostChanges + 1).Select(change => change?.ToChange()).OfType<ReviewChange>()];
            return Protocol is { } protocol && Texts is { } texts && changes.Length == (Changes?.Count ?? 0) && changes.Length <= MostChanges
                ? new ReviewOrder(Version, protocol, Draft, changes, texts.ToTexts())
                : null;
        }
    }

    private sealed record SignReply(long Version, string Hash, long SignedAtMs);

    /// <param name="Seats">Null: every finished one of the class.</param>
    private sealed record LookRequest(IReadOnlyList<int>? Seats);

    private sealed record BatchRequest(IReadOnlyList<int>? Seats, string? Stamp, TextsRequest? Texts)
    {
        /// <summary>Null when it makes no sense.</summary>
        public BatchOrder? ToOrder() => this is { Seats: { Count: > 0 and <= MostSeats } seats, Stamp: { } stamp, Texts: { } texts }
            ? new BatchOrder([.. seats], stamp, texts.ToTexts())
            : null;
    }

    private sealed record BatchReply(int Signed);
}
