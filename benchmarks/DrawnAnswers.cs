using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Benchmarks;

/// <summary>Answers of respondents with θ from N(0, 1) to items of right and wrong.</summary>
internal static class DrawnAnswers
{
    public static CalibrationSample Of(int respondents, int items)
    {
        Random random = new(20261123);
        ItemParameters[] drawn = [.. Enumerable.Range(0, items).Select(_ => new ItemParameters(Math.Exp(0.2 + (0.3 * Normal(random))), [Normal(random)]))];
        byte[] codes = new byte[respondents * items];
        for (int respondent = 0; respondent < respondents; respondent++)
        {
            double theta = Normal(random);
            for (int item = 0; item < items; item++)
            {
                codes[(respondent * items) + item] = random.NextDouble() < drawn[item].At(theta, 1).Probability ? (byte)1 : (byte)0;
            }
        }

        return CalibrationSample.Of(ResponseMatrix.FromRows(codes, items), [.. Enumerable.Repeat(2, items)]);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
