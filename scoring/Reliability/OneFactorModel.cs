using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Scoring.Reliability;

/// <summary>
/// One common factor by maximum likelihood on the items' correlations. The likelihood is maximised over the uniquenesses ψ alone, the
/// loadings follow from ψ by an eigenvector (Lawley, 1940; Jöreskog, 1967 †); Newton's method on ln ψ with exact second derivatives
/// within 0.005 ≤ ψ ≤ 1, as R's factanal bounds it.
/// </summary>
internal static class OneFactorModel
{
    private const int MostSteps = 200;
    private const int MostHalvings = 50;
    private const double CloseStep = 1e-3;
    private const double StepTolerance = 1e-8;
    private const double GradientTolerance = 1e-12;

    private static readonly double Floor = Math.Log(OneFactorSolution.HeywoodBound);

    /// <summary>Fits the model; not available with fewer than three items, a constant item, R singular or no convergence.</summary>
    public static OneFactorSolution Fit(ItemCorrelations correlations)
    {
        int items = correlations.Items;
        if (items < 3 || !correlations.IsRegular)
        {
            return OneFactorSolution.NotAvailable(items);
        }

        Vector<double> start = Vector<double>.Build.DenseOfArray(correlations.InverseDiagonal())
            .Map(diagonal => Math.Clamp(Math.Log((1 - (0.5 / items)) / diagonal), Floor, 0));
        var point = OneFactorPoint.At(correlations.Matrix, start);
        for (int step = 0; step < MostSteps; step++)
        {
            Vector<double> direction = Direction(point);
            if (direction.AbsoluteMaximum() <= StepTolerance || FreeGradient(point).AbsoluteMaximum() <= GradientTolerance)
            {
                // A last step of this size squares the distance that is left.
                return Solution(Search(correlations.Matrix, point, direction) ?? point);
            }

            // Cut off at a bound, Newton's direction may lead uphill; the slope, cut off, never does.
            OneFactorPoint? next = Search(correlations.Matrix, point, direction)
                ?? Search(correlations.Matrix, point, -FreeGradient(point));
            if (next is null)
            {
                break;
            }

            point = next;
        }

        return OneFactorSolution.NotAvailable(items);
    }

    /// <summary>Newton's direction over what no bound holds; where the curvature is negative, its size with the slope's sign.</summary>
    private static Vector<double> Direction(OneFactorPoint point)
    {
        int[] free = [.. Enumerable.Range(0, point.Gradient.Count).Where(item => !IsHeld(point, item))];
        Vector<double> direction = Vector<double>.Build.Dense(point.Gradient.Count);
        if (free.Length == 0)
        {
            return direction;
        }

        Matrix<double> curvature = point.Hessian();
        var decomposition = Matrix<double>.Build.Dense(free.Length, free.Length, (row, column) => curvature[free[row], free[column]])
            .Evd(Symmetricity.Symmetric);
        Vector<double> slopes = Vector<double>.Build.Dense(free.Length, place => point.Gradient[free[place]]);
        Vector<double> turned = decomposition.EigenVectors.TransposeThisAndMultiply(slopes);
        Vector<double> curvatures = decomposition.D.Diagonal().PointwiseAbs();
        double least = Math.Max(1e-10 * curvatures.Maximum(), 1e-14);
        turned.MapIndexedInplace((place, slope) => -slope / Math.Max(curvatures[place], least), Zeros.Include);
        Vector<double> moves = decomposition.EigenVectors * turned;
        for (int place = 0; place < free.Length; place++)
        {
            direction[free[place]] = moves[place];
        }

        return direction;
    }

    /// <summary>The longest halving of the step, kept within the bounds, that leads on; null when none does.</summary>
    private static OneFactorPoint? Search(Matrix<double> correlations, OneFactorPoint from, Vector<double> direction)
    {
        double length = Math.Min(1, 3 / direction.AbsoluteMaximum());
        for (int halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            Vector<double> place = (from.LogUniquenesses + (length * direction)).Map(logarithm => Math.Clamp(logarithm, Floor, 0));
            double expected = from.Gradient * (place - from.LogUniquenesses);
            var reached = OneFactorPoint.At(correlations, place);

            // Close to the end the function's own rounding exceeds what a step can gain; then the slope tells.
            bool isLower = reached.Value <= from.Value + (1e-4 * expected);
            bool isFlatter = FreeGradient(reached).AbsoluteMaximum() <= 0.5 * FreeGradient(from).AbsoluteMaximum();
            if (isLower || (length * direction.AbsoluteMaximum() <= CloseStep && isFlatter))
            {
                return reached;
            }
        }

        return null;
    }

    private static Vector<double> FreeGradient(OneFactorPoint point) =>
        point.Gradient.MapIndexed((item, slope) => IsHeld(point, item) ? 0 : slope, Zeros.Include);

    private static bool IsHeld(OneFactorPoint point, int item) =>
        (point.LogUniquenesses[item] <= Floor && point.Gradient[item] > 0)
        || (point.LogUniquenesses[item] >= 0 && point.Gradient[item] < 0);

    private static OneFactorSolution Solution(OneFactorPoint point)
    {
        Vector<double> loadings = point.Loadings();
        ImmutableArray<double> uniquenesses = [.. point.LogUniquenesses.Select(Math.Exp)];
        return OneFactorSolution.Of([.. loadings.Sum() < 0 ? -loadings : loadings], uniquenesses);
    }
}
