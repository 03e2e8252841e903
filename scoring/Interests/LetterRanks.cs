using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diagnostics.Scoring.Interests;

/// <summary>
/// The vector loop of <see cref="HollandLetters"/>: every pair of scores is compared once, a score's rank is how many beat it, and a
/// letter's place in the code is its rank. Equal scores are beaten by the earlier letter.
/// </summary>
internal static class LetterRanks
{
    private const int Letters = HollandLetters.Base;

    /// <summary>Fills the letters of whole vectors of respondents.</summary>
    /// <param name="scores">Six columns of scores, [6 × stride]; the first row of all is that of the first letter.</param>
    /// <param name="stride">Distance between two columns, not below the number of letters.</param>
    /// <param name="letters">Receives the letters, [rows].</param>
    /// <returns>How many rows were done; the rest is less than one vector of letters.</returns>
    public static int Fill(ReadOnlySpan<double> scores, int stride, Span<HollandLetters> letters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, letters.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(scores.Length, ((Letters - 1) * stride) + letters.Length);
        ref double first = ref MemoryMarshal.GetReference(scores);
        Span<ushort> packed = MemoryMarshal.Cast<HollandLetters, ushort>(letters);
        int step = Vector<double>.Count;
        int row = 0;
        for (; row <= packed.Length - Vector<ushort>.Count; row += Vector<ushort>.Count)
        {
            Vector<ulong> a = Rank(ref Unsafe.Add(ref first, row), stride);
            Vector<ulong> b = Rank(ref Unsafe.Add(ref first, row + step), stride);
            Vector<ulong> c = Rank(ref Unsafe.Add(ref first, row + (2 * step)), stride);
            Vector<ulong> d = Rank(ref Unsafe.Add(ref first, row + (3 * step)), stride);
            Vector.Narrow(Vector.Narrow(a, b), Vector.Narrow(c, d)).CopyTo(packed[row..]);
        }

        return row;
    }

    private static Vector<ulong> Rank(ref double row, int stride)
    {
        Vector<double> r = Vector.LoadUnsafe(ref row);
        Vector<double> i = Vector.LoadUnsafe(ref Unsafe.Add(ref row, stride));
        Vector<double> a = Vector.LoadUnsafe(ref Unsafe.Add(ref row, 2 * stride));
        Vector<double> s = Vector.LoadUnsafe(ref Unsafe.Add(ref row, 3 * stride));
        Vector<double> e = Vector.LoadUnsafe(ref Unsafe.Add(ref row, 4 * stride));
        Vector<double> c = Vector.LoadUnsafe(ref Unsafe.Add(ref row, 5 * stride));

        // A mask is −1 where it holds: an earlier letter starts with the number of later ones and loses one for each it is not below.
        Vector<long> rankR = new(5), rankI = new(4), rankA = new(3), rankS = new(2), rankE = Vector<long>.One, rankC = Vector<long>.Zero;
        Duel(r, i, ref rankR, ref rankI);
        Duel(r, a, ref rankR, ref rankA);
        Duel(r, s, ref rankR, ref rankS);
        Duel(r, e, ref rankR, ref rankE);
        Duel(r, c, ref rankR, ref rankC);
        Duel(i, a, ref rankI, ref rankA);
        Duel(i, s, ref rankI, ref rankS);
        Duel(i, e, ref rankI, ref rankE);
        Duel(i, c, ref rankI, ref rankC);
        Duel(a, s, ref rankA, ref rankS);
        Duel(a, e, ref rankA, ref rankE);
        Duel(a, c, ref rankA, ref rankC);
        Duel(s, e, ref rankS, ref rankE);
        Duel(s, c, ref rankS, ref rankC);
        Duel(e, c, ref rankE, ref rankC);

        Vector<long> code = Place(rankI, 1) + Place(rankA, 2) + Place(rankS, 3) + Place(rankE, 4) + Place(rankC, 5);
        Vector<long> tie =
            (Tied(rankR) & (Vector.Equals(r, i) | Vector.Equals(r, a) | Vector.Equals(r, s) | Vector.Equals(r, e) | Vector.Equals(r, c)))
            | (Tied(rankI) & (Vector.Equals(i, a) | Vector.Equals(i, s) | Vector.Equals(i, e) | Vector.Equals(i, c)))
            | (Tied(rankA) & (Vector.Equals(a, s) | Vector.Equals(a, e) | Vector.Equals(a, c)))
            | (Tied(rankS) & (Vector.Equals(s, e) | Vector.Equals(s, c)))
            | (Tied(rankE) & Vector.Equals(e, c));

        Vector<long> available = Vector.Equals(r, r) & Vector.Equals(i, i) & Vector.Equals(a, a)
            & Vector.Equals(s, s) & Vector.Equals(e, e) & Vector.Equals(c, c);
        Vector<long> packed = code | (tie & new Vector<long>(HollandLetters.TieBit));
        return Vector.AsVectorUInt64(
            Vector.ConditionalSelect(available, packed, new Vector<long>(HollandLetters.Unavailable)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Duel(Vector<double> earlier, Vector<double> later, ref Vector<long> earlierRank, ref Vector<long> laterRank)
    {
        Vector<long> beats = Vector.GreaterThanOrEqual(earlier, later);
        earlierRank += beats;
        laterRank -= beats;
    }

    /// <summary>What a letter adds to the packed code: itself times 1, 6 or 36 when its rank is 0, 1 or 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Place(Vector<long> rank, long letter) =>
        (Vector.Equals(rank, Vector<long>.Zero) & new Vector<long>(letter))
        | (Vector.Equals(rank, Vector<long>.One) & new Vector<long>(Letters * letter))
        | (Vector.Equals(rank, new Vector<long>(2)) & new Vector<long>(Letters * Letters * letter));

    /// <summary>
    /// Of two equal scores the earlier letter has the smaller rank; the tie counts when that is one of the first three places.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<long> Tied(Vector<long> rank) => Vector.LessThan(rank, new Vector<long>(3));
}
