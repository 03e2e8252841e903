using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Calibration;

/// <summary>The vector loop of the E-step: patterns of answers to their posterior over the nodes, and that into expected counts.</summary>
internal static class AnswerPass
{
    private const int Width = NormalNodes.Padded;
    private const int Vectors = Width / 4;

    /// <summary>Goes over patterns.</summary>
    /// <param name="sample">The answers.</param>
    /// <param name="first">First pattern.</param>
    /// <param name="count">How many.</param>
    /// <param name="curves">As <see cref="CategoryCurves"/> fills it.</param>
    /// <param name="expected">Expected respondents of every category at every node, [rows + 1 × 64]; added to. What is missing falls into the last row.</param>
    /// <returns>Log-likelihood of these patterns.</returns>
    public static double Run(CalibrationSample sample, int first, int count, ReadOnlySpan<double> curves, Span<double> expected)
    {
        int items = sample.Estimable.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(curves.Length, (sample.Rows + 1) * Width);
        ArgumentOutOfRangeException.ThrowIfNotEqual(expected.Length, (sample.Rows + 1) * Width);
        Span<int> rows = items <= 512 ? stackalloc int[items] : new int[items];
        Span<double> posterior = stackalloc double[Width];
        double logLikelihood = 0;
        for (int pattern = first; pattern < first + count; pattern++)
        {
            RowsOf(sample, pattern, rows);
            logLikelihood += sample.Counts[pattern] * Posterior(rows, curves, sample.Counts[pattern], posterior);
            Spread(rows, posterior, expected);
        }

        return logLikelihood;
    }

    /// <summary>Rows of the table that a pattern's answers stand in.</summary>
    public static void RowsOf(CalibrationSample sample, int pattern, Span<int> rows)
    {
        ReadOnlySpan<byte> codes = sample.Codes.Slice(pattern * rows.Length, rows.Length);
        ReadOnlySpan<int> firsts = sample.FirstRows;
        for (int place = 0; place < rows.Length; place++)
        {
            rows[place] = codes[place] == ResponseMatrix.Missing ? sample.Rows : firsts[place] + codes[place];
        }
    }

    /// <summary>Posterior of one pattern over the nodes.</summary>
    /// <param name="rows">As <see cref="RowsOf"/> gives them.</param>
    /// <param name="curves">The table.</param>
    /// <param name="weight">What the posterior shall sum to.</param>
    /// <param name="posterior">Receives it, [64].</param>
    /// <returns>log of the pattern's marginal probability.</returns>
    public static double Posterior(ReadOnlySpan<int> rows, ReadOnlySpan<double> curves, double weight, Span<double> posterior)
    {
        ReadOnlySpan<Vector256<double>> table = MemoryMarshal.Cast<double, Vector256<double>>(curves);
        Span<Vector256<double>> sums = MemoryMarshal.Cast<double, Vector256<double>>(posterior);
        ReadOnlySpan<Vector256<double>> prior = MemoryMarshal.Cast<double, Vector256<double>>(NormalNodes.LogWeights.AsSpan());
        for (int half = 0; half < Vectors; half += 8)
        {
            AddRows(rows, table, prior, half, sums.Slice(half, 8));
        }

        Vector256<double> most = sums[0];
        for (int part = 1; part < Vectors; part++)
        {
            most = Vector256.MaxNative(most, sums[part]);
        }

        double highest = Math.Max(Math.Max(most[0], most[1]), Math.Max(most[2], most[3]));
        Vector256<double> total = Vector256<double>.Zero;
        for (int part = 0; part < Vectors; part++)
        {
            sums[part] = Vector256.Exp(sums[part] - Vector256.Create(highest));
            total += sums[part];
        }

        double sum = (total[0] + total[1]) + (total[2] + total[3]);
        var scale = Vector256.Create(weight / sum);
        for (int part = 0; part < Vectors; part++)
        {
            sums[part] *= scale;
        }

        return highest + Math.Log(sum);
    }

    /// <summary>Half of the nodes at a time: eight sums stay in registers over all items.</summary>
    private static void AddRows(
        ReadOnlySpan<int> rows, ReadOnlySpan<Vector256<double>> table, ReadOnlySpan<Vector256<double>> prior, int half, Span<Vector256<double>> sums)
    {
        (Vector256<double> s0, Vector256<double> s1, Vector256<double> s2, Vector256<double> s3) = (prior[half], prior[half + 1], prior[half + 2], prior[half + 3]);
        (Vector256<double> s4, Vector256<double> s5, Vector256<double> s6, Vector256<double> s7) = (prior[half + 4], prior[half + 5], prior[half + 6], prior[half + 7]);
        foreach (int row in rows)
        {
            ReadOnlySpan<Vector256<double>> curve = table.Slice((row * Vectors) + half, 8);
            s0 += curve[0];
            s1 += curve[1];
            s2 += curve[2];
            s3 += curve[3];
            s4 += curve[4];
            s5 += curve[5];
            s6 += curve[6];
            s7 += curve[7];
        }

        (sums[0], sums[1], sums[2], sums[3]) = (s0, s1, s2, s3);
        (sums[4], sums[5], sums[6], sums[7]) = (s4, s5, s6, s7);
    }

    private static void Spread(ReadOnlySpan<int> rows, ReadOnlySpan<double> posterior, Span<double> expected)
    {
        Span<Vector256<double>> table = MemoryMarshal.Cast<double, Vector256<double>>(expected);
        ReadOnlySpan<Vector256<double>> weights = MemoryMarshal.Cast<double, Vector256<double>>(posterior);
        for (int half = 0; half < Vectors; half += 8)
        {
            ReadOnlySpan<Vector256<double>> part = weights.Slice(half, 8);
            (Vector256<double> w0, Vector256<double> w1, Vector256<double> w2, Vector256<double> w3) = (part[0], part[1], part[2], part[3]);
            (Vector256<double> w4, Vector256<double> w5, Vector256<double> w6, Vector256<double> w7) = (part[4], part[5], part[6], part[7]);
            foreach (int row in rows)
            {
                Span<Vector256<double>> counts = table.Slice((row * Vectors) + half, 8);
                counts[0] += w0;
                counts[1] += w1;
                counts[2] += w2;
                counts[3] += w3;
                counts[4] += w4;
                counts[5] += w5;
                counts[6] += w6;
                counts[7] += w7;
            }
        }
    }
}
