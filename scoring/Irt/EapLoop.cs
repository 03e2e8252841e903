using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// The vector loops of <see cref="EapScorer"/>, a respondent at a time: 64 sums in eight registers of 512 bits, or twice eight of 256 bits. Both
/// add in the same order, eight lanes side by side, so they differ by a last bit at most.
/// </summary>
internal static class EapLoop
{
    private const int Lanes = 8;
    private const int Half = LikelihoodTable.Width / 2;

    /// <param name="table">Items and grid.</param>
    /// <param name="starts">Where the rows of the answers begin, [respondents × items]; every one inside the table.</param>
    /// <param name="items">How many answers a respondent has.</param>
    /// <param name="theta">Receives EAP, [respondents].</param>
    /// <param name="errors">Receives the posterior's standard deviation, [respondents].</param>
    public static void Run512(LikelihoodTable table, ReadOnlySpan<int> starts, int items, Span<double> theta, Span<double> errors)
    {
        Debug.Assert(starts.Length == theta.Length * items && errors.Length == theta.Length);
        ref double rows = ref MemoryMarshal.GetReference(table.Rows);
        ref double prior = ref MemoryMarshal.GetArrayDataReference(table.PaddedWeights);
        ref double nodes = ref MemoryMarshal.GetArrayDataReference(table.PaddedNodes);
        for (int respondent = 0; respondent < theta.Length; respondent++)
        {
            var a = Vector512.LoadUnsafe(ref prior);
            var b = Vector512.LoadUnsafe(ref prior, Lanes);
            var c = Vector512.LoadUnsafe(ref prior, 2 * Lanes);
            var d = Vector512.LoadUnsafe(ref prior, 3 * Lanes);
            var e = Vector512.LoadUnsafe(ref prior, 4 * Lanes);
            var f = Vector512.LoadUnsafe(ref prior, 5 * Lanes);
            var g = Vector512.LoadUnsafe(ref prior, 6 * Lanes);
            var h = Vector512.LoadUnsafe(ref prior, 7 * Lanes);
            foreach (int start in starts.Slice(respondent * items, items))
            {
                ref double row = ref Unsafe.Add(ref rows, start);
                a += Vector512.LoadUnsafe(ref row);
                b += Vector512.LoadUnsafe(ref row, Lanes);
                c += Vector512.LoadUnsafe(ref row, 2 * Lanes);
                d += Vector512.LoadUnsafe(ref row, 3 * Lanes);
                e += Vector512.LoadUnsafe(ref row, 4 * Lanes);
                f += Vector512.LoadUnsafe(ref row, 5 * Lanes);
                g += Vector512.LoadUnsafe(ref row, 6 * Lanes);
                h += Vector512.LoadUnsafe(ref row, 7 * Lanes);
            }

            Vector512<double> most = Vector512.Max(
                Vector512.Max(Vector512.Max(a, b), Vector512.Max(c, d)), Vector512.Max(Vector512.Max(e, f), Vector512.Max(g, h)));
            Vector512<double> highest = Vector512.Create(Highest(Vector256.Max(most.GetLower(), most.GetUpper())));
            a = Vector512.Exp(a - highest);
            b = Vector512.Exp(b - highest);
            c = Vector512.Exp(c - highest);
            d = Vector512.Exp(d - highest);
            e = Vector512.Exp(e - highest);
            f = Vector512.Exp(f - highest);
            g = Vector512.Exp(g - highest);
            h = Vector512.Exp(h - highest);
            double sum = Sum((((a + b) + (c + d)) + ((e + f) + (g + h))));
            Vector512<double> first = a * Vector512.LoadUnsafe(ref nodes);
            first += b * Vector512.LoadUnsafe(ref nodes, Lanes);
            first += c * Vector512.LoadUnsafe(ref nodes, 2 * Lanes);
            first += d * Vector512.LoadUnsafe(ref nodes, 3 * Lanes);
            first += e * Vector512.LoadUnsafe(ref nodes, 4 * Lanes);
            first += f * Vector512.LoadUnsafe(ref nodes, 5 * Lanes);
            first += g * Vector512.LoadUnsafe(ref nodes, 6 * Lanes);
            first += h * Vector512.LoadUnsafe(ref nodes, 7 * Lanes);
            double mean = Sum(first) / sum;
            Vector512<double> middle = Vector512.Create(mean);
            Vector512<double> squares = Square512(a, ref nodes, 0, middle);
            squares += Square512(b, ref nodes, Lanes, middle);
            squares += Square512(c, ref nodes, 2 * Lanes, middle);
            squares += Square512(d, ref nodes, 3 * Lanes, middle);
            squares += Square512(e, ref nodes, 4 * Lanes, middle);
            squares += Square512(f, ref nodes, 5 * Lanes, middle);
            squares += Square512(g, ref nodes, 6 * Lanes, middle);
            squares += Square512(h, ref nodes, 7 * Lanes, middle);
            theta[respondent] = mean;
            errors[respondent] = Math.Sqrt(Sum(squares) / sum);
        }
    }

    /// <inheritdoc cref="Run512"/>
    public static void Run256(LikelihoodTable table, ReadOnlySpan<int> starts, int items, Span<double> theta, Span<double> errors)
    {
        Debug.Assert(starts.Length == theta.Length * items && errors.Length == theta.Length);
        Span<double> sums = stackalloc double[LikelihoodTable.Width];
        for (int respondent = 0; respondent < theta.Length; respondent++)
        {
            ReadOnlySpan<int> own = starts.Slice(respondent * items, items);
            AddHalf(table, own, 0, sums);
            AddHalf(table, own, Half, sums);
            (theta[respondent], errors[respondent]) = Moments256(table, sums);
        }
    }

    /// <summary>The sums of 32 nodes in eight registers.</summary>
    private static void AddHalf(LikelihoodTable table, ReadOnlySpan<int> starts, int from, Span<double> sums)
    {
        const int Four = Lanes / 2;
        ref double rows = ref Unsafe.Add(ref MemoryMarshal.GetReference(table.Rows), from);
        ref double prior = ref table.PaddedWeights[from];
        var a = Vector256.LoadUnsafe(ref prior);
        var b = Vector256.LoadUnsafe(ref prior, Four);
        var c = Vector256.LoadUnsafe(ref prior, 2 * Four);
        var d = Vector256.LoadUnsafe(ref prior, 3 * Four);
        var e = Vector256.LoadUnsafe(ref prior, 4 * Four);
        var f = Vector256.LoadUnsafe(ref prior, 5 * Four);
        var g = Vector256.LoadUnsafe(ref prior, 6 * Four);
        var h = Vector256.LoadUnsafe(ref prior, 7 * Four);
        foreach (int start in starts)
        {
            ref double row = ref Unsafe.Add(ref rows, start);
            a += Vector256.LoadUnsafe(ref row);
            b += Vector256.LoadUnsafe(ref row, Four);
            c += Vector256.LoadUnsafe(ref row, 2 * Four);
            d += Vector256.LoadUnsafe(ref row, 3 * Four);
            e += Vector256.LoadUnsafe(ref row, 4 * Four);
            f += Vector256.LoadUnsafe(ref row, 5 * Four);
            g += Vector256.LoadUnsafe(ref row, 6 * Four);
            h += Vector256.LoadUnsafe(ref row, 7 * Four);
        }

        ref double place = ref sums[from];
        a.StoreUnsafe(ref place);
        b.StoreUnsafe(ref place, Four);
        c.StoreUnsafe(ref place, 2 * Four);
        d.StoreUnsafe(ref place, 3 * Four);
        e.StoreUnsafe(ref place, 4 * Four);
        f.StoreUnsafe(ref place, 5 * Four);
        g.StoreUnsafe(ref place, 6 * Four);
        h.StoreUnsafe(ref place, 7 * Four);
    }

    private static (double Mean, double Deviation) Moments256(LikelihoodTable table, Span<double> sums)
    {
        const int Four = Lanes / 2;
        const int Chunks = LikelihoodTable.Width / Lanes;
        ref double place = ref MemoryMarshal.GetReference(sums);
        ref double nodes = ref MemoryMarshal.GetArrayDataReference(table.PaddedNodes);
        var most = Vector256.LoadUnsafe(ref place);
        for (int start = Four; start < LikelihoodTable.Width; start += Four)
        {
            most = Vector256.Max(most, Vector256.LoadUnsafe(ref place, (nuint)start));
        }

        Vector256<double> highest = Vector256.Create(Highest(most));
        for (int start = 0; start < LikelihoodTable.Width; start += Four)
        {
            Vector256.Exp(Vector256.LoadUnsafe(ref place, (nuint)start) - highest).StoreUnsafe(ref place, (nuint)start);
        }

        double sum = Sum(Tree(ref place, 0), Tree(ref place, Four));
        Vector256<double> low = Vector256.LoadUnsafe(ref place) * Vector256.LoadUnsafe(ref nodes);
        Vector256<double> high = Vector256.LoadUnsafe(ref place, Four) * Vector256.LoadUnsafe(ref nodes, Four);
        for (int chunk = 1; chunk < Chunks; chunk++)
        {
            nuint start = (nuint)(chunk * Lanes);
            low += Vector256.LoadUnsafe(ref place, start) * Vector256.LoadUnsafe(ref nodes, start);
            high += Vector256.LoadUnsafe(ref place, start + Four) * Vector256.LoadUnsafe(ref nodes, start + Four);
        }

        double mean = Sum(low, high) / sum;
        Vector256<double> middle = Vector256.Create(mean);
        low = Square256(ref place, ref nodes, 0, middle);
        high = Square256(ref place, ref nodes, Four, middle);
        for (int chunk = 1; chunk < Chunks; chunk++)
        {
            nuint start = (nuint)(chunk * Lanes);
            low += Square256(ref place, ref nodes, start, middle);
            high += Square256(ref place, ref nodes, start + Four, middle);
        }

        return (mean, Math.Sqrt(Sum(low, high) / sum));
    }

    /// <summary>Four lanes of the eight chunks, added in pairs as the 512-bit loop does.</summary>
    private static Vector256<double> Tree(ref double place, nuint from)
    {
        Vector256<double> ab = Vector256.LoadUnsafe(ref place, from) + Vector256.LoadUnsafe(ref place, from + Lanes);
        Vector256<double> cd = Vector256.LoadUnsafe(ref place, from + (2 * Lanes)) + Vector256.LoadUnsafe(ref place, from + (3 * Lanes));
        Vector256<double> ef = Vector256.LoadUnsafe(ref place, from + (4 * Lanes)) + Vector256.LoadUnsafe(ref place, from + (5 * Lanes));
        Vector256<double> gh = Vector256.LoadUnsafe(ref place, from + (6 * Lanes)) + Vector256.LoadUnsafe(ref place, from + (7 * Lanes));
        return (ab + cd) + (ef + gh);
    }

    private static Vector512<double> Square512(Vector512<double> weight, ref double nodes, nuint start, Vector512<double> middle)
    {
        Vector512<double> distance = Vector512.LoadUnsafe(ref nodes, start) - middle;
        return (weight * distance) * distance;
    }

    private static Vector256<double> Square256(ref double place, ref double nodes, nuint start, Vector256<double> middle)
    {
        Vector256<double> distance = Vector256.LoadUnsafe(ref nodes, start) - middle;
        return (Vector256.LoadUnsafe(ref place, start) * distance) * distance;
    }

    private static double Sum(Vector512<double> lanes) => Sum(lanes.GetLower(), lanes.GetUpper());

    private static double Sum(Vector256<double> low, Vector256<double> high)
    {
        Vector256<double> four = low + high;
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private static double Highest(Vector256<double> lanes)
    {
        Vector128<double> two = Vector128.Max(lanes.GetLower(), lanes.GetUpper());
        return Math.Max(two[0], two[1]);
    }
}
