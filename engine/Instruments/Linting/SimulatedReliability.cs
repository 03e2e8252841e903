using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// What a scale would measure to if <see cref="SimulatedAnswers"/> were true: the correlation of two occasions with the same traits and
/// new chance, which unlike alpha is defined for ipsative scales too. For the author of a form alone; never shown to users.
/// </summary>
/// <param name="Scale">The scale.</param>
/// <param name="Correlation">Simulated reliability, NaN when all scores are equal.</param>
/// <param name="StandardError">Standard error of measurement, in points of the scale (of a balance −1..1, in its units).</param>
internal sealed record SimulatedReliability(ScaleKey Scale, double Correlation, double StandardError)
{
    /// <summary>A reliability of .8 is then known to ±.02.</summary>
    public const int Respondents = 2000;

    public const ulong Seed = 20261121;

    public static ImmutableArray<SimulatedReliability> Of(InstrumentForm form)
    {
        ImmutableArray<ScaleKey> scales = form.Key.Scales;
        SimulatedAnswers answers = new(form);
        SimulationSource source = new(Seed);
        TwoSums[] occasions = [.. scales.Select(_ => new TwoSums())];
        double[] traits = new double[scales.Length];
        int[] first = new int[scales.Length];
        int[] second = new int[scales.Length];
        for (int person = 0; person < Respondents; person++)
        {
            for (int scale = 0; scale < traits.Length; scale++)
            {
                traits[scale] = source.NextNormal();
            }

            answers.Answer(traits, source, first);
            answers.Answer(traits, source, second);
            for (int scale = 0; scale < occasions.Length; scale++)
            {
                occasions[scale].Add(first[scale], second[scale]);
            }
        }

        return [.. scales.Select((scale, index) => Of(scale, occasions[index])).Where(one => !one.Scale.Items.IsEmpty)];
    }

    private static SimulatedReliability Of(ScaleKey scale, TwoSums occasions)
    {
        double unit = scale.IsBalance ? scale.Items.Length : 1;
        return new(
            scale,
            occasions.Correlation,
            InternalConsistency.StandardError(occasions.StandardDeviation, Math.Max(0, occasions.Correlation)) / unit);
    }

    /// <summary>Sums over persons; whole numbers, so that their order does not matter.</summary>
    private sealed class TwoSums
    {
        private long _count;
        private long _first;
        private long _second;
        private long _firstSquared;
        private long _secondSquared;
        private long _products;

        public double Correlation => Variation(_products, _first, _second)
            / Math.Sqrt(Variation(_firstSquared, _first, _first) * Variation(_secondSquared, _second, _second));

        /// <summary>Of both occasions together, sample SD.</summary>
        public double StandardDeviation => Math.Sqrt(
            (Variation(_firstSquared, _first, _first) + Variation(_secondSquared, _second, _second)) / (2 * (_count - 1)));

        public void Add(int first, int second)
        {
            _count++;
            _first += first;
            _second += second;
            _firstSquared += first * first;
            _secondSquared += second * second;
            _products += first * second;
        }

        private double Variation(long products, long one, long other) => products - ((double)one * other / _count);
    }
}
