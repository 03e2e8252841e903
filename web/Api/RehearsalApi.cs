using System.Diagnostics;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Storage;
using Diagnostics.Web.Access;
using Diagnostics.Web.Hubs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>What a load run asks of the server it tests: classes to fill, how hard the server works, what it holds at the end, taking all of it away.</summary>
internal static class RehearsalApi
{
    public static void MapRehearsalApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder rehearsal = app.MapGroup("/api/rehearsal").WithTags("rehearsal")
            .IsKept(new DoorRule.Rehearsal()).AddEndpointFilter(RequireKeyAsync).Refuses(401, 503);
        rehearsal.MapPost("/open", OpenAsync).Refuses(400, 409);
        rehearsal.MapPost("/close", CloseAsync);
        rehearsal.MapPost("/report", KeepAsync).Refuses(400, 413).WithMetadata(new RequestSizeLimitAttribute(WaveApi.MostReportBytes));
        rehearsal.MapGet("/meters", Meters);
        rehearsal.MapGet("/sessions", SessionsAsync).Produces(StatusCodes.Status200OK, contentType: "text/plain");
        rehearsal.MapGet("/answers", AnswersAsync).Produces(StatusCodes.Status200OK, contentType: "text/plain");
    }

    private static async Task<Results<Ok<IReadOnlyList<RehearsedClass>>, ProblemHttpResult>> OpenAsync(
        OpenRequest request, RehearsalDesk rehearsals, CancellationToken cancellation)
    {
        RehearsalSize size = new(request.Classes, request.Students);
        if (!size.IsValid)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "rehearsal-size");
        }

        try
        {
            return TypedResults.Ok(await rehearsals.OpenAsync(size, request.Replace, cancellation));
        }
        catch (RehearsalOpenException)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "rehearsal-open");
        }
    }

    private static async Task<NoContent> CloseAsync(RehearsalDesk rehearsals, CancellationToken cancellation)
    {
        await rehearsals.CloseAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>The run brings its report itself.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> KeepAsync(KeepRequest request, KeptReports reports, CancellationToken cancellation)
    {
        KeepOutcome outcome = await reports.KeepAsync(request.Text ?? "", keeper: null, cancellation);
        return outcome.Fault is null ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status400BadRequest, "rehearsal-report");
    }

    private static Ok<ServerMeters> Meters(DiagnosticsEngine engine, SessionSockets students, BoardLines boards, TimeProvider clock)
    {
        using Process process = Process.GetCurrentProcess();
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        GCMemoryInfo whole = GC.GetGCMemoryInfo(GCKind.Background);
        return TypedResults.Ok(new ServerMeters(
            clock.GetUtcNow().ToUnixTimeMilliseconds(), Environment.ProcessorCount, process.TotalProcessorTime.TotalMilliseconds,
            process.WorkingSet64, whole.HeapSizeBytes - whole.FragmentedBytes, memory.TotalCommittedBytes, memory.TotalAvailableMemoryBytes, GC.GetTotalPauseDuration().TotalMilliseconds, ThreadPool.PendingWorkItemCount,
            engine.Totals, new SocketMeters(students.Count, boards.Count, boards.Sent, boards.Skipped)));
    }

    private static Task SessionsAsync(HttpContext context, RehearsalDesk rehearsals, CancellationToken cancellation) => WriteAsync(
        context,
        rehearsals.SessionsAsync(cancellation),
        one => string.Create(CultureInfo.InvariantCulture, $"{one.ClassId} {one.Seat} {(one.Finished ? 1 : 0)} {one.Numbers}\n"),
        cancellation);

    private static Task AnswersAsync(HttpContext context, RehearsalDesk rehearsals, CancellationToken cancellation) => WriteAsync(
        context,
        rehearsals.AnswersAsync(cancellation),
        one => string.Create(CultureInfo.InvariantCulture, $"{one.ClassId} {one.Seat} {one.Number} {one.Item} {one.Value}\n"),
        cancellation);

    private static async Task WriteAsync<T>(HttpContext context, IAsyncEnumerable<T> rows, Func<T, string> line, CancellationToken cancellation)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        await foreach (T row in rows.WithCancellation(cancellation))
        {
            await context.Response.WriteAsync(line(row), cancellation);
        }
    }

    private static async ValueTask<object?> RequireKeyAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        HttpContext context = call.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        return context.RequestServices.GetRequiredService<RehearsalKey>().Opens(context)
            ? await next(call)
            : context.RequestServices.GetRequiredService<FailureLimits>().CodeFailed(context)
                ? Problems.Of(StatusCodes.Status401Unauthorized, "rehearsal-key")
                : Problems.TooMany(context);
    }

    /// <param name="Text">The file as it is.</param>
    private sealed record KeepRequest(string? Text);

    /// <param name="Replace">End a rehearsal that is still open.</param>
    private sealed record OpenRequest(int Classes, int Students, bool Replace);
}

/// <summary>How hard the server works; a run looks at the differences.</summary>
/// <param name="NowMs">Unix time of the server.</param>
/// <param name="CpuMs">Processor time of the process since its start, all cores.</param>
/// <param name="MemoryBytes">Physical memory of the process.</param>
/// <param name="HeapBytes">Of it, objects that the last whole collection of garbage left.</param>
/// <param name="CommittedBytes">Of it, what the collector keeps for objects.</param>
/// <param name="MemoryLimitBytes">What the process may have.</param>
/// <param name="PausedMs">Time the garbage collector has stopped the process.</param>
/// <param name="Queued">Work items that wait for a thread.</param>
internal sealed record ServerMeters(
    long NowMs, int Cores, double CpuMs, long MemoryBytes, long HeapBytes, long CommittedBytes, long MemoryLimitBytes, double PausedMs, long Queued, StoreTotals Store,
    SocketMeters Sockets);

/// <param name="Students">Open now.</param>
/// <param name="Boards">Open now.</param>
/// <param name="BoardsSent">Snapshots of boards that went out since the start, one for each viewer.</param>
/// <param name="BoardsSkipped">Snapshots a viewer did not get because the one before had not gone out yet: a viewer that does not read.</param>
internal sealed record SocketMeters(int Students, int Boards, long BoardsSent, long BoardsSkipped);
