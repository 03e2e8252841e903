using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Diagnostics.Web.Access;

/// <summary>
/// Makes and opens short sealed strings: <c>base64url(payload|expiry).base64url(HMAC-SHA256)</c>. The purpose is part of the mac, so a board's
/// seal never opens a session. Stateless, so every node that holds the key opens what another one sealed.
/// </summary>
internal sealed class Seal(ReadOnlyMemory<byte> key, TimeProvider clock)
{
    /// <summary>Nothing we seal is longer: the longest carries a login and a name.</summary>
    private const int MaxLength = 3000;

    public string Make(SealPurpose purpose, string payload, TimeSpan life)
    {
        long expires = (clock.GetUtcNow() + life).ToUnixTimeMilliseconds();
        byte[] body = Encoding.UTF8.GetBytes($"{payload}|{expires.ToString(CultureInfo.InvariantCulture)}");
        return $"{WebEncoders.Base64UrlEncode(body)}.{WebEncoders.Base64UrlEncode(Mac(purpose, body))}";
    }

    /// <summary>A word that only this server can make of a payload; it says nothing about it and does not expire.</summary>
    public string Word(SealPurpose purpose, string payload) => WebEncoders.Base64UrlEncode(Mac(purpose, Encoding.UTF8.GetBytes(payload)));

    /// <summary>The payload, or null when the string is not ours, is for another purpose, or has expired.</summary>
    public string? Open(SealPurpose purpose, string? sealedText)
    {
        if (sealedText is null || sealedText.Length > MaxLength || sealedText.Split('.') is not [var bodyText, var macText])
        {
            return null;
        }

        if (Decode(bodyText) is not { } body || Decode(macText) is not { } mac
            || !CryptographicOperations.FixedTimeEquals(mac, Mac(purpose, body)))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(body);
        int bar = text.LastIndexOf('|');
        long expires = long.Parse(text.AsSpan(bar + 1), CultureInfo.InvariantCulture);
        return expires > clock.GetUtcNow().ToUnixTimeMilliseconds() ? text[..bar] : null;
    }

    private byte[] Mac(SealPurpose purpose, byte[] body) =>
        HMACSHA256.HashData(key.Span, [(byte)purpose, .. body]);

    private static byte[]? Decode(string text)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
