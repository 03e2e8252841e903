using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// How far the whole transactions of a SQLite write-ahead log reach, read as SQLite's own recovery reads it: frame by frame, each with the log's salts and a checksum
/// that goes on from the one before (https://sqlite.org/fileformat2.html#the_write_ahead_log). What a transaction left that never committed is not counted.
/// </summary>
internal sealed class WalTail
{
    public const int HeaderBytes = 32;
    public const int FrameHeaderBytes = 24;

    private const int ChecksummedHeader = 24;
    private const int SaltsAt = 16;
    private const int SaltsBytes = 8;
    private const uint LittleEndianSums = 0x377F0682;

    private readonly byte[] _header;
    private readonly byte[] _frame;
    private readonly bool _bigEndian;
    private (uint First, uint Second) _sum;

    private WalTail(byte[] header, bool bigEndian, (uint First, uint Second) sum)
    {
        (_header, _bigEndian, _sum) = (header, bigEndian, sum);
        _frame = new byte[FrameHeaderBytes + (int)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8))];
    }

    /// <summary>The end of the last whole transaction, bytes from the file's begin.</summary>
    public long End { get; private set; } = HeaderBytes;

    /// <summary>A log at its begin; null where there is none yet.</summary>
    public static WalTail? Begin(SafeFileHandle log)
    {
        byte[] header = new byte[HeaderBytes];
        if (RandomAccess.Read(log, header, 0) < HeaderBytes)
        {
            return null;
        }

        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if ((magic & ~1u) != LittleEndianSums)
        {
            return null;
        }

        bool bigEndian = (magic & 1) != 0;
        (uint, uint) sum = Add((0, 0), header.AsSpan(0, ChecksummedHeader), bigEndian);
        return sum == SumAt(header.AsSpan(ChecksummedHeader)) ? new WalTail(header, bigEndian, sum) : null;
    }

    /// <summary>Whether the file still is this log: SQLite begins it anew, with other salts, when all of it stands in the database.</summary>
    public bool IsOf(SafeFileHandle log)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        return RandomAccess.Read(log, header, 0) == HeaderBytes && header.SequenceEqual(_header);
    }

    /// <summary>Goes on to the end of the last whole transaction.</summary>
    public void Follow(SafeFileHandle log)
    {
        (uint First, uint Second) sum = _sum;
        for (long at = End; RandomAccess.Read(log, _frame, at) == _frame.Length; at += _frame.Length)
        {
            if (!_frame.AsSpan(8, SaltsBytes).SequenceEqual(_header.AsSpan(SaltsAt, SaltsBytes)))
            {
                return;
            }

            sum = Add(Add(sum, _frame.AsSpan(0, 8), _bigEndian), _frame.AsSpan(FrameHeaderBytes), _bigEndian);
            if (sum != SumAt(_frame.AsSpan(SaltsAt)))
            {
                return;
            }

            bool ends = BinaryPrimitives.ReadUInt32BigEndian(_frame.AsSpan(4)) != 0;
            if (ends)
            {
                (End, _sum) = (at + _frame.Length, sum);
            }
        }
    }

    private static (uint First, uint Second) SumAt(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));

    private static (uint First, uint Second) Add((uint First, uint Second) sum, ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        (uint first, uint second) = sum;
        for (int at = 0; at < bytes.Length; at += 8)
        {
            first += Word(bytes[at..], bigEndian) + second;
            second += Word(bytes[(at + 4)..], bigEndian) + first;
        }

        return (first, second);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
