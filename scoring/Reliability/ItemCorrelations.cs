using Diagnostics.Scoring.Moments;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Diagnostics.Scoring.Reliability;

/// <summary>The items' correlations, decomposed once. Nothing is handed to a decomposition that is not finite.</summary>
internal sealed class ItemCorrelations
{
    private readonly Vector<double>? _values;
    private readonly Matrix<double>? _vectors;

    private ItemCorrelations(Matrix<double> matrix)
    {
        Matrix = matrix;
        if (matrix.ForAll(double.IsFinite))
        {
            Evd<double> decomposition = matrix.Evd(Symmetricity.Symmetric);
            _values = decomposition.D.Diagonal();
            _vectors = decomposition.EigenVectors;
            IsRegular = _values[0] > Singular.Tolerance * _values[Items - 1];
        }
    }

    public Matrix<double> Matrix { get; }

    public int Items => Matrix.RowCount;

    /// <summary>Whether there is an inverse; false also when an item is constant.</summary>
    public bool IsRegular { get; }

    /// <summary>1ᵀR1.</summary>
    public double Sum => Matrix.RowSums().Sum();

    public static ItemCorrelations Of(CrossProducts products) => new(products.Correlations());

    /// <summary>Diagonal of the inverse, 1/(1 − SMC) of every item; only of a regular matrix.</summary>
    public double[] InverseDiagonal()
    {
        if (_values is null || _vectors is null)
        {
            throw new InvalidOperationException("The correlations are not finite.");
        }

        double[] diagonal = new double[Items];
        for (int vector = 0; vector < Items; vector++)
        {
            for (int item = 0; item < Items; item++)
            {
                diagonal[item] += _vectors[item, vector] * _vectors[item, vector] / _values[vector];
            }
        }

        return diagonal;
    }
}
