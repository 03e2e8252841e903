using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>
/// Keys and lists of names, all of it encrypted in browsers: this side keeps ciphertext and says who may have it. A change that was made on
/// what is not the newest any more is a 409, and nothing is overwritten.
/// </summary>
internal static class NamesApi
{
    /// <summary>A change of key carries every list of a school.</summary>
    private const int LargestChange = 8 * 1024 * 1024;

    private const int MostLists = 400;
    private const int MostPeople = 1_000;

    public static void MapNamesApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder names = app.MapGroup("/api/names").WithTags("names").RequireSecureOrigin().Refuses(403, 503);
        names.MapGet("", OwnAsync).NeedsOwn(StaffAct.ReadNames);
        names.MapPost("/pair", SetPairAsync).NeedsOwn(StaffAct.ReadNames).Refuses(400, 409);
        names.MapGet("/schools/{id}", SchoolAsync).Needs(StaffAct.ReadNames, NodeKind.School, "id");
        names.MapGet("/schools/{id}/lists", ListsAsync).Needs(StaffAct.KeepNames, NodeKind.School, "id");
        names.MapPost("/schools/{id}/hand", HandAsync).Needs(StaffAct.ReadNames, NodeKind.School, "id").Refuses(400, 409);
        names.MapPost("/schools/{id}/key", ChangeKeyAsync).Needs(StaffAct.KeepNames, NodeKind.School, "id").Refuses(400, 409)
            .WithMetadata(new RequestSizeLimitAttribute(LargestChange));
        names.MapGet("/classes/{id}", ClassAsync).Needs(StaffAct.ReadNames, NodeKind.Class, "id");
        names.MapGet("/classes/{id}/notes", NotesAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id");
        names.MapPost("/classes/{id}/notes", WriteNoteAsync).Needs(StaffAct.ReadResults, NodeKind.Class, "id").Refuses(400, 409);
        names.MapPost("/classes/{id}", WriteAsync).Needs(StaffAct.KeepNames, NodeKind.Class, "id").Refuses(400, 409);
    }

    private static async Task<Ok<OwnReply>> OwnAsync(HttpContext context, NamesDesk names, OrgTree organisation, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        return TypedResults.Ok(new OwnReply(
            await names.PairAsync(own.Id, cancellation),
            [.. (await organisation.PlacesAsync(own.Node, cancellation))
                .Where(place => place.Node.Kind == NodeKind.School).Select(place => new SchoolReply(place.Node.Id, place.Title))]));
    }

    private static Task<Results<NoContent, ProblemHttpResult>> SetPairAsync(
        PairRequest request, HttpContext context, NamesDesk names, CancellationToken cancellation) =>
        ToldAsync(() => names.SetPairAsync(
            StaffGate.Who(context).Account, new NamePair(request.PublicKey ?? "", request.SealedPrivate ?? ""), request.Replaces, cancellation));

    private static async Task<Results<Ok<SchoolNames>, ProblemHttpResult>> SchoolAsync(
        string id, HttpContext context, NamesDesk names, CancellationToken cancellation) =>
        await names.SchoolAsync(id, Actor(context), cancellation) is { } school
            ? TypedResults.Ok(school)
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async Task<Ok<IReadOnlyList<SealedList>>> ListsAsync(
        string id, HttpContext context, NamesDesk names, CancellationToken cancellation) =>
        TypedResults.Ok(await names.ListsAsync(id, Actor(context), cancellation));

    private static Task<Results<NoContent, ProblemHttpResult>> HandAsync(
        string id, HandRequest request, HttpContext context, NamesDesk names, CancellationToken cancellation) =>
        ToldAsync(() => names.HandAsync(id, request.Generation, request.ToWrap(), Actor(context), cancellation));

    private static Task<Results<NoContent, ProblemHttpResult>> ChangeKeyAsync(
        string id, KeyRequest request, HttpContext context, NamesDesk names, CancellationToken cancellation) =>
        ToldAsync(() => names.ChangeKeyAsync(id, request.ToChange(), Actor(context), cancellation));

    private static async Task<Results<Ok<ClassNames>, ProblemHttpResult>> ClassAsync(
        string id, HttpContext context, NamesDesk names, OpeningLog openings, CancellationToken cancellation)
    {
        if (await names.ClassAsync(id, Actor(context), cancellation) is not { } found)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "not-found");
        }

        if (found.List is not null)
        {
            await openings.TellAsync(Actor(context), AuditAct.NamesRead, new OrgNode(NodeKind.Class, id), cancellation);
        }

        return TypedResults.Ok(found);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> WriteAsync(
        string id, ListRequest request, HttpContext context, NamesDesk names, CancellationToken cancellation) =>
        ToldAsync(() => names.WriteAsync(new SealedList(id, request.Generation, request.Revision, request.Sealed ?? ""), Actor(context), cancellation));

    private static async Task<Results<Ok<ClassNotes>, ProblemHttpResult>> NotesAsync(
        string id, HttpContext context, NotesDesk notes, CancellationToken cancellation) =>
        await notes.ReadAsync(id, Actor(context), cancellation) is { } found
            ? TypedResults.Ok(found)
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static Task<Results<NoContent, ProblemHttpResult>> WriteNoteAsync(
        string id, NoteRequest request, HttpContext context, NotesDesk notes, CancellationToken cancellation) =>
        ToldAsync(() => notes.WriteAsync(
            id, new SealedNote(request.Seat, request.Generation, request.Revision, request.Sealed ?? ""), Actor(context), cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> ToldAsync(Func<Task<bool>> deed)
    {
        try
        {
            return await deed() ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status409Conflict, "names-changed");
        }
        catch (ArgumentException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "names-invalid");
        }
    }

    private static string Actor(HttpContext context) => StaffGate.Who(context).Account.Id;

    private sealed record OwnReply(NamePair? Pair, IReadOnlyList<SchoolReply> Schools);

    private sealed record SchoolReply(string Id, string Title);

    /// <param name="Replaces">The public half in use; null for the first pair.</param>
    private sealed record PairRequest(string? PublicKey, string? SealedPrivate, string? Replaces);

    private sealed record HandRequest(string? AccountId, string? PublicKey, string? Wrapped, long Generation)
    {
        public KeyWrap ToWrap() => new(AccountId ?? "", PublicKey ?? "", Wrapped ?? "");
    }

    private sealed record WrapRequest(string? AccountId, string? PublicKey, string? Wrapped);

    /// <param name="Revision">The new one: one more than the list it replaces has.</param>
    private sealed record ListRequest(string? ClassId, long Generation, long Revision, string? Sealed);

    /// <param name="Revision">The new one: one more than the note it replaces has.</param>
    private sealed record NoteRequest(int Seat, long Generation, long Revision, string? Sealed);

    /// <param name="From">The generation it replaces; 0 for a school's first key.</param>
    /// <param name="DropLists">Nobody can open the old lists and notes any more.</param>
    /// <param name="Past">The key it replaces, sealed with the new one.</param>
    private sealed record KeyRequest(long From, string? Recovery, WrapRequest?[]? Wraps, ListRequest?[]? Lists, bool DropLists, string? Past)
    {
        public KeyChange ToChange()
        {
            (WrapRequest?[] wraps, ListRequest?[] lists) = (Wraps ?? [], Lists ?? []);
            return wraps.Length <= MostPeople && lists.Length <= MostLists
                ? new KeyChange(
                    From, Recovery ?? "",
                    [.. wraps.Select(wrap => new KeyWrap(wrap?.AccountId ?? "", wrap?.PublicKey ?? "", wrap?.Wrapped ?? ""))],
                    [.. lists.Select(list => new SealedList(list?.ClassId ?? "", From + 1, list?.Revision ?? 0, list?.Sealed ?? ""))], DropLists, Past)
                : throw new ArgumentException("No school is that large.");
        }
    }
}
