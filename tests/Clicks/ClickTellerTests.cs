using Diagnostics.Engine.Clicks;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Tests.Clicks;

/// <summary>Which counts of clicks are told: none under five, and none that could be worked out.</summary>
public sealed class ClickTellerTests
{
    [Fact]
    public void Large_counts_add_up_and_none_says_nothing_of_anybody()
    {
        ToldClicks told = Tell(("a", "a1", 7), ("a", "a2", 0), ("b", "b1", 12));
        Assert.Equal(19, told.Region);
        Assert.Equal([("a", 7L), ("a1", 7L), ("a2", 0L), ("b", 12L), ("b1", 12L)], Sorted(told));
    }

    [Fact]
    public void A_small_count_takes_a_large_one_with_it_where_that_would_give_it_away()
    {
        // 3 of the municipality's 23 are all that is left of it beside one other school.
        ToldClicks told = Tell(("a", "a1", 3), ("a", "a2", 20), ("a", "a3", 40), ("b", "b1", 50));
        Assert.Equal((113, 63L, null, null, 40L), (told.Region, told.Places["a"], told.Places["a1"], told.Places["a2"], told.Places["a3"]));
    }

    [Fact]
    public void A_small_municipality_is_not_the_rest_of_the_region()
    {
        ToldClicks told = Tell(("a", "a1", 2), ("a", "a2", 1), ("b", "b1", 50), ("c", "c1", 60));
        Assert.Null(told.Places["a"]);
        Assert.Contains(new[] { told.Region, told.Places["b"], told.Places["c"] }, one => one is null);
        Assert.Empty(Exposed([("a", "a1", 2), ("a", "a2", 1), ("b", "b1", 50), ("c", "c1", 60)], told));
    }

    [Fact]
    public void Two_that_are_small_together_are_not_left_alone()
    {
        ToldClicks told = Tell(("a", "a1", 2), ("a", "a2", 2), ("a", "a3", 30), ("a", "a4", 40), ("b", "b1", 50));
        Assert.Equal((124, null), (told.Region, told.Places["a3"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nobody_who_adds_and_subtracts_finds_a_small_count(int seed)
    {
        var random = new Random(seed);
        int kept = 0, naive = 0;
        for (int region = 0; region < 60; region++)
        {
            (string, string, long)[] clicks =
            [
                .. from municipality in Enumerable.Range(0, random.Next(1, 6))
                   from school in Enumerable.Range(0, random.Next(1, 6))
                   select ($"m{municipality}", $"m{municipality}.{school}", (long)(random.Next(3) == 0 ? random.Next(0, 6) : random.Next(0, 60))),
            ];
            ToldClicks told = Tell(clicks);
            Assert.Empty(Exposed(clicks, told));
            kept += told.Places.Values.Count(one => one is null);

            // The same told by whoever keeps back small counts and nothing else: the attack must find some.
            naive += Exposed(clicks, Naively(clicks)).Count();
        }

        Assert.True(kept > 0 && naive > 0, $"{kept} {naive}");
    }

    [Fact]
    public void What_is_told_is_what_was_counted()
    {
        (string Municipality, string School, long Clicks)[] clicks = [("a", "a1", 9), ("a", "a2", 8), ("b", "b1", 3), ("b", "b2", 30), ("b", "b3", 6)];
        ToldClicks told = Tell(clicks);
        Assert.All(told.Places.Where(one => one.Value is not null), one => Assert.Equal(
            clicks.Where(row => row.Municipality == one.Key || row.School == one.Key).Sum(row => row.Clicks), one.Value));
    }

    [Fact]
    public void A_whole_region_is_decided_at_once()
    {
        var random = new Random(5);
        (string, string, long)[] clicks = [.. Enumerable.Range(0, 700).Select(school => ($"m{school % 50}", $"s{school}", (long)random.Next(0, 12)))];
        Assert.Empty(Exposed(clicks, Tell(clicks)));
    }

    private static ToldClicks Tell(params (string Municipality, string School, long Clicks)[] clicks) => ClickTeller.Tell(
        [.. clicks.Select(row => new SchoolPlace(row.School, row.School, row.Municipality, row.Municipality))],
        clicks.Where(row => row.Clicks > 0).ToDictionary(row => row.School, row => row.Clicks, StringComparer.Ordinal));

    private static ToldClicks Naively((string Municipality, string School, long Clicks)[] clicks) => new(
        Small(clicks.Sum(row => row.Clicks)),
        clicks.GroupBy(row => row.Municipality).Select(own => (own.Key, Sum: own.Sum(row => row.Clicks))).Concat(clicks.Select(row => (row.School, row.Clicks)))
            .ToDictionary(one => one.Item1, one => Small(one.Item2), StringComparer.Ordinal));

    private static long? Small(long count) => count is > 0 and < 5 ? null : count;

    private static IEnumerable<(string, long?)> Sorted(ToldClicks told) => told.Places.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value));

    /// <summary>
    /// Small counts somebody works out with every page side by side: alone from sums with one number missing, again and again, or together as what a told whole has left over.
    /// A way of its own: the engine solves equations.
    /// </summary>
    private static IEnumerable<string> Exposed((string Municipality, string School, long Clicks)[] clicks, ToldClicks told)
    {
        Dictionary<string, long> counts = clicks.GroupBy(row => row.Municipality).ToDictionary(own => own.Key, own => own.Sum(row => row.Clicks), StringComparer.Ordinal);
        foreach ((string _, string school, long count) in clicks)
        {
            counts[school] = count;
        }

        counts["region"] = clicks.Sum(row => row.Clicks);
        HashSet<string> known = [.. told.Places.Where(one => one.Value is not null).Select(one => one.Key)];
        if (told.Region is not null)
        {
            known.Add("region");
        }

        string[][] sums =
        [
            ["region", .. clicks.Select(row => row.Municipality).Distinct()],
            .. clicks.GroupBy(row => row.Municipality).Select(own => (string[])[own.Key, .. own.Select(row => row.School)]),
        ];
        HashSet<string> given = [.. known];
        bool found = true;
        while (found)
        {
            found = false;
            foreach (string[] sum in sums)
            {
                if (sum.Count(one => !known.Contains(one)) == 1)
                {
                    known.Add(sum.Single(one => !known.Contains(one)));
                    found = true;
                }
            }
        }

        return known.Except(given).Where(one => counts[one] is > 0 and < 5)
            .Concat(sums.Where(sum => known.Contains(sum[0])).Select(sum => sum.Skip(1).Where(one => !known.Contains(one)).ToArray())
                .Where(hidden => hidden.Length > 0 && hidden.Any(one => counts[one] is > 0 and < 5) && hidden.Sum(one => counts[one]) < 5).Select(hidden => string.Join('+', hidden)));
    }
}
