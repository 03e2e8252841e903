using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// The vector loops, eight respondents side by side in single precision (screening) and eight occupations in double precision (deciding).
/// </summary>
internal static class ScreeningLoop
{
    /// <summary>Respondents worked on at a time.</summary>
    public const int Lanes = 8;

    /// <summary>
    /// How far below its exact value a screened r may make an occupation fall, twice. With u = 2⁻²⁴ both directions are rounded (2u), six
    /// products and five sums are rounded (at most 6u, fused or not), and Σ|a·b| ≤ 1 because both have length 1: an error of at most 8u
    /// and a little. The bound on the N-th best is screened and so is the occupation: 16u, and 2u to spare for the terms of higher order
    /// and for subtracting.
    /// </summary>
    public const float Slack = 18f / (1 << 24);

    /// <summary>Cells looked through at a time.</summary>
    public const int CellsAtOnce = 64;

    /// <summary>Steps of halving for the bound: 2/2⁹ of r is about half an occupation more than need be.</summary>
    private const int Halvings = 9;

    /// <summary>Largest screened r in every cell for every respondent.</summary>
    /// <param name="layout">The atlas.</param>
    /// <param name="units">Directions of the respondents, [6 × 8 respondents].</param>
    /// <param name="maxima">Receives the maxima, [cells × 8 respondents].</param>
    public static void CellMaxima(ScreeningLayout layout, ReadOnlySpan<float> units, Span<float> maxima)
    {
        const int Members = ScreeningLayout.Members;
        const int Scores = UnitProfile.Scores;
        ArgumentOutOfRangeException.ThrowIfNotEqual(units.Length, Scores * Lanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxima.Length, layout.Cells * Lanes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(layout.Coarse.Length, layout.Cells * Members * Scores);
        ref float unit = ref MemoryMarshal.GetReference(units);
        Vector256<float> r = Vector256.LoadUnsafe(ref unit);
        Vector256<float> i = Vector256.LoadUnsafe(ref unit, Lanes);
        Vector256<float> a = Vector256.LoadUnsafe(ref unit, 2 * Lanes);
        Vector256<float> s = Vector256.LoadUnsafe(ref unit, 3 * Lanes);
        Vector256<float> e = Vector256.LoadUnsafe(ref unit, 4 * Lanes);
        Vector256<float> c = Vector256.LoadUnsafe(ref unit, 5 * Lanes);
        ref float occupation = ref MemoryMarshal.GetReference(layout.Coarse);
        ref float maximum = ref MemoryMarshal.GetReference(maxima);
        for (int cell = 0; cell < layout.Cells; cell++)
        {
            Vector256<float> most = Vector256.Create(float.NegativeInfinity);
            for (int member = 0; member < Members; member++)
            {
                Vector256<float> sum = r * Vector256.Create(occupation);
                sum = Vector256.MultiplyAddEstimate(i, Vector256.Create(Unsafe.Add(ref occupation, 1)), sum);
                sum = Vector256.MultiplyAddEstimate(a, Vector256.Create(Unsafe.Add(ref occupation, 2)), sum);
                sum = Vector256.MultiplyAddEstimate(s, Vector256.Create(Unsafe.Add(ref occupation, 3)), sum);
                sum = Vector256.MultiplyAddEstimate(e, Vector256.Create(Unsafe.Add(ref occupation, 4)), sum);
                sum = Vector256.MultiplyAddEstimate(c, Vector256.Create(Unsafe.Add(ref occupation, 5)), sum);
                most = Vector256.MaxNative(most, sum);
                occupation = ref Unsafe.Add(ref occupation, Scores);
            }

            most.StoreUnsafe(ref maximum, (nuint)(cell * Lanes));
        }
    }

    /// <summary>
    /// For every respondent a number not above the screened r of the N-th best occupation: at least N cells have a larger or equal
    /// maximum. Found by halving, never by sorting.
    /// </summary>
    /// <param name="maxima">Maxima, [cells × 8 respondents].</param>
    /// <param name="top">N, 1 or more; with fewer cells there is no bound and everything is let through.</param>
    public static Vector256<float> LowerBounds(ReadOnlySpan<float> maxima, int top)
    {
        if (maxima.Length / Lanes < top)
        {
            return Vector256.Create(float.NegativeInfinity);
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(maxima.Length % Lanes, 0);
        ref float cells = ref MemoryMarshal.GetReference(maxima);
        Vector256<float> low = Vector256.LoadUnsafe(ref cells);
        Vector256<float> high = low;
        for (int start = Lanes; start < maxima.Length; start += Lanes)
        {
            var maximum = Vector256.LoadUnsafe(ref cells, (nuint)start);
            low = Vector256.MinNative(low, maximum);
            high = Vector256.MaxNative(high, maximum);
        }

        Vector256<int> fewest = Vector256.Create(top);
        for (int step = 0; step < Halvings; step++)
        {
            Vector256<float> middle = (low + high) * 0.5f;
            Vector256<int> count = Vector256<int>.Zero;
            for (int start = 0; start < maxima.Length; start += Lanes)
            {
                // A comparison that holds is −1.
                count -= Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref cells, (nuint)start), middle).AsInt32();
            }

            Vector256<float> enough = Vector256.GreaterThanOrEqual(count, fewest).AsSingle();
            low = Vector256.ConditionalSelect(enough, middle, low);
            high = Vector256.ConditionalSelect(enough, high, middle);
        }

        return low;
    }

    /// <summary>Notes for every cell which respondents it is worth deciding for.</summary>
    /// <param name="maxima">Maxima, [cells × 8 respondents].</param>
    /// <param name="bounds">What a cell must reach.</param>
    /// <param name="reached">Receives one bit for every respondent, [cells].</param>
    public static void Reach(ReadOnlySpan<float> maxima, Vector256<float> bounds, Span<byte> reached)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxima.Length, reached.Length * Lanes);
        ref float cells = ref MemoryMarshal.GetReference(maxima);
        for (int cell = 0; cell < reached.Length; cell++)
        {
            var maximum = Vector256.LoadUnsafe(ref cells, (nuint)(cell * Lanes));
            reached[cell] = (byte)Vector256.GreaterThanOrEqual(maximum, bounds).ExtractMostSignificantBits();
        }
    }

    /// <summary>The bits of one respondent in 64 cells, side by side: cell k of them is bit k.</summary>
    /// <param name="reached">What <see cref="Reach"/> noted, [64 cells].</param>
    /// <param name="lane">The respondent.</param>
    public static ulong CellsOf(ReadOnlySpan<byte> reached, int lane)
    {
        const ulong LowestBits = 0x0101_0101_0101_0101;

        // Brings the lowest bit of byte k to bit 56 + k.
        const ulong Together = 0x0102_0408_1020_4080;
        ulong bits = 0;
        for (int start = 0; start < CellsAtOnce; start += 8)
        {
            ulong eight = (BinaryPrimitives.ReadUInt64LittleEndian(reached[start..]) >> lane) & LowestBits;
            bits |= ((eight * Together) >> 56) << start;
        }

        return bits;
    }

    /// <summary>
    /// r of one respondent with the eight occupations of a cell, before bounding, by the same operations in the same order as
    /// <see cref="UnitProfile.Product"/>.
    /// </summary>
    /// <param name="cell">The cell's directions, [6 × 8 occupations].</param>
    /// <param name="unit">The respondent's direction, [6].</param>
    /// <param name="least">What is below it is of no interest.</param>
    /// <param name="products">Receives the products, [8 occupations].</param>
    /// <returns>One bit for every occupation at or above <paramref name="least"/>.</returns>
    public static uint Products(ReadOnlySpan<double> cell, ReadOnlySpan<double> unit, double least, Span<double> products)
    {
        const int Half = ScreeningLayout.Members / 2;
        Debug.Assert(cell.Length == ScreeningLayout.Members * UnitProfile.Scores && unit.Length == UnitProfile.Scores);
        Debug.Assert(products.Length == ScreeningLayout.Members);
        ref double numbers = ref MemoryMarshal.GetReference(cell);
        Vector256<double> score = Vector256.Create(unit[0]);
        Vector256<double> low = score * Vector256.LoadUnsafe(ref numbers);
        Vector256<double> high = score * Vector256.LoadUnsafe(ref numbers, Half);
        for (int next = 1; next < unit.Length; next++)
        {
            numbers = ref Unsafe.Add(ref numbers, ScreeningLayout.Members);
            score = Vector256.Create(unit[next]);
            low += score * Vector256.LoadUnsafe(ref numbers);
            high += score * Vector256.LoadUnsafe(ref numbers, Half);
        }

        low.CopyTo(products);
        high.CopyTo(products[Half..]);
        Vector256<double> bound = Vector256.Create(least);
        uint lowBits = Vector256.GreaterThanOrEqual(low, bound).ExtractMostSignificantBits();
        return lowBits | (Vector256.GreaterThanOrEqual(high, bound).ExtractMostSignificantBits() << Half);
    }
}
