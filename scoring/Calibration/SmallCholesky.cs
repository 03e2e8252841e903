namespace Diagnostics.Scoring.Calibration;

/// <summary>The factor of a positive definite matrix, in place; the one judge of whether a matrix is one.</summary>
internal static class SmallCholesky
{
    /// <summary>Solves matrix · x = right.</summary>
    /// <param name="matrix">[size × size], row-major, its lower half; overwritten.</param>
    /// <param name="right">The right side; becomes x.</param>
    /// <returns>False when the matrix is not positive definite; then the matrix is spoiled.</returns>
    public static bool TrySolve(Span<double> matrix, Span<double> right)
    {
        int size = right.Length;
        if (!TryFactor(matrix, size, leastPivot: 0))
        {
            return false;
        }

        Forwards(matrix, size, 0, right);
        for (int row = size - 1; row >= 0; row--)
        {
            for (int after = row + 1; after < size; after++)
            {
                right[row] -= matrix[(after * size) + row] * right[after];
            }

            right[row] /= matrix[(row * size) + row];
        }

        return true;
    }

    /// <summary>The diagonal of the inverse.</summary>
    /// <param name="matrix">[size × size], row-major, its lower half; overwritten.</param>
    /// <param name="diagonal">Receives it, [size].</param>
    /// <param name="leastPivot">As in <see cref="TryFactor"/>.</param>
    /// <returns>False when the matrix is not positive definite as far as its digits tell; then the matrix is spoiled.</returns>
    public static bool TryInvertDiagonal(Span<double> matrix, Span<double> diagonal, double leastPivot)
    {
        int size = diagonal.Length;
        if (!TryFactor(matrix, size, leastPivot))
        {
            return false;
        }

        // (L Lᵀ)⁻¹ has the squared length of the column of L⁻¹ in each place of its diagonal.
        double[] column = new double[size];
        for (int place = 0; place < size; place++)
        {
            Array.Clear(column);
            column[place] = 1;
            Forwards(matrix, size, place, column);
            double sum = 0;
            foreach (double part in column.AsSpan(place))
            {
                sum += part * part;
            }

            diagonal[place] = sum;
        }

        return true;
    }

    /// <summary>One place of the inverse, after <see cref="TryInvertDiagonal"/> has left the factor in the matrix.</summary>
    /// <param name="factor">[size × size], row-major; its lower half is L.</param>
    /// <param name="size">Rows.</param>
    /// <param name="row">0 .. size − 1.</param>
    /// <param name="column">0 .. size − 1.</param>
    public static double InverseAt(ReadOnlySpan<double> factor, int size, int row, int column)
    {
        double[] one = new double[size];
        double[] other = new double[size];
        (one[row], other[column]) = (1, 1);
        Forwards(factor, size, row, one);
        Forwards(factor, size, column, other);
        double sum = 0;
        for (int place = 0; place < size; place++)
        {
            sum += one[place] * other[place];
        }

        return sum;
    }

    /// <summary>The factor L of L·Lᵀ.</summary>
    /// <param name="matrix">[size × size], row-major; its lower half becomes L.</param>
    /// <param name="size">Rows.</param>
    /// <param name="leastPivot">What must be left of each place of the diagonal, as a share of it, or of 1 where it is under 1: with less its digits are rounding.</param>
    private static bool TryFactor(Span<double> matrix, int size, double leastPivot)
    {
        for (int row = 0; row < size; row++)
        {
            double least = leastPivot * Math.Max(1, matrix[(row * size) + row]);
            for (int column = 0; column <= row; column++)
            {
                double sum = matrix[(row * size) + column];
                for (int before = 0; before < column; before++)
                {
                    sum -= matrix[(row * size) + before] * matrix[(column * size) + before];
                }

                if (column < row)
                {
                    matrix[(row * size) + column] = sum / matrix[(column * size) + column];
                }
                else if (sum > 0 && sum > least && double.IsFinite(sum))
                {
                    matrix[(row * size) + row] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Solves L · x = right, of which everything before <paramref name="first"/> is 0.</summary>
    private static void Forwards(ReadOnlySpan<double> factor, int size, int first, Span<double> right)
    {
        for (int row = first; row < size; row++)
        {
            for (int before = first; before < row; before++)
            {
                right[row] -= factor[(row * size) + before] * right[before];
            }

            right[row] /= factor[(row * size) + row];
        }
    }
}
