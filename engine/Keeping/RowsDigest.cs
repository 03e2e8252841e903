using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Diagnostics.Engine.Keeping;

/// <summary>
/// A hash over rows in whatever order: SHA-256 of each row, added up in two lanes of 128 bits, so that neither side has to sort. It finds what was lost,
/// doubled or changed by accident; whoever can write a store can also make it fit.
/// </summary>
internal sealed class RowsDigest
{
    private const byte Null = 0;
    private const byte Whole = 1;
    private const byte Text = 2;
    private const int NumberBytes = 8;
    private const int LengthBytes = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> _row = new();
    private UInt128 _first;
    private UInt128 _second;

    public long Rows { get; private set; }

    public string Hash => $"{_first:x32}{_second:x32}";

    /// <param name="row">Texts, whole numbers and nulls, always in the same order of columns.</param>
    /// <exception cref="EncoderFallbackException">A text holds half a character.</exception>
    public void Add(ReadOnlySpan<object?> row)
    {
        _row.ResetWrittenCount();
        foreach (object? value in row)
        {
            Add(value);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        unchecked
        {
            _first += BinaryPrimitives.ReadUInt128LittleEndian(hash);
            _second += BinaryPrimitives.ReadUInt128LittleEndian(hash[16..]);
        }

        Rows++;
    }

    private void Add(object? value)
    {
        switch (value)
        {
            case null:
                _row.Write([Null]);
                break;
            case long number:
                _row.Write([Whole]);
                BinaryPrimitives.WriteInt64LittleEndian(_row.GetSpan(NumberBytes), number);
                _row.Advance(NumberBytes);
                break;
            case string text:
                _row.Write([Text]);
                BinaryPrimitives.WriteInt32LittleEndian(_row.GetSpan(LengthBytes), Strict.GetByteCount(text));
                _row.Advance(LengthBytes);
                Strict.GetBytes(text, _row);
                break;
            default:
                throw new ArgumentException($"A row holds a {value.GetType().Name}.", nameof(value));
        }
    }
}
