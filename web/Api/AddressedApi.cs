using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Reviews;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What psychologists signed for a colleague: read by the account it is addressed to and nobody else.</summary>
internal static class AddressedApi
{
    public static void MapAddressedApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder addressed = app.MapGroup("/api/staff/addressed").WithTags("addressed").RequireSecureOrigin().Refuses(403, 503);
        addressed.MapGet("", ListAsync).NeedsOwn(StaffAct.ReadAddressed);
        addressed.MapGet("/classes/{id}/seats/{seat:int}", OpenAsync).Needs(StaffAct.ReadAddressed, NodeKind.Class, "id");
    }

    private static async Task<Ok<IReadOnlyList<AddressedHead>>> ListAsync(HttpContext context, AddressedDesk addressed, CancellationToken cancellation) =>
        TypedResults.Ok(await addressed.ListAsync(StaffGate.Who(context).Account, cancellation));

    private static async Task<Ok<AddressedReply>> OpenAsync(string id, int seat, HttpContext context, AddressedDesk addressed, CancellationToken cancellation) =>
        TypedResults.Ok(new AddressedReply(await addressed.OpenAsync(id, seat, StaffGate.Who(context).Account.Id, cancellation)));

    /// <param name="Text">Null where nothing is addressed to whoever asks: withdrawn since the list was read, or never there. Both are answered alike.</param>
    private sealed record AddressedReply(AddressedText? Text);
}
