namespace Diagnostics.Engine.Signatures;

/// <summary>A text and the server's signature over exactly its UTF-8 bytes, beside it: nobody who checks it has to write the text anew.</summary>
/// <param name="Signature">ECDSA P-256 with SHA-256 (ES256): r and s, 32 bytes each, base64url.</param>
/// <param name="Key">Which of <see cref="PublishedKeys"/> it was made with.</param>
public sealed record SignedText(string Text, string Signature, string Key);
