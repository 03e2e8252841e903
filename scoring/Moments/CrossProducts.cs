using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Scoring.Moments;

/// <summary>
/// Sums and cross-products of whole-number variables over respondents, exact: rows may come in any order and parts may be merged, the
/// result is the same to the last bit. For one thread; merge afterwards.
/// </summary>
/// <remarks>
/// Sums are 64-bit and checked: with values up to 65,535 about two thousand million respondents fit. Covariances are formed from the exact
/// sums in 128 bits and rounded once.
/// </remarks>
public sealed class CrossProducts
{
    private readonly long[] _sums;
    private readonly long[] _products;

    /// <summary>Makes empty sums.</summary>
    /// <param name="variables">Number of variables, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one variable.</exception>
    public CrossProducts(int variables)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, 1);
        Variables = variables;
        _sums = new long[variables];
        _products = new long[checked(variables * variables)];
    }

    /// <summary>Number of variables.</summary>
    public int Variables { get; }

    /// <summary>n, number of respondents added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one respondent.</summary>
    /// <param name="values">One value per variable, [variables].</param>
    /// <exception cref="ArgumentException">There are not as many values as variables.</exception>
    public void Add(ReadOnlySpan<int> values)
    {
        if (values.Length != Variables)
        {
            throw new ArgumentException($"{values.Length} values for {Variables} variables.", nameof(values));
        }

        for (int first = 0; first < values.Length; first++)
        {
            long value = values[first];
            _sums[first] = checked(_sums[first] + value);
            Span<long> row = _products.AsSpan(first * Variables, first + 1);
            for (int second = 0; second < row.Length; second++)
            {
                row[second] = checked(row[second] + (value * values[second]));
            }
        }

        Count++;
    }

    /// <summary>Adds what another has gathered.</summary>
    /// <param name="other">Sums of the same variables over other respondents.</param>
    /// <exception cref="ArgumentException">The number of variables differs.</exception>
    public void Merge(CrossProducts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Variables != Variables)
        {
            throw new ArgumentException($"{other.Variables} variables cannot join {Variables}.", nameof(other));
        }

        for (int place = 0; place < _sums.Length; place++)
        {
            _sums[place] = checked(_sums[place] + other._sums[place]);
        }

        for (int place = 0; place < _products.Length; place++)
        {
            _products[place] = checked(_products[place] + other._products[place]);
        }

        Count += other.Count;
    }

    /// <summary>Sum of a variable.</summary>
    /// <param name="variable">Position, 0 .. variables − 1.</param>
    public long Sum(int variable) => _sums[variable];

    /// <summary>Sum of the products of two variables.</summary>
    /// <param name="first">Position.</param>
    /// <param name="second">Position.</param>
    public long Product(int first, int second) =>
        first >= second ? _products[(first * Variables) + second] : _products[(second * Variables) + first];

    /// <summary>Mean of a variable; NaN without respondents.</summary>
    /// <param name="variable">Position.</param>
    public double Mean(int variable) => Count == 0 ? double.NaN : (double)_sums[variable] / Count;

    /// <summary>Sample covariance (n − 1), for one variable twice its variance; NaN with fewer than two respondents.</summary>
    /// <param name="first">Position.</param>
    /// <param name="second">Position.</param>
    public double Covariance(int first, int second)
    {
        if (Count < 2)
        {
            return double.NaN;
        }

        return (double)ScaledCovariance(first, second) / ((double)Count * (Count - 1));
    }

    /// <summary>
    /// n(n − 1) times the sample covariance, exact: n·Σxy − Σx·Σy. Sums and ratios of covariances formed from it do not depend on the order
    /// of variables; 0 with fewer than two respondents.
    /// </summary>
    /// <param name="first">Position.</param>
    /// <param name="second">Position.</param>
    public Int128 ScaledCovariance(int first, int second) =>
        ((Int128)Count * Product(first, second)) - ((Int128)_sums[first] * _sums[second]);

    /// <summary>Pearson correlation of two variables, −1..1; 1 to the bit for a variable with its copy; NaN when one is constant.</summary>
    /// <param name="first">Position.</param>
    /// <param name="second">Position.</param>
    public double Correlation(int first, int second) =>
        Correlation(ScaledCovariance(first, second), ScaledCovariance(first, first), ScaledCovariance(second, second));

    /// <summary>The sample covariance matrix (n − 1), [variables × variables]; all NaN with fewer than two respondents.</summary>
    public Matrix<double> Covariances() => Matrix<double>.Build.Dense(Variables, Variables, Covariance);

    /// <summary>The correlation matrix, [variables × variables]; NaN in the row and column of a constant variable.</summary>
    public Matrix<double> Correlations() => Matrix<double>.Build.Dense(Variables, Variables, Correlation);

    /// <summary>Correlation from exact covariance and variances on one common scale; NaN when a variance is 0.</summary>
    internal static double Correlation(Int128 covariance, Int128 firstVariance, Int128 secondVariance)
    {
        // The root of the product and not the product of roots: a perfect correlation is 1 to the bit.
        double squared = (double)firstVariance * (double)secondVariance;
        return squared > 0 ? Math.Clamp((double)covariance / Math.Sqrt(squared), -1, 1) : double.NaN;
    }
}
