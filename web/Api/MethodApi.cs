using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Methods;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>Methods a school holds on paper: keys, how its tables are read, sheets keyed and from tables. Psychologists alone, each at the own school.</summary>
internal static class MethodApi
{
    private const int MostMapped = 4000;

    /// <summary>The longest key, the most hashes, forty rows of the longest method.</summary>
    private const int MostBytes = 512 * 1024;

    public static void MapMethodApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder schools = app.MapGroup("/api/review/schools/{id}/methods").WithTags("methods").RequireSecureOrigin().Refuses(403, 503);
        schools.MapGet("", ListAsync).Needs(StaffAct.ReadResults, NodeKind.School, "id");
        schools.MapGet("/rooms", RoomsAsync).Needs(StaffAct.ReadResults, NodeKind.School, "id");
        RequestSizeLimitAttribute large = new(MostBytes);
        schools.MapPost("/look", Look).Needs(StaffAct.HoldSittings, NodeKind.School, "id").WithMetadata(large);
        schools.MapPost("", MakeAsync).Needs(StaffAct.HoldSittings, NodeKind.School, "id").Refuses(400).WithMetadata(large);
        schools.MapPost("/drop", DropAsync).Needs(StaffAct.HoldSittings, NodeKind.School, "id").Refuses(409);
        schools.MapGet("/{method}/mapping", MappingAsync).Needs(StaffAct.ReadResults, NodeKind.School, "id");
        schools.MapPost("/{method}/mapping", RememberAsync).Needs(StaffAct.HoldSittings, NodeKind.School, "id").Refuses(400).WithMetadata(large);

        RouteGroupBuilder classes = app.MapGroup("/api/review/classes/{id}").WithTags("methods").RequireSecureOrigin().Refuses(403, 503);
        classes.MapGet("/seats/{seat:int}/methods", StudentAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        classes.MapGet("/methods/{method}", ClassAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        classes.MapPost("/methods/{method}/keying", KeyAsync).Needs(StaffAct.HoldSittings, NodeKind.Class, "id").Refuses(400, 409);
        classes.MapPost("/methods/{method}/rows", ImportAsync).Needs(StaffAct.HoldSittings, NodeKind.Class, "id").Refuses(400, 409).WithMetadata(large);
        classes.MapPost("/methods/{method}/drop", DropSheetAsync).Needs(StaffAct.HoldSittings, NodeKind.Class, "id").Refuses(409);
    }

    private static async Task<Ok<IReadOnlyList<MethodView>>> ListAsync(string id, MethodDesk methods, CancellationToken cancellation) =>
        TypedResults.Ok(await methods.ReadAsync(id, cancellation));

    private static async Task<Ok<IReadOnlyList<MethodRoom>>> RoomsAsync(string id, MethodDesk methods, CancellationToken cancellation) =>
        TypedResults.Ok(await methods.RoomsAsync(id, cancellation));

    private static Ok<KeyLook> Look(string id, KeyRequest request) => TypedResults.Ok(MethodDesk.Look(request.Key ?? "", request.Missing ?? MissingAnswers.NoScore));

    private static async Task<Results<Ok<MadeReply>, ProblemHttpResult>> MakeAsync(
        string id, KeyRequest request, HttpContext context, MethodDesk methods, CancellationToken cancellation) =>
        await methods.MakeAsync(
            id, request.Method, request.Title ?? "", request.Key ?? "", request.Missing ?? MissingAnswers.NoScore, Who(context), cancellation) is { } made
            ? TypedResults.Ok(new MadeReply(made.Id, made.Version))
            : Invalid();

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync(
        string id, VersionRequest request, HttpContext context, MethodDesk methods, CancellationToken cancellation) =>
        await methods.DropAsync(id, request.Method ?? "", request.Version, Who(context), cancellation) ? TypedResults.NoContent() : Changed();

    private static async Task<Ok<MethodMapping>> MappingAsync(string id, string method, MethodDesk methods, CancellationToken cancellation) =>
        TypedResults.Ok(await methods.MappingAsync(id, method, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> RememberAsync(
        string id, string method, MappingRequest request, HttpContext context, MethodDesk methods, CancellationToken cancellation) =>
        request is { Columns: { Count: <= MostMapped } columns, Words: { Count: <= MostMapped } words } && columns.Values.All(target => target is not null)
            && await methods.RememberAsync(id, method, new MethodMapping(columns!, words), Who(context), cancellation)
            ? TypedResults.NoContent()
            : Invalid();

    private static async Task<Results<Ok<IReadOnlyList<StudentSheet>>, ProblemHttpResult>> StudentAsync(
        string id, int seat, HttpContext context, MethodSheetDesk sheets, CancellationToken cancellation) =>
        await sheets.ReadOneAsync(id, seat, Who(context), cancellation) is { } all ? TypedResults.Ok(all) : NotFound();

    private static async Task<Results<Ok<ClassSheets>, ProblemHttpResult>> ClassAsync(
        string id, string method, HttpContext context, MethodSheetDesk sheets, CancellationToken cancellation) =>
        await sheets.ReadAsync(id, method, Who(context), cancellation) is { } room ? TypedResults.Ok(room) : NotFound();

    private static async Task<Results<Ok<KeyingOutcome>, ProblemHttpResult>> KeyAsync(
        string id, string method, KeyingRequest request, HttpContext context, MethodSheetDesk sheets, CancellationToken cancellation) =>
        request.ToKeying() is not { } keying ? Invalid()
        : await sheets.KeyAsync(id, method, keying, Who(context), cancellation) is { } outcome ? TypedResults.Ok(outcome)
        : Changed();

    private static async Task<Results<Ok<ImportOutcome>, ProblemHttpResult>> ImportAsync(
        string id, string method, RowsRequest request, HttpContext context, MethodSheetDesk sheets, CancellationToken cancellation) =>
        request.ToRows() is not { } rows ? Invalid()
        : await sheets.ImportAsync(id, method, new KeyUsed(request.Version, request.Key ?? ""), rows, Who(context), cancellation) is { } outcome ? TypedResults.Ok(outcome)
        : Changed();

    private static async Task<Results<NoContent, ProblemHttpResult>> DropSheetAsync(
        string id, string method, SheetRequest request, HttpContext context, MethodSheetDesk sheets, CancellationToken cancellation) =>
        await sheets.DropAsync(id, method, request.Seat, request.HeldOn ?? "", request.Mark ?? "", Who(context), cancellation) ? TypedResults.NoContent() : Changed();

    private static string Who(HttpContext context) => StaffGate.Who(context).Account.Id;

    private static ProblemHttpResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static ProblemHttpResult Invalid() => Problems.Of(StatusCodes.Status400BadRequest, "method-invalid");

    private static ProblemHttpResult Changed() => Problems.Of(StatusCodes.Status409Conflict, "method-changed");

    /// <param name="Method">Of which this is the next version; null for a new one.</param>
    private sealed record KeyRequest(string? Method, string? Title, string? Key, MissingAnswers? Missing);

    private sealed record MadeReply(string Id, int Version);

    private sealed record VersionRequest(string? Method, int Version);

    private sealed record SheetRequest(int Seat, string? HeldOn, string? Mark);

    private sealed record MappingRequest(IReadOnlyDictionary<string, string?>? Columns, IReadOnlyDictionary<string, int>? Words);

    private sealed record KeyingRequest(
        int Version, string? Key, int Seat, string? HeldOn, string? Keying, IReadOnlyList<int?>? Answers, IReadOnlyList<int>? Settled, bool? IsReadBack)
    {
        /// <summary>Null when it makes no sense.</summary>
        public SheetKeying? ToKeying() => this is { HeldOn: { } day, Keying: { } keying, Answers: { } answers }
            ? new SheetKeying(new KeyUsed(Version, Key ?? ""), Seat, day, keying, answers, Settled ?? [], IsReadBack ?? false)
            : null;
    }

    private sealed record RowRequest(int Seat, string? HeldOn, IReadOnlyList<int?>? Answers, string? Before);

    private sealed record RowsRequest(int Version, string? Key, IReadOnlyList<RowRequest?>? Rows)
    {
        /// <summary>Null when they make no sense.</summary>
        public IReadOnlyList<SheetRowOrder>? ToRows() => Rows is { Count: > 0 and <= MethodSheetDesk.MostRows } && Rows.All(row => row is { HeldOn: not null, Answers: not null })
            ? [.. Rows.Select(row => new SheetRowOrder(row!.Seat, row.HeldOn!, row.Answers!, row.Before))]
            : null;
    }
}
