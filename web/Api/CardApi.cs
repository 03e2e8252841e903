using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>One card of a class on a screen, for whoever may print them all: the board shows a new code with it.</summary>
internal static class CardApi
{
    public static void MapCardApi(this IEndpointRouteBuilder app) =>
        app.MapGroup("").WithTags("setup").RequireSecureOrigin().Refuses(403, 503)
            .MapPost("/api/setup/classes/{id}/card", ShowAsync).Needs(StaffAct.PrintCards, NodeKind.Class, "id");

    private static async Task<Results<Ok<ShownCard>, NotFound>> ShowAsync(
        string id, CardRequest request, HttpContext context, CodeCards cards, PublicAddress address, CancellationToken cancellation)
    {
        if (await cards.By(StaffGate.Who(context).Account.Id).ShowAsync(id, request.Seat, cancellation) is not { } card)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ShownCard(card.Code, QrRows.Of(new Uri(address.Of(context.Request), $"#{card.Code}").ToString())));
    }

    private sealed record CardRequest(int Seat);

    private sealed record ShownCard(string Code, IReadOnlyList<string> Qr);
}
