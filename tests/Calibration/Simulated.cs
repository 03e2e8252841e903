using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Calibration;

/// <summary>Answers drawn from known items.</summary>
internal static class Simulated
{
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static ImmutableArray<ItemParameters> Binary(Random random, int items, double guessing = 0) =>
    [
        .. Enumerable.Range(0, items).Select(_ =>
            new ItemParameters(Math.Exp(0.1 + (0.3 * Normal(random))), [0.9 * Normal(random)], guessing == 0 ? 0 : guessing + (0.1 * random.NextDouble()))),
    ];

    public static ImmutableArray<ItemParameters> Graded(Random random, int items, int categories) =>
    [
        .. Enumerable.Range(0, items).Select(_ =>
        {
            double middle = 0.5 * Normal(random);
            return ItemParameters.FromThresholds(
                Math.Exp(0.2 + (0.3 * Normal(random))),
                [.. Enumerable.Range(1, categories - 1).Select(step => middle + (1.1 * (step - (categories / 2.0))) + (0.3 * random.NextDouble()))]);
        }),
    ];

    /// <summary>Rows of answers of respondents with θ from <paramref name="theta"/>.</summary>
    public static ResponseMatrix Answers(Random random, ImmutableArray<ItemParameters> items, IEnumerable<double> theta, double blanks = 0) =>
        ResponseMatrix.FromRows([.. theta.SelectMany(place => items.Select(item => Answer(random, item, place, blanks)))], items.Length);

    public static ResponseMatrix Answers(Random random, ImmutableArray<ItemParameters> items, int respondents, double blanks = 0) =>
        Answers(random, items, Enumerable.Range(0, respondents).Select(_ => Normal(random)), blanks);

    public static CalibrationSample Sample(ResponseMatrix answers, ImmutableArray<ItemParameters> items) =>
        CalibrationSample.Of(answers, [.. items.Select(item => item.Categories)]);

    /// <summary>The codes respondent by respondent.</summary>
    public static byte[] Rows(this ResponseMatrix answers) =>
        [.. Enumerable.Range(0, answers.Respondents).SelectMany(respondent => Enumerable.Range(0, answers.Items).Select(item => answers[respondent, item]))];

    public static byte Answer(Random random, ItemParameters item, double theta, double blanks)
    {
        if (random.NextDouble() < blanks)
        {
            return ResponseMatrix.Missing;
        }

        double left = random.NextDouble();
        for (int category = 0; category < item.Categories - 1; category++)
        {
            left -= item.At(theta, category).Probability;
            if (left < 0)
            {
                return (byte)category;
            }
        }

        return (byte)(item.Categories - 1);
    }
}
