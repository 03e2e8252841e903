using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.FrozenContent;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Signatures;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What a campaign asks and how it is scored: frozen and rehearsed by the methodologist, compared with what runs. Always of the region the own place lies in.</summary>
internal static class ContentApi
{
    public static void MapContentApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder content = app.MapGroup("/api/content").WithTags("content").RequireSecureOrigin().Refuses(403, 503);
        content.MapGet("", ReadAsync).NeedsOwn(StaffAct.ReadFigures);
        content.MapGet("/statement", StatementAsync).NeedsOwn(StaffAct.ReadFigures);
        content.MapPost("/freeze", FreezeAsync).NeedsOwn(StaffAct.KeepContent).Refuses(400, 409, 429);
        content.MapPost("/rehearse", RehearseAsync).NeedsOwn(StaffAct.KeepContent).Refuses(409);
    }

    /// <summary>Nothing before the first class.</summary>
    private static async Task<Results<Ok<ContentView>, NoContent>> ReadAsync(HttpContext context, FigureDesk figures, ContentDesk content, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region && await content.ReadAsync(region, cancellation) is { } view ? TypedResults.Ok(view) : TypedResults.NoContent();

    private static async Task<Results<Ok<SignedText>, NoContent>> StatementAsync(HttpContext context, FigureDesk figures, ContentDesk content, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region && await content.StatementAsync(region, cancellation) is { } statement
            ? TypedResults.Ok(statement)
            : TypedResults.NoContent();

    private static async Task<Results<Ok<FreezeReply>, ProblemHttpResult>> FreezeAsync(
        FreezeRequest request, HttpContext context, OwnerProof proof, FigureDesk figures, ContentDesk content, CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(context, request.Proof, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await RegionAsync(context, figures, cancellation) is { } region
            && await content.FreezeAsync(region, request.Stamp ?? "", StaffGate.Who(context).Account.Id, cancellation) is { } number
            ? TypedResults.Ok(new FreezeReply(number))
            : Problems.Of(StatusCodes.Status409Conflict, "content-changed");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RehearseAsync(HttpContext context, FigureDesk figures, ContentDesk content, CancellationToken cancellation) =>
        await RegionAsync(context, figures, cancellation) is { } region && await content.AskAsync(region, StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "content-not-frozen");

    private static Task<string?> RegionAsync(HttpContext context, FigureDesk figures, CancellationToken cancellation) =>
        figures.RegionOfAsync(StaffGate.Who(context).Account.Node, cancellation);

    /// <param name="Stamp">Of the content that was looked at.</param>
    private sealed record FreezeRequest(string? Stamp, ProofRequest? Proof);

    private sealed record FreezeReply(long Number);
}
