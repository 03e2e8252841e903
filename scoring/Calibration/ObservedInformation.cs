using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Diagnostics.Scoring.Irt;
using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Minus the Hessian of the marginal log-likelihood, exactly: information of the complete data less what the unknown θ takes away, the variance of the complete score over the posterior of
/// each pattern (Louis, 1982, eq. 3.2†; what Oakes, 1999†, has by differentiating EM).
/// </summary>
internal sealed class ObservedInformation
{
    private const int Width = NormalNodes.Padded;

    /// <summary>Parameters beyond which a matrix of them is not made: 128 MB.</summary>
    private const int MostParameters = 4096;

    /// <summary>Numbers in the matrices of all shares.</summary>
    private const int MostNumbers = 1 << 24;

    private readonly CalibrationSample _sample;
    private readonly ParameterMap _map;
    private readonly double[][] _scores;
    private readonly double[] _complete;

    private ObservedInformation(CalibrationSample sample, ParameterMap map)
    {
        _sample = sample;
        _map = map;
        _scores = new double[sample.Rows + 1][];
        _scores[^1] = [];
        _complete = new double[map.Count * map.Count];
    }

    /// <summary>Computes it at the parameters of the last pass.</summary>
    /// <param name="sample">The answers.</param>
    /// <param name="map">Where parameters stand.</param>
    /// <param name="point">The parameters.</param>
    /// <param name="counts">The last pass, made at these parameters.</param>
    /// <param name="work">Does shares of the work.</param>
    /// <returns>[parameters × parameters]; null with more parameters than a matrix has room for.</returns>
    public static Matrix<double>? At(CalibrationSample sample, ParameterMap map, double[] point, ExpectedCounts counts, WorkShares work)
    {
        if (map.Count > MostParameters)
        {
            return null;
        }

        ObservedInformation information = new(sample, map);
        for (int place = 0; place < map.Items; place++)
        {
            information.AddComplete(place, map.ItemAt(place, point), counts);
        }

        information.TakeVariance(counts, work);
        return Matrix<double>.Build.Dense(map.Count, map.Count, information._complete);
    }

    /// <summary>The item's rows of scores, [parameters × 64] for each category, and its information were θ known.</summary>
    private void AddComplete(int place, ItemParameters item, ExpectedCounts counts)
    {
        int[] places = _map.PlacesOf(place);
        Span<double> gradient = stackalloc double[places.Length];
        double[] curvature = new double[places.Length * places.Length];
        double[] sum = new double[curvature.Length];
        for (int category = 0; category < item.Categories; category++)
        {
            int row = _sample.FirstRows[place] + category;
            double[] scores = new double[places.Length * Width];
            ReadOnlySpan<double> expected = counts.Row(row);
            for (int node = 0; node < NormalNodes.Count; node++)
            {
                ScoreCurves.At(item, _map.HasGuessing, NormalNodes.Theta[node], category, gradient, curvature);
                for (int parameter = 0; parameter < places.Length; parameter++)
                {
                    scores[(parameter * Width) + node] = gradient[parameter];
                }

                for (int cell = 0; cell < sum.Length; cell++)
                {
                    sum[cell] += expected[node] * curvature[cell];
                }
            }

            _scores[row] = scores;
        }

        for (int cell = 0; cell < sum.Length; cell++)
        {
            _complete[(places[cell / places.Length] * _map.Count) + places[cell % places.Length]] += sum[cell];
        }
    }

    private void TakeVariance(ExpectedCounts counts, WorkShares work)
    {
        int size = _map.Count;
        int shares = Math.Clamp(MostNumbers / (size * size), 1, PatternShares.CountFor(_sample.Patterns));
        double[][] parts = [.. Enumerable.Range(0, shares).Select(_ => new double[size * size])];
        work(shares, share => TakeShare(share, parts, counts));
        foreach (double[] part in parts)
        {
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column <= row; column++)
                {
                    double variance = part[(row * size) + column];
                    _complete[(row * size) + column] -= variance;
                    _complete[(column * size) + row] -= column < row ? variance : 0;
                }
            }
        }
    }

    private void TakeShare(int share, double[][] parts, ExpectedCounts counts)
    {
        (int first, int count) = PatternShares.Of(share, parts.Length, _sample.Patterns);
        int[] rows = new int[_map.Items];
        double[] posterior = new double[Width];
        double[] scores = new double[_map.Count * Width];
        for (int pattern = first; pattern < first + count; pattern++)
        {
            AnswerPass.RowsOf(_sample, pattern, rows);
            AnswerPass.Posterior(rows, counts.Curves, 1, posterior);
            Array.Clear(scores);
            for (int place = 0; place < rows.Length; place++)
            {
                Place(place, _scores[rows[place]], scores);
            }

            Centre(scores, posterior, _sample.Counts[pattern]);
            AddProducts(scores, parts[share]);
        }
    }

    private void Place(int place, double[] own, double[] scores)
    {
        if (own.Length == 0)
        {
            return;
        }

        int[] places = _map.PlacesOf(place);
        for (int parameter = 0; parameter < places.Length; parameter++)
        {
            Span<double> to = scores.AsSpan(places[parameter] * Width, Width);
            for (int node = 0; node < NormalNodes.Count; node++)
            {
                to[node] += own[(parameter * Width) + node];
            }
        }
    }

    /// <summary>Scores less their posterior mean, times the root of the posterior: their products then sum to covariances.</summary>
    private static void Centre(double[] scores, double[] posterior, int weight)
    {
        Span<double> roots = stackalloc double[Width];
        for (int node = 0; node < Width; node++)
        {
            roots[node] = Math.Sqrt(weight * posterior[node]);
        }

        for (int start = 0; start < scores.Length; start += Width)
        {
            double mean = 0;
            for (int node = 0; node < Width; node++)
            {
                mean += posterior[node] * scores[start + node];
            }

            for (int node = 0; node < Width; node++)
            {
                scores[start + node] = (scores[start + node] - mean) * roots[node];
            }
        }
    }

    private static void AddProducts(double[] scores, double[] sums)
    {
        const int Vectors = Width / 4;
        ReadOnlySpan<Vector256<double>> rows = MemoryMarshal.Cast<double, Vector256<double>>(scores.AsSpan());
        int size = rows.Length / Vectors;
        for (int row = 0; row < size; row++)
        {
            ReadOnlySpan<Vector256<double>> one = rows.Slice(row * Vectors, Vectors);
            for (int column = 0; column <= row; column++)
            {
                ReadOnlySpan<Vector256<double>> other = rows.Slice(column * Vectors, Vectors);
                Vector256<double> sum = one[0] * other[0];
                Vector256<double> next = one[1] * other[1];
                for (int part = 2; part < Vectors; part += 2)
                {
                    sum += one[part] * other[part];
                    next += one[part + 1] * other[part + 1];
                }

                sums[(row * size) + column] += Vector256.Sum(sum + next);
            }
        }
    }
}
