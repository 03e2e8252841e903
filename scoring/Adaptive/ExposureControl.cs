using System.Collections.Immutable;

namespace Diagnostics.Scoring.Adaptive;

/// <summary>
/// Exposure parameters of Sympson and Hetter (1985†): an item that is chosen too often is given only with a probability, which a simulation finds.
/// </summary>
/// <param name="Parameters">Probability that a chosen item is given, 0..1, [items]; for <see cref="AdaptiveRules.Exposure"/>.</param>
/// <param name="Rates">Share of simulated persons who got the item under these parameters, 0..1, [items].</param>
public sealed record ExposureControl(ImmutableArray<double> Parameters, ImmutableArray<double> Rates)
{
    /// <summary>Simulates persons of N(0, 1) round after round; after each the parameter is rate/share of those the item was chosen for.</summary>
    /// <param name="bank">The items.</param>
    /// <param name="rules">The rules the parameters are for; their own exposure does not count.</param>
    /// <param name="rate">The highest share of persons who shall get an item, above 0 to 1; not under the test's length over the bank's, nor an area's share of it over the area's.</param>
    /// <param name="persons">Persons a round, 1 or more; a thousand leave an error of about 0.014 on a rate of 0.25.</param>
    /// <param name="rounds">Rounds, 1 or more; after ten to twenty the rates do not fall any more.</param>
    /// <param name="random">Chance.</param>
    /// <exception cref="ArgumentException">The rate cannot be reached, or a count is under 1.</exception>
    public static ExposureControl Find(AdaptiveBank bank, AdaptiveRules rules, double rate, int persons, int rounds, Random random)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(random);
        int items = bank.Items.Length;
        if (!(rate <= 1) || !(rate * items >= Math.Min(rules.MostItems, items)))
        {
            throw new ArgumentException($"A rate of {rate} cannot be: {rules.MostItems} items of {items} are given to everybody.", nameof(rate));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(persons, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        RefuseShort(bank, rules, rate);
        double[] parameters = [.. Enumerable.Repeat(1.0, items)];
        Counts counts = Simulate(bank, rules, parameters, persons, random);
        for (int round = 0; round < rounds; round++)
        {
            for (int item = 0; item < items; item++)
            {
                double chosen = (double)counts.Chosen[item] / persons;
                parameters[item] = chosen > rate ? rate / chosen : 1;
            }

            LeaveEnough(parameters, bank, rules);
            counts = Simulate(bank, rules, parameters, persons, random);
        }

        return new ExposureControl([.. parameters], [.. counts.Given.Select(given => (double)given / persons)]);
    }

    /// <summary>A test must come to its end, and every area to its share: as many items as they may have are never kept back.</summary>
    private static void LeaveEnough(double[] parameters, AdaptiveBank bank, AdaptiveRules rules)
    {
        int[] items = [.. Enumerable.Range(0, parameters.Length)];
        for (int area = 0; area < rules.AreaShares.Length; area++)
        {
            Leave(parameters, items.Where(item => bank.Areas[item] == area), (int)Math.Ceiling(LengthOf(rules, area)));
        }

        Leave(parameters, items, rules.MostItems);
    }

    private static void Leave(double[] parameters, IEnumerable<int> items, int most)
    {
        foreach (int item in items.OrderByDescending(item => parameters[item]).Take(most).ToArray())
        {
            parameters[item] = 1;
        }
    }

    /// <summary>Items of an area in the longest test.</summary>
    private static double LengthOf(AdaptiveRules rules, int area) => rules.AreaShares[area] / rules.AreaShares.Sum() * rules.MostItems;

    private static void RefuseShort(AdaptiveBank bank, AdaptiveRules rules, double rate)
    {
        for (int area = 0; area < rules.AreaShares.Length; area++)
        {
            int items = bank.Areas.Count(other => other == area);
            double length = LengthOf(rules, area);
            if (!(rate * items >= Math.Min(length, items) - 1e-9))
            {
                throw new ArgumentException($"A rate of {rate} cannot be: {length:0.#} items of {items} of area {area} are given to everybody.", nameof(rate));
            }
        }
    }

    private static Counts Simulate(AdaptiveBank bank, AdaptiveRules rules, double[] parameters, int persons, Random random)
    {
        AdaptiveTest test = new(bank, rules with { Exposure = [.. parameters] });
        Counts counts = new(new int[parameters.Length], new int[parameters.Length]);
        for (int person = 0; person < persons; person++)
        {
            SimulatedPerson.Draw(random).Take(test, random, move =>
            {
                counts.Chosen[move.Item]++;
                counts.Given[move.Item]++;
                foreach (int item in move.PassedOver)
                {
                    counts.Chosen[item]++;
                }
            });
        }

        return counts;
    }

    private sealed record Counts(int[] Chosen, int[] Given);
}
