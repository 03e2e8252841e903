using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>Figures that schools tell, always of the own place: read, looked at and written by whoever may tell them there.</summary>
internal static class EnteredApi
{
    /// <summary>Twenty thousand rows of a table.</summary>
    private const int MostBytes = 24 * 1024 * 1024;

    public static void MapEnteredApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder entered = app.MapGroup("/api/entered").WithTags("entered").RequireSecureOrigin().Refuses(403, 503);
        RequestSizeLimitAttribute large = new(MostBytes);
        entered.MapGet("", ReadAsync).NeedsOwn(StaffAct.EnterFigures);
        entered.MapPost("/look", LookAsync).NeedsOwn(StaffAct.EnterFigures).Refuses(400).WithMetadata(large);
        entered.MapPost("", WriteAsync).NeedsOwn(StaffAct.EnterFigures).Refuses(400).WithMetadata(large);
    }

    private static async Task<Results<Ok<EnteredPage>, ProblemHttpResult>> ReadAsync(int? year, string? school, HttpContext context, EnteredDesk entered, CancellationToken cancellation) =>
        await entered.ReadAsync(StaffGate.Who(context).Account.Node, year, school, cancellation) is { } page ? TypedResults.Ok(page) : Invalid();

    private static async Task<Results<Ok<ImmutableArray<EnteredLine>>, ProblemHttpResult>> LookAsync(
        EnteredRequest request, HttpContext context, EnteredDesk entered, CancellationToken cancellation) =>
        await entered.LookAsync(StaffGate.Who(context).Account.Node, request.Order, cancellation) is { } lines ? TypedResults.Ok(lines) : Invalid();

    private static async Task<Results<Ok<ImmutableArray<EnteredLine>>, ProblemHttpResult>> WriteAsync(
        EnteredRequest request, HttpContext context, EnteredDesk entered, CancellationToken cancellation)
    {
        Account account = StaffGate.Who(context).Account;
        return await entered.WriteAsync(account.Node, request.Order, account.Id, cancellation) is { } lines ? TypedResults.Ok(lines) : Invalid();
    }

    private static ProblemHttpResult Invalid() => Problems.Of(StatusCodes.Status400BadRequest, "figures-invalid");

    private sealed record EnteredRequest(int Year, IReadOnlyList<EnteredRow?>? Rows, bool MayRemove)
    {
        public EnteredOrder Order => new(Year, [.. (Rows ?? []).OfType<EnteredRow>()], MayRemove);
    }
}
