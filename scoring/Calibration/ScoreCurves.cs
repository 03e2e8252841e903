using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// Derivatives of log P of a category by the parameters of its item at one node: gradient, and minus the Hessian. Parameters are slope, intercepts and, with guessing, logit c.
/// </summary>
internal static class ScoreCurves
{
    /// <summary>Computes them.</summary>
    /// <param name="item">The item.</param>
    /// <param name="isGuessed">Whether logit c is one of the parameters.</param>
    /// <param name="theta">θ.</param>
    /// <param name="category">The category.</param>
    /// <param name="gradient">Receives the gradient, [parameters].</param>
    /// <param name="curvature">Receives minus the Hessian, [parameters × parameters].</param>
    public static void At(ItemParameters item, bool isGuessed, double theta, int category, Span<double> gradient, Span<double> curvature)
    {
        gradient.Clear();
        curvature.Clear();
        if (isGuessed)
        {
            Guessed(item, theta, category == 1, gradient, curvature);
            return;
        }

        int size = gradient.Length;
        if (category > 0)
        {
            double f = Logistic((item.Slope * theta) + item.Intercepts[category - 1]);
            Boundary(category, theta, 1 - f, f * (1 - f), gradient, curvature);
        }

        if (category < item.Intercepts.Length)
        {
            double f = Logistic((item.Slope * theta) + item.Intercepts[category]);
            Boundary(category + 1, theta, -f, f * (1 - f), gradient, curvature);
        }

        if (category > 0 && category < item.Intercepts.Length)
        {
            double small = Math.Exp(item.Intercepts[category] - item.Intercepts[category - 1]);
            double pull = small / (1 - small);
            double bend = pull / (1 - small);
            gradient[category] += pull;
            gradient[category + 1] -= pull;
            curvature[(category * size) + category] += bend;
            curvature[((category + 1) * size) + category + 1] += bend;
            curvature[(category * size) + category + 1] -= bend;
            curvature[((category + 1) * size) + category] -= bend;
        }
    }

    private static void Boundary(int place, double theta, double residual, double weight, Span<double> gradient, Span<double> curvature)
    {
        int size = gradient.Length;
        gradient[0] += residual * theta;
        gradient[place] += residual;
        curvature[0] += weight * theta * theta;
        curvature[place] += weight * theta;
        curvature[place * size] += weight * theta;
        curvature[(place * size) + place] += weight;
    }

    private static void Guessed(ItemParameters item, double theta, bool isRight, Span<double> gradient, Span<double> curvature)
    {
        double c = item.Guessing;
        var at = GuessedPoint.At((item.Slope * theta) + item.Intercepts[0], c);
        double spread = at.F * (1 - at.F);
        double byLogit = isRight ? at.ByLogit / at.Right : -at.F;
        double byGuessing = isRight ? at.ByGuessing / at.Right : -c;
        double logit = isRight ? (byLogit * byLogit) - (at.ByLogit * (1 - (2 * at.F)) / at.Right) : spread;
        double guessing = isRight ? (byGuessing * byGuessing) - (at.ByGuessing * (1 - (2 * c)) / at.Right) : c * (1 - c);
        double cross = isRight ? (byLogit * byGuessing) + (spread * c * (1 - c) / at.Right) : 0;
        (gradient[0], gradient[1], gradient[2]) = (byLogit * theta, byLogit, byGuessing);
        (curvature[0], curvature[4], curvature[8]) = (logit * theta * theta, logit, guessing);
        (curvature[1], curvature[3]) = (logit * theta, logit * theta);
        (curvature[2], curvature[6]) = (cross * theta, cross * theta);
        (curvature[5], curvature[7]) = (cross, cross);
    }

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));
}
