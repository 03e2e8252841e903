using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Diagnostics.Web.Oidc;

/// <summary>
/// The provider as OpenID Connect Core 1.0 describes it: the authorization code flow with PKCE. Discovery, keys and the token's validation
/// are the library's; nothing of a token is logged.
/// </summary>
internal sealed partial class OidcProvider : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>Calls to the provider at a time, for all who sign in.</summary>
    private const int AtOnce = 8;

    /// <summary>More at once is no region signing in; they are told to try again.</summary>
    private const int MostWaiting = 200;

    /// <summary>Signatures with a key pair only: neither "none" nor one made with the client's secret.</summary>
    private static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly OidcOptions _options;
    private readonly OidcFlows _flows;
    private readonly TimeProvider _clock;
    private readonly ILogger<OidcProvider> _logger;
    private readonly HttpClient _http;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _discovery;
    private readonly ProviderOutage _outage;

    public OidcProvider(OidcOptions options, OidcFlows flows, TimeProvider clock, ILogger<OidcProvider> logger)
    {
        (_options, _flows, _clock, _logger) = (options, flows, clock, logger);
        _outage = new ProviderOutage(clock);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = 256 * 1024,
        };
        _discovery = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{options.Authority.ToString().TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_http) { RequireHttps = options.Authority.Scheme == Uri.UriSchemeHttps });
    }

    /// <summary>
    /// Every call waits here, so that a flood of ways is neither a flood at the provider nor takes the turns of others. Nothing else limits ways: they
    /// cost the server no memory, and a school has one address for all of its staff.
    /// </summary>
    public FairTurns Turns { get; } = new(AtOnce, MostWaiting);

    /// <summary>It could not be reached a moment ago: nobody waits for it now.</summary>
    public bool IsAway => _outage.IsOn;

    /// <summary>Where the browser goes to, or null while the provider cannot be asked.</summary>
    public async Task<Uri?> AddressAsync(OidcFlow flow, Uri returnTo, CancellationToken cancellation)
    {
        if (await DiscoverAsync(cancellation) is not { } provider)
        {
            return null;
        }

        Dictionary<string, string?> asked = new()
        {
            ["response_type"] = "code",
            ["response_mode"] = "query",
            ["scope"] = "openid",
            ["client_id"] = _options.ClientId,
            ["redirect_uri"] = returnTo.ToString(),
            ["state"] = _flows.StateOf(flow),
            ["nonce"] = _flows.NonceOf(flow),
            ["code_challenge"] = _flows.ChallengeOf(flow),
            ["code_challenge_method"] = "S256",
            // Computers of a school are shared: whoever was signed in at the provider before is not who sits here now.
            ["prompt"] = "login",
        };
        if (_options.MaxAge is { } age)
        {
            asked["max_age"] = ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return new Uri(QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, asked));
    }

    /// <summary>Whom the code stands for.</summary>
    public async Task<OidcAnswer> ProveAsync(OidcFlow flow, string code, Uri returnTo, CancellationToken cancellation)
    {
        if (await DiscoverAsync(cancellation) is not { } provider)
        {
            return new OidcAnswer(IsReached: false, null);
        }

        (bool isReached, string? told) = await ExchangeAsync(provider, flow, code, returnTo, cancellation);
        if (told is not { } token)
        {
            return new OidcAnswer(isReached, null);
        }

        TokenValidationResult found = await ValidateAsync(provider, token);
        if (found.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have changed its keys since they were read.
            _discovery.RequestRefresh();
            found = await DiscoverAsync(cancellation) is { } renewed ? await ValidateAsync(renewed, token) : found;
        }

        string? fault = found.IsValid ? FaultOf((JsonWebToken)found.SecurityToken, flow) : found.Exception?.GetType().Name;
        if (fault is not null)
        {
            TokenRefused(_logger, fault);
            return new OidcAnswer(IsReached: true, null);
        }

        JsonWebToken proved = (JsonWebToken)found.SecurityToken;
        return new OidcAnswer(IsReached: true, new OidcProof(new ExternalIdentity(provider.Issuer, proved.Subject), IsStrong(proved)));
    }

    public void Dispose() => _http.Dispose();

    private async Task<OpenIdConnectConfiguration?> DiscoverAsync(CancellationToken cancellation)
    {
        if (IsAway)
        {
            return null;
        }

        try
        {
            OpenIdConnectConfiguration provider = await _discovery.GetConfigurationAsync(cancellation);
            if (provider.Issuer?.TrimEnd('/') == _options.Authority.ToString().TrimEnd('/')
                && new[] { provider.AuthorizationEndpoint, provider.TokenEndpoint }.All(IsUsable))
            {
                return provider;
            }

            ProviderUnusable(_logger, "its discovery document names another issuer or an address that is not https");
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or HttpRequestException or TaskCanceledException
            && !cancellation.IsCancellationRequested)
        {
            _outage.Begin();
            ProviderUnusable(_logger, fault.GetType().Name);
        }

        return null;
    }

    private bool IsUsable(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && OidcOptions.IsSafe(uri) && (uri.Scheme == Uri.UriSchemeHttps || _options.Authority.IsLoopback);

    /// <summary>The ID token for the code (RFC 6749, 4.1.3), if there is one.</summary>
    private async Task<(bool IsReached, string? Token)> ExchangeAsync(
        OpenIdConnectConfiguration provider, OidcFlow flow, string code, Uri returnTo, CancellationToken cancellation)
    {
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = returnTo.ToString(),
            ["client_id"] = _options.ClientId,
            ["code_verifier"] = _flows.VerifierOf(flow),
        };
        using HttpRequestMessage request = new(HttpMethod.Post, provider.TokenEndpoint);
        if (_options.ClientSecret is { } secret)
        {
            ICollection<string> ways = provider.TokenEndpointAuthMethodsSupported;
            if (ways.Contains("client_secret_post") && !ways.Contains("client_secret_basic"))
            {
                form["client_secret"] = secret;
            }
            else
            {
                string pair = $"{Uri.EscapeDataString(_options.ClientId)}:{Uri.EscapeDataString(secret)}";
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
            }
        }

        request.Content = new FormUrlEncodedContent(form);
        try
        {
            using HttpResponseMessage reply = await _http.SendAsync(request, cancellation);
            if (!reply.IsSuccessStatusCode)
            {
                TokenRefused(_logger, $"the token endpoint answered {(int)reply.StatusCode}");
                return (true, null);
            }

            JsonElement told = await reply.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            return (true, told.ValueKind == JsonValueKind.Object && told.TryGetProperty("id_token", out JsonElement token) ? token.GetString() : null);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            _outage.Begin();
            ProviderUnusable(_logger, fault.GetType().Name);
            return (false, null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            ProviderUnusable(_logger, fault.GetType().Name);
            return (true, null);
        }
    }

    private Task<TokenValidationResult> ValidateAsync(OpenIdConnectConfiguration provider, string token) => new JsonWebTokenHandler().ValidateTokenAsync(
        token,
        new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = _options.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) =>
                until + Skew > _clock.GetUtcNow().UtcDateTime && (from is null || from - Skew <= _clock.GetUtcNow().UtcDateTime),
        });

    /// <summary>OpenID Connect Core 1.0, 3.1.3.7: what the library leaves to its caller.</summary>
    private string? FaultOf(JsonWebToken token, OidcFlow flow)
    {
        string? nonce = Claim(token, "nonce");
        string? party = Claim(token, "azp");
        return nonce != _flows.NonceOf(flow) ? "nonce"
            : party is not null && party != _options.ClientId ? "azp"
            : party is null && token.Audiences.Count() > 1 ? "azp"
            : !IsFresh(token) ? "auth_time"
            : token.Subject is not { Length: > 0 and <= ExternalIdentity.LongestSubject } ? "sub"
            : null;
    }

    /// <summary>Whoever was asked for an age must tell when; a provider that was not asked may be silent, but not tell of the future.</summary>
    private bool IsFresh(JsonWebToken token)
    {
        if (Claim(token, "auth_time") is not { } told)
        {
            return _options.MaxAge is null;
        }

        return long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            && _clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) is var age && age >= -Skew && (_options.MaxAge is not { } most || age <= most + Skew);
    }

    private bool IsStrong(JsonWebToken token) =>
        token.Claims.Any(claim => claim.Type is "acr" or "amr" && _options.Strong.Contains(claim.Value, StringComparer.Ordinal));

    private static string? Claim(JsonWebToken token, string name) => token.TryGetClaim(name, out System.Security.Claims.Claim? claim) ? claim.Value : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-in provider's answer was refused: {Reason}.")]
    private static partial void TokenRefused(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sign-in provider cannot be used: {Reason}.")]
    private static partial void ProviderUnusable(ILogger logger, string reason);
}
