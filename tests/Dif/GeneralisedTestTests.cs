using Diagnostics.Scoring.Dif;
using Diagnostics.Tests.Calibration;

namespace Diagnostics.Tests.Dif;

public sealed class GeneralisedTestTests
{
    [Fact]
    public void Of_two_categories_it_is_the_uncorrected_test()
    {
        MatchedTable table = Drawn(new Random(5), strata: 12, categories: 2, people: 40);
        GeneralisedTest found = GeneralisedTest.Of(table);
        Assert.Equal(1, found.Degrees);
        Assert.Equal(MantelHaenszel.Of(table).ChiSquaredUncorrected, found.ChiSquared, 1e-10);
        Assert.Equal(MantelTest.Of(table).Probability, found.Probability, 1e-10);
    }

    /// <summary>A second way to the same: mean and covariance of the counts over every way to deal the group's places within each stratum.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_what_all_ways_to_deal_out_the_groups_say(int seed)
    {
        Random random = new(seed);
        const int Strata = 3;
        const int Categories = 4;
        int[][] strata = [.. Enumerable.Range(0, Strata).Select(stratum => Enumerable.Range(0, 6).Select(place => place < 4 ? place : random.Next(Categories)).ToArray())];
        int[] focal = [.. Enumerable.Range(0, Strata).Select(_ => random.Next(2, 5))];
        MatchedTable table = new(Strata, Categories);
        double[] expected = new double[Categories - 1], seen = new double[Categories - 1];
        double[,] covariance = new double[Categories - 1, Categories - 1];
        for (int stratum = 0; stratum < Strata; stratum++)
        {
            int[][] deals = [.. Enumerable.Range(0, 64).Where(mask => int.PopCount(mask) == focal[stratum])
                .Select(mask => CountsOf(Enumerable.Range(0, 6).Where(place => (mask & (1 << place)) != 0).Select(place => strata[stratum][place])))];
            for (int one = 0; one < Categories - 1; one++)
            {
                expected[one] += deals.Average(deal => deal[one]);
                seen[one] += CountsOf(strata[stratum].Take(focal[stratum]))[one];
                for (int other = 0; other < Categories - 1; other++)
                {
                    covariance[one, other] += deals.Average(deal => (double)deal[one] * deal[other]) - (deals.Average(deal => deal[one]) * deals.Average(deal => deal[other]));
                }
            }

            for (int place = 0; place < 6; place++)
            {
                table.Add(stratum, place < focal[stratum], strata[stratum][place]);
            }
        }

        double[] difference = [.. seen.Zip(expected, (one, other) => one - other)];
        double chiSquared = Enumerable.Range(0, 3).Sum(one => Enumerable.Range(0, 3).Sum(other => difference[one] * Inverse(covariance)[one, other] * difference[other]));
        GeneralisedTest found = GeneralisedTest.Of(table);
        Assert.Equal(Categories - 1, found.Degrees);
        Assert.Equal(chiSquared, found.ChiSquared, 1e-9);

        static int[] CountsOf(IEnumerable<int> answers)
        {
            int[] counts = new int[Categories];
            foreach (int answer in answers)
            {
                counts[answer]++;
            }

            return counts;
        }
    }

    [Fact]
    public void Categories_may_change_places_and_so_may_the_groups()
    {
        int[] places = [2, 0, 3, 1];
        MatchedTable table = new(8, 4), moved = new(8, 4), turned = new(8, 4);
        Random random = new(9);
        for (int person = 0; person < 400; person++)
        {
            (int stratum, bool isFocal, int category) = (random.Next(8), random.Next(3) == 0, random.Next(4));
            table.Add(stratum, isFocal, category);
            moved.Add(stratum, isFocal, places[category]);
            turned.Add(stratum, !isFocal, category);
        }

        Assert.Equal(GeneralisedTest.Of(table).ChiSquared, GeneralisedTest.Of(moved).ChiSquared, 1e-10);
        Assert.Equal(GeneralisedTest.Of(table).ChiSquared, GeneralisedTest.Of(turned).ChiSquared, 1e-10);
    }

    [Fact]
    public void A_group_that_avoids_the_middle_is_seen_here_and_not_by_the_ordered_test()
    {
        MatchedTable table = new(5, 3);
        Random random = new(11);
        for (int person = 0; person < 2000; person++)
        {
            bool isFocal = person % 2 == 0;
            table.Add(random.Next(5), isFocal, isFocal && random.Next(3) > 0 ? 2 * random.Next(2) : random.Next(3));
        }

        Assert.True(GeneralisedTest.Of(table).Probability < 1e-6);
        Assert.True(MantelTest.Of(table).Probability > 0.05);
    }

    /// <summary>Chi-squared of 3 degrees has mean 3 and is above 7.815 once in twenty.</summary>
    [Fact]
    public void Where_nothing_is_planted_it_is_chi_squared()
    {
        Random random = new(20261123);
        double[] found = [.. Enumerable.Range(0, 2000).Select(_ => GeneralisedTest.Of(Drawn(random, strata: 6, categories: 4, people: 60)).ChiSquared)];
        Assert.InRange(found.Average(), 2.85, 3.15);
        Assert.InRange(found.Count(one => one > 7.815) / 2000.0, 0.037, 0.064);
    }

    [Fact]
    public void Categories_that_no_stratum_connects_have_a_degree_less_each()
    {
        MatchedTable table = new(3, 5);
        foreach ((int stratum, int[] categories) in new[] { (0, new[] { 0, 1 }), (1, [2, 3]), (2, [4]) })
        {
            for (int person = 0; person < 20; person++)
            {
                table.Add(stratum, person < 10, categories[(person * 7 % 10 < 4 ? 0 : 1) % categories.Length]);
                table.Add(stratum, person < 10, categories[person % categories.Length]);
            }
        }

        Assert.Equal(2, GeneralisedTest.Of(table).Degrees);
        Assert.False(double.IsNaN(GeneralisedTest.Of(table).ChiSquared));
        GeneralisedTest none = GeneralisedTest.Of(new MatchedTable(3, 4));
        Assert.Equal((double.NaN, 0, double.NaN), (none.ChiSquared, none.Degrees, none.Probability));
    }

    private static MatchedTable Drawn(Random random, int strata, int categories, int people)
    {
        MatchedTable table = new(strata, categories);
        for (int person = 0; person < strata * people; person++)
        {
            double tendency = Simulated.Normal(random);
            int stratum = random.Next(strata);
            table.Add(stratum, random.Next(2) == 0, Math.Clamp((int)Math.Floor(tendency + (stratum / 4.0) + 1.5), 0, categories - 1));
        }

        return table;
    }

    /// <summary>By cofactors.</summary>
    private static double[,] Inverse(double[,] m)
    {
        double Minor(int row, int column)
        {
            int[] rows = [.. Enumerable.Range(0, 3).Where(one => one != row)], columns = [.. Enumerable.Range(0, 3).Where(one => one != column)];
            return ((m[rows[0], columns[0]] * m[rows[1], columns[1]]) - (m[rows[0], columns[1]] * m[rows[1], columns[0]])) * ((row + column) % 2 == 0 ? 1 : -1);
        }

        double determinant = Enumerable.Range(0, 3).Sum(column => m[0, column] * Minor(0, column));
        double[,] inverse = new double[3, 3];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                inverse[column, row] = Minor(row, column) / determinant;
            }
        }

        return inverse;
    }
}
