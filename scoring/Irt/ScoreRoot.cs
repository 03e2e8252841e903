using System.Collections.Immutable;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// The place where the derivative of what is maximised goes from above 0 to below: stepped to from the highest node, then closed in on by
/// false position with bisection (Illinois; Dowell and Jarratt, 1971†).
/// </summary>
internal readonly ref struct ScoreRoot(ImmutableArray<ItemParameters> items, ReadOnlySpan<byte> answers, ScoreKind kind)
{
    private const double Farthest = 1e6;
    private const int MostSteps = 200;

    private readonly ReadOnlySpan<byte> _answers = answers;

    /// <summary>Finds it.</summary>
    /// <param name="start">The highest node.</param>
    /// <returns>θ; NaN when there is none within a million.</returns>
    public double Near(double start)
    {
        double slope = At(start);
        double step = slope > 0 ? AbilityScan.Step : -AbilityScan.Step;
        double place = start;
        while (slope != 0)
        {
            double next = place + step;
            double nextSlope = At(next);
            if (double.IsNaN(nextSlope) || Math.Abs(next) > Farthest)
            {
                return double.NaN;
            }

            if (nextSlope == 0 || (nextSlope > 0) != (slope > 0))
            {
                return Between(place, slope, next, nextSlope);
            }

            (place, slope) = (next, nextSlope);
            step *= Math.Abs(place) > AbilityScan.Theta(AbilityScan.Nodes - 1) ? 2 : 1;
        }

        return place;
    }

    private double Between(double left, double leftSlope, double right, double rightSlope)
    {
        for (int step = 0; step < MostSteps && rightSlope != 0; step++)
        {
            // Every eighth step halves, so that a bad shape costs steps and not digits.
            double next = step % 8 == 7 ? (left + right) / 2 : right - (rightSlope * (right - left) / (rightSlope - leftSlope));
            if (next == left || next == right || !(next > Math.Min(left, right) && next < Math.Max(left, right)))
            {
                next = (left + right) / 2;
            }

            double slope = At(next);
            if (slope == 0 || Math.Abs(next - right) <= 4e-16 * Math.Max(1, Math.Abs(next)))
            {
                return next;
            }

            if ((slope > 0) != (rightSlope > 0))
            {
                (left, leftSlope) = (right, rightSlope);
            }
            else
            {
                leftSlope /= 2;
            }

            (right, rightSlope) = (next, slope);
        }

        return right;
    }

    private double At(double theta)
    {
        double score = AnswerLikelihood.ScoreAt(items, _answers, theta);
        return kind switch
        {
            ScoreKind.Likelihood => score,
            ScoreKind.Posterior => score - theta,
            ScoreKind.Jeffreys => score + JeffreysSlope(AnswerLikelihood.InformationAt(items, _answers, theta)),
            ScoreKind.Warm => score + WarmSlope(AnswerLikelihood.InformationAt(items, _answers, theta)),
        };
    }

    private static double JeffreysSlope(InformationPoint point) => point.Slope / (2 * point.Information);

    private static double WarmSlope(InformationPoint point) => point.Bias / (2 * point.Information);
}
