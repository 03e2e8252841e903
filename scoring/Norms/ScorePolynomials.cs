namespace Diagnostics.Scoring.Norms;

/// <summary>Polynomials of the score that are orthonormal under given frequencies.</summary>
internal static class ScorePolynomials
{
    /// <summary>Builds them by the three-term recurrence with one correction (Gram–Schmidt twice).</summary>
    /// <param name="frequencies">Frequencies of neighbouring scores; more than <paramref name="degree"/> of them are above 0.</param>
    /// <param name="degree">Highest degree.</param>
    /// <returns>Degree + 1 polynomials, Σ f·q·q′/N = 1 or 0, [degree + 1][scores].</returns>
    public static double[][] Orthonormal(double[] frequencies, int degree)
    {
        double total = frequencies.Sum();
        double[] scores = Standardised(frequencies, total);
        double[][] basis = new double[degree + 1][];
        basis[0] = [.. Enumerable.Repeat(1.0, frequencies.Length)];
        for (int power = 1; power <= degree; power++)
        {
            double[] next = [.. basis[power - 1].Select((value, place) => value * scores[place])];
            Orthogonalise(next, basis.AsSpan(0, power), frequencies, total);
            Orthogonalise(next, basis.AsSpan(0, power), frequencies, total);
            double length = Math.Sqrt(Product(next, next, frequencies) / total);
            basis[power] = [.. next.Select(value => value / length)];
        }

        return basis;
    }

    private static double[] Standardised(double[] frequencies, double total)
    {
        double mean = frequencies.Select((count, place) => count * place).Sum() / total;
        double spread = Math.Sqrt(frequencies.Select((count, place) => count * (place - mean) * (place - mean)).Sum() / total);
        return [.. frequencies.Select((_, place) => (place - mean) / spread)];
    }

    private static void Orthogonalise(double[] polynomial, ReadOnlySpan<double[]> lower, double[] frequencies, double total)
    {
        foreach (double[] other in lower)
        {
            double share = Product(polynomial, other, frequencies) / total;
            for (int place = 0; place < polynomial.Length; place++)
            {
                polynomial[place] -= share * other[place];
            }
        }
    }

    private static double Product(double[] first, double[] second, double[] frequencies)
    {
        double sum = 0;
        for (int place = 0; place < frequencies.Length; place++)
        {
            sum += frequencies[place] * first[place] * second[place];
        }

        return sum;
    }
}
