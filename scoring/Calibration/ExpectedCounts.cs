using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>What one pass over the answers gives: the log-likelihood and the expected counts at the nodes. Its memory is used again by the next pass.</summary>
internal sealed class ExpectedCounts
{
    private const int Width = NormalNodes.Padded;

    private readonly CalibrationSample _sample;
    private readonly WorkShares _work;
    private readonly double[] _curves;
    private readonly double[][] _parts;
    private readonly double[] _logLikelihoods;

    public ExpectedCounts(CalibrationSample sample, WorkShares work)
    {
        _sample = sample;
        _work = work;
        _curves = new double[(sample.Rows + 1) * Width];
        _parts = [.. Enumerable.Range(0, PatternShares.CountFor(sample.Patterns)).Select(_ => new double[(sample.Rows + 1) * Width])];
        _logLikelihoods = new double[_parts.Length];
    }

    /// <summary>log probabilities of the last pass, [rows + 1 × 64].</summary>
    public ReadOnlySpan<double> Curves => _curves;

    /// <summary>Expected respondents of one category at the nodes, [64].</summary>
    public ReadOnlySpan<double> Row(int row) => _parts[0].AsSpan(row * Width, Width);

    /// <summary>Makes a pass.</summary>
    /// <param name="item">The parameters of each item that can be estimated.</param>
    /// <returns>Log-likelihood.</returns>
    public double Pass(Func<int, ItemParameters> item)
    {
        CategoryCurves.Fill(_sample, item, _curves);
        _work(_parts.Length, Share);
        for (int part = 1; part < _parts.Length; part++)
        {
            AddTo(_parts[0], _parts[part]);
        }

        double sum = 0;
        foreach (double logLikelihood in _logLikelihoods)
        {
            sum += logLikelihood;
        }

        return sum;
    }

    private static void AddTo(double[] sums, double[] part)
    {
        Span<Vector256<double>> to = MemoryMarshal.Cast<double, Vector256<double>>(sums.AsSpan());
        ReadOnlySpan<Vector256<double>> from = MemoryMarshal.Cast<double, Vector256<double>>(part.AsSpan());
        for (int vector = 0; vector < to.Length; vector++)
        {
            to[vector] += from[vector];
        }
    }

    private void Share(int share)
    {
        (int first, int count) = PatternShares.Of(share, _parts.Length, _sample.Patterns);
        Array.Clear(_parts[share]);
        _logLikelihoods[share] = AnswerPass.Run(_sample, first, count, _curves, _parts[share]);
    }
}
