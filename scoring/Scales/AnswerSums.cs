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
    /// <summary>Vectors worked on side by side: enough that finding a column costs little beside reading it.</summary>
    private const int Together = 4;

    /// <summary>Sums one scale over respondents first .. first + rows − 1.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="responses">The matrix.</param>
    /// <param name="first">First respondent, a multiple of the padding.</param>
    /// <param name="rows">Number of respondents.</param>
    /// <param name="sums">Receives the sum of points, at least [rows rounded up to the padding].</param>
    /// <param name="answered">Receives the number of answered items of the scale, likewise.</param>
    /// <param name="faults">Becomes non-zero where any code is no valid answer.</param>
    public static void Sum(
        ScalePlan scale, ResponseMatrix responses, int first, int rows, Span<ushort> sums, Span<ushort> answered, ref Vector<byte> faults)
    {
        int padded = Padded(responses, first, rows, Math.Min(sums.Length, answered.Length));
        sums = sums[..padded];
        answered = answered[..padded];
        if (scale.Segments.IsEmpty)
        {
            sums.Clear();
            answered.Clear();
        }

        ref byte codes = ref Unsafe.Add(ref MemoryMarshal.GetReference(responses.Codes), first);
        for (int segment = 0; segment < scale.Segments.Length; segment++)
        {
            var place = new SegmentSums(sums, answered, scale.Segments[segment], isContinued: segment > 0);
            if (scale.Segments[segment] is RatingSegment ratings)
            {
                SumRatings(ratings, ref codes, responses.Stride, place, ref faults);
            }
            else
            {
                SumOptions((OptionsSegment)scale.Segments[segment], ref codes, responses.Stride, place, ref faults);
            }
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

    /// <summary>
    /// Four vectors of respondents at a time. Codes are summed as they are; of reversed items they are taken away, modulo 256, and
    /// min + max for each answer comes back after widening. The highest answer and the lowest code seen say afterwards whether one was out of range.
    /// </summary>
    private static void SumRatings(RatingSegment segment, ref byte codes, int stride, SegmentSums place, ref Vector<byte> faults)
    {
        int width = Vector<byte>.Count;
        Vector<byte> highest = Vector<byte>.Zero;
        Vector<byte> lowest = Vector<byte>.AllBitsSet;
        for (int row = 0; row < place.Rows; row += Together * width)
        {
            Vector<byte> sum0 = Vector<byte>.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
            Vector<byte> missing0 = Vector<byte>.Zero, missing1 = missing0, missing2 = missing0, missing3 = missing0;
            foreach (int item in segment.Reversed)
            {
                ref byte column = ref Unsafe.Add(ref codes, ((nint)item * stride) + row);
                sum0 -= Answers(ref column, 0, ref missing0, ref highest, ref lowest);
                sum1 -= Answers(ref column, width, ref missing1, ref highest, ref lowest);
                sum2 -= Answers(ref column, 2 * width, ref missing2, ref highest, ref lowest);
                sum3 -= Answers(ref column, 3 * width, ref missing3, ref highest, ref lowest);
            }

            Vector<byte> turned0 = missing0, turned1 = missing1, turned2 = missing2, turned3 = missing3;
            foreach (int item in segment.Plain)
            {
                ref byte column = ref Unsafe.Add(ref codes, ((nint)item * stride) + row);
                sum0 += Answers(ref column, 0, ref missing0, ref highest, ref lowest);
                sum1 += Answers(ref column, width, ref missing1, ref highest, ref lowest);
                sum2 += Answers(ref column, 2 * width, ref missing2, ref highest, ref lowest);
                sum3 += Answers(ref column, 3 * width, ref missing3, ref highest, ref lowest);
            }

            place.Put(row, sum0, missing0, turned0);
            place.Put(row + width, sum1, missing1, turned1);
            place.Put(row + (2 * width), sum2, missing2, turned2);
            place.Put(row + (3 * width), sum3, missing3, turned3);
        }

        faults |= Vector.SubtractSaturate(highest, new Vector<byte>(segment.Max));
        faults |= Vector.SubtractSaturate(new Vector<byte>(segment.Min), lowest);
    }

    /// <summary>The codes of a vector of respondents to one item, 0 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Answers(
        ref byte column, int offset, ref Vector<byte> missing, ref Vector<byte> highest, ref Vector<byte> lowest)
    {
        Vector<byte> codes = Vector.LoadUnsafe(ref column, (nuint)offset);
        Vector<byte> blank = Vector.Equals(codes, Vector<byte>.AllBitsSet);
        Vector<byte> answers = Vector.AndNot(codes, blank);
        missing -= blank;
        highest = Vector.Max(highest, answers);
        lowest = Vector.Min(lowest, codes);
        return answers;
    }

    private static void SumOptions(OptionsSegment segment, ref byte codes, int stride, SegmentSums place, ref Vector<byte> faults)
    {
        for (int row = 0; row < place.Rows; row += Vector<byte>.Count)
        {
            Vector<byte> sum = Vector<byte>.Zero;
            Vector<byte> missing = Vector<byte>.Zero;
            foreach (ref readonly OptionsTerm term in segment.Terms.AsSpan())
            {
                Vector<byte> answers = Load(ref codes, term.Item, stride, row);
                Vector<byte> blank = Vector.Equals(answers, Vector<byte>.AllBitsSet);
                missing -= blank;
                faults |= Vector.SubtractSaturate(Vector.AndNot(answers, blank), new Vector<byte>(term.Top));
                foreach (byte invalid in term.Invalid)
                {
                    faults |= Vector.Equals(answers, new Vector<byte>(invalid));
                }

                foreach (ScoredOption option in term.Scored)
                {
                    sum += Vector.Equals(answers, new Vector<byte>(option.Code)) & new Vector<byte>(option.Points);
                }
            }

            place.Put(row, sum, missing, turnedMissing: Vector<byte>.Zero);
        }
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
        bool whole = ResponseMatrix.Padding % (Together * Vector<byte>.Count) == 0;
        if (!inside || !whole)
        {
            throw new ArgumentException(
                $"Rows {first} + {padded} of {responses.Stride}, room for {room}, vectors of {Vector<byte>.Count}.");
        }

        return padded;
    }
}
