using System.IO.Compression;
using System.Text;

namespace Diagnostics.Engine.Storage;

/// <summary>Long texts as they are stored: a fifth of the bytes, which a region of 200,000 results feels.</summary>
internal static class PackedText
{
    public static string Pack(string text)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, new BrotliCompressionOptions { Quality = 9 }))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <exception cref="InvalidDataException">It was not packed by <see cref="Pack"/>.</exception>
    public static string Unpack(string packed)
    {
        try
        {
            using BrotliStream brotli = new(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
            using StreamReader text = new(brotli, Encoding.UTF8);
            return text.ReadToEnd();
        }
        catch (Exception damage) when (damage is FormatException or InvalidOperationException or IOException)
        {
            throw new InvalidDataException("A packed text cannot be unpacked.", damage);
        }
    }
}
