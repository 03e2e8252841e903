using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What a region's finished sessions come to: norms, frozen versions, items, what they come to beyond counting, links of forms. Always of the region the own place lies in.</summary>
internal static class FigureApi
{
    public static void MapFigureApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder figures = app.MapGroup("/api/figures").WithTags("figures").RequireSecureOrigin().Refuses(403, 503);
        figures.MapGet("/reading", ReadingAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapPost("/reading", AskAsync).NeedsOwn(StaffAct.KeepContent);
        figures.MapGet("/norms", NormsAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapGet("/items", ItemsAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapGet("/models", ModelsAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapGet("/banks", Banks).NeedsOwn(StaffAct.ReadFigures);
        figures.MapGet("/linkable", LinkableAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapGet("/link", LinkAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapGet("/norms/versions", VersionsAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapGet("/norms/versions/{norms}", VersionAsync).NeedsOwn(StaffAct.ReadFigures);
        figures.MapPost("/norms/freeze", FreezeAsync).NeedsOwn(StaffAct.KeepContent).Refuses(400, 409, 429);
    }

    private static async Task<Results<Ok<FigureHead>, ProblemHttpResult>> ReadingAsync(
        HttpContext context, FigureDesk figures, ReadingDesk readings, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region
            ? TypedResults.Ok(await figures.HeadAsync(region, readings.ProgressOf(region), cancellation))
            : Missing();

    /// <summary>Whoever asks while a pass is under way waits for that one.</summary>
    private static async Task<Results<Ok<ReadingProgress>, ProblemHttpResult>> AskAsync(
        HttpContext context, FigureDesk figures, ReadingDesk readings, CancellationToken cancellation)
    {
        if (await RegionAsync(context, figures, cancellation) is not { } region)
        {
            return Missing();
        }

        readings.Ask(region, Who(context).Id);
        return TypedResults.Ok(readings.ProgressOf(region));
    }

    /// <summary>Of a form the last pass did not meet there is nothing.</summary>
    private static async Task<Results<Ok<FormNorms>, NoContent>> NormsAsync(
        string? instrument, string? version, string? form, HttpContext context, FigureDesk figures, CancellationToken cancellation) =>
        await figures.NormsAsync(Who(context).Node, KeyOf(instrument, version, form), cancellation) is { } norms ? TypedResults.Ok(norms) : TypedResults.NoContent();

    /// <summary>Texts and right answers are for whoever looks after the content.</summary>
    private static async Task<Results<Ok<FormItems>, NoContent>> ItemsAsync(
        string? instrument, string? version, string? form, HttpContext context, FigureDesk figures, CancellationToken cancellation)
    {
        Account who = Who(context);
        bool hasWords = Permissions.ActsOf(who.Role).Contains(StaffAct.KeepContent);
        return await figures.ItemsAsync(who.Node, KeyOf(instrument, version, form), hasWords, cancellation) is { } items ? TypedResults.Ok(items) : TypedResults.NoContent();
    }

    /// <summary>Items by their identifiers alone: nothing of it is a text.</summary>
    private static async Task<Results<Ok<FormModels>, NoContent>> ModelsAsync(
        string? instrument, string? version, string? form, HttpContext context, FigureDesk figures, CancellationToken cancellation) =>
        await figures.ModelsAsync(Who(context).Node, KeyOf(instrument, version, form), cancellation) is { } models ? TypedResults.Ok(models) : TypedResults.NoContent();

    /// <summary>Of the built-in banks and of simulated persons: the same for every region.</summary>
    private static Ok<ImmutableArray<ToldBank>> Banks() => TypedResults.Ok(BankLibrary.Told());

    private static async Task<Results<Ok<ImmutableArray<LinkableForm>>, ProblemHttpResult>> LinkableAsync(
        HttpContext context, FigureDesk figures, LinkDesk links, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region ? TypedResults.Ok(await links.FormsAsync(region, cancellation)) : Missing();

    /// <summary>The form <c>from</c> is moved onto the scale of the form <c>to</c>, not by the items named in <c>without</c>. Two that the region does not keep, or of two instruments, have no link.</summary>
    private static async Task<Results<Ok<LinkReport>, NoContent>> LinkAsync(
        string? instrument, int? fromYear, string? fromVersion, string? fromForm, int? toYear, string? toVersion, string? toForm, string[]? without,
        HttpContext context, FigureDesk figures, LinkDesk links, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region
        && await links.LinkAsync(
            region, new YearForm(fromYear ?? 0, KeyOf(instrument, fromVersion, fromForm)), new YearForm(toYear ?? 0, KeyOf(instrument, toVersion, toForm)),
            (without ?? []).ToHashSet(StringComparer.Ordinal), cancellation) is { } report
            ? TypedResults.Ok(report)
            : TypedResults.NoContent();

    private static async Task<Results<Ok<ImmutableArray<NormVersionHead>>, ProblemHttpResult>> VersionsAsync(
        HttpContext context, FigureDesk figures, NormVersionDesk versions, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region ? TypedResults.Ok(await versions.ListAsync(region, cancellation)) : Missing();

    private static async Task<Results<Ok<NormVersionFiles>, ProblemHttpResult>> VersionAsync(
        string norms, HttpContext context, FigureDesk figures, NormVersionDesk versions, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region && await versions.OpenAsync(region, norms, cancellation) is { } files
            // Neighbours stand in it by name.
            ? TypedResults.Ok(Who(context).Node.Kind == NodeKind.Municipality ? files with { ByGroup = null } : files)
            : Missing();

    private static async Task<Results<Ok<FreezeReply>, ProblemHttpResult>> FreezeAsync(
        FreezeRequest request, HttpContext context, OwnerProof proof, FigureDesk figures, NormVersionDesk versions, CancellationToken cancellation)
    {
        if (await RegionAsync(context, figures, cancellation) is not { } region)
        {
            return Missing();
        }

        if (await proof.RefusalAsync(context, request.Proof, cancellation) is { } refusal)
        {
            return refusal;
        }

        FreezeOutcome outcome = await versions.FreezeAsync(
            region, KeyOf(request.Instrument, request.Version, request.Form), request.Reading ?? "", Who(context).Id, cancellation);
        return outcome switch
        {
            FreezeOutcome.Done done => TypedResults.Ok(new FreezeReply(done.Id, done.Number)),
            FreezeOutcome.Refused { Why: FreezeRefusal.NoReading } => Problems.Of(StatusCodes.Status409Conflict, "norms-no-reading"),
            FreezeOutcome.Refused { Why: FreezeRefusal.Changed } => Problems.Of(StatusCodes.Status409Conflict, "norms-changed"),
            FreezeOutcome.Refused => Problems.Of(StatusCodes.Status409Conflict, "norms-too-few"),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    private static Account Who(HttpContext context) => StaffGate.Who(context).Account;

    private static Task<string?> RegionAsync(HttpContext context, FigureDesk figures, CancellationToken cancellation) => figures.RegionOfAsync(Who(context).Node, cancellation);

    private static FormKey KeyOf(string? instrument, string? version, string? form) => new(instrument ?? "", version ?? "", form ?? "");

    private static ProblemHttpResult Missing() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    /// <param name="Reading">Hash of the reading that was looked at.</param>
    private sealed record FreezeRequest(string? Instrument, string? Version, string? Form, string? Reading, ProofRequest? Proof);

    private sealed record FreezeReply(string Id, long Number);
}
