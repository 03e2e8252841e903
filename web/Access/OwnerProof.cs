using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Access;

/// <summary>
/// Asks whoever is signed in to prove once more who they are, in the call that changes how the account is opened: a browser left open must not
/// change its owner's locks. The password; for an account without one, a current code of the second factor.
/// </summary>
internal sealed class OwnerProof(AccountDesk accounts, StaffPasswords passwords, StaffDoor door, StaffCookie cookie, FailureLimits limits, TimeProvider clock)
{
    /// <summary>What is asked for. Whoever is on the way to a first factor has just proved the rest.</summary>
    public async Task<ProofKind> NeededAsync(StaffIdentity who, CancellationToken cancellation) =>
        who.Stage != SignInStage.Complete ? ProofKind.None : KindOf((await accounts.GetAsync(who.Account.Id, cancellation))!);

    /// <summary>The refusal, or null for the owner. Each wrong proof is a try and an entry in the log.</summary>
    public async Task<ProblemHttpResult?> RefusalAsync(HttpContext context, ProofRequest? given, CancellationToken cancellation)
    {
        StaffIdentity who = StaffGate.Who(context);
        Credentials known = (await accounts.GetAsync(who.Account.Id, cancellation))!;
        ProofKind kind = who.Stage == SignInStage.Complete ? KindOf(known) : ProofKind.None;
        if (kind == ProofKind.None)
        {
            return null;
        }

        if (kind == ProofKind.Code && known.IsFactorLost)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "factor-lost");
        }

        if (!limits.TrySignIn($"code:{who.Account.Id}", cookie.BrowserOf(context, who.Account)))
        {
            return Problems.TooMany(context, FailureLimits.SecondsASignIn);
        }

        bool? told = kind == ProofKind.Password
            ? await passwords.IsOwnAsync(known, given?.Password, cancellation)
            : Totp.StepOf(known.TotpKey!.Value.Span, given?.Code, clock.GetUtcNow()) is { } step
                && await accounts.TryTakeStepAsync(who.Account.Id, step, cancellation);
        if (told is not { } isRight)
        {
            return Problems.TooMany(context);
        }

        if (isRight)
        {
            return null;
        }

        await door.TellRefusedAsync(who.Account, cancellation);
        return Problems.Of(StatusCodes.Status400BadRequest, kind == ProofKind.Password ? "password-wrong" : "code-wrong");
    }

    private static ProofKind KindOf(Credentials known) =>
        known.PasswordHash.Length > 0 ? ProofKind.Password : known.Account.HasSecondFactor ? ProofKind.Code : ProofKind.None;
}

/// <summary>What proves the owner.</summary>
internal enum ProofKind
{
    /// <summary>Nothing here could: the account is opened through the provider alone.</summary>
    None,

    Password,

    /// <summary>A current code of the second factor.</summary>
    Code,
}

internal sealed record ProofRequest(string? Password, string? Code);
