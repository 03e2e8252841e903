using System.Net;
using System.Security.Cryptography;

namespace Diagnostics.Web.Access;

/// <summary>
/// Who may rehearse: whoever brings the operator's key, a file in the data folder; on a demo that is reached by loopback, anybody.
/// </summary>
internal sealed class RehearsalKey(ServerOptions options, ReadOnlyMemory<byte> key)
{
    public const string Header = "X-Rehearsal-Key";

    /// <summary>As the header carries it.</summary>
    public static string Text(ReadOnlySpan<byte> key) => Convert.ToHexStringLower(key);

    public bool Opens(HttpContext context) => IsLocalDemo(context) || Fits(context.Request.Headers[Header].ToString());

    private bool IsLocalDemo(HttpContext context) =>
        options.Demo && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && context.Request.Headers["X-Forwarded-For"].Count == 0;

    private bool Fits(string brought)
    {
        Span<byte> bytes = stackalloc byte[key.Length];
        return brought.Length == 2 * key.Length
            && Convert.FromHexString(brought, bytes, out _, out int written) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(bytes[..written], key.Span);
    }
}
