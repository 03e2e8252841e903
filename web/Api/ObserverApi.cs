using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Observers;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What psychologists ask colleagues about a student's doings in lessons: asked and read by psychologists, answered by the account that was asked and nobody else.</summary>
internal static class ObserverApi
{
    private const int MostAnswers = 100;

    public static void MapObserverApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder review = app.MapGroup("/api/review/classes/{id}/seats/{seat:int}/observers").WithTags("observers").RequireSecureOrigin().Refuses(403, 503);
        review.MapGet("", ReadAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        review.MapPost("", AskAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(409);
        review.MapPost("/recall", RecallAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(409);
        RouteGroupBuilder asked = app.MapGroup("/api/staff/addressed/forms").WithTags("observers").RequireSecureOrigin().Refuses(403, 503);
        asked.MapGet("", AskedAsync).NeedsOwn(StaffAct.ReadAddressed);
        asked.MapPost("/classes/{id}/seats/{seat:int}", AnswerAsync).Needs(StaffAct.ReadAddressed, NodeKind.Class, "id").Refuses(409);
    }

    private static async Task<Results<Ok<ObserverState>, ProblemHttpResult>> ReadAsync(
        string id, int seat, HttpContext context, ObserverDesk observers, CancellationToken cancellation) =>
        await observers.ReadAsync(id, seat, Who(context).Id, cancellation) is { } state
            ? TypedResults.Ok(state)
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<NoContent, ProblemHttpResult>> AskAsync(
        string id, int seat, ObserverRequest request, HttpContext context, ObserverDesk observers, CancellationToken cancellation) =>
        Told(await observers.AskAsync(id, seat, request.AccountId ?? "", Who(context).Id, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> RecallAsync(
        string id, int seat, ObserverRequest request, HttpContext context, ObserverDesk observers, CancellationToken cancellation) =>
        Told(await observers.RecallAsync(id, seat, request.AccountId ?? "", Who(context).Id, cancellation));

    private static async Task<Ok<AskedForms>> AskedAsync(HttpContext context, ObserverDesk observers, CancellationToken cancellation) =>
        TypedResults.Ok(await observers.AskedAsync(Who(context), cancellation));

    private static async Task<Results<Ok<AnswerReply>, ProblemHttpResult>> AnswerAsync(
        string id, int seat, AnswerRequest request, HttpContext context, ObserverDesk observers, CancellationToken cancellation)
    {
        ObserverOutcome outcome = request switch
        {
            { Declined: true } => await observers.AnswerAsync(id, seat, null, null, Who(context).Id, cancellation),
            { Answers: { Count: <= MostAnswers } answers } => await observers.AnswerAsync(id, seat, request.Version, answers, Who(context).Id, cancellation),
            _ => ObserverOutcome.Gone,
        };
        return outcome == ObserverOutcome.Changed
            ? Problems.Of(StatusCodes.Status409Conflict, "questions-changed")
            : TypedResults.Ok(new AnswerReply(outcome == ObserverOutcome.Kept));
    }

    private static Results<NoContent, ProblemHttpResult> Told(bool isDone) =>
        isDone ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status409Conflict, "observer-changed");

    private static Account Who(HttpContext context) => StaffGate.Who(context).Account;

    private sealed record ObserverRequest(string? AccountId);

    /// <param name="Version">Of the questions that were read.</param>
    /// <param name="Answers">By question: 1 very seldom … 5 very often, 0 not seen.</param>
    /// <param name="Declined">Instead of answers: no.</param>
    private sealed record AnswerRequest(string? Version, IReadOnlyList<int>? Answers, bool? Declined);

    /// <param name="Kept">False where nothing waits for whoever asks: taken back since the list was read, or never there; or the answers are none. All are answered alike.</param>
    private sealed record AnswerReply(bool Kept);
}
