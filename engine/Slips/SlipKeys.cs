using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Slips;

/// <summary>
/// The key pair slips are encrypted for (ECDH P-256) and the word that vouches for a session, both derived from one secret. Thread-safe.
/// </summary>
internal sealed class SlipKeys
{
    public const int CoordinateBytes = CurveSecret.Bytes;
    public const int PointBytes = 2 * CoordinateBytes;
    public const int IdBytes = 4;
    public const int WordBytes = 12;
    public const int TagBytes = 16;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;

    private readonly byte[] _scalar;
    private readonly byte[] _wordKey;

    public SlipKeys(ReadOnlySpan<byte> secret)
    {
        _scalar = CurveSecret.Derive(secret, "slip pair"u8);
        _wordKey = new byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _wordKey, [], "slip word"u8);
        using var own = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = _scalar });
        ECPoint point = own.ExportParameters(includePrivateParameters: false).Q;
        Point = [.. point.X!, .. point.Y!];
        Id = SHA256.HashData([4, .. Point])[..IdBytes];
    }

    /// <summary>The public half: X and Y.</summary>
    public byte[] Point { get; }

    /// <summary>Tells servers apart, and nothing else.</summary>
    public byte[] Id { get; }

    /// <summary>What the browser of a session is given.</summary>
    public SlipPass PassOf(string sessionId)
    {
        byte[] id = Encoding.ASCII.GetBytes(sessionId);
        return new SlipPass(
            Base64Url.EncodeToString([4, .. Point]), Base64Url.EncodeToString([(byte)id.Length, .. id, .. WordOf(id)]));
    }

    /// <summary>Whether this server gave the session's pass.</summary>
    public bool Vouches(ReadOnlySpan<byte> sessionId, ReadOnlySpan<byte> word) => CryptographicOperations.FixedTimeEquals(WordOf(sessionId), word);

    /// <summary>What is sealed in a slip, or null when it was changed or never was one.</summary>
    /// <param name="point">The slip's own public key: X and Y.</param>
    /// <param name="header">Everything before the sealed part.</param>
    /// <param name="body">Ciphertext and tag.</param>
    public byte[]? Open(ReadOnlySpan<byte> point, ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        try
        {
            using var theirs = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[..CoordinateBytes].ToArray(), Y = point[CoordinateBytes..].ToArray() },
            });
            using var own = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = _scalar });
            using ECDiffieHellmanPublicKey theirHalf = theirs.PublicKey;
            byte[] secret = own.DeriveRawSecretAgreement(theirHalf);
            Span<byte> derived = stackalloc byte[KeyBytes + NonceBytes];
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, derived, [.. point, .. Point], "slip 1"u8);
            byte[] plain = new byte[body.Length - TagBytes];
            using AesGcm cipher = new(derived[..KeyBytes], TagBytes);
            cipher.Decrypt(derived[KeyBytes..], body[..^TagBytes], body[^TagBytes..], plain, header);
            return plain;
        }
        catch (CryptographicException)
        {
            // No point of the curve, or a tag that does not fit.
            return null;
        }
    }

    private byte[] WordOf(ReadOnlySpan<byte> sessionId) => HMACSHA256.HashData(_wordKey, sessionId)[..WordBytes];
}
