using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace Diagnostics.Web.Api;

/// <summary>Signing in and out, and what everybody of the staff keeps of their own: password, second factor, signed-in browsers.</summary>
internal static class StaffApi
{
    private static readonly TimeSpan FactorLife = TimeSpan.FromMinutes(15);

    public static void MapStaffApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder staff = app.MapGroup("/api/staff").WithTags("staff").RequireSecureOrigin().Refuses(403, 503);
        staff.MapPost("/enter", EnterAsync).IsKept(new DoorRule.Open()).Refuses(401, 429);
        staff.MapPost("/code", CodeAsync).NeedsSignIn(SignInStage.CodeDue).CountsTries().Refuses(409);
        staff.MapPost("/recovery", RecoverAsync).NeedsSignIn(SignInStage.CodeDue).CountsTries();
        staff.MapGet("/me", MeAsync).IsKept(new DoorRule.Open()).Refuses(401);
        staff.MapPost("/leave", LeaveAsync).NeedsSignIn(SignInStage.CodeDue, SignInStage.FactorDue);
        staff.MapPost("/password", ChangePasswordAsync).NeedsSignIn().CountsTries().Refuses(400);
        staff.MapPost("/factor", BeginFactorAsync).NeedsSignIn(SignInStage.FactorDue).Refuses(400, 409, 429);
        staff.MapPost("/factor/confirm", ConfirmFactorAsync).NeedsSignIn(SignInStage.FactorDue).CountsTries().Refuses(400);
        staff.MapGet("/sessions", SessionsAsync).NeedsSignIn();
        staff.MapPost("/sessions/{id}/end", EndSessionAsync).NeedsSignIn();
    }

    private static async Task<Results<Ok<StageReply>, ProblemHttpResult>> EnterAsync(
        EnterRequest request, HttpContext context, [AsParameters] SignIn sign, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        string login = request.Login is { Length: <= 120 } typed ? typed : "";
        Credentials? known = await sign.Accounts.FindAsync(login, cancellation);
        string? browser = known is null ? null : sign.Cookie.BrowserOf(context, known.Account);
        string what = $"password:{known?.Account.Id ?? login.Trim().ToLowerInvariant()}";
        if (browser is null ? !sign.Limits.HasTries(what) : !sign.Limits.TrySignIn(what, browser))
        {
            return Problems.TooMany(context, FailureLimits.SecondsASignIn);
        }

        bool? told = browser is null
            ? await sign.Passwords.IsRightAsync(
                known, request.Password, FailureLimits.AddressOf(context), () => sign.Limits.TrySignIn(what, null), cancellation)
            : await sign.Passwords.IsOwnAsync(known!, request.Password, cancellation);
        if (told is not { } right)
        {
            return Problems.TooMany(context);
        }

        if (!right || known!.Account.Disabled || (known.Account.Demo && !sign.Options.Demo))
        {
            if (known is not null)
            {
                await sign.Door.TellRefusedAsync(known.Account, cancellation);
            }

            // Only those who fail are told to wait by their address: a school has one for all of its staff.
            return sign.Limits.CodeFailed(context)
                ? Problems.Of(StatusCodes.Status401Unauthorized, "sign-in-wrong")
                : Problems.TooMany(context, FailureLimits.SecondsASignIn);
        }

        SignInStage stage = await OpenAsync(context, sign.Door, sign.Cookie, known.Account, isStrong: false, cancellation);
        return TypedResults.Ok(new StageReply(stage));
    }

    /// <summary>Signs the browser in as far as what was proved reaches.</summary>
    /// <param name="isStrong">A second factor was proved already.</param>
    internal static async Task<SignInStage> OpenAsync(
        HttpContext context, StaffDoor door, StaffCookie cookie, Account account, bool isStrong, CancellationToken cancellation)
    {
        SignInStage stage = isStrong ? SignInStage.Complete
            : account.HasSecondFactor ? SignInStage.CodeDue
            : account.NeedsSecondFactor(context.RequestServices.GetRequiredService<ServerOptions>().CoordinatorsNeedFactor) ? SignInStage.FactorDue
            : SignInStage.Complete;
        string token = await door.OpenAsync(account, stage, AgentOf(context), (await cookie.WhoAsync(context))?.SessionId, cancellation);
        cookie.Set(context, token, account, isProved: stage == SignInStage.Complete);
        return stage;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CodeAsync(
        CodeRequest request, HttpContext context, [AsParameters] SignIn sign, TimeProvider clock, CancellationToken cancellation)
    {
        StaffIdentity who = StaffGate.Who(context);
        Credentials known = (await sign.Accounts.GetAsync(who.Account.Id, cancellation))!;
        if (known.IsFactorLost)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "factor-lost");
        }

        long? step = known.TotpKey is { } key ? Totp.StepOf(key.Span, request.Code, clock.GetUtcNow()) : null;
        return await ProveAsync(
            context, sign, step is { } found && await sign.Accounts.TryTakeStepAsync(who.Account.Id, found, cancellation), cancellation);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RecoverAsync(
        CodeRequest request, HttpContext context, [AsParameters] SignIn sign, CancellationToken cancellation) =>
        await ProveAsync(
            context, sign, await sign.Accounts.TryUseRecoveryCodeAsync(StaffGate.Who(context).Account.Id, request.Code, cancellation), cancellation);

    private static async Task<Results<NoContent, ProblemHttpResult>> ProveAsync(
        HttpContext context, SignIn sign, bool isRight, CancellationToken cancellation)
    {
        StaffIdentity who = StaffGate.Who(context);
        if (!isRight)
        {
            await sign.Door.TellRefusedAsync(who.Account, cancellation);
            return Problems.Of(StatusCodes.Status401Unauthorized, "code-wrong");
        }

        await CompleteAsync(context, sign, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task CompleteAsync(HttpContext context, SignIn sign, CancellationToken cancellation)
    {
        StaffIdentity who = StaffGate.Who(context);
        sign.Cookie.Set(context, await sign.Door.CompleteAsync(who, AgentOf(context), cancellation), who.Account, isProved: true);
    }

    /// <summary>Who is signed in here. A browser without a cookie was never signed in: that is no refusal, and its console stays clean.</summary>
    private static async Task<Results<Ok<MeReply>, NoContent, ProblemHttpResult>> MeAsync(
        HttpContext context, StaffCookie cookie, OrgPaths paths, OwnerProof proof, ServerOptions options, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!StaffCookie.IsBrought(context))
        {
            return TypedResults.NoContent();
        }

        if (await cookie.WhoAsync(context) is not { } who)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "sign-in");
        }

        Account account = who.Account;
        bool whole = who.Stage == SignInStage.Complete;
        return TypedResults.Ok(new MeReply(
            account.Id, account.Login, account.Name, account.Role, new PlaceReply(account.Node, await paths.TitleAsync(account.Node, cancellation)),
            who.Stage, whole ? Permissions.ActsOf(account.Role) : [], whole ? Permissions.InvitedBy(account.Role) : [],
            account.HasSecondFactor, account.NeedsSecondFactor(options.CoordinatorsNeedFactor), account.Demo, await proof.NeededAsync(who, cancellation),
            cookie.WordOf(who)));
    }

    private static async Task<NoContent> LeaveAsync(HttpContext context, StaffDoor door, CancellationToken cancellation)
    {
        StaffIdentity who = StaffGate.Who(context);
        await door.EndAsync(who, who.SessionId, cancellation);
        StaffCookie.Clear(context);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        PasswordRequest request, HttpContext context, [AsParameters] SignIn sign, CancellationToken cancellation)
    {
        StaffIdentity who = StaffGate.Who(context);
        Credentials known = (await sign.Accounts.GetAsync(who.Account.Id, cancellation))!;
        if (await sign.Passwords.IsOwnAsync(known, request.Current, cancellation) is not { } right)
        {
            return Problems.TooMany(context);
        }

        if (!right)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "password-wrong");
        }

        if (PasswordRules.Refusal(request.Next, who.Account.Login, who.Account.Name) is { } reason)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, reason);
        }

        if (await sign.Passwords.HashInTurnAsync(request.Next!, who.Account.Id, cancellation) is not { } hash)
        {
            return Problems.TooMany(context);
        }

        await sign.Accounts.SetPasswordAsync(who.Account.Id, hash, who.SessionId, who.Account.Id, cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>A new key, shown and not yet kept: it comes back with its first code, sealed for this session. Nobody but the owner sees one.</summary>
    private static async Task<Results<Ok<FactorReply>, ProblemHttpResult>> BeginFactorAsync(
        ProofRequest? request, HttpContext context, OwnerProof proof, Seal seal, CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(context, request, cancellation) is { } refusal)
        {
            return refusal;
        }

        StaffIdentity who = StaffGate.Who(context);
        byte[] key = Totp.NewKey();
        string uri = Totp.UriOf(key, "Шаг в будущее", who.Account.Login);
        string kept = seal.Make(SealPurpose.FactorKey, $"{who.SessionId}:{WebEncoders.Base64UrlEncode(key)}", FactorLife);
        return TypedResults.Ok(new FactorReply(Totp.ToBase32(key), uri, QrRows.Of(uri), kept));
    }

    private static async Task<Results<Ok<RecoveryReply>, ProblemHttpResult>> ConfirmFactorAsync(
        ConfirmRequest request, HttpContext context, [AsParameters] SignIn sign, Seal seal, TimeProvider clock, CancellationToken cancellation)
    {
        StaffIdentity who = StaffGate.Who(context);
        if (seal.Open(SealPurpose.FactorKey, request.Kept) is not { } payload
            || !payload.StartsWith($"{who.SessionId}:", StringComparison.Ordinal)
            || WebEncoders.Base64UrlDecode(payload[(who.SessionId.Length + 1)..]) is var key
                && Totp.StepOf(key, request.Code, clock.GetUtcNow()) is not { } step)
        {
            return Problems.Of(StatusCodes.Status400BadRequest, "code-wrong");
        }

        var codes = new RecoveryReply(await sign.Accounts.SetSecondFactorAsync(who, key, step, cancellation));
        await CompleteAsync(context, sign, cancellation);
        return TypedResults.Ok(codes);
    }

    private static async Task<Ok<IReadOnlyList<StaffSession>>> SessionsAsync(HttpContext context, StaffDoor door, CancellationToken cancellation) =>
        TypedResults.Ok(await door.ListAsync(StaffGate.Who(context), cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSessionAsync(
        string id, HttpContext context, StaffDoor door, CancellationToken cancellation) =>
        await door.EndAsync(StaffGate.Who(context), id, cancellation)
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    /// <summary>Every call is one try at a secret of the signed-in account: where it knows the browser, apart from all other browsers.</summary>
    private static RouteHandlerBuilder CountsTries(this RouteHandlerBuilder door) => door.Refuses(429).AddEndpointFilter(async (call, next) =>
    {
        HttpContext context = call.HttpContext;
        Account account = StaffGate.Who(context).Account;
        string? browser = context.RequestServices.GetRequiredService<StaffCookie>().BrowserOf(context, account);
        return context.RequestServices.GetRequiredService<FailureLimits>().TrySignIn($"code:{account.Id}", browser)
            ? await next(call)
            : Problems.TooMany(context, FailureLimits.SecondsASignIn);
    });

    private static string AgentOf(HttpContext context) =>
        new([.. context.Request.Headers.UserAgent.ToString().Where(letter => !char.IsControl(letter)).Take(120)]);

    /// <summary>What a sign-in is checked with.</summary>
    internal sealed record SignIn(
        AccountDesk Accounts, StaffDoor Door, StaffCookie Cookie, StaffPasswords Passwords, FailureLimits Limits, ServerOptions Options);

    private sealed record EnterRequest(string? Login, string? Password);

    private sealed record CodeRequest(string? Code);

    private sealed record PasswordRequest(string? Current, string? Next);

    private sealed record ConfirmRequest(string? Kept, string? Code);

    /// <param name="Secret">The key as one types it.</param>
    /// <param name="Qr">The same as a picture: a row a text, 1 for dark.</param>
    /// <param name="Kept">Comes back with the first code.</param>
    private sealed record FactorReply(string Secret, string Uri, IReadOnlyList<string> Qr, string Kept);

    private sealed record RecoveryReply(IReadOnlyList<string> RecoveryCodes);

    /// <param name="Proof">What a change of second factor or linked identity asks for besides.</param>
    /// <param name="Word">To be sent with every change, as the header X-Staff.</param>
    private sealed record MeReply(
        string Id, string Login, string Name, StaffRole Role, PlaceReply Place, SignInStage Stage, IReadOnlyList<StaffAct> Acts,
        IReadOnlyList<StaffRole> Invites, bool HasFactor, bool NeedsFactor, bool Demo, ProofKind Proof, string Word);
}

/// <param name="Stage">How far the sign-in has come.</param>
internal sealed record StageReply(SignInStage Stage);

/// <summary>A place with the name people know it by.</summary>
internal sealed record PlaceReply(NodeKind Kind, string Id, string Title)
{
    public PlaceReply(OrgNode node, string title)
        : this(node.Kind, node.Id, title)
    {
    }
}
