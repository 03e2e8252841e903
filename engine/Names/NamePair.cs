namespace Diagnostics.Engine.Names;

/// <summary>A staff member's keys for names, made in their browser.</summary>
/// <param name="PublicKey">An uncompressed point of P-256, base64url.</param>
/// <param name="SealedPrivate">The private half, sealed with a phrase the server never sees; base64url with its parameters.</param>
public sealed record NamePair(string PublicKey, string SealedPrivate);
