using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Web.Watch;

/// <summary>
/// Who may read <c>/metrics</c>: whoever brings the token of the operator's file (<c>--metrics-token-file</c>) as a bearer. Without such a file the door is not there:
/// behind a proxy everybody comes from this machine, so being local proves nothing.
/// </summary>
internal sealed class MetricsToken(string? token)
{
    /// <summary>Shorter ones can be guessed.</summary>
    public const int LeastLength = 16;

    private const string Scheme = "Bearer ";

    private readonly byte[]? _expected = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    public bool IsSet => _expected is not null;

    public bool Opens(HttpRequest request) =>
        _expected is { } expected
        && request.Headers.Authorization.ToString() is var brought && brought.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(brought[Scheme.Length..].Trim())), expected);

    /// <summary>The first line of the file.</summary>
    /// <exception cref="InvalidDataException">It is shorter than <see cref="LeastLength"/>.</exception>
    public static string Read(string file) =>
        (File.ReadLines(file).FirstOrDefault() ?? "").Trim() is { Length: >= LeastLength } token
            ? token
            : throw new InvalidDataException($"{file}: the first line is the token, at least {LeastLength} characters.");
}
