using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Consilia: one student's, written while open and closed once; and what became of what they agreed, for a place and class by class.</summary>
internal static class ConsiliumApi
{
    private const int MostMarks = 300;

    public static void MapConsiliumApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder review = app.MapGroup("/api/review").WithTags("consilium").RequireSecureOrigin().Refuses(400, 403, 503);
        review.MapGet("/classes/{id}/seats/{seat:int}/consilium", StateAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        review.MapPost("/classes/{id}/seats/{seat:int}/consilium", WriteAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(409);
        review.MapPost("/classes/{id}/seats/{seat:int}/consilium/close", CloseAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(409);
        review.MapGet("/steps", StepsAsync).Needs(StaffAct.ReadResults, call => PlaceOf(call.HttpContext, call.GetArgument<StepsRequest>(0)));
        review.MapPost("/classes/{id}/steps", MarkAsync).Needs(StaffAct.ReleaseResults, NodeKind.Class, "id").Refuses(409);
    }

    private static async Task<Results<Ok<ConsiliumState>, ProblemHttpResult>> StateAsync(
        string id, int seat, HttpContext context, ConsiliumDesk consilia, CancellationToken cancellation) =>
        await consilia.ReadAsync(id, seat, Who(context).Id, cancellation) is { } state ? TypedResults.Ok(state) : NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> WriteAsync(
        string id, int seat, ConsiliumRequest request, HttpContext context, ConsiliumDesk consilia, CancellationToken cancellation)
    {
        if (request.ToOrder() is not { } order)
        {
            return Invalid();
        }

        try
        {
            return Told(await consilia.WriteAsync(id, seat, order, Who(context), cancellation));
        }
        catch (ArgumentException)
        {
            return Invalid();
        }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CloseAsync(
        string id, int seat, CloseRequest request, HttpContext context, ConsiliumDesk consilia, CancellationToken cancellation) =>
        Told(await consilia.CloseAsync(id, seat, request.Number, request.Revision, Who(context).Id, cancellation));

    private static Results<NoContent, ProblemHttpResult> Told(ConsiliumOutcome outcome) => outcome switch
    {
        ConsiliumOutcome.Done => TypedResults.NoContent(),
        ConsiliumOutcome.Nothing => NotFound(),
        ConsiliumOutcome.Changed => Problems.Of(StatusCodes.Status409Conflict, "consilium-changed"),
        ConsiliumOutcome.Unsound => Invalid(),
        ConsiliumOutcome.Incomplete => Problems.Of(StatusCodes.Status400BadRequest, "consilium-incomplete"),
    };

    /// <summary>Whoever is shown in a row had something of them looked at: each school of the list gets its entry before.</summary>
    private static async Task<Ok<DueSteps>> StepsAsync(
        [AsParameters] StepsRequest request, HttpContext context, StepBook steps, OpeningLog openings, TimeProvider clock, CancellationToken cancellation)
    {
        DueSteps due = await steps.DueAsync(PlaceOf(context, request), request.Until ?? DateOnly.FromDateTime(clock.GetUtcNow().Date), cancellation);
        foreach (string school in due.Rows.Select(row => row.SchoolId).Distinct())
        {
            await openings.TellAsync(Who(context).Id, AuditAct.ConsiliumRead, new OrgNode(NodeKind.School, school), cancellation);
        }

        return TypedResults.Ok(due);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MarkAsync(
        string id, MarksRequest request, HttpContext context, StepBook steps, CancellationToken cancellation) =>
        request.ToMarks() is not { } marks
            ? Problems.Of(StatusCodes.Status400BadRequest, "steps-invalid")
            : await steps.MarkAsync(id, marks, Who(context).Id, cancellation)
                ? TypedResults.NoContent()
                : Problems.Of(StatusCodes.Status409Conflict, "steps-changed");

    private static OrgNode PlaceOf(HttpContext context, StepsRequest request) =>
        request.School is { } school ? new OrgNode(NodeKind.School, school) : Who(context).Node;

    private static Account Who(HttpContext context) => StaffGate.Who(context).Account;

    private static ProblemHttpResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static ProblemHttpResult Invalid() => Problems.Of(StatusCodes.Status400BadRequest, "consilium-invalid");

    /// <summary>Each names its word itself: what was forgotten is no first word of a list.</summary>
    private sealed record ParticipantRequest(ParticipantRole? Role, string? AccountId);

    private sealed record StepRequest(StepKind? Kind, DateOnly? Due);

    private sealed record OutsideRequest(OutsideSource? Source, DateOnly? On, IReadOnlyList<string?>? Sectors);

    private sealed record ConsiliumRequest(
        long Number, long Generation, long Revision, DateOnly? HeldOn, IReadOnlyList<ParticipantRequest?>? Participants, IReadOnlyList<StepRequest?>? Steps,
        IReadOnlyList<OutsideRequest?>? Outside, string? Sealed)
    {
        /// <summary>Null when it makes no sense.</summary>
        public ConsiliumOrder? ToOrder()
        {
            if (this is not { Participants: { Count: <= ConsiliumPlan.MostParticipants } people, Steps: { Count: <= ConsiliumPlan.MostSteps } steps, Outside: { Count: <= ConsiliumPlan.MostOutside } outside }
                || people.Any(one => one?.Role is null) || steps.Any(one => one is not { Kind: not null, Due: not null })
                || outside.Any(one => one is not { Source: not null, On: not null, Sectors: { Count: <= ConsiliumPlan.MostSectors } sectors } || sectors.Contains(null)))
            {
                return null;
            }

            return new ConsiliumOrder(Number, Generation, Revision, new ConsiliumPlan(
                HeldOn,
                [.. people.Select(one => new Participant(one!.Role!.Value, one.AccountId, Name: null))],
                [.. steps.Select(one => new AgreedStep(one!.Kind!.Value, one.Due!.Value))],
                [.. outside.Select(one => new OutsideResult(one!.Source!.Value, one.On!.Value, [.. one.Sectors!.OfType<string>()]))]), Sealed ?? "");
        }
    }

    private sealed record CloseRequest(long Number, long Revision);

    /// <param name="School">One school of the own place; null: all of it.</param>
    /// <param name="Until">The last day that is asked for, as whoever asks counts days; null: the server's.</param>
    internal sealed record StepsRequest(string? School, DateOnly? Until);

    private sealed record MarkRequest(int Seat, long Number, int Step, long Entry, StepOutcome? Outcome, DateOnly? Next);

    private sealed record MarksRequest(IReadOnlyList<MarkRequest?>? Marks)
    {
        /// <summary>Null when they make no sense.</summary>
        public IReadOnlyList<StepMark>? ToMarks() => Marks is { Count: > 0 and <= MostMarks } && Marks.All(mark => mark?.Outcome is not null)
            ? [.. Marks.Select(mark => new StepMark(mark!.Seat, mark.Number, mark.Step, mark.Entry, mark.Outcome!.Value, mark.Next))]
            : null;
    }
}
