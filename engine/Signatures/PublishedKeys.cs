using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.Signatures;

/// <summary>The public halves of the keys that sign or signed for this server, as a JWK set (RFC 7517).</summary>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys)
{
    /// <summary>Whether one of them signed this text, as anybody else would check it.</summary>
    public bool Hold(SignedText text)
    {
        if (Keys.FirstOrDefault(key => key?.Kid == text.Key) is not { } own)
        {
            return false;
        }

        try
        {
            using var checker = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars(own.X), Y = Base64Url.DecodeFromChars(own.Y) },
            });
            return checker.VerifyData(
                Encoding.UTF8.GetBytes(text.Text), Base64Url.DecodeFromChars(text.Signature), HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception damage) when (damage is FormatException or CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>A key as JWK: members are named by RFC 7517 and 7518.</summary>
/// <param name="X">32 bytes, base64url.</param>
/// <param name="Y">32 bytes, base64url.</param>
/// <param name="Kid">The first sixteen hex digits of SHA-256 of the key's SubjectPublicKeyInfo.</param>
public sealed record PublishedKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
