using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Recommendations;

/// <summary>Answers to the sixty activities made from what is wanted of a person.</summary>
internal static class Persons
{
    public static Instrument Riasec { get; } = InstrumentLibrary.LoadBuiltIn().Get("riasec", "1.0.0");

    /// <summary>Answers around a mean for each of R, I, A, S, E, C (0..4), with the spread real answers have.</summary>
    public static InterestAnswers Leaning(double[] means, int seed = 1, double spread = 0.8, string form = "full")
    {
        Random random = new(seed);
        return Answers(form, (scale, _) => (byte)Math.Clamp(Math.Round(means[scale] + (spread * Normal(random))), 0, 4));
    }

    /// <summary>Answers by scale (0..5) and place in the scale (0..).</summary>
    public static InterestAnswers Answers(string form, Func<int, int, byte> code)
    {
        InstrumentForm asked = Riasec.Forms[form];
        byte[] codes = [.. Enumerable.Repeat(ResponseMatrix.Missing, asked.Items.Length)];
        for (int scale = 0; scale < 6; scale++)
        {
            ImmutableArray<ItemKey> items = asked.Key.Scales[scale].Items;
            for (int place = 0; place < items.Length; place++)
            {
                codes[items[place].Item] = code(scale, place);
            }
        }

        return new InterestAnswers(Riasec, asked, [.. codes]);
    }

    /// <summary>A nearly normal number: twelve uniform ones less six.</summary>
    public static double Normal(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
