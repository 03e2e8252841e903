using System.Security.Cryptography;
using System.Text;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace Diagnostics.Web.Oidc;

/// <summary>
/// Ways to the provider and back, each bound to the browser that set out, for ten minutes and once. Nothing is kept on the server but which
/// ones were used.
/// </summary>
internal sealed class OidcFlows(Seal seal, TimeProvider clock)
{
    private const string CookieName = "flow";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>More than the staff who come back from the provider in ten minutes; nobody else takes a place.</summary>
    private const int MostFlows = 50_000;

    private readonly UsedOnce _used = new(Life, MostFlows, clock);

    public static string NewId() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public string StateOf(OidcFlow flow) => seal.Word(SealPurpose.OidcState, flow.Id);

    public string NonceOf(OidcFlow flow) => seal.Word(SealPurpose.OidcNonce, flow.Id);

    /// <summary>RFC 7636: 43 letters and digits that only this server can make of the flow.</summary>
    public string VerifierOf(OidcFlow flow) => seal.Word(SealPurpose.OidcVerifier, flow.Id);

    public string ChallengeOf(OidcFlow flow) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(VerifierOf(flow))));

    public void Begin(HttpContext context, OidcFlow flow) => context.Response.Cookies.Append(
        Cookies.NameOf(context, CookieName), seal.Make(SealPurpose.OidcFlow, flow.ToText(), Life), Cookies.Strict(context, Life));

    /// <summary>The flow this browser set out on, if the state is its own and nobody came back by it yet; otherwise null.</summary>
    public OidcFlow? Find(HttpContext context, string? state)
    {
        OidcFlow? flow = OidcFlow.Parse(seal.Open(SealPurpose.OidcFlow, context.Request.Cookies[Cookies.NameOf(context, CookieName)]));
        bool isOwn = flow is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state ?? ""), Encoding.UTF8.GetBytes(StateOf(flow)));
        return isOwn && !_used.IsUsed(flow!.Id) ? flow : null;
    }

    /// <summary>
    /// Uses a way up, once the provider has said who came by it; false when somebody else did in the same moment. Whoever brings an invented code
    /// takes no place in the table, so strangers cannot fill it. Only now the browser's cookie ends: whoever was told to wait comes back by the same way.
    /// </summary>
    public bool TryUse(HttpContext context, OidcFlow flow)
    {
        context.Response.Cookies.Delete(Cookies.NameOf(context, CookieName), Cookies.Strict(context, TimeSpan.Zero));
        return _used.TryUse(flow.Id);
    }
}
