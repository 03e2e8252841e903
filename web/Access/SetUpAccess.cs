using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Web.Access;

/// <summary>
/// Who may make schools, classes and codes until accounts come: whoever knows the operator's set-up key, and in the demo also a browser on the
/// server itself. Outside the demo loopback proves nothing: a plain proxy passes strangers on from loopback, without a mark. In the demo a
/// request that names a proxy, or whose Host is not a loopback name (DNS rebinding), needs the key as well.
/// </summary>
internal sealed class SetUpAccess(string setUpKey, Seal seal, bool demo)
{
    private const string Cookie = "setup";
    private static readonly TimeSpan Life = TimeSpan.FromHours(8);

    public bool IsOpen(HttpContext context) =>
        (demo && IsOnTheServer(context)) || seal.Open(SealPurpose.SetUp, context.Request.Cookies[Cookies.NameOf(context, Cookie)]) is not null;

    /// <summary>Sets the cookie when the key is right.</summary>
    public bool TryEnter(HttpContext context, string key)
    {
        bool right = CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(key.Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(setUpKey)));
        if (right)
        {
            context.Response.Cookies.Append(Cookies.NameOf(context, Cookie), seal.Make(SealPurpose.SetUp, "setup", Life), Cookies.Strict(context, Life));
        }

        return right;
    }

    private static bool IsOnTheServer(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Original-For")
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
}
