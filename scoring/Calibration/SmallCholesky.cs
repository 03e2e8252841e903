namespace Diagnostics.Scoring.Calibration;

/// <summary>Solves a few equations with a positive definite matrix, in place.</summary>
internal static class SmallCholesky
{
    /// <summary>Solves matrix · x = right.</summary>
    /// <param name="matrix">[size × size], row-major, its lower half; overwritten.</param>
    /// <param name="right">The right side; becomes x.</param>
    /// <returns>False when the matrix is not positive definite; then both are spoiled.</returns>
    public static bool TrySolve(Span<double> matrix, Span<double> right)
    {
        int size = right.Length;
        for (int row = 0; row < size; row++)
        {
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
                else if (sum > 0)
                {
                    matrix[(row * size) + row] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        for (int row = 0; row < size; row++)
        {
            for (int before = 0; before < row; before++)
            {
                right[row] -= matrix[(row * size) + before] * right[before];
            }

            right[row] /= matrix[(row * size) + row];
        }

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
}
