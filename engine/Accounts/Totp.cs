using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.Accounts;

/// <summary>Time-based one-time passwords (RFC 6238: HMAC-SHA-1, 30 seconds, six digits), as every authenticator app knows them.</summary>
public static class Totp
{
    /// <summary>160 bits, the length RFC 4226 recommends.</summary>
    public const int KeyBytes = 20;

    public const int Digits = 6;

    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>Number of the time step an instant lies in.</summary>
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeAt(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238's default, and the only one that all authenticator apps take; HMAC does not need collision resistance.
        HMACSHA1.HashData(key, counter, mac);
#pragma warning restore CA5350
        int offset = mac[^1] & 0xF;
        int number = BinaryPrimitives.ReadInt32BigEndian(mac[offset..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step this code belongs to, of the current one and its neighbours (a phone's clock may be half a minute off); null when it is
    /// none of them. The caller must refuse a step that was used before.
    /// </summary>
    public static long? StepOf(ReadOnlySpan<byte> key, string? typed, DateTimeOffset now)
    {
        byte[] code = Encoding.ASCII.GetBytes(new string([.. (typed ?? "").Where(char.IsAsciiDigit).Take(Digits + 1)]));
        long current = StepAt(now);
        long? found = null;
        for (long step = current - 1; step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(code, Encoding.ASCII.GetBytes(CodeAt(key, step))))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>What an authenticator app scans.</summary>
    public static string UriOf(ReadOnlySpan<byte> key, string issuer, string login) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(login)}?secret={ToBase32(key)}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>The key as one types it where nothing can be scanned (RFC 4648, without padding).</summary>
    public static string ToBase32(ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder(((key.Length * 8) + 4) / 5);
        int held = 0;
        int bits = 0;
        foreach (byte next in key)
        {
            held = (held << 8) | next;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Base32[(held >> bits) & 31]);
            }

            held &= (1 << bits) - 1;
        }

        return (bits == 0 ? text : text.Append(Base32[(held << (5 - bits)) & 31])).ToString();
    }
}
