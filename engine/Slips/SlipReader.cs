using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Slips;

/// <summary>From letters to what they carry. Never throws, whatever the input. The format stands in this room's README.</summary>
internal sealed class SlipReader(SlipKeys keys)
{
    public const byte Version = 1;
    public const int PointAt = 1 + SlipKeys.IdBytes + sizeof(ushort);
    public const int HeaderBytes = PointAt + SlipKeys.PointBytes;

    private const int EmptyKind = 10;
    private const int StartKind = 11;
    private const int TextKind = 12;
    private const int PairKind = 13;
    private const int LongestId = 64;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public SlipReading Read(string? letters)
    {
        if (SlipLetters.Read(letters) is not { Length: > 0 } slip)
        {
            return new SlipReading(null, SlipFault.Damaged);
        }

        if (slip[0] != Version)
        {
            return new SlipReading(null, SlipFault.Version);
        }

        if (slip.Length < HeaderBytes + SlipKeys.TagBytes
            || BinaryPrimitives.ReadUInt16BigEndian(slip.AsSpan(1 + SlipKeys.IdBytes)) != slip.Length)
        {
            return new SlipReading(null, SlipFault.Damaged);
        }

        if (!slip.AsSpan(1, SlipKeys.IdBytes).SequenceEqual(keys.Id))
        {
            return new SlipReading(null, SlipFault.Foreign);
        }

        byte[]? plain = keys.Open(slip.AsSpan(PointAt, SlipKeys.PointBytes), slip.AsSpan(0, HeaderBytes), slip.AsSpan(HeaderBytes));
        SlipBody? body = plain is null ? null : ReadBody(new Cursor(plain));
        return new SlipReading(body, body is null ? SlipFault.Damaged : null);
    }

    private SlipBody? ReadBody(Cursor cursor)
    {
        if (!cursor.TryByte(out int idLength) || idLength is 0 or > LongestId
            || !cursor.TryTake(idLength, out ReadOnlySpan<byte> id) || !Ascii.IsValid(id)
            || !cursor.TryTake(SlipKeys.WordBytes, out ReadOnlySpan<byte> word) || !keys.Vouches(id, word)
            || !cursor.TryByte(out int flags) || flags > 1
            || !cursor.TryNumber(out long epoch) || !cursor.TryNumber(out long first) || !cursor.TryNumber(out long count)
            || epoch < 1 || first is < 1 or > Session.MostNumbers || count > Session.MostNumbers + 1 - first
            || (count == 0 && flags == 0))
        {
            return null;
        }

        List<AnswerEntry> answers = [];
        AnswerEntry before = new(-1, "", 0);
        for (long i = 0; i < count; i++)
        {
            if (ReadEntry(ref cursor, before) is not { } entry)
            {
                return null;
            }

            answers.Add(before = entry);
        }

        return cursor.IsAtEnd ? new SlipBody(Encoding.ASCII.GetString(id), epoch, first, answers, flags == 1) : null;
    }

    private static AnswerEntry? ReadEntry(ref Cursor cursor, AnswerEntry before)
    {
        long jump = 0;
        if (!cursor.TryByte(out int head) || ((head & 8) == 0 && !cursor.TryNumber(out jump)) || !cursor.TryNumber(out long high))
        {
            return null;
        }

        long item = before.Item + 1L + Unzigzag(jump);
        long atMs = before.AtMs + Unzigzag((high * 8) + (head & 7));
        return item is < 0 or > int.MaxValue || atMs < 0 || ReadValue(ref cursor, head >> 4) is not { } value
            ? null
            : new AnswerEntry((int)item, value, atMs);
    }

    private static string? ReadValue(ref Cursor cursor, int kind)
    {
        switch (kind)
        {
            case < EmptyKind:
                return kind.ToString(CultureInfo.InvariantCulture);
            case EmptyKind:
                return "";
            case StartKind:
                return AnswerRules.Start;
            case PairKind when cursor.TryByte(out int pair) && pair >> 4 < EmptyKind && (pair & 15) < EmptyKind:
                return string.Create(CultureInfo.InvariantCulture, $"{pair >> 4}>{pair & 15}");
            case TextKind when cursor.TryNumber(out long length) && length <= 4 * AnswerRules.LongestValue
                && cursor.TryTake((int)length, out ReadOnlySpan<byte> text):
                try
                {
                    return Utf8.GetString(text);
                }
                catch (DecoderFallbackException)
                {
                    return null;
                }

            default:
                return null;
        }
    }

    private static long Unzigzag(long number) => (number & 1) == 0 ? number / 2 : -(number / 2) - 1;

    /// <summary>Where the reading is. What runs over the end is refused, never read.</summary>
    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        /// <summary>56 bits: browsers count exactly to 53, and eight times a number must not leave 64.</summary>
        private const int MostNumberBytes = 8;

        private ReadOnlySpan<byte> _left = bytes;

        public readonly bool IsAtEnd => _left.IsEmpty;

        public bool TryByte(out int value)
        {
            bool has = TryTake(1, out ReadOnlySpan<byte> one);
            value = has ? one[0] : 0;
            return has;
        }

        public bool TryTake(int count, out ReadOnlySpan<byte> taken)
        {
            bool has = count <= _left.Length;
            taken = has ? _left[..count] : default;
            _left = has ? _left[count..] : _left;
            return has;
        }

        public bool TryNumber(out long number)
        {
            number = 0;
            for (int i = 0; i < MostNumberBytes; i++)
            {
                if (!TryByte(out int part))
                {
                    return false;
                }

                number |= (part & 127L) << (7 * i);
                if (part < 128)
                {
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>One of the two is null.</summary>
internal sealed record SlipReading(SlipBody? Body, SlipFault? Fault);
