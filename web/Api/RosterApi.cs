using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Roster;
using Diagnostics.Web.Access;
using Diagnostics.Web.Rosters;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>Classes from a file without names: brought, looked at, told what would change, written; and as an archive of OneRoster. Each within the own place.</summary>
internal static class RosterApi
{
    /// <summary>Twenty classes of forty places.</summary>
    private const int MostOwnBytes = 128 * 1024;

    public static void MapRosterApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder rosters = app.MapGroup("/api/staff/roster").WithTags("roster").RequireSecureOrigin().Refuses(403, 503);
        rosters.MapPost("", TakeAsync).NeedsOwn(StaffAct.KeepSchools).Refuses(400, 409, 413).WithMetadata(new RequestSizeLimitAttribute(RosterShelf.MostBytes));
        rosters.MapGet("/archive", ArchiveAsync).NeedsOwn(StaffAct.KeepSchools).Produces(StatusCodes.Status200OK, contentType: "application/zip");
        rosters.MapGet("/{work}", Look).NeedsOwn(StaffAct.KeepSchools);
        rosters.MapPost("/{work}/plan", PlanAsync).NeedsOwn(StaffAct.KeepSchools).Refuses(400, 409);
        rosters.MapPost("/{work}/apply", Apply).NeedsOwn(StaffAct.KeepSchools).Refuses(409);
        rosters.MapPost("/{work}/drop", Drop).NeedsOwn(StaffAct.KeepSchools);

        RouteGroupBuilder own = app.MapGroup("/api/setup/schools/{id}/roster").WithTags("roster").RequireSecureOrigin().Refuses(403, 503);
        RequestSizeLimitAttribute large = new(MostOwnBytes);
        own.MapPost("/look", LookOwnAsync).Needs(StaffAct.KeepClasses, NodeKind.School, "id").Refuses(400).WithMetadata(large);
        own.MapPost("", WriteOwnAsync).Needs(StaffAct.KeepClasses, NodeKind.School, "id").Refuses(400).WithMetadata(large);
    }

    private static async Task<Results<Ok<IReadOnlyList<RosterClassLine>>, ProblemHttpResult>> LookOwnAsync(
        string id, OwnRequest request, OwnClasses own, CancellationToken cancellation) =>
        await own.LookAsync(id, request.Classes ?? [], cancellation) is { } lines
            ? TypedResults.Ok(lines)
            : Problems.Of(StatusCodes.Status400BadRequest, "class-invalid");

    private static async Task<Results<NoContent, ProblemHttpResult>> WriteOwnAsync(
        string id, OwnRequest request, HttpContext context, OwnClasses own, CancellationToken cancellation) =>
        await own.WriteAsync(id, request.Classes ?? [], StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status400BadRequest, "class-invalid");

    private static async Task<Results<Ok<RosterFile>, ProblemHttpResult>> TakeAsync(
        HttpContext context, RosterShelf shelf, RosterDesk roster, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        try
        {
            if (await shelf.TakeAsync(account.Id, context.Request.Body, cancellation) is not var (work, found))
            {
                return Problems.Of(StatusCodes.Status409Conflict, "roster-busy");
            }

            RosterColumns? remembered = await roster.RememberedAsync(account.Node, found.Columns.Select(column => column.Heading), cancellation);
            return TypedResults.Ok(new RosterFile(work?.Id, found, remembered, account.Node.Kind == NodeKind.Municipality));
        }
        catch (RosterFileException refused)
        {
            return Refusal(refused);
        }
    }

    private static async Task<Results<Ok<RosterPlanned>, NotFound, ProblemHttpResult>> PlanAsync(
        string work, PlanRequest request, HttpContext context, RosterShelf shelf, RosterDesk roster, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        if (shelf.Find(work, account.Id) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (found.State.Stage is RosterStage.Writing or RosterStage.Done)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "roster-busy");
        }

        RosterColumns columns = new([.. request.Fields ?? []], request.Settlement);
        if (columns.FaultFor(found.Found.Columns.Length, account.Node.Kind == NodeKind.Municipality) is { } fault)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, CodeOf(fault));
        }

        try
        {
            RosterPlan plan = await Task.Run(() => roster.PlanAsync(found.File, columns, account.Node, account.Id, null, cancellation), cancellation);
            found.Plan(plan);
            return TypedResults.Ok(RosterPlanned.Of(plan));
        }
        catch (RosterFileException refused)
        {
            return Refusal(refused);
        }
    }

    private static Results<Ok<RosterProgress>, NotFound> Look(string work, HttpContext context, RosterShelf shelf) =>
        shelf.Find(work, StaffGate.Who(context).Account.Id) is { } found
            ? TypedResults.Ok(new RosterProgress(found.State.Stage, found.Share, found.State.Done))
            : TypedResults.NotFound();

    private static Results<NoContent, NotFound, ProblemHttpResult> Apply(string work, HttpContext context, RosterShelf shelf) =>
        shelf.Find(work, StaffGate.Who(context).Account.Id) is not { } found ? TypedResults.NotFound()
        : shelf.TryApply(found) ? TypedResults.NoContent()
        : Problems.Of(StatusCodes.Status409Conflict, "roster-busy");

    private static Results<NoContent, NotFound> Drop(string work, HttpContext context, RosterShelf shelf)
    {
        if (shelf.Find(work, StaffGate.Who(context).Account.Id) is not { } found)
        {
            return TypedResults.NotFound();
        }

        shelf.Drop(found);
        return TypedResults.NoContent();
    }

    private static async Task<FileContentHttpResult> ArchiveAsync(HttpContext context, OneRosterWriter writer, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        using MemoryStream archive = new();
        await writer.WriteAsync(account.Node, account.Id, archive, cancellation);
        return TypedResults.File(archive.ToArray(), "application/zip", "oneroster.zip");
    }

    private static ProblemHttpResult Refusal(RosterFileException refused) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["code"] = CodeOf(refused.Kind), ["part"] = refused.Part, ["line"] = refused.Line });

    private static string CodeOf(RosterFileFault kind) => kind switch
    {
        RosterFileFault.Unreadable => "roster-unreadable",
        RosterFileFault.Empty => "roster-empty",
        RosterFileFault.OldWorkbook => "roster-old",
        RosterFileFault.Large => "roster-large",
        RosterFileFault.ManyColumns => "roster-columns",
        RosterFileFault.Headings => "roster-headings",
        RosterFileFault.WrongArchive => "roster-archive",
        RosterFileFault.PersonalPart => "roster-personal",
        RosterFileFault.NotBulk => "roster-bulk",
    };

    private static string CodeOf(RosterColumnsFault fault) => fault switch
    {
        RosterColumnsFault.Count => "roster-mapping",
        RosterColumnsFault.Twice => "roster-twice",
        RosterColumnsFault.NoSchool => "roster-no-school",
        RosterColumnsFault.NoClass => "roster-no-class",
        RosterColumnsFault.NoMunicipality => "roster-no-municipality",
    };

    private sealed record OwnRequest(IReadOnlyList<OwnClass>? Classes);

    private sealed record PlanRequest(IReadOnlyList<RosterField>? Fields, Settlement Settlement);

    /// <param name="Work">Null when columns are said of persons: then nothing is kept.</param>
    /// <param name="IsBound">One municipality is meant, whatever the file says.</param>
    private sealed record RosterFile(string? Work, RosterInspection Found, RosterColumns? Remembered, bool IsBound);

    private sealed record RosterProgress(RosterStage Stage, double Share, RosterDone? Done);

    private sealed record RosterPlanned(
        long Rows, int New, int Changed, int Unchanged, int Held, int NotMentioned, int SchoolsNotMentioned, int Students, int FaultCount,
        ImmutableArray<RosterFault> Faults, ImmutableArray<RosterSchoolLine> Schools)
    {
        public static RosterPlanned Of(RosterPlan plan) => new(
            plan.Rows, plan.Count(RosterChange.New), plan.Count(RosterChange.Changed), plan.Count(RosterChange.Unchanged), plan.Count(RosterChange.Held),
            plan.ClassesNotMentioned, plan.SchoolsNotMentioned, plan.Students, plan.FaultCount, plan.Faults, plan.Schools);
    }
}
