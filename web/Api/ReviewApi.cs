using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Parents;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Reviews;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>For psychologists: a page of the queue of the own place or of one school of it, the talks that were held, one student's profile, how it was answered, and what the parent answered.</summary>
internal static class ReviewApi
{
    public static void MapReviewApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder review = app.MapGroup("/api/review").WithTags("review").RequireSecureOrigin().Refuses(400, 403, 503);
        review.MapGet("/queue", QueueAsync).Needs(StaffAct.ReadResults, call => PlaceOf(call.HttpContext, call.GetArgument<QueueRequest>(0)));
        review.MapPost("/talks", TalkAsync)
            .Needs(StaffAct.ReleaseResults, call => call.GetArgument<TalkRequest?>(0)?.ClassId is { } id ? new OrgNode(NodeKind.Class, id) : null);
        review.MapGet("/classes/{id}/seats/{seat:int}", ProfileAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        review.MapGet("/classes/{id}/seats/{seat:int}/path", PathAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        review.MapGet("/classes/{id}/seats/{seat:int}/parent", ParentAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
    }

    /// <summary>Whoever is shown in a row had their results looked at: each school of the page gets its entry before.</summary>
    private static async Task<Results<Ok<QueuePage>, ProblemHttpResult>> QueueAsync(
        [AsParameters] QueueRequest request, HttpContext context, ReviewBoard queue, OpeningLog openings, CancellationToken cancellation)
    {
        if (request.ToWish() is not { } wish)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "queue-invalid");
        }

        QueuePage page = await queue.ReadAsync(PlaceOf(context, request), wish, cancellation);
        Dictionary<string, string> schools = page.Classes.ToDictionary(one => one.ClassId, one => one.SchoolId, StringComparer.Ordinal);
        foreach (string school in page.Rows.Select(row => schools[row.ClassId]).Distinct())
        {
            await openings.TellAsync(StaffGate.Who(context).Account.Id, AuditAct.ResultsRead, new OrgNode(NodeKind.School, school), cancellation);
        }

        return TypedResults.Ok(page);
    }

    private static OrgNode PlaceOf(HttpContext context, QueueRequest request) =>
        request.School is { } school ? new OrgNode(NodeKind.School, school) : StaffGate.Who(context).Account.Node;

    private static async Task<Results<NoContent, ProblemHttpResult>> TalkAsync(
        TalkRequest request, HttpContext context, TalkBook talks, CancellationToken cancellation)
    {
        if (request.Held is not { } held)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "talk-invalid");
        }

        return await talks.NoteAsync(request.ClassId!, request.Seat, held, StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }

    private static async Task<Results<Ok<ProtocolView>, ProblemHttpResult>> ProfileAsync(
        string id, int seat, HttpContext context, ProtocolDesk protocols, CancellationToken cancellation) =>
        await protocols.ReadAsync(id, seat, StaffGate.Who(context).Account.Id, cancellation) is { } profile
            ? TypedResults.Ok(profile)
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<Ok<AnswerPath>, ProblemHttpResult>> PathAsync(
        string id, int seat, HttpContext context, PathDesk paths, CancellationToken cancellation) =>
        await paths.ReadAsync(id, seat, StaffGate.Who(context).Account.Id, cancellation) is { } path
            ? TypedResults.Ok(path)
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<Ok<ParentFormState>, ProblemHttpResult>> ParentAsync(
        string id, int seat, HttpContext context, ParentFormDesk forms, CancellationToken cancellation) =>
        await forms.ReadAsync(id, seat, StaffGate.Who(context).Account.Id, cancellation) is { } state
            ? TypedResults.Ok(state)
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    /// <param name="School">One school of the own place; null: all of it.</param>
    internal sealed record QueueRequest(
        string? School, string? Reason, string? Class, int? Grade, int? Seat, string? State, int? Talks, int? From)
    {
        /// <summary>Null when it makes no sense.</summary>
        public QueueWish? ToWish() => TryRead(Reason, out NeedReason? reason) && TryRead(State, out QueueState? state) && this is not ({ Talks: < 0 } or { From: < 0 })
            ? new QueueWish { Reason = reason, ClassId = Class, Grade = Grade, Seat = Seat, State = state, Talks = Talks, From = From ?? 0 }
            : null;

        /// <summary>A word as replies say it; the framework's own reading would take numbers and no small letters.</summary>
        private static bool TryRead<T>(string? text, out T? value)
            where T : struct, Enum
        {
            bool isRead = Enum.TryParse(text, ignoreCase: true, out T read) && string.Equals(Enum.GetName(read), text, StringComparison.OrdinalIgnoreCase);
            value = isRead ? read : null;
            return text is null || isRead;
        }
    }

    /// <param name="Held">False: it was noted by mistake.</param>
    private sealed record TalkRequest(string? ClassId, int Seat, bool? Held);
}
