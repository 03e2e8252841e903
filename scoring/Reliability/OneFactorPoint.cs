using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Scoring.Reliability;

/// <summary>
/// The function that maximum likelihood minimises, at one set of uniquenesses ψ: with γ₁ ≥ … ≥ γₖ and ω the eigenvalues and -vectors of
/// Ψ^−½ R Ψ^−½, f = Σ (γ − ln γ − 1) over all but the first. Its derivatives are by θ = ln ψ.
/// </summary>
internal sealed class OneFactorPoint
{
    private readonly double[] _values;
    private readonly Matrix<double> _vectors;

    private OneFactorPoint(Vector<double> logUniquenesses, double[] values, Matrix<double> vectors)
    {
        LogUniquenesses = logUniquenesses;
        _values = values;
        _vectors = vectors;
        Value = values[..^1].Sum(value => value - Math.Log(value) - 1);
        Gradient = Vector<double>.Build.Dense(values.Length, Slope);
    }

    /// <summary>θ = ln ψ, [items].</summary>
    public Vector<double> LogUniquenesses { get; }

    /// <summary>f, 0 for a perfect fit.</summary>
    public double Value { get; }

    /// <summary>∂f/∂θᵢ = Σ (1 − γ)·ω²ᵢ over all but the first, [items].</summary>
    public Vector<double> Gradient { get; }

    /// <summary>Decomposes at θ; the correlations are regular, so every γ is positive.</summary>
    public static OneFactorPoint At(Matrix<double> correlations, Vector<double> logUniquenesses)
    {
        Vector<double> scale = logUniquenesses.Map(logarithm => Math.Exp(-logarithm / 2));
        var decomposition = Matrix<double>.Build
            .Dense(scale.Count, scale.Count, (row, column) => scale[row] * scale[column] * correlations[row, column])
            .Evd(Symmetricity.Symmetric);
        return new OneFactorPoint(logUniquenesses, decomposition.D.Diagonal().ToArray(), decomposition.EigenVectors);
    }

    /// <summary>
    /// The exact second derivatives, [items × items]: A∘B + C∘(ω₁ω₁ᵀ) with A = Σ γωωᵀ, B = Σ ωωᵀ and
    /// C = Σ (1 − γ)(γ₁ + γ)/(γ₁ − γ)·ωωᵀ, all over every eigenvector but the first.
    /// </summary>
    public Matrix<double> Hessian()
    {
        int last = _values.Length - 1;
        double first = _values[last];
        Matrix<double> rest = _vectors.SubMatrix(0, _vectors.RowCount, 0, last);
        Matrix<double> Weighted(Func<double, double> weight) =>
            rest * Matrix<double>.Build.DenseDiagonal(last, last, place => weight(_values[place])) * rest.Transpose();

        // Where the first two eigenvalues meet, the function has a kink and no second derivative; the other term alone then leads on.
        Matrix<double> turning = Weighted(value => first - value > 1e-8 * first ? (1 - value) * (first + value) / (first - value) : 0);
        Vector<double> leading = _vectors.Column(last);
        return Weighted(value => value).PointwiseMultiply(Weighted(_ => 1)) + turning.PointwiseMultiply(leading.OuterProduct(leading));
    }

    /// <summary>Loadings √(max(γ₁ − 1, 0)·ψ)·ω₁ of items with variance 1, [items]; their common sign is not determined.</summary>
    public Vector<double> Loadings()
    {
        int last = _values.Length - 1;
        double size = Math.Sqrt(Math.Max(_values[last] - 1, 0));
        return _vectors.Column(last).MapIndexed((item, part) => part * size * Math.Exp(LogUniquenesses[item] / 2), Zeros.Include);
    }

    private double Slope(int item)
    {
        double slope = 0;
        for (int vector = 0; vector < _values.Length - 1; vector++)
        {
            slope += (1 - _values[vector]) * _vectors[item, vector] * _vectors[item, vector];
        }

        return slope;
    }
}
