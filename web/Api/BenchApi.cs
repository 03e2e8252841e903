using System.Collections.Immutable;
using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Bench;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Engine.Qti;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>Where a methodologist writes instruments: drafts of the own region, and what it published.</summary>
internal static class BenchApi
{
    /// <summary>The longest instrument or package, with room for how JSON writes it.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    public static void MapBenchApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder bench = app.MapGroup("/api/bench").WithTags("bench").RequireSecureOrigin().Refuses(403, 503);
        RequestSizeLimitAttribute large = new(MostBytes);
        bench.MapGet("", ListAsync).NeedsOwn(StaffAct.KeepContent);
        bench.MapPost("", BeginAsync).NeedsOwn(StaffAct.KeepContent).Refuses(400).WithMetadata(large);
        bench.MapPost("/qti", BeginFromQtiAsync).NeedsOwn(StaffAct.KeepContent).Refuses(400).WithMetadata(large);
        bench.MapGet("/drafts/{draft}", ReadAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
        bench.MapPost("/drafts/{draft}", WriteAsync).NeedsOwn(StaffAct.KeepContent).Refuses(400, 409).WithMetadata(large);
        bench.MapPost("/drafts/{draft}/drop", DropAsync).NeedsOwn(StaffAct.KeepContent).Refuses(409);
        bench.MapGet("/drafts/{draft}/package", PackageAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
        bench.MapGet("/drafts/{draft}/qti", QtiAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
        bench.MapGet("/drafts/{draft}/changes", CompareAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
        bench.MapPost("/drafts/{draft}/publish", PublishAsync).NeedsOwn(StaffAct.KeepContent).Refuses(400, 409, 429);
        bench.MapGet("/published/{instrument}/{version}", FileAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
        bench.MapGet("/published/{instrument}/{version}/package", PublishedPackageAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
        bench.MapGet("/published/{instrument}/{version}/qti", PublishedQtiAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
        bench.MapGet("/published/{instrument}/{version}/changes", ComparePublishedAsync).NeedsOwn(StaffAct.KeepContent).Refuses(404);
    }

    private static async Task<Ok<BenchPage>> ListAsync(HttpContext context, BenchDesk drafts, PublicationDesk publications, CancellationToken cancellation)
    {
        string region = RegionOf(context);
        return TypedResults.Ok(new BenchPage(await drafts.ListAsync(region, cancellation), await publications.ListAsync(region, cancellation), drafts.Known));
    }

    private static async Task<Results<Ok<BegunReply>, ProblemHttpResult>> BeginAsync(BeginRequest request, HttpContext context, BenchDesk drafts, CancellationToken cancellation) =>
        request.Start is { } start && await drafts.BeginAsync(RegionOf(context), start, Who(context), cancellation) is { } id ? TypedResults.Ok(new BegunReply(id)) : Invalid();

    private static async Task<Results<Ok<QtiReply>, ProblemHttpResult>> BeginFromQtiAsync(
        QtiRequest request, HttpContext context, BenchDesk drafts, CancellationToken cancellation) =>
        request is { Package: { Length: > 0 } package, Name: { } name }
            ? TypedResults.Ok(QtiReply.Of(await drafts.BeginFromQtiAsync(RegionOf(context), package, name, Who(context), cancellation)))
            : Invalid();

    private static async Task<Results<Ok<DraftReply>, ProblemHttpResult>> ReadAsync(string draft, HttpContext context, BenchDesk drafts, CancellationToken cancellation) =>
        await drafts.ReadAsync(RegionOf(context), draft, cancellation) is { } view ? TypedResults.Ok(DraftReply.Of(view)) : NotFound();

    private static async Task<Results<Ok<DraftReply>, ProblemHttpResult>> WriteAsync(
        string draft, WriteRequest request, HttpContext context, BenchDesk drafts, CancellationToken cancellation)
    {
        DraftWritten written = await drafts.WriteAsync(RegionOf(context), draft, request.Revision, request.Text ?? "", Who(context), cancellation);
        return written switch
        {
            { Outcome: DraftOutcome.Done, Draft: { } view } => TypedResults.Ok(DraftReply.Of(view)),
            { Outcome: DraftOutcome.Changed } => Changed(),
            _ => Invalid(),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync(
        string draft, DropRequest request, HttpContext context, BenchDesk drafts, CancellationToken cancellation) =>
        await drafts.DropAsync(RegionOf(context), draft, request.Revision, Who(context), cancellation) ? TypedResults.NoContent() : Changed();

    /// <summary>As a student's browser receives it: without key and solutions.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PackageAsync(
        string draft, int? seconds, HttpContext context, BenchDesk drafts, CancellationToken cancellation) =>
        await drafts.PackageAsync(RegionOf(context), draft, seconds, cancellation) is { } package ? TypedResults.Bytes(package.Json, "application/json") : NotFound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> QtiAsync(string draft, HttpContext context, BenchDesk drafts, CancellationToken cancellation) =>
        await drafts.QtiAsync(RegionOf(context), draft, cancellation) is { } package ? Zip(package, "draft") : NotFound();

    private static async Task<Results<Ok<ImmutableArray<JsonChange>>, ProblemHttpResult>> CompareAsync(
        string draft, string? instrument, string? version, HttpContext context, BenchDesk drafts, CancellationToken cancellation) =>
        await drafts.CompareAsync(RegionOf(context), draft, instrument ?? "", version ?? "", cancellation) is { } changes ? TypedResults.Ok(changes) : NotFound();

    private static async Task<Results<Ok<PublishReply>, ProblemHttpResult>> PublishAsync(
        string draft, PublishRequest request, HttpContext context, OwnerProof proof, PublicationDesk publications, CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(context, request.Proof, cancellation) is { } refusal)
        {
            return refusal;
        }

        PublishResult result = await publications.PublishAsync(RegionOf(context), draft, request.Order, Who(context), cancellation);
        return result.Outcome switch
        {
            PublishOutcome.Invalid => Invalid(),
            PublishOutcome.Changed => Changed(),
            PublishOutcome.Done or PublishOutcome.Refused or PublishOutcome.NeedsReason => TypedResults.Ok(PublishReply.Of(result)),
        };
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FileAsync(
        string instrument, string version, HttpContext context, PublicationDesk publications, CancellationToken cancellation) =>
        await publications.FileAsync(RegionOf(context), instrument, version, cancellation) is { } text
            ? TypedResults.Bytes(Encoding.UTF8.GetBytes(text), "application/json", $"{instrument}-{version}.json")
            : NotFound();

    /// <summary>As a student's browser receives it: without key and solutions.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PublishedPackageAsync(
        string instrument, string version, HttpContext context, PublicationDesk publications, CancellationToken cancellation) =>
        await publications.PackageAsync(RegionOf(context), instrument, version, cancellation) is { } package ? TypedResults.Bytes(package.Json, "application/json") : NotFound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PublishedQtiAsync(
        string instrument, string version, HttpContext context, PublicationDesk publications, CancellationToken cancellation) =>
        await publications.QtiAsync(RegionOf(context), instrument, version, cancellation) is { } package ? Zip(package, $"{instrument}-{version}") : NotFound();

    /// <param name="with">The other instrument.</param>
    /// <param name="its">Its version.</param>
    private static async Task<Results<Ok<ImmutableArray<JsonChange>>, ProblemHttpResult>> ComparePublishedAsync(
        string instrument, string version, string? with, string? its, HttpContext context, PublicationDesk publications, CancellationToken cancellation) =>
        await publications.CompareAsync(RegionOf(context), instrument, version, with ?? "", its ?? "", cancellation) is { } changes ? TypedResults.Ok(changes) : NotFound();

    private static FileContentHttpResult Zip(byte[] package, string name) => TypedResults.Bytes(package, "application/zip", $"{name}.zip");

    /// <summary>Who looks after content does it for a region (<see cref="Permissions.Fits"/>).</summary>
    private static string RegionOf(HttpContext context) => StaffGate.Who(context).Account.Node.Id;

    private static string Who(HttpContext context) => StaffGate.Who(context).Account.Id;

    private static ProblemHttpResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static ProblemHttpResult Invalid() => Problems.Of(StatusCodes.Status400BadRequest, "draft-invalid");

    private static ProblemHttpResult Changed() => Problems.Of(StatusCodes.Status409Conflict, "draft-changed");

    private sealed record BenchPage(ImmutableArray<DraftHead> Drafts, ImmutableArray<PublishedHead> Published, ImmutableArray<KnownInstrument> Known);

    private sealed record BegunReply(string Draft);

    private sealed record QtiRequest(string? Name, byte[]? Package);

    /// <param name="Places">Where it is left out or changed, or why nothing came of it: at most as many as anybody reads.</param>
    private sealed record QtiReply(ImmutableArray<string> Drafts, int LeftOut, int Changed, ImmutableArray<QtiPlace> Places)
    {
        private const int Most = 200;

        public static QtiReply Of(QtiBegun begun) => new(
            begun.Drafts,
            begun.Findings.Count(one => one.Kind == QtiFindingKind.LeftOut),
            begun.Findings.Count(one => one.Kind == QtiFindingKind.Changed),
            [.. begun.Findings.Take(Most).Select(one => new QtiPlace(one.Kind, one.File, one.Line, one.Element, one.RussianReason))]);
    }

    private sealed record QtiPlace(QtiFindingKind Kind, string File, int Line, string Element, string Reason);

    private sealed record DraftReply(long Revision, string Text, bool IsWhole, ImmutableArray<FindingReply> Findings, ImmutableArray<ForetoldScale> Scales, int Respondents)
    {
        public static DraftReply Of(DraftView view) =>
            new(view.Revision, view.Text, view.IsWhole, [.. view.Told().Select(FindingReply.Of)], view.Scales, ForetoldScale.Respondents);
    }

    private sealed record PublishReply(PublishOutcome Outcome, ImmutableArray<FindingReply> Findings)
    {
        public static PublishReply Of(PublishResult result) => new(result.Outcome, [.. result.Findings.Select(FindingReply.Of)]);
    }

    /// <param name="Path">For the page, which leads to the field.</param>
    /// <param name="Place">The same in words.</param>
    private sealed record FindingReply(LintSeverity Severity, string Called, string Rule, string Path, string Place, string Message, string? Advice)
    {
        public static FindingReply Of(ToldFinding told) =>
            new(told.Finding.Severity, told.Severity, told.Finding.Rule, told.Finding.Path, told.Place, told.Message, told.Advice);
    }

    /// <summary>One of the three.</summary>
    private sealed record BeginRequest(DraftKind? Kind, string? Instrument, string? Version, string? Text)
    {
        public DraftStart? Start => this switch
        {
            { Kind: { } kind } => new DraftStart.Empty(kind),
            { Instrument: { } instrument, Version: { } version } => new DraftStart.Copy(instrument, version),
            { Text: { } text } => new DraftStart.File(text),
            _ => null,
        };
    }

    private sealed record WriteRequest(long Revision, string? Text);

    private sealed record DropRequest(long Revision);

    private sealed record PublishRequest(long Revision, IReadOnlyList<int>? Grades, int? Seconds, string? Reason, ProofRequest? Proof)
    {
        public PublishOrder Order => new(Revision, [.. (Grades ?? []).Take(12)], Seconds, (Reason ?? "").Trim());
    }
}
