using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// Small secrets at rest: AES-256-GCM with a key of the data folder. What a sealed text belongs to is part of it, so a row's secret
/// copied into another row does not open.
/// </summary>
internal static class SealedText
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static string Make(ReadOnlySpan<byte> key, string owner, ReadOnlySpan<byte> secret)
    {
        byte[] sealedBytes = new byte[NonceBytes + secret.Length + TagBytes];
        Span<byte> nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm cipher = new(key, TagBytes);
        cipher.Encrypt(
            nonce, secret, sealedBytes.AsSpan(NonceBytes, secret.Length), sealedBytes.AsSpan(NonceBytes + secret.Length), Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>False where <see cref="Open"/> would throw, and for a text that nothing was ever sealed to.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> key, string owner, string sealedText, out byte[] secret)
    {
        try
        {
            secret = Open(key, owner, sealedText);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            secret = [];
        }

        return secret.Length > 0;
    }

    /// <exception cref="CryptographicException">The text was changed, belongs to another owner or was made with another key.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, string owner, string sealedText)
    {
        byte[] bytes = Convert.FromBase64String(sealedText);
        if (bytes.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A sealed text is too short.");
        }

        byte[] secret = new byte[bytes.Length - NonceBytes - TagBytes];
        using AesGcm cipher = new(key, TagBytes);
        cipher.Decrypt(
            bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, secret.Length), bytes.AsSpan(NonceBytes + secret.Length), secret,
            Encoding.UTF8.GetBytes(owner));
        return secret;
    }
}
