using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Access;
using Diagnostics.Web.Oidc;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>
/// Signing in through the operator's provider: a door that sends the browser there, and one that takes what it brings back. The provider
/// returns to <c>/staff</c>; the page's own script brings code and state here, so every cookie stays SameSite=Strict.
/// </summary>
internal static class ExternalApi
{
    /// <summary>When a way that was turned away is let in, about.</summary>
    private const int SecondsAWay = 2;

    public static void MapExternalApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder external = app.MapGroup("/api/staff/external").WithTags("staff").RequireSecureOrigin().Refuses(403, 503);
        external.MapGet("", async (HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation) => new OfferReply(
            desks.Options.Oidc?.Name,
            await desks.Cookie.WhoAsync(context) is { Stage: SignInStage.Complete } who && await desks.External.IsLinkedAsync(who.Account.Id, cancellation)))
            .IsKept(new DoorRule.Open());
        external.MapPost("/begin", BeginAsync).IsKept(new DoorRule.Open()).Refuses(404, 429);
        external.MapPost("/invited", BeginInvitedAsync).IsKept(new DoorRule.Open()).Refuses(400, 404, 429);
        external.MapPost("/link", BeginLinkAsync).NeedsSignIn().Refuses(400, 409, 429);
        external.MapPost("/finish", FinishAsync).IsKept(new DoorRule.Open()).Refuses(400, 401, 404, 409, 429);
        external.MapPost("/unlink", UnlinkAsync).NeedsSignIn().Refuses(400, 409, 429);
    }

    private static Task<Results<Ok<GoReply>, ProblemHttpResult>> BeginAsync(
        HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation) =>
        GoAsync(context, desks, new OidcFlow(OidcFlows.NewId()), cancellation);

    private static async Task<Results<Ok<GoReply>, ProblemHttpResult>> BeginInvitedAsync(
        InvitedRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation)
    {
        if (await desks.Invitations.FindAsync(request.Token, cancellation) is not { AccountId: null })
        {
            return desks.Limits.CodeFailed(context) ? Problems.Of(StatusCodes.Status404NotFound, "invitation-closed") : Problems.TooMany(context);
        }

        string login = request.Login?.Trim() ?? "";
        string name = request.Name?.Trim() ?? "";
        if (InvitationApi.Refusal(login, name) is { } wrong)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, wrong);
        }

        return await desks.Accounts.FindAsync(login, cancellation) is null
            ? await GoAsync(context, desks, new OidcFlow(OidcFlows.NewId(), Token: request.Token, Login: login, Name: name), cancellation)
            : Problems.Of(StatusCodes.Status400BadRequest, "login-taken");
    }

    private static async Task<Results<Ok<GoReply>, ProblemHttpResult>> BeginLinkAsync(
        ProofRequest? request, HttpContext context, OwnerProof proof, [AsParameters] Desks desks, CancellationToken cancellation) =>
        StaffGate.Who(context).Account.Demo ? Problems.Of(StatusCodes.Status403Forbidden, "not-yours")
            : await proof.RefusalAsync(context, request, cancellation) is { } refusal ? refusal
            : await GoAsync(context, desks, new OidcFlow(OidcFlows.NewId(), Session: StaffGate.Who(context).SessionId), cancellation);

    private static async Task<Results<Ok<GoReply>, ProblemHttpResult>> GoAsync(
        HttpContext context, Desks desks, OidcFlow flow, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (desks.Provider is null)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "external-off");
        }

        if (desks.Provider.IsAway)
        {
            return Unreachable(context);
        }

        (bool isAsked, Uri? address) = await desks.Provider.Turns.RunAsync(
            HolderOf(context, flow), () => desks.Provider.AddressAsync(flow, desks.ReturnTo(context), cancellation), cancellation);
        if (!isAsked)
        {
            return Problems.TooMany(context);
        }

        if (address is null)
        {
            return Unreachable(context);
        }

        desks.Flows.Begin(context, flow);
        return TypedResults.Ok(new GoReply(address));
    }

    /// <summary>Whose share of the calls to the provider this is: the session's that asks for a link, otherwise the address's.</summary>
    private static string HolderOf(HttpContext context, OidcFlow flow) => flow.Session ?? FailureLimits.AddressOf(context);

    private static async Task<Results<Ok<FinishReply>, ProblemHttpResult>> FinishAsync(
        FinishRequest request, HttpContext context, [AsParameters] Desks desks, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (desks.Provider is null)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "external-off");
        }

        if (desks.Flows.Find(context, request.State) is not { } flow)
        {
            return Refused(context, desks, StatusCodes.Status400BadRequest, "external-state");
        }

        if (request.Code is not { Length: > 0 and <= 2000 } code)
        {
            return Refused(context, desks, StatusCodes.Status401Unauthorized, "external-refused");
        }

        if (desks.Provider.IsAway)
        {
            return Unreachable(context);
        }

        (string who, bool isKnown) = WayOf(context, desks, flow);
        if (!desks.Limits.TryWay(who, isKnown))
        {
            return Problems.TooMany(context, SecondsAWay);
        }

        // Counted before the provider is asked, and given back to whoever was right or could not be told.
        (bool isAsked, OidcAnswer? answer) = await desks.Provider.Turns.RunAsync(
            HolderOf(context, flow), () => desks.Provider.ProveAsync(flow, code, desks.ReturnTo(context), cancellation), cancellation);
        if (answer is not { IsReached: true })
        {
            desks.Limits.GiveWayBack(who, isKnown);
            return isAsked ? Unreachable(context) : Problems.TooMany(context, SecondsAWay);
        }

        if (answer.Proof is not { } proof)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "external-refused");
        }

        if (!desks.Flows.TryUse(context, flow))
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "external-state");
        }

        Results<Ok<FinishReply>, ProblemHttpResult> done = await DoneAsync(context, desks, flow, proof, cancellation);
        if (done.Result is Ok<FinishReply>)
        {
            desks.Limits.GiveWayBack(who, isKnown);
        }

        return done;
    }

    /// <summary>Whose wrong ways back are counted together: only those whom nobody of the staff is known by share their address.</summary>
    private static (string Holder, bool IsKnown) WayOf(HttpContext context, Desks desks, OidcFlow flow) => flow switch
    {
        { Session: { } session } => ($"session:{session}", true),
        { Token: { } token } => ($"invitation:{token}", true),
        _ when desks.Cookie.BrowserOf(context) is { } browser => ($"browser:{browser}", true),
        _ => (FailureLimits.AddressOf(context), false),
    };

    /// <summary>What the way was for.</summary>
    private static async Task<Results<Ok<FinishReply>, ProblemHttpResult>> DoneAsync(
        HttpContext context, Desks desks, OidcFlow flow, OidcProof proof, CancellationToken cancellation) => flow switch
        {
            { Token: not null } => await AcceptAsync(context, desks, flow, proof, cancellation),
            { Session: not null } => await LinkAsync(context, desks, flow, proof, cancellation),
            _ => await desks.External.FindAsync(proof.Identity, cancellation) is { } account
                ? await EnterAsync(context, desks, account, proof, "enter", cancellation)
                : Problems.Of(StatusCodes.Status401Unauthorized, "external-unlinked"),
        };

    private static async Task<Results<Ok<FinishReply>, ProblemHttpResult>> AcceptAsync(
        HttpContext context, Desks desks, OidcFlow flow, OidcProof proof, CancellationToken cancellation)
    {
        try
        {
            return await desks.External.AcceptAsync(flow.Token!, flow.Login!, flow.Name!, proof.Identity, cancellation) is { } made
                ? await EnterAsync(context, desks, made, proof, "made", cancellation)
                : Problems.Of(StatusCodes.Status404NotFound, "invitation-closed");
        }
        catch (LoginTakenException)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "login-taken");
        }
        catch (IdentityTakenException)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "external-taken");
        }
    }

    private static async Task<Results<Ok<FinishReply>, ProblemHttpResult>> LinkAsync(
        HttpContext context, Desks desks, OidcFlow flow, OidcProof proof, CancellationToken cancellation)
    {
        StaffIdentity? who = await desks.Cookie.WhoAsync(context);
        return !flow.IsOf(who) ? Problems.Of(StatusCodes.Status400BadRequest, "external-state")
            : await desks.External.LinkAsync(who!.Account.Id, proof.Identity, cancellation) ? TypedResults.Ok(new FinishReply("linked"))
            : Problems.Of(StatusCodes.Status409Conflict, "external-taken");
    }

    private static async Task<Results<Ok<FinishReply>, ProblemHttpResult>> EnterAsync(
        HttpContext context, Desks desks, Account account, OidcProof proof, string what, CancellationToken cancellation)
    {
        if (account.Disabled || (account.Demo && !desks.Options.Demo))
        {
            await desks.Door.TellRefusedAsync(account, cancellation);
            return Problems.Of(StatusCodes.Status401Unauthorized, "external-unlinked");
        }

        await StaffApi.OpenAsync(context, desks.Door, desks.Cookie, account, proof.IsStrong, cancellation);
        return TypedResults.Ok(new FinishReply(what));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> UnlinkAsync(
        ProofRequest? request, HttpContext context, OwnerProof proof, ExternalDesk external, CancellationToken cancellation) =>
        await proof.RefusalAsync(context, request, cancellation) is { } refusal ? refusal
            : await external.UnlinkAsync(StaffGate.Who(context).Account.Id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status409Conflict, "external-only");

    private static ProblemHttpResult Unreachable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = ((int)ProviderOutage.Pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "external-unreachable");
    }

    /// <summary>Nobody needed to be asked: it counts as any wrong code does.</summary>
    private static ProblemHttpResult Refused(HttpContext context, Desks desks, int status, string code) =>
        desks.Limits.CodeFailed(context) ? Problems.Of(status, code) : Problems.TooMany(context);

    internal sealed record Desks(
        ServerOptions Options, OidcFlows Flows, IServiceProvider Services, ExternalDesk External, InvitationDesk Invitations, AccountDesk Accounts,
        StaffDoor Door, StaffCookie Cookie, FailureLimits Limits, PublicAddress Address)
    {
        /// <summary>Null when the operator named none.</summary>
        public OidcProvider? Provider => Services.GetService<OidcProvider>();

        /// <summary>The address the operator tells the provider.</summary>
        public Uri ReturnTo(HttpContext context) => new(Address.Of(context.Request), "staff");
    }

    private sealed record InvitedRequest(string? Token, string? Login, string? Name);

    private sealed record FinishRequest(string? State, string? Code);

    /// <param name="Name">What the button says; null when there is no provider.</param>
    /// <param name="Linked">Whether whoever is signed in has a link.</param>
    private sealed record OfferReply(string? Name, bool Linked);

    /// <param name="Url">Where the browser goes.</param>
    private sealed record GoReply(Uri Url);

    /// <param name="Done">enter, made or linked.</param>
    private sealed record FinishReply(string Done);
}
