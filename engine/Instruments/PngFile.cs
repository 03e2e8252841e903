using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// A picture of dots: a PNG of bounded size that is whole and holds nothing but what draws it, so that neither a note of its maker nor the place it was taken at reaches a student.
/// W3C, Portable Network Graphics Specification, second edition (2003).
/// </summary>
/// <param name="Width">In dots.</param>
/// <param name="Height">In dots.</param>
/// <param name="Content">The file.</param>
internal sealed record PngFile(int Width, int Height, ReadOnlyMemory<byte> Content)
{
    internal const int MostBytes = 128 << 10;

    internal const int MostSide = 2_000;

    private const int HeaderLength = 13;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The passes of an interlaced picture: first column and row, and the steps to the next.</summary>
    private static readonly (int Left, int Top, int Across, int Down)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static bool IsOne(ReadOnlySpan<byte> content) => content.StartsWith(Signature);

    /// <summary>The picture with what draws it alone, or why it is none.</summary>
    public static (PngFile? File, FormattableString? Reason) Read(ReadOnlySpan<byte> content)
    {
        if (!IsOne(content))
        {
            return (null, $"it is no PNG");
        }

        using MemoryStream kept = new();
        using MemoryStream dots = new();
        kept.Write(Signature);
        Header? header = null;
        bool hasPalette = false, isComplete = false;
        for (ReadOnlySpan<byte> left = content[Signature.Length..]; !isComplete;)
        {
            if (left.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(left) is var length && length > left.Length - 12)
            {
                return (null, $"it is cut off");
            }

            ReadOnlySpan<byte> chunk = left[..((int)length + 12)], data = chunk[8..^4];
            left = left[chunk.Length..];
            string type = Encoding.Latin1.GetString(chunk[4..8]);
            if (BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) != Crc(chunk[4..^4]))
            {
                return (null, $"a checksum in it is wrong");
            }

            if (header is null ? type != "IHDR" || (header = Header.Read(data)) is null : type == "IHDR")
            {
                return (null, $"its header is none of a PNG");
            }

            switch (type)
            {
                case "IHDR" or "tRNS":
                    break;
                case "PLTE":
                    hasPalette = true;
                    break;
                case "IDAT":
                    dots.Write(data);
                    break;
                case "IEND":
                    isComplete = true;
                    break;
                case var _ when char.IsAsciiLetterUpper(type[0]):
                    return (null, $"it needs what no PNG of the standard has");
                default:
                    continue;
            }

            kept.Write(chunk);
        }

        if (header is not { } drawn || drawn.Width > MostSide || drawn.Height > MostSide)
        {
            return (null, $"its sides are longer than {MostSide} dots");
        }

        if (kept.Length > MostBytes)
        {
            return (null, $"it is larger than {MostBytes >> 10} KB");
        }

        dots.Position = 0;
        if ((drawn.Colour == 3 && !hasPalette) || !IsWhole(dots, drawn))
        {
            return (null, $"its dots are not whole");
        }

        return (new PngFile(drawn.Width, drawn.Height, kept.ToArray()), null);
    }

    /// <summary>Whether there is every row of dots, each with a filter of the standard.</summary>
    private static bool IsWhole(Stream compressed, Header header)
    {
        byte[] row = new byte[1 + header.BytesOf(header.Width)];
        try
        {
            using ZLibStream dots = new(compressed, CompressionMode.Decompress);
            foreach ((int left, int top, int across, int down) in header.IsInterlaced ? Passes : [(0, 0, 1, 1)])
            {
                int width = (header.Width - left + across - 1) / across, height = (header.Height - top + down - 1) / down;
                Span<byte> one = row.AsSpan(0, 1 + header.BytesOf(width));
                for (int y = 0; width > 0 && y < height; y++)
                {
                    dots.ReadExactly(one);
                    if (one[0] > 4)
                    {
                        return false;
                    }
                }
            }

            return dots.ReadByte() < 0;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte one in bytes)
        {
            sum ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }

        return ~sum;
    }

    /// <param name="Depth">Bits of one channel.</param>
    private readonly record struct Header(int Width, int Height, int Depth, int Colour, bool IsInterlaced)
    {
        private static readonly (int Colour, int Channels, int[] Depths)[] Kinds =
            [(0, 1, [1, 2, 4, 8, 16]), (2, 3, [8, 16]), (3, 1, [1, 2, 4, 8]), (4, 2, [8, 16]), (6, 4, [8, 16])];

        public static Header? Read(ReadOnlySpan<byte> data)
        {
            if (data.Length != HeaderLength || data[10] != 0 || data[11] != 0 || data[12] > 1)
            {
                return null;
            }

            int width = BinaryPrimitives.ReadInt32BigEndian(data), height = BinaryPrimitives.ReadInt32BigEndian(data[4..]), depth = data[8], colour = data[9];
            return width > 0 && height > 0 && Kinds.Any(kind => kind.Colour == colour && kind.Depths.Contains(depth)) ? new Header(width, height, depth, colour, data[12] == 1) : null;
        }

        public int BytesOf(int width)
        {
            int colour = Colour;
            return (int)((((long)width * Kinds.First(kind => kind.Colour == colour).Channels * Depth) + 7) / 8);
        }
    }
}
