using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// The vector loop: sums and blanks of a tile of respondents. Bytes are added in bytes as long as a segment's sum fits (see
/// <see cref="Segment"/>), then widened. The columns are padded to whole steps, so there is no tail.
/// </summary>
internal static class AnswerSums
{
    /// <summary>Sums one scale over respondents first .. first + rows − 1.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="responses">The matrix.</param>
    /// <param name="first">First respondent, a multiple of the padding.</param>
    /// <param name="rows">Number of respondents.</param>
    /// <param name="sums">Receives the sum of points, at least [rows rounded up to the padding].</param>
    /// <param name="missing">Receives the number of blanks of the scale, likewise.</param>
    /// <param name="faults">Becomes non-zero where any code is no valid answer.</param>
    public static void Sum(
        ScalePlan scale, ResponseMatrix responses, int first, int rows, Span<ushort> sums, Span<ushort> missing, ref Vector<byte> faults)
    {
        int padded = Padded(responses, first, rows, Math.Min(sums.Length, missing.Length));
        sums[..padded].Clear();
        missing[..padded].Clear();
        ref byte codes = ref Unsafe.Add(ref MemoryMarshal.GetReference(responses.Codes), first);
        foreach (Segment segment in scale.Segments)
        {
            SumSegment(segment, ref codes, responses.Stride, sums[..padded], missing[..padded], ref faults);
        }
    }

    /// <summary>Counts every respondent's blanks over all columns.</summary>
    public static void CountBlanks(ResponseMatrix responses, int first, int rows, Span<ushort> blanks)
    {
        int padded = Padded(responses, first, rows, blanks.Length);
        blanks[..padded].Clear();
        ref byte codes = ref Unsafe.Add(ref MemoryMarshal.GetReference(responses.Codes), first);
        for (int from = 0; from < responses.Items; from += byte.MaxValue)
        {
            int to = Math.Min(from + byte.MaxValue, responses.Items);
            for (int row = 0; row < padded; row += Vector<byte>.Count)
            {
                Vector<byte> count = Vector<byte>.Zero;
                for (int item = from; item < to; item++)
                {
                    count -= Vector.Equals(Load(ref codes, item, responses.Stride, row), Vector<byte>.AllBitsSet);
                }

                AddWidened(count, blanks[row..]);
            }
        }
    }

    private static void SumSegment(
        Segment segment, ref byte codes, int stride, Span<ushort> sums, Span<ushort> missing, ref Vector<byte> faults)
    {
        int width = Vector<byte>.Count;
        Vector<byte> fault = faults;
        var lowest = new Vector<ushort>(segment.Base);
        var baseSum = new Vector<ushort>((ushort)(segment.Base * segment.Items));
        for (int row = 0; row < sums.Length; row += 2 * width)
        {
            Vector<byte> sum0 = Vector<byte>.Zero;
            Vector<byte> sum1 = Vector<byte>.Zero;
            Vector<byte> missing0 = Vector<byte>.Zero;
            Vector<byte> missing1 = Vector<byte>.Zero;
            foreach (ref readonly RatingTerm term in segment.Ratings.AsSpan())
            {
                ref byte column = ref Unsafe.Add(ref codes, ((nint)term.Item * stride) + row);
                AddRating(in term, Vector.LoadUnsafe(ref column), ref sum0, ref missing0, ref fault);
                AddRating(in term, Vector.LoadUnsafe(ref column, (nuint)width), ref sum1, ref missing1, ref fault);
            }

            foreach (ref readonly OptionsTerm term in segment.Options.AsSpan())
            {
                AddOptions(in term, Load(ref codes, term.Item, stride, row), ref sum0, ref missing0, ref fault);
                AddOptions(in term, Load(ref codes, term.Item, stride, row + width), ref sum1, ref missing1, ref fault);
            }

            AddWidened(sum0, missing0, baseSum, lowest, sums[row..], missing[row..]);
            AddWidened(sum1, missing1, baseSum, lowest, sums[(row + width)..], missing[(row + width)..]);
        }

        faults = fault;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRating(
        in RatingTerm term, Vector<byte> codes, ref Vector<byte> sum, ref Vector<byte> missing, ref Vector<byte> fault)
    {
        Vector<byte> blank = Vector.Equals(codes, Vector<byte>.AllBitsSet);
        Vector<byte> mapped = (codes ^ new Vector<byte>(term.Flip)) + new Vector<byte>(term.Offset);
        Vector<byte> points = Vector.AndNot(mapped, blank);
        fault |= Vector.SubtractSaturate(points, new Vector<byte>(term.Range));
        sum += points;
        missing -= blank;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOptions(
        in OptionsTerm term, Vector<byte> codes, ref Vector<byte> sum, ref Vector<byte> missing, ref Vector<byte> fault)
    {
        Vector<byte> blank = Vector.Equals(codes, Vector<byte>.AllBitsSet);
        fault |= Vector.SubtractSaturate(Vector.AndNot(codes, blank), new Vector<byte>(term.Top));
        missing -= blank;
        foreach (byte invalid in term.Invalid)
        {
            fault |= Vector.Equals(codes, new Vector<byte>(invalid));
        }

        foreach (ScoredOption option in term.Scored)
        {
            sum += Vector.Equals(codes, new Vector<byte>(option.Code)) & new Vector<byte>(option.Points);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWidened(
        Vector<byte> sum, Vector<byte> missing, Vector<ushort> baseSum, Vector<ushort> lowest, Span<ushort> sums, Span<ushort> blanks)
    {
        Vector.Widen(sum, out Vector<ushort> sumLow, out Vector<ushort> sumHigh);
        Vector.Widen(missing, out Vector<ushort> missingLow, out Vector<ushort> missingHigh);
        Span<ushort> upperSums = sums[Vector<ushort>.Count..];
        Span<ushort> upperBlanks = blanks[Vector<ushort>.Count..];
        (new Vector<ushort>(sums) + sumLow + baseSum - (lowest * missingLow)).CopyTo(sums);
        (new Vector<ushort>(upperSums) + sumHigh + baseSum - (lowest * missingHigh)).CopyTo(upperSums);
        (new Vector<ushort>(blanks) + missingLow).CopyTo(blanks);
        (new Vector<ushort>(upperBlanks) + missingHigh).CopyTo(upperBlanks);
    }

    private static void AddWidened(Vector<byte> count, Span<ushort> counts)
    {
        Vector.Widen(count, out Vector<ushort> low, out Vector<ushort> high);
        Span<ushort> upper = counts[Vector<ushort>.Count..];
        (new Vector<ushort>(counts) + low).CopyTo(counts);
        (new Vector<ushort>(upper) + high).CopyTo(upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Load(ref byte codes, int item, int stride, int row) =>
        Vector.LoadUnsafe(ref Unsafe.Add(ref codes, ((nint)item * stride) + row));

    /// <summary>
    /// Rows rounded up to whole steps; every address up to there lies inside the matrix (asserted before the first unsafe read).
    /// </summary>
    private static int Padded(ResponseMatrix responses, int first, int rows, int room)
    {
        int padded = (rows + ResponseMatrix.Padding - 1) / ResponseMatrix.Padding * ResponseMatrix.Padding;
        bool inside = first >= 0 && rows >= 0 && first + padded <= responses.Stride && padded <= room;
        bool whole = ResponseMatrix.Padding % (2 * Vector<byte>.Count) == 0;
        if (!inside || !whole)
        {
            throw new ArgumentException(
                $"Rows {first} + {padded} of {responses.Stride}, room for {room}, vectors of {Vector<byte>.Count}.");
        }

        return padded;
    }
}
