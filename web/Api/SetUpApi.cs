using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Readiness;
using Diagnostics.Web.Access;
using Diagnostics.Web.Cards;
using Diagnostics.Web.Hubs;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Schools, classes and code cards: what lies under the place of whoever keeps them.</summary>
internal static class SetUpApi
{
    public static void MapSetUpApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder own = app.MapGroup("").WithTags("setup").RequireSecureOrigin().Refuses(403, 503);
        own.MapGet("/api/setup", ReadAsync).NeedsOwn(StaffAct.KeepClasses);
        own.MapPost("/api/setup/schools", AddSchoolAsync).NeedsOwn(StaffAct.KeepSchools).Refuses(400);
        own.MapPost("/api/setup/classes", AddClassAsync)
            .Needs(StaffAct.KeepClasses, call => call.GetArgument<ClassRequest?>(0)?.SchoolId is { } id ? new OrgNode(NodeKind.School, id) : null)
            .Refuses(400);
        own.MapPost("/api/setup/classes/{id}/reissue", ReissueAsync).Needs(StaffAct.PrintCards, NodeKind.Class, "id");
        own.MapPost("/api/setup/classes/{id}/pin", RenewPinAsync).Needs(StaffAct.KeepClasses, NodeKind.Class, "id");
        own.MapPost("/api/setup/classes/{id}/parent-link", ReissueParentAsync).Needs(StaffAct.KeepClasses, NodeKind.Class, "id");
        own.MapGet("/setup/classes/{id}/parents", ParentsAsync).Needs(StaffAct.KeepClasses, NodeKind.Class, "id")
            .Produces(StatusCodes.Status200OK, contentType: "text/html");
        own.MapGet("/setup/classes/{id}/paper", PaperAsync).Needs(StaffAct.PrintCards, NodeKind.Class, "id")
            .Produces(StatusCodes.Status200OK, contentType: "text/html");
        own.MapGet("/setup/classes/{id}/cards", CardsAsync).Needs(StaffAct.PrintCards, NodeKind.Class, "id")
            .Produces(StatusCodes.Status200OK, contentType: "text/html");
    }

    private static async Task<Ok<SetUpTree>> ReadAsync(HttpContext context, OrgTree organisation, OrgPaths paths, BatteryLibrary batteries, CancellationToken cancellation)
    {
        OrgNode place = StaffGate.Who(context).Account.Node;
        OrgPath path = (await paths.FindAsync(place, cancellation))!;
        IReadOnlyList<Region> regions = await organisation.RegionsAsync(cancellation);
        bool mayAddSchools = Permissions.ActsOf(StaffGate.Who(context).Account.Role).Contains(StaffAct.KeepSchools);
        if (regions.FirstOrDefault(one => path.RegionId is null || one.Id == path.RegionId) is not { } region)
        {
            // A server just set up: the first school makes its region.
            return TypedResults.Ok(new SetUpTree("", mayAddSchools, [], []));
        }

        // One server serves one region; the tree is read school by school, as it is small until rosters come.
        IEnumerable<Municipality> municipalities = (await organisation.MunicipalitiesAsync(region.Id, cancellation))
            .Where(one => path.MunicipalityId is null || one.Id == path.MunicipalityId);
        MunicipalityNode[] nodes = await Task.WhenAll(municipalities.Select(one => NodeOfAsync(organisation, one, path.SchoolId, cancellation)));
        return TypedResults.Ok(new SetUpTree(
            region.Name, mayAddSchools, [.. batteries.Own.Select(one => new OwnBattery(one.Id, one.Title.Russian, [.. one.Grades], one.Note?.Russian))], nodes));
    }

    private static async Task<MunicipalityNode> NodeOfAsync(OrgTree organisation, Municipality municipality, string? only, CancellationToken cancellation)
    {
        List<SchoolNode> schools = [];
        foreach (School school in (await organisation.SchoolsAsync(municipality.Id, cancellation)).Where(one => only is null || one.Id == only))
        {
            IReadOnlyList<SchoolClass> classes = await organisation.ClassesAsync(school.Id, cancellation);
            schools.Add(new SchoolNode(school.Id, school.Name, school.Prefix, school.Settlement, classes));
        }

        return new MunicipalityNode(municipality.Id, municipality.Name, schools);
    }

    private static async Task<Results<Ok<Made>, ProblemHttpResult>> AddSchoolAsync(
        SchoolRequest request, HttpContext context, SchoolRegister register, OrgTree organisation, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        bool isBound = account.Node.Kind == NodeKind.Municipality;
        if (!IsName(request.Name) || (!isBound && !IsName(request.MunicipalityName)) || (request.RegionName is { } named && !IsName(named)))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "name-invalid");
        }

        // Whoever keeps one municipality or region adds to it, whatever name is sent along.
        School school = isBound
            ? await organisation.By(account.Id).AddSchoolAsync(account.Node.Id, request.Name!.Trim(), request.Settlement, cancellation)
            : account.Node.Kind == NodeKind.Region
            ? await register.By(account.Id).AddSchoolInAsync(account.Node.Id, request.MunicipalityName!, request.Name!, request.Settlement, cancellation)
            : await register.By(account.Id).AddSchoolAsync(request.RegionName?.Trim(), request.MunicipalityName!, request.Name!, request.Settlement, cancellation);
        return TypedResults.Ok(new Made(school.Id));
    }

    private static async Task<Results<Ok<Made>, ProblemHttpResult>> AddClassAsync(
        ClassRequest request, HttpContext context, OrgTree organisation, CancellationToken cancellation)
    {
        try
        {
            OrgTree tree = organisation.By(StaffGate.Who(context).Account.Id);
            (string school, string letter) = (request.SchoolId ?? "", request.Letter ?? "");
            SchoolClass made = request.Battery is { } battery
                ? await tree.AddClassAsync(school, request.Grade, letter, request.Seats, request.Spares, battery, cancellation)
                : await tree.AddClassAsync(school, request.Grade, letter, request.Seats, request.Spares, request.Variant, cancellation);
            return TypedResults.Ok(new Made(made.Id));
        }
        catch (Exception missing) when (missing is VariantMissingException or BatteryMissingException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "variant-missing");
        }
        catch (ArgumentException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "class-invalid");
        }
    }

    private static async Task<Results<NoContent, NotFound>> ReissueAsync(
        string id, SeatRequest request, HttpContext context, CodeCards cards, CancellationToken cancellation) =>
        await cards.By(StaffGate.Who(context).Account.Id).ReissueAsync(id, request.Seat, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> RenewPinAsync(
        string id, HttpContext context, CodeCards cards, BoardViewers viewers, CancellationToken cancellation)
    {
        if (!await cards.By(StaffGate.Who(context).Account.Id).RenewPinAsync(id, cancellation))
        {
            return TypedResults.NotFound();
        }

        viewers.Close(id);
        return TypedResults.NoContent();
    }

    /// <summary>The answer also for the cards of a sitting, behind a door of its own.</summary>
    internal static async Task<Results<ContentHttpResult, NotFound>> CardsAsync(
        string id, HttpContext context, CodeCards cards, CheckLinks links, PublicAddress address, CancellationToken cancellation) =>
        await cards.By(StaffGate.Who(context).Account.Id).PrintAsync(id, cancellation) is { } sheet && await links.OfClassAsync(id, cancellation) is { } link
            ? TypedResults.Content(CardSheetPage.Render(sheet, address.Of(context.Request), CardSheetStyle.Linked, link), "text/html; charset=utf-8")
            : TypedResults.NotFound();

    /// <param name="seat">One seat alone; without it all of the class.</param>
    private static async Task<Results<ContentHttpResult, NotFound>> PaperAsync(
        string id, int? seat, HttpContext context, PaperForms forms, PublicAddress address, CancellationToken cancellation) =>
        await forms.PrintAsync(id, seat, StaffGate.Who(context).Account.Id, cancellation) is { } sheet
            ? TypedResults.Content(PaperFormPage.Render(sheet, address.Of(context.Request)), "text/html; charset=utf-8")
            : TypedResults.NotFound();

    private static async Task<Results<ContentHttpResult, NotFound>> ParentsAsync(
        string id, HttpContext context, ParentSheets sheets, PublicAddress address, CancellationToken cancellation) =>
        await sheets.PrintAsync(id, StaffGate.Who(context).Account.Id, cancellation) is { } sheet
            ? TypedResults.Content(ParentSheetPage.Render(sheet, address.Of(context.Request)), "text/html; charset=utf-8")
            : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> ReissueParentAsync(
        string id, SeatRequest request, HttpContext context, ParentSheets sheets, CancellationToken cancellation) =>
        await sheets.ReissueAsync(id, request.Seat, StaffGate.Who(context).Account.Id, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static bool IsName(string? text) => text is { Length: <= 120 } && text.Trim().Length >= 2 && !text.Any(char.IsControl);

    private sealed record SchoolRequest(string? MunicipalityName, string? Name, Settlement Settlement, string? RegionName = null);

    /// <param name="Battery">A lesson of the school's own by its identifier; otherwise the form says which one.</param>
    private sealed record ClassRequest(
        string? SchoolId, int Grade, string? Letter, int Seats, int Spares, BatteryVariant Variant = BatteryVariant.Standard, string? Battery = null);

    private sealed record SeatRequest(int Seat);

    private sealed record Made(string Id);

    /// <param name="Note">What whoever chooses it should know; null where its file says nothing.</param>
    private sealed record OwnBattery(string Id, string Title, IReadOnlyList<int> Grades, string? Note);

    private sealed record SetUpTree(string Region, bool MayAddSchools, IReadOnlyList<OwnBattery> Own, IReadOnlyList<MunicipalityNode> Municipalities);

    private sealed record MunicipalityNode(string Id, string Name, IReadOnlyList<SchoolNode> Schools);

    private sealed record SchoolNode(string Id, string Name, string Prefix, Settlement Settlement, IReadOnlyList<SchoolClass> Classes);
}
