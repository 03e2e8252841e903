using System.Runtime.InteropServices;
using Diagnostics.Scoring.Moments;
using Diagnostics.Scoring.Responses;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Lanes = System.Numerics.Vector<double>;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// The cloud that rows of ratings are measured against: means and covariances of complete rows, factored once. Immutable; safe to use from
/// many threads.
/// </summary>
/// <remarks>
/// D² = |L⁻¹(x − m)|² with C = LL′, by substitution and without an inverse. Rows are substituted column by column, so that the vector loop
/// only multiplies and subtracts element by element: the same bits whatever the width of a vector.
/// </remarks>
public sealed class MahalanobisReference
{
    /// <summary>
    /// Least eigenvalue of the correlation matrix that still counts as more than rounding. An item that the others determine leaves
    /// about 1e-16; the 60 items of the reference respondents leave 0.16.
    /// </summary>
    private const double LeastEigenvalue = 1e-10;

    private readonly double[] _means;

    /// <summary>L, column by column, [items × items]; empty when the covariance matrix is singular.</summary>
    private readonly double[] _factor;

    private MahalanobisReference(double[] means, double[] factor)
    {
        _means = means;
        _factor = factor;
    }

    /// <summary>Number of items, k.</summary>
    public int Items => _means.Length;

    /// <summary>Whether there are distances at all: more complete rows than items, and a covariance matrix that is not singular.</summary>
    public bool IsAvailable => _factor.Length > 0;

    /// <summary>Makes the reference from complete rows.</summary>
    /// <param name="completeRows">Sums and products of codes over respondents who answered every item, one variable an item.</param>
    /// <returns>The reference; not available with no more rows than items, an item without variance or one the others determine.</returns>
    public static MahalanobisReference From(CrossProducts completeRows)
    {
        ArgumentNullException.ThrowIfNull(completeRows);
        return From(
            completeRows.Count,
            [.. Enumerable.Range(0, completeRows.Variables).Select(completeRows.Mean)],
            completeRows.Covariances());
    }

    /// <summary>Makes the reference from means and covariances that were kept.</summary>
    /// <param name="respondents">Number of complete rows they were computed from, 0 or more.</param>
    /// <param name="means">Mean code of every item, [items].</param>
    /// <param name="covariances">Sample covariances (n − 1), [items × items], symmetric.</param>
    /// <returns>The reference; not available as with <see cref="From(CrossProducts)"/>.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static MahalanobisReference From(long respondents, ReadOnlySpan<double> means, Matrix<double> covariances)
    {
        ArgumentNullException.ThrowIfNull(covariances);
        if (covariances.RowCount != means.Length || covariances.ColumnCount != means.Length)
        {
            throw new ArgumentException(
                $"Covariances {covariances.RowCount} × {covariances.ColumnCount} for {means.Length} means.", nameof(covariances));
        }

        bool regular = respondents > means.Length && IsRegular(covariances);
        return new MahalanobisReference(means.ToArray(), regular ? covariances.Cholesky().Factor.ToColumnMajorArray() : []);
    }

    /// <summary>The distance of one row.</summary>
    /// <param name="codes">Codes of the reference's items, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <returns>The distance; not available when an answer is missing or the reference is not.</returns>
    /// <exception cref="ArgumentException">There are not as many codes as items.</exception>
    public MahalanobisDistance DistanceOf(ReadOnlySpan<byte> codes)
    {
        if (codes.Length != Items)
        {
            throw new ArgumentException($"{codes.Length} codes for {Items} items.", nameof(codes));
        }

        if (!IsAvailable || codes.Contains(ResponseMatrix.Missing))
        {
            return MahalanobisDistance.NotAvailable;
        }

        Span<double> rest = Items <= 512 ? stackalloc double[Items] : new double[Items];
        for (int item = 0; item < Items; item++)
        {
            rest[item] = codes[item] - _means[item];
        }

        double squared = Substitute(rest);
        return new MahalanobisDistance(squared, SpecialFunctions.GammaUpperRegularized(Items / 2.0, squared / 2));
    }

    private static bool IsRegular(Matrix<double> covariances)
    {
        if (covariances.Diagonal().Any(variance => !(variance > 0)))
        {
            return false;
        }

        double[] scale = [.. covariances.Diagonal().Select(variance => 1 / Math.Sqrt(variance))];
        Matrix<double> correlations = covariances.MapIndexed((row, column, value) => value * scale[row] * scale[column]);

        // Of a covariance matrix the singular values are the eigenvalues.
        return correlations.Svd(computeVectors: false).S.Minimum() > LeastEigenvalue;
    }

    /// <summary>Solves L y = rest in place and returns |y|².</summary>
    private double Substitute(Span<double> rest)
    {
        double squared = 0;
        for (int column = 0; column < rest.Length; column++)
        {
            ReadOnlySpan<double> factor = _factor.AsSpan(column * rest.Length, rest.Length);
            double solved = rest[column] / factor[column];
            squared += solved * solved;
            Subtract(solved, factor[(column + 1)..], rest[(column + 1)..]);
        }

        return squared;
    }

    private static void Subtract(double times, ReadOnlySpan<double> factor, Span<double> rest)
    {
        Span<Lanes> lanes = MemoryMarshal.Cast<double, Lanes>(rest);
        ReadOnlySpan<Lanes> factors = MemoryMarshal.Cast<double, Lanes>(factor);
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] -= factors[lane] * times;
        }

        for (int place = lanes.Length * Lanes.Count; place < rest.Length; place++)
        {
            rest[place] -= factor[place] * times;
        }
    }
}
