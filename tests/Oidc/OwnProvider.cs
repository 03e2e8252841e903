using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Reply = Microsoft.AspNetCore.Http.Results;

namespace Diagnostics.Tests.Oidc;

/// <summary>An OpenID Connect provider on loopback that signs in whoever <see cref="Subject"/> says, and lies where a test tells it to.</summary>
internal sealed class OwnProvider : IAsyncDisposable
{
    public const string ClientId = "career server";
    public const string ClientSecret = "a secret of the client: ü";
    private readonly Dictionary<string, (string Nonce, string Challenge, string ReturnTo)> _codes = new(StringComparer.Ordinal);
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "first" };
    private readonly WebApplication _app;

    private OwnProvider()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Reply.Json(Discovery()));
        _app.MapGet("/keys", () => Reply.Json(new { keys = new[] { PublicKey() } }));
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", (Delegate)TokenAsync);
    }

    /// <summary>By its name, so that to a browser it is another site than the server at 127.0.0.1.</summary>
    public Uri Address => new($"http://localhost:{new Uri(_app.Urls.First()).Port}");

    /// <summary>Who sits at the provider's own page.</summary>
    public string Subject { get; set; } = "person-1";

    /// <summary>Changes what is told before it is signed.</summary>
    public Action<SecurityTokenDescriptor> Lie { get; set; } = _ => { };

    /// <summary>Changes the signed token.</summary>
    public Func<string, string> Forge { get; set; } = token => token;

    /// <summary>The issuer of the discovery document; the provider's own when null.</summary>
    public string? ToldIssuer { get; set; }

    /// <summary>Codes were brought to it so many times, and whether it hangs up on whoever brings one.</summary>
    public int Exchanges { get; private set; }

    public bool HangsUp { get; set; }

    /// <summary>What was asked for last, and the last token that was given.</summary>
    public string LastQuery { get; private set; } = "";

    public string LastToken { get; private set; } = "";

    private string Issuer => Address.ToString().TrimEnd('/');

    public static async Task<OwnProvider> StartAsync()
    {
        OwnProvider provider = new();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>A token that nobody signed, with the claims of a signed one.</summary>
    public static string Unsigned(string token) =>
        $"{WebEncoders.Base64UrlEncode("{\"alg\":\"none\",\"typ\":\"JWT\"}"u8)}.{token.Split('.')[1]}.";

    /// <summary>The same claims, signed with the client's secret: what a server that takes any algorithm would believe.</summary>
    public static string WithSecret(string token)
    {
        string body = $"{WebEncoders.Base64UrlEncode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8)}.{token.Split('.')[1]}";
        return $"{body}.{WebEncoders.Base64UrlEncode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret), Encoding.ASCII.GetBytes(body)))}";
    }

    private object Discovery() => new
    {
        issuer = ToldIssuer ?? Issuer,
        authorization_endpoint = $"{Issuer}/authorize",
        token_endpoint = $"{Issuer}/token",
        jwks_uri = $"{Issuer}/keys",
        response_types_supported = new[] { "code" },
        subject_types_supported = new[] { "public" },
        id_token_signing_alg_values_supported = new[] { "RS256" },
    };

    private object PublicKey()
    {
        RSAParameters key = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = _key.KeyId, alg = "RS256", n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) };
    }

    /// <summary>The person agrees at once: back with a code.</summary>
    private IResult Authorize(HttpContext context)
    {
        IQueryCollection asked = context.Request.Query;
        LastQuery = context.Request.QueryString.Value!;
        string code = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (asked["nonce"]!, asked["code_challenge"]!, asked["redirect_uri"]!);
        return asked["client_id"] == ClientId && asked["code_challenge_method"] == "S256"
            ? Reply.Redirect(QueryHelpers.AddQueryString(asked["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] }))
            : Reply.BadRequest();
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        Exchanges++;
        if (HangsUp)
        {
            context.Abort();
            return Reply.Empty;
        }

        IFormCollection form = await context.Request.ReadFormAsync();
        string pair = $"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}";
        bool isClient = context.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
        string challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!isClient || !_codes.Remove(form["code"].ToString(), out var begun) || begun.Challenge != challenge || begun.ReturnTo != form["redirect_uri"])
        {
            return Reply.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        DateTime now = DateTime.UtcNow;
        SecurityTokenDescriptor told = new()
        {
            Issuer = Issuer,
            Audience = ClientId,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = begun.Nonce, ["email"] = "operator@example.test", ["preferred_username"] = "keeper" },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        };
        Lie(told);
        LastToken = Forge(new JsonWebTokenHandler().CreateToken(told));
        return Reply.Json(new { access_token = "none", token_type = "Bearer", id_token = LastToken });
    }
}
