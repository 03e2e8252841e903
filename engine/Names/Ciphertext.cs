namespace Diagnostics.Engine.Names;

/// <summary>
/// What a browser hands in as encrypted: bounded, and in the alphabet of base64url. More the server cannot know about it; the bounds keep
/// anybody from storing something else here.
/// </summary>
internal static class Ciphertext
{
    /// <summary>A key or a wrapped key.</summary>
    public const int Short = 600;

    /// <summary>A list: fifty places of 120 letters, padded, with room to spare.</summary>
    public const int Long = 40_000;

    /// <summary>A public half: 65 bytes.</summary>
    public const int PublicKey = 87;

    /// <exception cref="ArgumentException">It is no such text.</exception>
    public static string Checked(string? text, int longest) =>
        text is { Length: > 0 } && text.Length <= longest && text.All(IsBase64Url)
            ? text
            : throw new ArgumentException($"Encrypted text has 1..{longest} signs of base64url.", nameof(text));

    /// <exception cref="ArgumentException">It is no uncompressed point of P-256.</exception>
    public static string CheckedPublicKey(string? text) =>
        Checked(text, PublicKey) is { Length: PublicKey } key && key.StartsWith('B')
            ? key
            : throw new ArgumentException("A public key is an uncompressed point of P-256.", nameof(text));

    /// <summary>The dot parts a sealed text from the parameters it names.</summary>
    private static bool IsBase64Url(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.';
}
