using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Simulation;

/// <summary>
/// Five thousand students with known traits answer the whole lesson, each of them one person in all sections (<see cref="LatentPerson"/>),
/// under the assumptions of the linter's simulation. What comes out of the product's own scoring must know the truth as well as a reliability r promises: a score correlates with its trait by √r. No result
/// about anybody: it says that forms, keys and scoring lose nothing between them.
/// </summary>
public sealed class WholeBatteryTests(ITestOutputHelper output)
{
    private const int Students = 5_000;
    private const ulong Seed = 20_261_122;

    /// <summary>Four standard errors of a correlation of 5,000, and as much for the one it is laid beside.</summary>
    private const double Tolerance = 0.03;

    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());

    public static TheoryData<int> Grades => [7, 9, 11];

    [Theory]
    [MemberData(nameof(Grades))]
    public void Recovered_scores_know_the_truth_as_the_simulated_reliability_promises(int grade)
    {
        Battery battery = Batteries.For(grade)!;
        Dictionary<(string, string), (List<double> Truth, List<double> Score)> pairs = Run(battery);
        foreach (BatteryStep step in battery.Steps)
        {
            foreach (SimulatedReliability promised in SimulatedReliability.Of(step.Form).Where(one => one.Scale is ComparableScale))
            {
                (List<double> truth, List<double> score) = pairs[(step.Instrument.Id, promised.Scale.Id)];
                double recovered = Correlation.Pearson(truth, score);
                double expected = Math.Sqrt(promised.Correlation);
                output.WriteLine($"{step.Instrument.Id} {promised.Scale.Id}: {recovered:0.000}, promised {expected:0.000}");
                Assert.True(Math.Abs(recovered - expected) <= Tolerance, $"{step.Instrument.Id} {promised.Scale.Id}: {recovered} for {expected}");
            }
        }
    }

    [Fact]
    public void What_is_ipsative_still_knows_which_of_a_persons_traits_is_strongest_far_better_than_chance()
    {
        Battery battery = Batteries.For(11)!;
        Dictionary<(string, string), (List<double> Truth, List<double> Score)> pairs = Run(battery);
        foreach (BatteryStep step in battery.Steps.Where(step => step.Form.Key.Scales.All(scale => scale.Kind == ScaleKind.Ipsative)))
        {
            string[] scales = [.. step.Form.Key.Scales.Select(scale => scale.Id)];
            int hits = Enumerable.Range(0, Students).Count(student =>
                Strongest(student, one => pairs[(step.Instrument.Id, one)].Truth) == Strongest(student, one => pairs[(step.Instrument.Id, one)].Score));
            double share = hits / (double)Students;
            output.WriteLine($"{step.Instrument.Id}: {share:P1} of {scales.Length}");
            Assert.True(share >= 2.5 / scales.Length, $"{step.Instrument.Id}: {share:P1}");

            string Strongest(int student, Func<string, List<double>> of) => scales.MaxBy(one => of(one)[student])!;
        }
    }

    private static Dictionary<(string, string), (List<double> Truth, List<double> Score)> Run(Battery battery)
    {
        Dictionary<(string, string), (List<double> Truth, List<double> Score)> pairs = battery.Steps
            .SelectMany(step => step.Form.Key.Scales.Select(scale => (step.Instrument.Id, scale.Id))).ToDictionary(one => one, _ => (new List<double>(), new List<double>()));
        ImmutableArray<SimulatedAnswers> models = [.. battery.Steps.Select(step => new SimulatedAnswers(step.Form))];
        SimulationSource source = new(Seed);
        for (int student = 0; student < Students; student++)
        {
            LatentPerson person = new(source.NextNormal);
            string?[] values = new string?[battery.ItemCount];
            for (int place = 0; place < battery.Steps.Length; place++)
            {
                BatteryStep step = battery.Steps[place];
                double[] traits = [.. step.Form.Key.Scales.Select(person.StrengthIn)];
                byte[] codes = new byte[step.Form.Items.Length];
                models[place].Answer(traits, source, codes);
                for (int item = 0; item < codes.Length; item++)
                {
                    values[step.FirstItem + item] = AnswerTexts.Of(step.Form.Items[item].Format, codes[item]);
                }

                foreach ((ScaleKey scale, double trait) in step.Form.Key.Scales.Zip(traits))
                {
                    pairs[(step.Instrument.Id, scale.Id)].Truth.Add(trait);
                }
            }

            foreach (ProfileSection section in ProfileMaker.Make(battery, values).Sections)
            {
                section.Scales.ToList().ForEach(scale => pairs[(section.Instrument, scale.Id)].Score.Add(scale.Raw!.Value));
            }
        }

        return pairs;
    }
}
