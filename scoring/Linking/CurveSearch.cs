using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Linking;

/// <summary>The search of Stocking and Lord: least squares over log A and B by steps of Gauss and Newton, damped where they would lead uphill (Levenberg, Marquardt†).</summary>
internal static class CurveSearch
{
    private const int MostSteps = 500;
    private const double SmallStep = 1e-13;

    public static ScaleMove Find(ImmutableArray<CommonItem> items, ScaleMove start)
    {
        if (items.IsEmpty)
        {
            return new ScaleMove(double.NaN, double.NaN);
        }

        ScaleMove move = start.IsKnown ? start : ScaleMove.None;
        double loss = Loss(items, move);
        double damping = 1e-6;
        for (int step = 0; step < MostSteps; step++)
        {
            (double slope, double intercept) = Direction(items, move, damping);
            ScaleMove next = new(move.Slope * Math.Exp(slope), move.Intercept + intercept);
            double reached = next.IsKnown ? Loss(items, next) : double.PositiveInfinity;
            if (Math.Abs(slope) + Math.Abs(intercept) <= SmallStep * (1 + Math.Abs(move.Intercept)))
            {
                return reached <= loss ? next : move;
            }

            if (reached <= loss)
            {
                (move, loss) = (next, reached);
                damping = Math.Max(damping / 10, 1e-12);
            }
            else
            {
                damping *= 10;
            }
        }

        return new ScaleMove(double.NaN, double.NaN);
    }

    private static double Loss(ImmutableArray<CommonItem> items, ScaleMove move)
    {
        ItemParameters[] moved = [.. items.Select(item => move.Of(item.From))];
        double loss = 0;
        for (int node = 0; node < AbilityGrid.Usual.Nodes.Length; node++)
        {
            double residual = Residual(items, moved, AbilityGrid.Usual.Nodes[node]);
            loss += AbilityGrid.Usual.Weights[node] * residual * residual;
        }

        return loss;
    }

    private static double Residual(ImmutableArray<CommonItem> items, ItemParameters[] moved, double theta)
    {
        double sum = 0;
        for (int item = 0; item < moved.Length; item++)
        {
            sum += ExpectedPoints.Of(items[item].To, theta) - ExpectedPoints.Of(moved[item], theta);
        }

        return sum;
    }

    private static (double Slope, double Intercept) Direction(ImmutableArray<CommonItem> items, ScaleMove move, double damping)
    {
        ItemParameters[] moved = [.. items.Select(item => move.Of(item.From))];
        (double ss, double si, double ii) = (0, 0, 0);
        (double gs, double gi) = (0, 0);
        for (int node = 0; node < AbilityGrid.Usual.Nodes.Length; node++)
        {
            double theta = AbilityGrid.Usual.Nodes[node];
            double weight = AbilityGrid.Usual.Weights[node];
            (double bySlope, double byIntercept) = (0, 0);
            foreach (ItemParameters item in moved)
            {
                (double slope, double intercept) = ExpectedPoints.Derivatives(item, move, theta);
                bySlope += slope;
                byIntercept += intercept;
            }

            double residual = Residual(items, moved, theta);
            ss += weight * bySlope * bySlope;
            si += weight * bySlope * byIntercept;
            ii += weight * byIntercept * byIntercept;
            gs += weight * bySlope * residual;
            gi += weight * byIntercept * residual;
        }

        (ss, ii) = (ss * (1 + damping), ii * (1 + damping));
        double determinant = (ss * ii) - (si * si);
        return determinant > 0 ? (((ii * gs) - (si * gi)) / determinant, ((ss * gi) - (si * gs)) / determinant) : (double.NaN, double.NaN);
    }
}
