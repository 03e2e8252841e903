using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.YearReports;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The yearly report of the own place: a region's, or a municipality's. Each door names the campaign's year; without it the newest is meant.</summary>
internal static class YearReportApi
{
    public static void MapYearReportApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder reports = app.MapGroup("/api/report").WithTags("report").RequireSecureOrigin().Refuses(403, 503);
        reports.MapGet("", ReadAsync).NeedsOwn(StaffAct.ReadFigures);
        reports.MapGet("/schools", SchoolsAsync).NeedsOwn(StaffAct.ReadFigures);
        reports.MapGet("/editions/{edition}", OpenAsync).NeedsOwn(StaffAct.ReadFigures);
        reports.MapPost("/words", WordsAsync).NeedsOwn(StaffAct.WriteReport).Refuses(400, 409);
        reports.MapPost("/section", SectionAsync).NeedsOwn(StaffAct.WriteReport).Refuses(400, 409);
        reports.MapPost("/renew", RenewAsync).NeedsOwn(StaffAct.WriteReport).Refuses(409);
        reports.MapPost("/freeze", FreezeAsync).NeedsOwn(StaffAct.WriteReport).Refuses(400, 409, 429);
    }

    private static async Task<Results<Ok<ReportPage>, ProblemHttpResult>> ReadAsync(int? year, HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        await reports.ReadAsync(Who(context).Node, year, cancellation) is { } page ? TypedResults.Ok(page) : Missing();

    private static async Task<Ok<IReadOnlyDictionary<string, string>>> SchoolsAsync(HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        TypedResults.Ok(await reports.SchoolCodesAsync(Who(context).Node, cancellation));

    private static async Task<Results<Ok<Edition>, ProblemHttpResult>> OpenAsync(string edition, HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        await reports.OpenAsync(Who(context).Node, edition, cancellation) is { } found ? TypedResults.Ok(found) : Missing();

    private static Task<Results<Ok<ReportPage>, ProblemHttpResult>> WordsAsync(WordsRequest request, HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        ChangeAsync(request.Year, new ReportChange.Words(request.Stamp ?? "", request.Paragraph ?? "", request.Section ?? "", request.Text, request.Was), context, reports, cancellation);

    private static Task<Results<Ok<ReportPage>, ProblemHttpResult>> SectionAsync(SectionRequest request, HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        ChangeAsync(request.Year, new ReportChange.LeaveOut(request.Stamp ?? "", request.Section ?? "", request.IsLeftOut ?? false), context, reports, cancellation);

    private static async Task<Results<Ok<ReportPage>, ProblemHttpResult>> ChangeAsync(int? year, ReportChange change, HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        await ReplyAsync(year, await reports.ChangeAsync(Who(context).Node, year, change, Who(context).Id, cancellation), context, reports, cancellation);

    private static async Task<Results<Ok<ReportPage>, ProblemHttpResult>> RenewAsync(RenewRequest request, HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        await ReplyAsync(request.Year, await reports.RenewAsync(Who(context).Node, request.Year, request.Stamp ?? "", Who(context).Id, cancellation), context, reports, cancellation);

    private static async Task<Results<Ok<FreezeReply>, ProblemHttpResult>> FreezeAsync(
        FreezeRequest request, HttpContext context, OwnerProof proof, ReportDesk reports, CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(context, request.Proof, cancellation) is { } refusal)
        {
            return refusal;
        }

        (ReportOutcome outcome, string? id) = await reports.FreezeAsync(Who(context).Node, request.Year, request.Stamp ?? "", request.Revision ?? 0, Who(context).Id, cancellation);
        return Refusal(outcome) is { } refused ? refused : TypedResults.Ok(new FreezeReply(id!));
    }

    /// <summary>The page as it is now: with what others wrote meanwhile.</summary>
    private static async Task<Results<Ok<ReportPage>, ProblemHttpResult>> ReplyAsync(int? year, ReportOutcome outcome, HttpContext context, ReportDesk reports, CancellationToken cancellation) =>
        Refusal(outcome) is { } refusal ? refusal : TypedResults.Ok((await reports.ReadAsync(Who(context).Node, year, cancellation))!);

    private static ProblemHttpResult? Refusal(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Done => null,
        ReportOutcome.NoReading => Problems.Of(StatusCodes.Status409Conflict, "report-no-reading"),
        ReportOutcome.Changed => Problems.Of(StatusCodes.Status409Conflict, "report-changed"),
        ReportOutcome.Older => Problems.Of(StatusCodes.Status409Conflict, "report-older"),
        ReportOutcome.Damaged => Problems.Of(StatusCodes.Status409Conflict, "report-damaged"),
        ReportOutcome.Invalid => Problems.Of(StatusCodes.Status400BadRequest, "report-invalid"),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static Account Who(HttpContext context) => StaffGate.Who(context).Account;

    private static ProblemHttpResult Missing() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private sealed record WordsRequest(int? Year, string? Stamp, string? Paragraph, string? Section, string? Text, string? Was);

    private sealed record SectionRequest(int? Year, string? Stamp, string? Section, bool? IsLeftOut);

    private sealed record RenewRequest(int? Year, string? Stamp);

    private sealed record FreezeRequest(int? Year, string? Stamp, long? Revision, ProofRequest? Proof);

    private sealed record FreezeReply(string Id);
}
