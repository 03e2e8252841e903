using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Tests.Irt;

namespace Diagnostics.Tests.Adaptive;

public sealed class ExposureControlTests
{
    private const double Rate = 0.25;
    private const int Simulated = 600;
    private const int Persons = 1600;

    [Fact]
    public void The_parameters_keep_every_item_near_the_rate_for_other_persons_too()
    {
        AdaptiveBank bank = new(new RandomItems(80).NextTwoWay(100));
        AdaptiveRules rules = new(0, 10);
        ExposureControl found = ExposureControl.Find(bank, rules, Rate, Simulated, rounds: 7, new Random(81));
        double[] free = Rates(new AdaptiveTest(bank, rules));
        double[] kept = Rates(new AdaptiveTest(bank, rules with { Exposure = found.Parameters }));
        Assert.Equal(1, free.Max(), 1e-9);
        Assert.InRange(kept.Max(), 0, Rate + FourErrors(Persons));
        Assert.InRange(found.Rates.Max(), 0, Rate + FourErrors(Simulated));
        Assert.True(found.Parameters.Count(parameter => parameter == 1) >= 10);
        Assert.Equal(10, kept.Sum(), 1e-9);
    }

    [Fact]
    public void Areas_keep_their_shares_and_their_items_the_rate()
    {
        ImmutableArray<int> areas = [.. Enumerable.Range(0, 100).Select(item => item < 70 ? 0 : 1)];
        AdaptiveBank bank = new(new RandomItems(83).NextTwoWay(100), areas);
        AdaptiveRules rules = new(0, 10) { AreaShares = [1, 1] };
        ExposureControl found = ExposureControl.Find(bank, rules, Rate, Simulated, rounds: 7, new Random(84));
        double[] kept = Rates(new AdaptiveTest(bank, rules with { Exposure = found.Parameters }));
        Assert.Equal(5, Enumerable.Range(0, 100).Where(item => areas[item] == 0).Sum(item => kept[item]), 1e-9);
        Assert.InRange(kept.Max(), 0, Rate + FourErrors(Persons));
        Assert.All([0, 1], area => Assert.True(Enumerable.Range(0, 100).Count(item => areas[item] == area && found.Parameters[item] == 1) >= 5));
        Assert.Throws<ArgumentException>(() => ExposureControl.Find(bank, rules with { AreaShares = [1, 4] }, Rate, 10, 2, new Random(1)));
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

    /// <summary>Four standard errors of the rate over as many persons.</summary>
    private static double FourErrors(int persons) => 4 * Math.Sqrt(Rate * (1 - Rate) / persons);

    private static double[] Rates(AdaptiveTest test)
    {
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
