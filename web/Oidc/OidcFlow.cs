using System.Text.Json;
using Diagnostics.Engine.Accounts;

namespace Diagnostics.Web.Oidc;

/// <summary>What somebody goes to the provider for. It stays with the browser, sealed, and comes back with it.</summary>
/// <param name="Id">Random; <c>state</c>, <c>nonce</c> and the PKCE verifier are made of it.</param>
/// <param name="Session">The session that asked for a link; null for a sign-in and an invitation.</param>
/// <param name="Token">The invitation's secret; null otherwise.</param>
internal sealed record OidcFlow(string Id, string? Session = null, string? Token = null, string? Login = null, string? Name = null)
{
    public string ToText() => JsonSerializer.Serialize(this);

    public static OidcFlow? Parse(string? text) => text is null ? null : JsonSerializer.Deserialize<OidcFlow>(text);

    /// <summary>Whether it was begun by this signed-in browser, in this session.</summary>
    public bool IsOf(StaffIdentity? who) => who is { Stage: SignInStage.Complete } && who.SessionId == Session;
}
