using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Diagnostics.Engine.Storage;

/// <summary>A secret number of the curve P-256, derived from the bytes of a key's file, so that such files are random bytes like all others.</summary>
internal static class CurveSecret
{
    public const int Bytes = 32;

    /// <summary>The order of the curve's group (SEC 2, secp256r1).</summary>
    private static readonly BigInteger Order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <param name="label">What the number is for: other labels give other numbers of the same key.</param>
    public static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> label)
    {
        // Sixteen bytes more than the number has: the remainder then favours none (NIST SP 800-56A, 5.6.1.2.1).
        byte[] wide = new byte[Bytes + 16];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, wide, [], label);
        BigInteger scalar = (new BigInteger(wide, isUnsigned: true, isBigEndian: true) % (Order - 1)) + 1;
        byte[] number = new byte[Bytes];
        byte[] digits = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(number, number.Length - digits.Length);
        return number;
    }
}
