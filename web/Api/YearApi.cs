using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Years;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>A school's two newest years, and tying the places of one student in them. Names were joined in the browser: places come in and go out.</summary>
internal static class YearApi
{
    /// <summary>What a request body takes with room to spare, and one deed of the store that others do not wait for long. Pages send portions.</summary>
    private const int MostPlaces = 250;

    public static void MapYearApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder years = app.MapGroup("/api/names/schools/{id}/years").WithTags("names").RequireSecureOrigin().Refuses(403, 503);
        years.MapGet("", ReadAsync).Needs(StaffAct.LinkYears, NodeKind.School, "id");
        years.MapPost("/link", LinkAsync).Needs(StaffAct.LinkYears, NodeKind.School, "id").Refuses(400);
        years.MapPost("/unlink", UnlinkAsync).Needs(StaffAct.LinkYears, NodeKind.School, "id").Refuses(400);
        years.MapPost("/drop", DropAsync).Needs(StaffAct.LinkYears, NodeKind.School, "id").Refuses(400);
    }

    private static async Task<Results<Ok<SchoolYears>, ProblemHttpResult>> ReadAsync(string id, YearDesk years, CancellationToken cancellation) =>
        await years.ReadAsync(id, cancellation) is { } school ? TypedResults.Ok(school) : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Results<Ok<YearOutcome>, ProblemHttpResult>> LinkAsync(
        string id, LinkRequest request, HttpContext context, YearDesk years, CancellationToken cancellation) =>
        request.Pairs is { Count: > 0 and <= MostPlaces } pairs && pairs.All(pair => IsPlace(pair?.Now) && IsPlace(pair?.Earlier))
            ? TypedResults.Ok(await years.LinkAsync(id, pairs, StaffGate.Who(context).Account.Id, cancellation))
            : Problems.Of(StatusCodes.Status400BadRequest, "years-invalid");

    private static Task<Results<Ok<UndoneReply>, ProblemHttpResult>> UnlinkAsync(
        string id, PlacesRequest request, HttpContext context, YearDesk years, CancellationToken cancellation) =>
        UndoAsync(request, places => years.UnlinkAsync(id, places, StaffGate.Who(context).Account.Id, cancellation));

    private static Task<Results<Ok<UndoneReply>, ProblemHttpResult>> DropAsync(
        string id, PlacesRequest request, HttpContext context, YearDesk years, CancellationToken cancellation) =>
        UndoAsync(request, places => years.DropAsync(id, places, StaffGate.Who(context).Account.Id, cancellation));

    private static async Task<Results<Ok<UndoneReply>, ProblemHttpResult>> UndoAsync(PlacesRequest request, Func<IReadOnlyList<YearPlace>, Task<int>> undo) =>
        request.Places is { Count: > 0 and <= MostPlaces } places && places.All(IsPlace)
            ? TypedResults.Ok(new UndoneReply(await undo(places)))
            : Problems.Of(StatusCodes.Status400BadRequest, "years-invalid");

    private static bool IsPlace(YearPlace? place) => place is { ClassId.Length: > 0 and <= 100, Seat: > 0 } && !place.ClassId.Any(char.IsControl);

    private sealed record LinkRequest(IReadOnlyList<YearPair>? Pairs);

    private sealed record PlacesRequest(IReadOnlyList<YearPlace>? Places);

    /// <param name="Undone">Places that were tied.</param>
    private sealed record UndoneReply(int Undone);
}
