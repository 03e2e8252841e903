using System.Numerics;

namespace Diagnostics.Scoring.Scales;

/// <summary>From sums and blanks of a tile to raw scores and answered counts: the missing rule, vectorized.</summary>
internal static class RawScores
{
    /// <summary>2⁵² as bits: a whole number below 2⁵² in its low bits reads as 2⁵² + that number.</summary>
    private const ulong TwoTo52Bits = 0x4330_0000_0000_0000;
    private const double TwoTo52 = 4503599627370496.0;

    /// <summary>Finishes one scale.</summary>
    /// <param name="completion">The scale's rule.</param>
    /// <param name="sums">Sums of points, [rows].</param>
    /// <param name="answered">Answered items of the scale, [rows].</param>
    /// <param name="blanks">Blanks of the whole key, at least [rows], or empty when no rule asks.</param>
    /// <param name="raw">Receives raw scores, NaN = not available, [rows].</param>
    public static void Finish(
        Completion completion, ReadOnlySpan<ushort> sums, ReadOnlySpan<ushort> answered, ReadOnlySpan<ushort> blanks, Span<double> raw)
    {
        int row = 0;
        if (completion.IsPlain)
        {
            row = FinishWhole(completion, sums, answered, raw);
        }

        for (; row < sums.Length; row++)
        {
            raw[row] = completion.Raw(sums[row], answered[row], blanks.IsEmpty ? 0 : blanks[row]);
        }
    }

    /// <summary>Whole vectors only; returns how many rows were done.</summary>
    private static int FinishWhole(Completion completion, ReadOnlySpan<ushort> sums, ReadOnlySpan<ushort> answered, Span<double> raw)
    {
        var items = new Vector<ushort>((ushort)completion.Items);
        int row = 0;
        for (; row <= sums.Length - Vector<ushort>.Count; row += Vector<ushort>.Count)
        {
            var sum = new Vector<ushort>(sums[row..]);
            var count = new Vector<ushort>(answered[row..]);
            Vector.Widen(sum, out Vector<uint> sumLow, out Vector<uint> sumHigh);
            if (completion.Prorates && count != items)
            {
                Vector.Widen(count, out Vector<uint> countLow, out Vector<uint> countHigh);
                Prorate(completion, sumLow, countLow, raw[row..]);
                Prorate(completion, sumHigh, countHigh, raw[(row + Vector<uint>.Count)..]);
            }
            else
            {
                Convert(sumLow, raw[row..]);
                Convert(sumHigh, raw[(row + Vector<uint>.Count)..]);
            }
        }

        return row;
    }

    private static void Convert(Vector<uint> sums, Span<double> raw)
    {
        Vector.Widen(sums, out Vector<ulong> low, out Vector<ulong> high);
        ToDouble(low).CopyTo(raw);
        ToDouble(high).CopyTo(raw[Vector<ulong>.Count..]);
    }

    private static void Prorate(Completion completion, Vector<uint> sums, Vector<uint> counts, Span<double> raw)
    {
        Vector.Widen(sums, out Vector<ulong> sumLow, out Vector<ulong> sumHigh);
        Vector.Widen(counts, out Vector<ulong> countLow, out Vector<ulong> countHigh);
        Prorate(completion, ToDouble(sumLow), ToDouble(countLow)).CopyTo(raw);
        Prorate(completion, ToDouble(sumHigh), ToDouble(countHigh)).CopyTo(raw[Vector<ulong>.Count..]);
    }

    private static Vector<double> Prorate(Completion completion, Vector<double> sums, Vector<double> counts)
    {
        Vector<double> scores = new Vector<double>(completion.Items) * sums / counts;
        Vector<long> available = Vector.GreaterThanOrEqual(counts, new Vector<double>(completion.Least));
        return Vector.ConditionalSelect(available, scores, new Vector<double>(double.NaN));
    }

    private static Vector<double> ToDouble(Vector<ulong> numbers) =>
        Vector.AsVectorDouble(numbers | new Vector<ulong>(TwoTo52Bits)) - new Vector<double>(TwoTo52);
}
