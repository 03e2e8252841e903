using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Diagnostics.Web.Cards;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The leaflet for after the lesson: for any class, open to all, as it says nothing of anybody; for one class, with its school and operator.</summary>
internal static class LeafletApi
{
    private const string Html = "text/html; charset=utf-8";

    public static void MapLeafletApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/leaflet", Plain).IsKept(new DoorRule.Open()).WithTags("setup").Produces(StatusCodes.Status200OK, contentType: "text/html");
        app.MapGroup("/setup/classes").WithTags("setup").RequireSecureOrigin().Refuses(403, 503).MapGet("/{id}/leaflet", OfClassAsync)
            .Needs(StaffAct.PrintCards, NodeKind.Class, "id").Produces(StatusCodes.Status200OK, contentType: "text/html");
    }

    private static ContentHttpResult Plain(HttpContext context, PublicAddress address) =>
        TypedResults.Content(LeafletPage.Render(null, address.Of(context.Request)), Html);

    private static async Task<Results<ContentHttpResult, NotFound>> OfClassAsync(
        string id, HttpContext context, Leaflets leaflets, PublicAddress address, CancellationToken cancellation) =>
        await leaflets.ReadAsync(id, cancellation) is { } leaflet
            ? TypedResults.Content(LeafletPage.Render(leaflet, address.Of(context.Request)), Html)
            : TypedResults.NotFound();
}
