namespace Diagnostics.Engine.Portfolios;

/// <summary>The public halves of the keys that sign or signed portfolios, as a JWK set (RFC 7517).</summary>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys);

/// <summary>A key as JWK: members are named by RFC 7517 and 7518.</summary>
/// <param name="X">32 bytes, base64url.</param>
/// <param name="Y">32 bytes, base64url.</param>
/// <param name="Kid">The first sixteen hex digits of SHA-256 of the key's SubjectPublicKeyInfo.</param>
public sealed record PublishedKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);
