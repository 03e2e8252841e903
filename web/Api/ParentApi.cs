using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Parents;
using Diagnostics.Engine.Reviews;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What a parent does by the link. Its secret travels in the body, so it stands in no log; wrong ones are limited like codes.</summary>
internal static class ParentApi
{
    private const int MostAnswers = 100;

    public static void MapParentApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder parent = app.MapGroup("/api/parent").WithTags("parent").IsKept(new DoorRule.Open()).RequireSecureOrigin()
            .Refuses(403, 404, 429, 503);
        parent.MapPost("/look", LookAsync);
        parent.MapPost("/decide", DecideAsync).Refuses(400);
        parent.MapPost("/ask", AskAsync).Refuses(400);
        parent.MapPost("/recall", RecallAsync).Refuses(400);
        parent.MapPost("/form", FormAsync);
        parent.MapPost("/answers", AnswersAsync).Refuses(400, 409);
        parent.MapPost("/text", TextAsync).Refuses(410);
    }

    /// <summary>What was signed for a parent has a key of its own: links are printed by colleagues who read no results.</summary>
    private static async Task<Results<Ok<ParentText>, ProblemHttpResult>> TextAsync(
        TextRequest request, HttpContext context, ParentTextDesk texts, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await texts.OpenAsync(request.Key, cancellation) switch
        {
            ParentTextOutcome.Opened opened => TypedResults.Ok(opened.Text),
            ParentTextOutcome.Closed => Problems.Of(StatusCodes.Status410Gone, "text-closed"),
            _ => Unknown(context, limits),
        };
    }

    private static async Task<Results<Ok<ParentReply>, ProblemHttpResult>> LookAsync(
        LinkRequest request, HttpContext context, ParentDesk parents, ConsentTexts texts, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await parents.LookAsync(request.Link, cancellation) switch
        {
            ParentView.Seen seen => TypedResults.Ok(new ParentReply(seen, texts.Find(ConsentTexts.OfParents))),
            ParentView.Gone => TypedResults.Ok(new ParentReply(null, null)),
            _ => Unknown(context, limits),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        DecideRequest request, HttpContext context, ParentDesk parents, FailureLimits limits, CancellationToken cancellation)
    {
        // Only what is shown now can have been read.
        if (request is not { Agree: { } agree, TextVersion: ConsentTexts.OfParents })
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "consent-invalid");
        }

        return Told(await parents.DecideAsync(request.Link, agree, request.TextVersion, cancellation), context, limits);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AskAsync(
        AskRequest request, HttpContext context, ParentDesk parents, FailureLimits limits, CancellationToken cancellation) =>
        request.Kind is { } kind
            ? Told(await parents.AskAsync(request.Link, kind, cancellation), context, limits)
            : Problems.Of(StatusCodes.Status400BadRequest, "request-invalid");

    private static async Task<Results<NoContent, ProblemHttpResult>> RecallAsync(
        AskRequest request, HttpContext context, ParentDesk parents, FailureLimits limits, CancellationToken cancellation) =>
        request.Kind is { } kind
            ? Told(await parents.RecallAsync(request.Link, kind, cancellation), context, limits)
            : Problems.Of(StatusCodes.Status400BadRequest, "request-invalid");

    private static async Task<Results<Ok<ParentFormView>, ProblemHttpResult>> FormAsync(
        LinkRequest request, HttpContext context, ParentFormDesk forms, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await forms.LookAsync(request.Link, cancellation) is { } view ? TypedResults.Ok(view) : Unknown(context, limits);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AnswersAsync(
        AnswersRequest request, HttpContext context, ParentFormDesk forms, FailureLimits limits, CancellationToken cancellation) =>
        request.Answers is { Count: > MostAnswers }
            ? Problems.Of(StatusCodes.Status400BadRequest, "parent-form-invalid")
            : await forms.AnswerAsync(request.Link, request.Version, request.Form, request.Answers, cancellation) switch
            {
                ParentFormOutcome.Kept => TypedResults.NoContent(),
                ParentFormOutcome.Unknown => Unknown(context, limits),
                ParentFormOutcome.Closed => Problems.Of(StatusCodes.Status409Conflict, "parent-form-closed"),
                ParentFormOutcome.Invalid => Problems.Of(StatusCodes.Status400BadRequest, "parent-form-invalid"),
            };

    private static Results<NoContent, ProblemHttpResult> Told(bool done, HttpContext context, FailureLimits limits) =>
        done ? TypedResults.NoContent() : Unknown(context, limits);

    private static ProblemHttpResult Unknown(HttpContext context, FailureLimits limits) =>
        limits.CodeFailed(context) ? Problems.Of(StatusCodes.Status404NotFound, "link-unknown") : Problems.TooMany(context);

    private sealed record LinkRequest(string? Link);

    private sealed record TextRequest(string? Key);

    private sealed record DecideRequest(string? Link, bool? Agree, string? TextVersion);

    /// <param name="Version">Of the questions that were read, as is the form.</param>
    /// <param name="Answers">By question: a canonical answer, empty where the parent does not know.</param>
    private sealed record AnswersRequest(string? Link, string? Version, string? Form, IReadOnlyList<string>? Answers);

    private sealed record AskRequest(string? Link, ParentRequestKind? Kind);

    /// <param name="Seen">Null when all was erased.</param>
    private sealed record ParentReply(ParentView.Seen? Seen, ConsentText? Text);
}
