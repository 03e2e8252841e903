using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>What a link opens: an account, or a new password. The secret travels in the body, so it stands in no log.</summary>
internal static class InvitationApi
{
    public static void MapInvitationApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder invitation = app.MapGroup("/api/invitation").WithTags("staff").IsKept(new DoorRule.Open()).RequireSecureOrigin().Refuses(403, 404, 429, 503);
        invitation.MapPost("", LookAsync);
        invitation.MapPost("/accept", AcceptAsync).Refuses(400);
    }

    private static async Task<Results<Ok<InvitedReply>, ProblemHttpResult>> LookAsync(
        LinkRequest request, HttpContext context, InvitationDesk invitations, OrgPaths paths, FailureLimits limits, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await invitations.FindAsync(request.Token, cancellation) is { } found
            ? TypedResults.Ok(new InvitedReply(
                found.Role, new PlaceReply(found.Node, await paths.TitleAsync(found.Node, cancellation)), found.AccountId is not null))
            : Closed(context, limits);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AcceptAsync(
        AcceptRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await desks.Invitations.FindAsync(request.Token, cancellation) is not { } found)
        {
            return Closed(context, desks.Limits);
        }

        Account? known = found.AccountId is { } id ? (await desks.Accounts.GetAsync(id, cancellation))?.Account : null;
        string login = known?.Login ?? request.Login?.Trim() ?? "";
        string name = known?.Name ?? request.Name?.Trim() ?? "";
        if (Refusal(login, name) is { } wrong)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, wrong);
        }

        if (PasswordRules.Refusal(request.Password, login, name) is { } reason)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, reason);
        }

        try
        {
            if (await desks.Passwords.HashInTurnAsync(request.Password!, found.Id, cancellation) is not { } hash)
            {
                return Problems.TooMany(context);
            }

            if (await desks.Invitations.AcceptAsync(request.Token, login, name, hash, cancellation) is not { } owner)
            {
                return Closed(context, desks.Limits);
            }

            // Guesses at the login keep strangers waiting: whoever sets the password is none here.
            desks.Cookie.Remember(context, owner);
            return TypedResults.NoContent();
        }
        catch (LoginTakenException)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "login-taken");
        }
    }

    internal static string? Refusal(string login, string name) =>
        login.Length is < 3 or > 120 || login.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)) ? "login-invalid"
        : name.Length is < 2 or > 120 || name.Any(char.IsControl) ? "name-invalid"
        : null;

    private static ProblemHttpResult Closed(HttpContext context, FailureLimits limits) =>
        limits.CodeFailed(context) ? Problems.Of(StatusCodes.Status404NotFound, "invitation-closed") : Problems.TooMany(context);

    internal sealed record Desks(InvitationDesk Invitations, AccountDesk Accounts, StaffPasswords Passwords, StaffCookie Cookie, FailureLimits Limits);

    private sealed record LinkRequest(string? Token);

    private sealed record AcceptRequest(string? Token, string? Login, string? Name, string? Password);

    /// <param name="Reset">It sets a new password for somebody who has an account.</param>
    private sealed record InvitedReply(StaffRole Role, PlaceReply Place, bool Reset);
}
