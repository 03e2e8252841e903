using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Instruments;

/// <summary>PNG files written chunk by chunk.</summary>
internal static class MadePng
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Grey dots, 8 bits each.</summary>
    public static byte[] Of(int width, int height, int seed = 1) => Of([Header(width, height, 8, 0), Dots(width, height, seed), ("IEND", [])]);

    public static byte[] Of(params (string Type, byte[] Data)[] chunks) => [.. Signature, .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data))];

    public static (string Type, byte[] Data) Header(int width, int height, byte depth, byte colour, byte interlaced = 0)
    {
        byte[] data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = (depth, colour, interlaced);
        return ("IHDR", data);
    }

    public static (string Type, byte[] Data) Dots(int width, int height, int seed = 1)
    {
        byte[] rows = new byte[(width + 1) * height];
        new Random(seed).NextBytes(rows);
        for (int row = 0; row < height; row++)
        {
            rows[row * (width + 1)] = 0;
        }

        return Packed(rows);
    }

    public static (string Type, byte[] Data) Packed(byte[] rows)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal))
        {
            zlib.Write(rows);
        }

        return ("IDAT", packed.ToArray());
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.Latin1.GetBytes(type), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), PngFile.Crc(chunk.AsSpan(4..^4)));
        return chunk;
    }
}
