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
        HttpContext context, AccountDesk accounts, InvitationDesk invitations, OrgPaths paths, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        IReadOnlyList<Account> found = await accounts.UnderAsync(own.Node, cancellation);
        List<InvitationReply> open = [];
        foreach (Invitation one in await invitations.OpenOnesAsync(cancellation))
        {
            if (await IsUnderAsync(own, one.Node, paths, cancellation))
            {
                open.Add(new InvitationReply(
                    one.Id, one.Role, new PlaceReply(one.Node, await paths.TitleAsync(one.Node, cancellation)), one.ExpiresAtMs, one.AccountId is not null));
            }
        }

        var titles = new Dictionary<OrgNode, string>();
        foreach (OrgNode node in found.Select(one => one.Node).Distinct())
        {
            titles[node] = await paths.TitleAsync(node, cancellation);
        }

        return TypedResults.Ok(new PeopleReply(
            [.. found.Select(one => new PersonReply(
                one.Id, one.Login, one.Name, one.Role, new PlaceReply(one.Node, titles[one.Node]), one.Disabled, one.HasSecondFactor, one.Id == own.Id,
                MayHelp(own, one)))],
            open));
    }

    private static async Task<Ok<List<PlaceReply>>> PlacesAsync(
        HttpContext context, OrgTree organisation, OrgPaths paths, CancellationToken cancellation)
    {
        OrgNode own = StaffGate.Who(context).Account.Node;
        OrgPath path = (await paths.FindAsync(own, cancellation))!;
        List<PlaceReply> places = own.Kind == NodeKind.Server ? [new PlaceReply(own, "")] : [];
        foreach (Region region in (await organisation.RegionsAsync(cancellation)).Where(one => path.RegionId is null || one.Id == path.RegionId))
        {
            if (path.MunicipalityId is null)
            {
                places.Add(new PlaceReply(NodeKind.Region, region.Id, region.Name));
            }

            foreach (Municipality municipality in (await organisation.MunicipalitiesAsync(region.Id, cancellation))
                .Where(one => path.MunicipalityId is null || one.Id == path.MunicipalityId))
            {
                if (path.SchoolId is null)
                {
                    places.Add(new PlaceReply(NodeKind.Municipality, municipality.Id, municipality.Name));
                }

                places.AddRange((await organisation.SchoolsAsync(municipality.Id, cancellation))
                    .Where(one => path.SchoolId is null || one.Id == path.SchoolId)
                    .Select(one => new PlaceReply(NodeKind.School, one.Id, one.Name)));
            }
        }

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

        return await invitations.InviteAsync(request.Role, request.Node!, own.Id, cancellation) is { } token
            ? TypedResults.Ok(LinkReply.Of(token))
            : Problems.Of(StatusCodes.Status400BadRequest, "place-invalid");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WithdrawAsync(
        string id, HttpContext context, InvitationDesk invitations, OrgPaths paths, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        Invitation? invitation = (await invitations.OpenOnesAsync(cancellation)).FirstOrDefault(one => one.Id == id);
        return invitation is not null && await IsUnderAsync(own, invitation.Node, paths, cancellation)
            && await invitations.WithdrawAsync(invitation, own.Id, cancellation)
                ? TypedResults.NoContent()
                : Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }

    private static Task<Results<NoContent, ProblemHttpResult>> DisableAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        HelpAsync(id, context, accounts, paths, (own, one) => accounts.SetDisabledAsync(one.Id, true, own.Id, cancellation), cancellation);

    private static Task<Results<NoContent, ProblemHttpResult>> EnableAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        HelpAsync(id, context, accounts, paths, (own, one) => accounts.SetDisabledAsync(one.Id, false, own.Id, cancellation), cancellation);

    private static Task<Results<NoContent, ProblemHttpResult>> RemoveFactorAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        HelpAsync(id, context, accounts, paths, (own, one) => accounts.RemoveSecondFactorAsync(one.Id, own.Id, cancellation), cancellation);

    private static async Task<Results<Ok<LinkReply>, ProblemHttpResult>> ResetAsync(
        string id, HttpContext context, AccountDesk accounts, InvitationDesk invitations, OrgPaths paths, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        return await FindAsync(id, own, accounts, paths, cancellation) is { } one
            && await invitations.OfferResetAsync(one, own.Id, cancellation) is { } token
                ? TypedResults.Ok(LinkReply.Of(token))
                : Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }

    private static async Task<Ok<List<AuditReply>>> AuditAsync(
        HttpContext context, AuditLog audit, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation, long before = long.MaxValue)
    {
        IReadOnlyList<AuditLine> lines = await audit.ReadAsync(StaffGate.Who(context).Account.Node, before, cancellation);
        var names = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string actor in lines.Select(line => line.Actor).Distinct(StringComparer.Ordinal))
        {
            names[actor] = (await accounts.GetAsync(actor, cancellation))?.Account.Name;
        }

        var titles = new Dictionary<(string, string?), string>();
        foreach ((string kind, string? id) in lines.Select(line => (line.ObjectKind, line.ObjectId)).Distinct())
        {
            titles[(kind, id)] = id is null ? "" : await TitleAsync(kind, id, accounts, paths, cancellation);
        }

        return TypedResults.Ok(lines.Select(line => new AuditReply(
            line.Number, line.AtMs, line.Actor, names[line.Actor], line.Act, line.ObjectKind, line.ObjectId,
            titles[(line.ObjectKind, line.ObjectId)], line.Detail)).ToList());
    }

    private static async Task<string> TitleAsync(
        string kind, string id, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) => kind switch
        {
            "account" => (await accounts.GetAsync(id, cancellation))?.Account.Name ?? "",
            "class" => await paths.TitleAsync(new OrgNode(NodeKind.Class, id), cancellation),
            "school" => await paths.TitleAsync(new OrgNode(NodeKind.School, id), cancellation),
            _ => "",
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> HelpAsync(
        string id, HttpContext context, AccountDesk accounts, OrgPaths paths, Func<Account, Account, Task<bool>> help, CancellationToken cancellation)
    {
        Account own = StaffGate.Who(context).Account;
        return await FindAsync(id, own, accounts, paths, cancellation) is { } one && await help(own, one)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }

    /// <summary>The colleague, if they are one this account may help: under the own place, and in a role it may give.</summary>
    private static async Task<Account?> FindAsync(
        string id, Account own, AccountDesk accounts, OrgPaths paths, CancellationToken cancellation) =>
        (await accounts.GetAsync(id, cancellation))?.Account is { } one && MayHelp(own, one) && await IsUnderAsync(own, one.Node, paths, cancellation)
            ? one
            : null;

    private static bool MayHelp(Account own, Account one) => one.Id != own.Id && Permissions.InvitedBy(own.Role).Contains(one.Role);

    private static async Task<bool> IsUnderAsync(Account own, OrgNode node, OrgPaths paths, CancellationToken cancellation) =>
        await paths.FindAsync(node, cancellation) is { } path && path.LiesUnder(own.Node);

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

    private sealed record AuditReply(
        long Number, long AtMs, string Actor, string? ActorName, AuditAct Act, string ObjectKind, string? ObjectId, string ObjectTitle,
        string Detail);
}
