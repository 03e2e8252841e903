using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Signatures;

/// <summary>Signs what the server vouches for, with the newest key, and publishes the public halves of that and of earlier ones. Thread-safe.</summary>
internal sealed class SigningKeys
{
    private const int IdLength = 16;

    private readonly ECParameters _own;
    private readonly string _id;

    public SigningKeys(KeyRing keys)
    {
        _own = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = CurveSecret.Derive(keys.Portfolio.Span, "portfolio"u8) };
        ImmutableArray<PublishedKey> published =
        [
            Publish(_own),
            .. keys.EarlierPortfolios.Select(secret => Publish(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = CurveSecret.Derive(secret.Span, "portfolio"u8) })),
        ];
        _id = published[0].Kid;
        Published = new PublishedKeys(published);
    }

    public PublishedKeys Published { get; }

    public SignedText Sign(string text)
    {
        using var signer = ECDsa.Create(_own);
        byte[] signature = signer.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return new SignedText(text, Base64Url.EncodeToString(signature), _id);
    }

    private static PublishedKey Publish(ECParameters secret)
    {
        using var pair = ECDsa.Create(secret);
        ECPoint point = pair.ExportParameters(includePrivateParameters: false).Q;
        string id = Convert.ToHexStringLower(SHA256.HashData(pair.ExportSubjectPublicKeyInfo()))[..IdLength];
        return new PublishedKey("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y), id, "sig", "ES256");
    }
}
