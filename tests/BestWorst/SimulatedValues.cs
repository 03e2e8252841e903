using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.BestWorst;

/// <summary>
/// Persons with known values who answer best–worst sets: utilities are normal with a given SD, the best option is drawn by a conditional
/// logit and the worst of the rest by the logit of the negative utilities. SD 0 is clicking at random.
/// </summary>
internal sealed class SimulatedValues(BestWorstDesign design, int seed)
{
    private readonly Random _random = new(seed);

    public double[] NextUtilities(double spread) => [.. Enumerable.Range(0, design.Values).Select(_ => spread * NextNormal())];

    public byte[] NextAnswers(double[] utilities, int blanks = 0)
    {
        byte[] answers = [.. design.Sets.Select(set => NextAnswer([.. set.Select(value => utilities[value])]))];
        foreach (int blank in Enumerable.Range(0, answers.Length).OrderBy(_ => _random.Next()).Take(blanks))
        {
            answers[blank] = ResponseMatrix.Missing;
        }

        return answers;
    }

    public byte[] NextRandomAnswers(int blanks = 0) => NextAnswers(new double[design.Values], blanks);

    private byte NextAnswer(double[] utilities)
    {
        int best = Enumerable.Range(0, utilities.Length).MaxBy(option => utilities[option] + NextGumbel());
        int worst = Enumerable.Range(0, utilities.Length).Where(option => option != best).MaxBy(option => NextGumbel() - utilities[option]);
        return (byte)((best * utilities.Length) + worst);
    }

    private double NextGumbel() => -Math.Log(-Math.Log(1 - _random.NextDouble()));

    private double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
