using System.Net;

namespace Diagnostics.Web.Oidc;

/// <summary>The operator's sign-in provider. A class, so that no record's text carries the secret into a log.</summary>
internal sealed class OidcOptions
{
    /// <summary>The issuer, whose discovery document says the rest.</summary>
    public required Uri Authority { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Null (the default) for a public client: PKCE alone then.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What the button says after «Войти через».</summary>
    public required string Name { get; init; }

    /// <summary>Values of <c>acr</c> or <c>amr</c> that stand for a second factor. Empty by default: ours is asked for.</summary>
    public IReadOnlyList<string> Strong { get; init; } = [];

    /// <summary>How long ago a person may have proved themselves to the provider; null (the default) asks for nothing beside <c>prompt=login</c>.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Https, or this very machine: anything else could be read and changed on the way.</summary>
    public static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || (address.Scheme == Uri.UriSchemeHttp && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip))));
}
