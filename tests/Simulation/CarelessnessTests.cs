using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Simulation;

/// <summary>
/// How often the check before a recommendation stops whom it should and whom it should not, on the sixty activities. The rates are
/// measured by this test and stated in engine/README.md; they are what two flags of different kinds can do without a reference sample.
/// </summary>
public sealed class CarelessnessTests(ITestOutputHelper output)
{
    private const int Persons = 2_000;
    private const ulong Seed = 20_261_123;

    private static readonly Instrument Riasec = InstrumentLibrary.LoadBuiltIn().Newest("riasec")!;
    private static readonly InstrumentForm Form = Riasec.Forms["full"];

    [Fact]
    public void Attentive_students_are_hardly_ever_stopped()
    {
        SimulatedAnswers model = new(Form);
        double rate = Rate((source, codes) => model.Answer([.. Enumerable.Range(0, 6).Select(_ => source.NextNormal())], source, codes), 4_000);
        Assert.True(rate <= 0.005, $"{rate:P2}");
    }

    [Fact]
    public void Who_presses_one_button_in_haste_is_stopped()
    {
        double rate = Rate(OneButton, 700);
        Assert.True(rate >= 0.99, $"{rate:P2}");
    }

    [Fact]
    public void Who_presses_one_button_slowly_is_not_stopped_because_it_may_be_an_opinion()
    {
        Assert.InRange(Rate(OneButton, 4_000), 0.072 - FourErrors(0.072), 0.072 + FourErrors(0.072));
    }

    [Fact]
    public void Who_presses_at_random_in_haste_is_caught_only_when_the_halves_disagree_entirely()
    {
        // One flag (haste) always, a second kind seldom: random answers look varied. The psychologist sees the haste flag by itself.
        Assert.InRange(Rate(AtRandom, 700), 0.286 - FourErrors(0.286), 0.286 + FourErrors(0.286));
    }

    [Fact]
    public void Who_presses_at_random_at_a_normal_pace_is_not_noticed()
    {
        double rate = Rate(AtRandom, 4_000);
        Assert.True(rate <= 0.001, $"{rate:P2}");
    }

    private static double FourErrors(double share) => 4 * Math.Sqrt(share * (1 - share) / Persons);

    private static void AtRandom(SimulationSource source, byte[] codes) => Fill(codes, () => (byte)source.NextBelow(5));

    private static void OneButton(SimulationSource source, byte[] codes)
    {
        byte button = (byte)source.NextBelow(5);
        Fill(codes, () => source.NextBelow(20) == 0 ? (byte)source.NextBelow(5) : button);
    }

    private static void Fill(byte[] codes, Func<byte> next)
    {
        for (int item = 0; item < codes.Length; item++)
        {
            codes[item] = next();
        }
    }

    private double Rate(Action<SimulationSource, byte[]> answer, int pace)
    {
        SimulationSource source = new(Seed);
        int stopped = 0;
        for (int person = 0; person < Persons; person++)
        {
            byte[] codes = new byte[Form.Items.Length];
            answer(source, codes);
            long?[] times = [.. Enumerable.Range(0, codes.Length).Select(item => (long?)((item + 1) * pace))];
            stopped += ProtocolCheck.IsUnreliable(new InterestAnswers(Riasec, Form, [.. codes]), 0, times) ? 1 : 0;
        }

        output.WriteLine($"{stopped / (double)Persons:P2}");
        return stopped / (double)Persons;
    }
}
