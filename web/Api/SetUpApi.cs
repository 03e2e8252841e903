using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Diagnostics.Web.Cards;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Schools, classes and code cards until accounts come: open on the server itself or with the operator's set-up key.</summary>
internal static class SetUpApi
{
    public static void MapSetUpApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder open = app.MapGroup("").WithTags("setup").RequireSecureOrigin().Refuses(403);
        open.MapPost("/api/setup/enter", Enter).Refuses(401, 429);
        RouteGroupBuilder own = open.MapGroup("").AddEndpointFilter(RequireAccessAsync).Refuses(401, 503);
        own.MapGet("/api/setup", ReadAsync);
        own.MapPost("/api/setup/schools", AddSchoolAsync).Refuses(400);
        own.MapPost("/api/setup/classes", AddClassAsync).Refuses(400);
        own.MapPost("/api/setup/classes/{id}/reissue", ReissueAsync);
        own.MapGet("/setup/classes/{id}/cards", CardsAsync).Produces(StatusCodes.Status200OK, contentType: "text/html");
    }

    private static Results<NoContent, ProblemHttpResult> Enter(KeyRequest request, HttpContext context, SetUpAccess access, FailureLimits limits)
    {
        if (!limits.TrySecret($"setup:{FailureLimits.AddressOf(context)}"))
        {
            return Problems.TooMany(context);
        }

        return access.TryEnter(context, request.Key ?? "") ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status401Unauthorized, "key-wrong");
    }

    private static async Task<Ok<SetUpTree>> ReadAsync(OrgTree organisation, CancellationToken cancellation)
    {
        IReadOnlyList<Region> regions = await organisation.RegionsAsync(cancellation);
        if (regions.Count == 0)
        {
            return TypedResults.Ok(new SetUpTree("", []));
        }

        // One server serves one region; the tree is read school by school, as it is small until rosters come.
        IReadOnlyList<Municipality> municipalities = await organisation.MunicipalitiesAsync(regions[0].Id, cancellation);
        return TypedResults.Ok(new SetUpTree(
            regions[0].Name, await Task.WhenAll(municipalities.Select(one => NodeOfAsync(organisation, one, cancellation)))));
    }

    private static async Task<MunicipalityNode> NodeOfAsync(OrgTree organisation, Municipality municipality, CancellationToken cancellation)
    {
        List<SchoolNode> schools = [];
        foreach (School school in await organisation.SchoolsAsync(municipality.Id, cancellation))
        {
            IReadOnlyList<SchoolClass> classes = await organisation.ClassesAsync(school.Id, cancellation);
            schools.Add(new SchoolNode(school.Id, school.Name, school.Prefix, school.Settlement, classes));
        }

        return new MunicipalityNode(municipality.Id, municipality.Name, schools);
    }

    private static async Task<Results<Ok<Made>, ProblemHttpResult>> AddSchoolAsync(
        SchoolRequest request, SchoolRegister register, CancellationToken cancellation)
    {
        if (!IsName(request.Name) || !IsName(request.MunicipalityName))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "name-invalid");
        }

        School school = await register.AddSchoolAsync(request.MunicipalityName!, request.Name!, request.Settlement, cancellation);
        return TypedResults.Ok(new Made(school.Id));
    }

    private static async Task<Results<Ok<Made>, ProblemHttpResult>> AddClassAsync(
        ClassRequest request, OrgTree organisation, CancellationToken cancellation)
    {
        try
        {
            SchoolClass made = await organisation.AddClassAsync(
                request.SchoolId ?? "", request.Grade, request.Letter ?? "", request.Seats, request.Spares, request.Variant, cancellation);
            return TypedResults.Ok(new Made(made.Id));
        }
        catch (VariantMissingException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "variant-missing");
        }
        catch (ArgumentException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "class-invalid");
        }
    }

    private static async Task<Results<NoContent, NotFound>> ReissueAsync(
        string id, SeatRequest request, CodeCards cards, CancellationToken cancellation) =>
        await cards.ReissueAsync(id, request.Seat, cancellation) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<ContentHttpResult, NotFound>> CardsAsync(
        string id, HttpContext context, CodeCards cards, PublicAddress address, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await cards.ReadAsync(id, cancellation) is { } sheet
            ? TypedResults.Content(CardSheetPage.Render(sheet, address.Of(context.Request), CardSheetStyle.Linked), "text/html; charset=utf-8")
            : TypedResults.NotFound();
    }

    private static async ValueTask<object?> RequireAccessAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext context = call.HttpContext;
        return context.RequestServices.GetRequiredService<SetUpAccess>().IsOpen(context)
            ? await next(call)
            : Problems.Of(StatusCodes.Status401Unauthorized, "setup-locked");
    }

    private static bool IsName(string? text) => text is { Length: <= 120 } && text.Trim().Length >= 2 && !text.Any(char.IsControl);

    private sealed record KeyRequest(string? Key);

    private sealed record SchoolRequest(string? MunicipalityName, string? Name, Settlement Settlement);

    private sealed record ClassRequest(string? SchoolId, int Grade, string? Letter, int Seats, int Spares, BatteryVariant Variant = BatteryVariant.Standard);

    private sealed record SeatRequest(int Seat);

    private sealed record Made(string Id);

    private sealed record SetUpTree(string Region, IReadOnlyList<MunicipalityNode> Municipalities);

    private sealed record MunicipalityNode(string Id, string Name, IReadOnlyList<SchoolNode> Schools);

    private sealed record SchoolNode(string Id, string Name, string Prefix, Settlement Settlement, IReadOnlyList<SchoolClass> Classes);
}
