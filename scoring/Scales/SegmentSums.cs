using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diagnostics.Scoring.Scales;

/// <summary>Where the byte sums of a segment go: widened to 16 bits, over or onto what earlier segments of the scale left.</summary>
internal readonly ref struct SegmentSums
{
    private readonly ref ushort _sums;
    private readonly ref ushort _answered;
    private readonly Vector<ushort> _items;
    private readonly Vector<ushort> _turned;
    private readonly Vector<ushort> _ends;
    private readonly bool _isContinued;

    /// <summary>Takes two spans of equal length, a whole number of padded rows.</summary>
    public SegmentSums(Span<ushort> sums, Span<ushort> answered, Segment segment, bool isContinued)
    {
        Rows = sums.Length;
        _sums = ref MemoryMarshal.GetReference(sums);
        _answered = ref MemoryMarshal.GetReference(answered[..Rows]);
        _items = new Vector<ushort>((ushort)segment.Items);
        _turned = new Vector<ushort>((ushort)((segment as RatingSegment)?.Reversed.Length ?? 0));
        _ends = segment is RatingSegment ratings ? new Vector<ushort>((ushort)(ratings.Min + ratings.Max)) : Vector<ushort>.Zero;
        _isContinued = isContinued;
    }

    /// <summary>Number of padded rows.</summary>
    public int Rows { get; }

    /// <summary>
    /// Puts a vector of respondents. The codes of reversed items were taken away, modulo 256: min + max comes back for each that was
    /// answered.
    /// </summary>
    /// <param name="row">First row; the whole vector lies below <see cref="Rows"/>.</param>
    /// <param name="sum">Sums modulo 256; after the turning they fit a byte.</param>
    /// <param name="missing">Blanks of all items.</param>
    /// <param name="turnedMissing">Blanks of the reversed items.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int row, Vector<byte> sum, Vector<byte> missing, Vector<byte> turnedMissing)
    {
        Vector.Widen(sum, out Vector<ushort> sumLow, out Vector<ushort> sumHigh);
        Vector.Widen(missing, out Vector<ushort> missingLow, out Vector<ushort> missingHigh);
        Vector.Widen(turnedMissing, out Vector<ushort> turnedLow, out Vector<ushort> turnedHigh);
        Store(row, sumLow + (_ends * (_turned - turnedLow)), _items - missingLow);
        Store(row + Vector<ushort>.Count, sumHigh + (_ends * (_turned - turnedHigh)), _items - missingHigh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(int row, Vector<ushort> sum, Vector<ushort> count)
    {
        sum &= new Vector<ushort>(byte.MaxValue);
        if (_isContinued)
        {
            sum += Vector.LoadUnsafe(ref _sums, (nuint)row);
            count += Vector.LoadUnsafe(ref _answered, (nuint)row);
        }

        sum.StoreUnsafe(ref _sums, (nuint)row);
        count.StoreUnsafe(ref _answered, (nuint)row);
    }
}
