using System.CommandLine;
using Diagnostics.Web.Oidc;

namespace Diagnostics.Web.Commands;

/// <summary>The options of <c>serve</c> about the operator's sign-in provider.</summary>
internal sealed class OidcCommandOptions
{
    private readonly Option<Uri?> _authority = WebAddress.Option(
        "--oidc-authority", "Let staff sign in through this OpenID Connect provider (https). Off by default; --oidc-client-id and --oidc-name go with it.");

    private readonly Option<string?> _client = new("--oidc-client-id") { Description = "The name the provider knows this server by." };

    private readonly Option<string?> _secretFile = new("--oidc-client-secret-file") { Description = "File whose first line is the client's secret; none for a public client." };

    private readonly Option<string?> _name = new("--oidc-name") { Description = "The provider's name on the button, after «Войти через»." };

    private readonly Option<string[]> _strong = new("--oidc-strong")
    {
        Description = "Value of acr or amr by which the provider says that a second factor was used; ours is then not asked for. Once for each.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> _maxAge = new("--oidc-max-age")
    {
        Description = "Minutes since a person proved themselves to the provider, at most. The provider is then asked for it (max_age) and must tell it (auth_time).",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _authority, _client, _secretFile, _name, _strong, _maxAge })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="FormatException">The options do not go together; the message says why.</exception>
    /// <exception cref="IOException">The secret's file cannot be read.</exception>
    public OidcOptions? Read(ParseResult parsed)
    {
        string? client = parsed.GetValue(_client);
        string? name = parsed.GetValue(_name)?.Trim();
        string? secretFile = parsed.GetValue(_secretFile);
        int? maxAge = parsed.GetValue(_maxAge);
        string[] strong = parsed.GetValue(_strong)!;
        if (parsed.GetValue(_authority) is not { } authority)
        {
            Require((client ?? name ?? secretFile) is null && strong.Length == 0 && maxAge is null, "The options --oidc-… belong to --oidc-authority.");
            return null;
        }

        Require(OidcOptions.IsSafe(authority), $"--oidc-authority: \"{authority}\" is no https address.");
        Require(client is { Length: > 0 } && name is { Length: > 0 and <= 60 }, "--oidc-authority needs --oidc-client-id and --oidc-name (up to 60 characters).");
        Require(maxAge is null or (> 0 and <= 1440), "--oidc-max-age: 1 to 1440 minutes.");
        string? secret = secretFile is null ? null : File.ReadLines(secretFile).FirstOrDefault()?.Trim();
        Require(secretFile is null || secret is { Length: > 0 }, $"--oidc-client-secret-file: {secretFile} is empty.");
        return new OidcOptions { Authority = authority, ClientId = client!, Name = name!, ClientSecret = secret, Strong = strong, MaxAge = maxAge is { } minutes ? TimeSpan.FromMinutes(minutes) : null };
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
