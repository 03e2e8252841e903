using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Readiness;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The class board: its link and PIN open it, or a sign-in of the school's staff; every call works on that class and no other.</summary>
internal static class BoardApi
{
    public static void MapBoardApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder open = app.MapGroup("/api/board/{link}").WithTags("board");
        open.MapPost("/enter", EnterAsync).IsKept(new DoorRule.Open()).Refuses(401, 404, 429, 503);
        RouteGroupBuilder own = open.MapGroup("").IsKept(new DoorRule.Board()).AddEndpointFilter(RequireAccessAsync).Refuses(401, 503);
        own.MapGet("", ReadAsync);
        own.MapGet("/readiness", ReadinessAsync);
        own.MapPost("/lesson", SetLessonAsync).Refuses(409);
        own.MapPost("/time", GiveTimeAsync).Refuses(409);
        own.MapPost("/accommodation", AccommodateAsync).Refuses(409);
        own.MapGet("/irregularities", IrregularitiesAsync);
        own.MapPost("/irregularities", NoteAsync).Refuses(409);
        own.MapPost("/irregularities/withdraw", WithdrawAsync).Refuses(409);
        own.MapPost("/takeover", AllowAsync).Refuses(409);
        own.MapPost("/seat", SetSeatAsync).Refuses(409);
        own.MapPost("/message", SayAsync).Refuses(409);
        own.MapGet("/words", Words);
        own.MapPost("/words", ReadWordsAsync).Refuses(404);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EnterAsync(
        string link,
        PinRequest request,
        HttpContext context,
        [AsParameters] BoardDoor door,
        CancellationToken cancellation)
    {
        if (await door.Organisation.FindClassByLinkAsync(link, cancellation) is not { } schoolClass)
        {
            return door.Limits.CodeFailed(context)
                ? Problems.Of(StatusCodes.Status404NotFound, "board-unknown")
                : Problems.TooMany(context);
        }

        if (!door.Limits.TryPin(schoolClass.Id, context, door.Access.BrowserOf(context, schoolClass.Id)))
        {
            return Problems.TooMany(context);
        }

        if (await door.Board.MatchPinAsync(schoolClass.Id, request.Pin ?? "", cancellation) is not { } revision)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "pin-wrong");
        }

        door.Access.Admit(context, link, schoolClass.Id, revision);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<BoardView>, NotFound>> ReadAsync(HttpContext context, ClassBoard board, CancellationToken cancellation) =>
        await board.ReadAsync(ClassId(context), cancellation) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound();

    /// <summary>How many devices were checked, and where to check more.</summary>
    private static async Task<Results<Ok<BoardReadiness>, NotFound>> ReadinessAsync(
        HttpContext context, ReadinessDesk readiness, CheckLinks links, PublicAddress address, CancellationToken cancellation) =>
        await links.OfClassAsync(ClassId(context), cancellation) is { } link
            ? TypedResults.Ok(new BoardReadiness(await readiness.CountAsync(ClassId(context), cancellation), CheckAddress.Of(address.Of(context.Request), link)))
            : TypedResults.NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> SetLessonAsync(
        LessonRequest request, HttpContext context, ClassBoard board, CancellationToken cancellation) =>
        await board.By(Actor(context)).SetLessonAsync(ClassId(context), request.Lesson, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "lesson-step");

    private static async Task<Results<NoContent, ProblemHttpResult>> GiveTimeAsync(
        TimeRequest request, HttpContext context, ClassBoard board, CancellationToken cancellation) =>
        await board.By(Actor(context)).GiveTimeAsync(ClassId(context), request.Seat, request.Minutes, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "time-not-given");

    private static async Task<Results<NoContent, ProblemHttpResult>> AccommodateAsync(
        AccommodationRequest request, HttpContext context, AccommodationDesk desk, CancellationToken cancellation) =>
        await desk.SetAsync(ClassId(context), request.Seat, request.Accommodation, Actor(context), cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "session-over");

    private static async Task<Ok<IReadOnlyList<Irregularity>>> IrregularitiesAsync(HttpContext context, IrregularityLog log, CancellationToken cancellation) =>
        TypedResults.Ok(await log.ReadAsync(ClassId(context), cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> NoteAsync(
        IrregularityRequest request, HttpContext context, IrregularityLog log, CancellationToken cancellation) =>
        await log.NoteAsync(ClassId(context), request.Seat, request.Kind, Actor(context), cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "irregularity-not-noted");

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        EntryRequest request, HttpContext context, IrregularityLog log, CancellationToken cancellation) =>
        await log.WithdrawAsync(ClassId(context), request.Number, Actor(context), cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "irregularity-not-there");

    private static async Task<Results<NoContent, ProblemHttpResult>> AllowAsync(
        SeatRequest request, HttpContext context, ClassBoard board, CancellationToken cancellation) =>
        await board.By(Actor(context)).AllowTakeoverAsync(ClassId(context), request.Seat, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "nobody-asked");

    private static async Task<Results<NoContent, ProblemHttpResult>> SetSeatAsync(
        SeatRunRequest request, HttpContext context, SeatSteps seats, CancellationToken cancellation) =>
        await seats.By(Actor(context)).SetAsync(ClassId(context), request.Seat, request.Run, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "seat-step");

    private static async Task<Results<NoContent, ProblemHttpResult>> SayAsync(
        MessageRequest request, HttpContext context, ClassBoard board, CancellationToken cancellation) =>
        await board.SayAsync(ClassId(context), request.Seat, request.Message, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "message-not-said");

    /// <summary>What the region or the municipality says to the school.</summary>
    private static Ok<IReadOnlyList<DayMessage>> Words(HttpContext context, DayBoard day, DayMessages messages) =>
        TypedResults.Ok(day.SchoolOfClass(ClassId(context)) is { } school ? messages.Of(school) : []);

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadWordsAsync(
        WordsRequest request, HttpContext context, OrgPaths paths, DayMessages messages, CancellationToken cancellation) =>
        await paths.FindAsync(new OrgNode(NodeKind.Class, ClassId(context)), cancellation) is { SchoolId: { } school } && await messages.ReadAsync(request.Message ?? "", school, Actor(context), cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private static async ValueTask<object?> RequireAccessAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext context = call.HttpContext;
        string link = (string)context.Request.RouteValues["link"]!;
        if (await context.RequestServices.GetRequiredService<BoardAccess>().FindAsync(context, link) is not { } opened)
        {
            StaffIdentity? who = await context.RequestServices.GetRequiredService<StaffCookie>().WhoAsync(context);
            if (who is not null)
            {
                // Who has not typed the PIN yet is told so and is no news.
                context.RequestServices.GetRequiredService<Refusals>().Tell(context, "another's board", who.Account.Id);
            }

            return Problems.Of(StatusCodes.Status401Unauthorized, "board-locked");
        }

        context.Items[typeof(BoardAccess)] = opened;
        context.Response.Headers.CacheControl = "no-store";
        return await next(call);
    }

    private static string ClassId(HttpContext context) => Opened(context).ClassId;

    private static string Actor(HttpContext context) => Opened(context).Actor;

    private static (string ClassId, string Actor) Opened(HttpContext context) => ((string, string))context.Items[typeof(BoardAccess)]!;

    /// <summary>What the PIN is checked with.</summary>
    internal sealed record BoardDoor(OrgTree Organisation, ClassBoard Board, BoardAccess Access, FailureLimits Limits);

    private sealed record PinRequest(string? Pin);

    private sealed record BoardReadiness(ReadinessCounts Devices, CheckAddress Check);

    private sealed record LessonRequest(LessonState Lesson);

    private sealed record SeatRequest(int Seat);

    /// <param name="Seat">Null: the whole class's.</param>
    private sealed record IrregularityRequest(int? Seat, IrregularityKind Kind);

    private sealed record EntryRequest(int Number);

    private sealed record AccommodationRequest(int Seat, Accommodation Accommodation);

    private sealed record SeatRunRequest(int Seat, LessonState Run);

    /// <param name="Seat">Null: to all.</param>
    private sealed record MessageRequest(int? Seat, LessonMessage Message);

    private sealed record WordsRequest(string? Message);

    /// <param name="Seat">Null: for all.</param>
    private sealed record TimeRequest(int? Seat, int Minutes);
}
