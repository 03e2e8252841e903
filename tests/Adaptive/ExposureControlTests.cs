using Diagnostics.Scoring.Adaptive;
using Diagnostics.Tests.Irt;

namespace Diagnostics.Tests.Adaptive;

public sealed class ExposureControlTests
{
    private const double Rate = 0.25;

    [Fact]
    public void The_parameters_keep_every_item_near_the_rate_for_other_persons_too()
    {
        AdaptiveBank bank = new(new RandomItems(80).NextTwoWay(100));
        AdaptiveRules rules = new(0, 10);
        ExposureControl found = ExposureControl.Find(bank, rules, Rate, persons: 500, rounds: 8, new Random(81));
        double[] free = Rates(new AdaptiveTest(bank, rules));
        double[] kept = Rates(new AdaptiveTest(bank, rules with { Exposure = found.Parameters }));
        Assert.Equal(1, free.Max(), 1e-9);
        Assert.True(kept.Max() <= Rate + 0.08, $"{kept.Max()}");
        Assert.True(found.Rates.Max() <= Rate + 0.08, $"{found.Rates.Max()}");
        Assert.True(found.Parameters.Count(parameter => parameter == 1) >= 10);
        Assert.Equal(10, kept.Sum(), 1e-9);
    }

    [Fact]
    public void A_rate_that_cannot_be_is_refused()
    {
        AdaptiveBank bank = new(new RandomItems(80).NextTwoWay(20));
        Assert.Throws<ArgumentException>(() => ExposureControl.Find(bank, new AdaptiveRules(0, 10), 0.4, 10, 2, new Random(1)));
        Assert.Throws<ArgumentException>(() => ExposureControl.Find(bank, new AdaptiveRules(0, 10), double.NaN, 10, 2, new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExposureControl.Find(bank, new AdaptiveRules(0, 10), 0.6, 0, 2, new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExposureControl.Find(bank, new AdaptiveRules(0, 10), 0.6, 10, 0, new Random(1)));
    }

    private static double[] Rates(AdaptiveTest test)
    {
        const int Persons = 800;
        Random chance = new(82);
        double[] given = new double[test.Bank.Items.Length];
        for (int person = 0; person < Persons; person++)
        {
            foreach (int item in SimulatedPerson.Draw(chance).Take(test, chance).Items)
            {
                given[item] += 1.0 / Persons;
            }
        }

        return given;
    }
}
