using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Scoring.Norms;

/// <summary>
/// Log-linear presmoothing of score frequencies: log of the expected frequency is a polynomial of degree C of the score, estimated by
/// Poisson maximum likelihood, so that the first C moments of the observed scores are kept exactly (Holland &amp; Thayer, 2000, Journal of
/// Educational and Behavioral Statistics 25, 133–183†). Any affine measure of the score gives the same fit.
/// </summary>
/// <remarks>
/// The likelihood is concave; Newton steps with halving climb it. The polynomials are orthonormal under the observed frequencies, which
/// makes the information matrix close to the identity near the solution.
/// </remarks>
public static class LogLinear
{
    private const int MostIterations = 200;
    private const int MostHalvings = 60;

    /// <summary>A step that moves no log frequency by more than this ends the climb; Newton's error then is about its square.</summary>
    private const double SmallStep = 1e-7;

    /// <summary>Largest share of N by which an orthonormal moment may be missed.</summary>
    private const double MomentError = 1e-10;

    /// <summary>Smooths a histogram.</summary>
    /// <param name="histogram">Observed frequencies.</param>
    /// <param name="degree">
    /// C, 1 .. <see cref="NormSettings.HighestDegree"/>; taken down to one less than the number of different scores, because from then on
    /// a maximum always exists.
    /// </param>
    /// <returns>
    /// The fit. An empty histogram gives NaN and has not converged; with one different score the observed frequencies come back, degree 0;
    /// with two, degree 1 keeps N and the mean.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The degree is out of range.</exception>
    public static LogLinearFit Fit(ScoreHistogram histogram, int degree)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, NormSettings.HighestDegree);
        double[] observed = [.. histogram.Frequencies.ToArray().Select(count => (double)count)];
        int used = Math.Min(degree, histogram.Distinct - 1);
        if (used < 1)
        {
            bool isEmpty = histogram.Count == 0;
            return new LogLinearFit(0, !isEmpty, 0, [.. observed.Select(count => isEmpty ? double.NaN : count)]);
        }

        double[][] basis = ScorePolynomials.Orthonormal(observed, used);
        return Climb(observed, basis, Start(observed, basis));
    }

    private static LogLinearFit Climb(double[] observed, double[][] basis, double[] weights)
    {
        double[] expected = new double[observed.Length];
        double likelihood = Expect(observed, basis, weights, expected);
        int iteration = 0;
        bool settled = false;
        while (!settled && iteration < MostIterations)
        {
            iteration++;
            double[]? step = NewtonStep(observed, basis, expected);
            if (step is null)
            {
                break;
            }

            settled = Reach(basis, step) <= SmallStep;
            likelihood = Walk(observed, basis, weights, step, expected, likelihood);
        }

        bool converged = settled && KeepsMoments(observed, basis, expected);
        ImmutableArray<double> frequencies = [.. converged ? expected : expected.Select(_ => double.NaN)];
        return new LogLinearFit(basis.Length - 1, converged, iteration, frequencies);
    }

    /// <summary>
    /// Where the climb begins: the normal distribution of the same mean and variance, which is a polynomial of degree 2; a flat one when
    /// the degree is 1.
    /// </summary>
    private static double[] Start(double[] observed, double[][] basis)
    {
        double total = observed.Sum();
        double[] logarithms = new double[observed.Length];
        if (basis.Length > 2)
        {
            // q₁ is the score standardised with the divisor N.
            double mass = basis[1].Sum(z => Math.Exp(-z * z / 2));
            for (int place = 0; place < logarithms.Length; place++)
            {
                double z = basis[1][place];
                logarithms[place] = Math.Log(total / mass) - (z * z / 2);
            }
        }
        else
        {
            Array.Fill(logarithms, Math.Log(total / observed.Length));
        }

        return [.. basis.Select(polynomial => Enumerable.Range(0, observed.Length)
            .Sum(place => observed[place] / total * polynomial[place] * logarithms[place]))];
    }

    /// <summary>Fills the expected frequencies and returns the log likelihood up to a constant; −∞ when a frequency overflows.</summary>
    private static double Expect(double[] observed, double[][] basis, double[] weights, double[] expected)
    {
        double likelihood = 0;
        for (int place = 0; place < expected.Length; place++)
        {
            double logarithm = 0;
            for (int power = 0; power < basis.Length; power++)
            {
                logarithm += weights[power] * basis[power][place];
            }

            expected[place] = Math.Exp(logarithm);
            likelihood += (observed[place] > 0 ? observed[place] * logarithm : 0) - expected[place];
        }

        return double.IsFinite(likelihood) ? likelihood : double.NegativeInfinity;
    }

    /// <summary>(Qᵀ M Q)⁻¹ Qᵀ (f − m); null when the matrix cannot be solved.</summary>
    private static double[]? NewtonStep(double[] observed, double[][] basis, double[] expected)
    {
        int size = basis.Length;
        Matrix<double> information = Matrix<double>.Build.Dense(size, size, (row, column) => Weighted(basis[row], basis[column], expected));
        Vector<double> slope = Vector<double>.Build.Dense(size, power => Missed(basis[power], observed, expected));
        if (information.Enumerate().Any(entry => !double.IsFinite(entry)) || slope.Any(entry => !double.IsFinite(entry)))
        {
            return null;
        }

        // LU solves without asking whether the matrix is singular; what comes out then is not finite.
        double[] step = [.. information.LU().Solve(slope)];
        return step.All(double.IsFinite) ? step : null;
    }

    /// <summary>Goes as much of the step as does not lower the likelihood, and says where that led.</summary>
    private static double Walk(
        double[] observed, double[][] basis, double[] weights, double[] step, double[] expected, double likelihood)
    {
        double[] from = [.. weights];
        double slack = 1e-12 * Math.Abs(likelihood);
        double share = 1;
        for (int halving = 0; halving <= MostHalvings; halving++, share /= 2)
        {
            for (int power = 0; power < weights.Length; power++)
            {
                weights[power] = from[power] + (share * step[power]);
            }

            double reached = Expect(observed, basis, weights, expected);
            if (reached >= likelihood - slack)
            {
                return reached;
            }
        }

        from.CopyTo(weights, 0);
        return Expect(observed, basis, weights, expected);
    }

    /// <summary>The most a step moves the log frequency of a score that a person may have.</summary>
    private static double Reach(double[][] basis, double[] step) => Enumerable.Range(0, basis[0].Length)
        .Max(place => Math.Abs(Enumerable.Range(0, step.Length).Sum(power => step[power] * basis[power][place])));

    private static bool KeepsMoments(double[] observed, double[][] basis, double[] expected)
    {
        double limit = MomentError * observed.Sum();
        return basis.All(polynomial => Math.Abs(Missed(polynomial, observed, expected)) <= limit);
    }

    private static double Missed(double[] polynomial, double[] observed, double[] expected)
    {
        double missed = 0;
        for (int place = 0; place < observed.Length; place++)
        {
            missed += polynomial[place] * (observed[place] - expected[place]);
        }

        return missed;
    }

    private static double Weighted(double[] first, double[] second, double[] weights)
    {
        double sum = 0;
        for (int place = 0; place < weights.Length; place++)
        {
            sum += first[place] * second[place] * weights[place];
        }

        return sum;
    }
}
