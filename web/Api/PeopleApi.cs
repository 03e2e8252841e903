using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Colleagues under one's own place: who they are, inviting them, helping them back in, and the log of who did what.</summary>
internal static class PeopleApi
{
    public static void MapPeopleApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder people = app.MapGroup("/api/staff").WithTags("people").RequireSecureOrigin().Refuses(403, 503);
        people.MapGet("/people", ListAsync).NeedsOwn(StaffAct.KeepStaff);
        people.MapGet("/places", PlacesAsync).NeedsOwn(StaffAct.KeepStaff);
        people.MapPost("/invitations", InviteAsync)
            .Needs(StaffAct.KeepStaff, call => call.GetArgument<InviteRequest?>(0)?.Node).Refuses(400);
        people.MapPost("/invitations/{id}/withdraw", WithdrawAsync).NeedsOwn(StaffAct.KeepStaff);
        people.MapPost("/people/{id}/disable", DisableAsync).NeedsOwn(StaffAct.KeepStaff);
        people.MapPost("/people/{id}/enable", EnableAsync).NeedsOwn(StaffAct.KeepStaff);
        people.MapPost("/people/{id}/reset", ResetAsync).NeedsOwn(StaffAct.KeepStaff);
        people.MapPost("/people/{id}/factor", RemoveFactorAsync).NeedsOwn(StaffAct.KeepStaff);
        people.MapGet("/audit", AuditAsync).NeedsOwn(StaffAct.ReadAudit);
    }

    private static async Task<Ok<PeopleReply>> ListAsync(
        HttpContext context, AccountDesk accounts, InvitationDesk invitations, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        IReadOnlyList<(Account Account, string PlaceTitle)> found = await accounts.UnderAsync(own.Node, cancellation);
        IReadOnlyList<(Invitation Invitation, string PlaceTitle)> open = await invitations.UnderAsync(own.Node, cancellation);
        return TypedResults.Ok(new PeopleReply(
            [.. found.Select(one => PersonOf(own, one.Account, one.PlaceTitle))],
            [.. open.Select(one => InvitationOf(one.Invitation, one.PlaceTitle))]));
    }

    private static PersonReply PersonOf(Account own, Account one, string place) => new(
        one.Id, one.Login, one.Name, one.Role, new PlaceReply(one.Node, place), one.Disabled, one.HasSecondFactor, one.Id == own.Id, MayHelp(own, one));

    private static InvitationReply InvitationOf(Invitation one, string place) =>
        new(one.Id, one.Role, new PlaceReply(one.Node, place), one.ExpiresAtMs, one.AccountId is not null);

    private static async Task<Ok<List<PlaceReply>>> PlacesAsync(HttpContext context, OrgTree organisation, CancellationToken cancellation)
    {
        OrgNode own = StaffGate.Who(context).Account.Node;
        List<PlaceReply> places = own.Kind == NodeKind.Server ? [new PlaceReply(own, "")] : [];
        places.AddRange((await organisation.PlacesAsync(own, cancellation)).Select(one => new PlaceReply(one.Node, one.Title)));
        return TypedResults.Ok(places);
    }

    private static async Task<Results<Ok<LinkReply>, ProblemHttpResult>> InviteAsync(
        InviteRequest request, HttpContext context, InvitationDesk invitations, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        if (!Permissions.InvitedBy(own.Role).Contains(request.Role))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "not-yours");
        }

        if (!MayUnlock(own, request.Role))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "factor-first");
        }

        return await invitations.InviteAsync(request.Role, request.Node!, own.Id, cancellation) is { } token
            ? TypedResults.Ok(LinkReply.Of(token))
            : Problems.Of(StatusCodes.Status400BadRequest, "place-invalid");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        string id, HttpContext context, InvitationDesk invitations, OrgPaths paths, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        return await invitations.GetAsync(id, cancellation) is { } invitation
            && await paths.MayAsync(own, StaffAct.KeepStaff, invitation.Node, cancellation)
            && await invitations.WithdrawAsync(invitation, own.Id, cancellation)
                ? TypedResults.NoContent()
                : Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }

    private static Task<Results<NoContent, ProblemHttpResult>> DisableAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        HelpAsync(id, context, accounts, paths, (own, one) => accounts.SetDisabledAsync(one.Id, true, own.Id, cancellation), cancellation);

    private static Task<Results<NoContent, ProblemHttpResult>> EnableAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        HelpAsync(id, context, accounts, paths, (own, one) => accounts.SetDisabledAsync(one.Id, false, own.Id, cancellation), cancellation, MayUnlock);

    private static Task<Results<NoContent, ProblemHttpResult>> RemoveFactorAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        HelpAsync(id, context, accounts, paths, (own, one) => accounts.RemoveSecondFactorAsync(one.Id, own.Id, cancellation), cancellation, MayUnlock);

    private static async Task<Results<Ok<LinkReply>, ProblemHttpResult>> ResetAsync(
        string id, HttpContext context, AccountDesk accounts, InvitationDesk invitations, OrgPaths paths, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        if (await FindAsync(id, own, accounts, paths, cancellation) is not { } one)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "not-found");
        }

        if (!MayUnlock(own, one))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "factor-first");
        }

        return await invitations.OfferResetAsync(one, own.Id, cancellation) is { } token
            ? TypedResults.Ok(LinkReply.Of(token))
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }

    private static async Task<Ok<IReadOnlyList<AuditLine>>> AuditAsync(
        HttpContext context, AuditLog audit, CancellationToken cancellation, long before = long.MaxValue) =>
        TypedResults.Ok(await audit.ReadAsync(StaffGate.Who(context).Account.Node, before, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> HelpAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, Func<Account, Account, Task<bool>> help, CancellationToken cancellation,
        Func<Account, Account, bool>? may = null)
    {
        Account own = StaffGate.Who(context).Account;
        Account? one = await FindAsync(id, own, accounts, paths, cancellation);
        if (one is not null && may is not null && !may(own, one))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "factor-first");
        }

        return one is not null && await help(own, one) ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }

    private static bool MayUnlock(Account own, Account one) => MayUnlock(own, one.Role);

    /// <summary>
    /// Whoever opens a door that has two locks, by an invitation, a new password or an account that was closed, has two locks at their own: otherwise
    /// a stolen password of a coordinator were enough to read what psychologists read.
    /// </summary>
    private static bool MayUnlock(Account own, StaffRole role) => !Permissions.NeedsSecondFactor(role) || own.HasSecondFactor || own.Demo;

    /// <summary>The colleague, if they are one this account may help: under the own place, and in a role it may give.</summary>
    private static async Task<Account?> FindAsync(
        string id, Account own, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        (await accounts.GetAsync(id, cancellation))?.Account is { } one && MayHelp(own, one) && await paths.MayAsync(own, StaffAct.KeepStaff, one.Node, cancellation)
            ? one
            : null;

    private static bool MayHelp(Account own, Account one) => one.Id != own.Id && Permissions.InvitedBy(own.Role).Contains(one.Role);

    internal sealed record InviteRequest(StaffRole Role, NodeKind Kind, string? Id)
    {
        public OrgNode? Node => Id is { } id && Kind != NodeKind.Class ? Kind == NodeKind.Server ? OrgNode.Server : new OrgNode(Kind, id) : null;
    }

    /// <param name="Path">Address below the server's own; what opens it stands behind the hash, so it reaches no log.</param>
    private sealed record LinkReply(string Path)
    {
        public static LinkReply Of(string token) => new($"/staff#invite={token}");
    }

    private sealed record PersonReply(
        string Id, string Login, string Name, StaffRole Role, PlaceReply Place, bool Disabled, bool HasFactor, bool Self, bool MayHelp);

    private sealed record InvitationReply(string Id, StaffRole Role, PlaceReply Place, long ExpiresAtMs, bool Reset);

    private sealed record PeopleReply(IReadOnlyList<PersonReply> People, IReadOnlyList<InvitationReply> Invitations);
}
