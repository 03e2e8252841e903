using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// A student's code: three symbols of the school's prefix, eight random ones, one check symbol. The random part is derived from the print
/// key, so that a card can be printed again; the store knows only the code's HMAC under the look-up key. Equality is of the symbols.
/// </summary>
internal sealed record AccessCode
{
    public const int Length = 12;
    public const int PrefixLength = 3;
    private const int RandomLength = 8;

    private AccessCode(string symbols) => Symbols = symbols;

    public string Symbols { get; }

    /// <summary>The code of a seat in its revision: a new revision is a new code.</summary>
    public static AccessCode Of(ReadOnlySpan<byte> printKey, string prefix, string seatId, int revision)
    {
        if (prefix.Length != PrefixLength)
        {
            throw new ArgumentException($"A prefix has {PrefixLength} symbols, not {prefix.Length}.", nameof(prefix));
        }

        string body = prefix + CodeAlphabet.Take(Derive(printKey, "seat", seatId, revision), RandomLength);
        return new AccessCode(body + CodeAlphabet.Check(body));
    }

    /// <summary>The codes a typed text may mean, in the order in which to look them up.</summary>
    public static IReadOnlyList<AccessCode> Readings(string? typed) =>
        [.. CodeAlphabet.Readings(typed, Length).Select(symbols => new AccessCode(symbols))];

    /// <summary>As printed.</summary>
    public override string ToString() => CodeAlphabet.Grouped(Symbols);

    /// <summary>What the store keeps instead of the code.</summary>
    public string Hash(ReadOnlySpan<byte> lookUpKey) => LookUpHash(lookUpKey, "code", Symbols);

    internal static string LookUpHash(ReadOnlySpan<byte> lookUpKey, string kind, string symbols) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(lookUpKey, Encoding.UTF8.GetBytes($"{kind}:{symbols}"))[..16]);

    internal static byte[] Derive(ReadOnlySpan<byte> key, string kind, string id, int revision) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(FormattableString.Invariant($"{kind}:{id}:{revision}")));

    /// <summary>Six digits that open a class board together with its link.</summary>
    internal static string Pin(ReadOnlySpan<byte> printKey, string classId, int revision) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Derive(printKey, "pin", classId, revision)) % 1_000_000).ToString("D6", null);
}
