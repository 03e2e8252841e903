namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>Solves from what is shown: by fitting rules to a row, by trying each option in a proportion, by measuring bars.</summary>
internal static class NumericalSolver
{
    private static readonly string[] Days = ["понедельник", "вторник", "сред", "четверг", "пятниц"];

    public static int[] Solve(string rule, Seen seen) => rule switch
    {
        _ when rule.StartsWith("series-", StringComparison.Ordinal) => Series(seen),
        "proportion" => Proportion(seen),
        "discount" => Discount(seen),
        "chart-sum" => ChartSum(seen),
        "chart-percent" => ChartPercent(seen),
        "chart-mean" => ChartMean(seen),
        "inverse" => Inverse(seen),
        "before-discount" => BeforeDiscount(seen),
        "two-discounts" => TwoDiscounts(seen),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No solver."),
    };

    /// <summary>Every simple rule that fits all shown numbers says how the row goes on; options that some rule gives.</summary>
    private static int[] Series(Seen seen)
    {
        double[] row = [.. seen.NumbersInText.Select(number => (double)number)];
        HashSet<double> next = [.. Continuations(row)];
        return seen.WhereNumber(number => next.Contains(number));
    }

    private static IEnumerable<double> Continuations(double[] row)
    {
        foreach (double whole in OneRow(row))
        {
            yield return whole;
        }

        // Steps in turn: the steps themselves are two rows in one.
        double[] steps = Differences(row);
        if (steps.Length >= 4 && Alternates(steps))
        {
            yield return row[^1] + steps[^2];
        }

        if (row.Length >= 7)
        {
            double[] other = [.. row.Where((_, place) => (row.Length - place) % 2 == 0)];
            double[] own = [.. row.Where((_, place) => (row.Length - place) % 2 == 1)];
            if (OneRow(own).Any())
            {
                foreach (double one in OneRow(other))
                {
                    yield return one;
                }
            }
        }
    }

    /// <summary>Even steps, even ratios, evenly changing steps, sums of the two before: with a number left to check the rule.</summary>
    private static IEnumerable<double> OneRow(double[] row)
    {
        double[] steps = Differences(row);
        double[] bends = Differences(steps);
        if (row.Length >= 3 && AllSame(steps))
        {
            yield return row[^1] + steps[^1];
        }

        if (row.Length >= 3 && AllSame([.. row.Zip(row.Skip(1), (one, two) => two / one)]))
        {
            yield return row[^1] * row[^1] / row[^2];
        }

        if (row.Length >= 4 && AllSame(bends))
        {
            yield return row[^1] + steps[^1] + bends[^1];
        }

        if (row.Length >= 4 && Enumerable.Range(2, row.Length - 2).All(place => row[place] == row[place - 1] + row[place - 2]))
        {
            yield return row[^1] + row[^2];
        }
    }

    private static int[] Proportion(Seen seen) =>
        seen.NumbersInText is [var few, var stuff, var many] ? seen.WhereNumber(number => number * few == stuff * many) : [];

    /// <summary>The new price and the discount together are the old price.</summary>
    private static int[] Discount(Seen seen) =>
        seen.NumbersInText is [var price, var percent] ? seen.WhereNumber(number => (100 * number) + (percent * price) == 100 * price) : [];

    private static int[] ChartSum(Seen seen)
    {
        (double[] heights, int worth, int[] days) = Read(seen);
        return seen.WhereNumber(number => number == Math.Round(worth * days.Sum(day => heights[day])));
    }

    private static int[] ChartPercent(Seen seen)
    {
        (double[] heights, _, int[] days) = Read(seen);
        return seen.WhereNumber(number => Math.Abs((heights[days[1]] * (100 + number) / 100) - heights[days[0]]) < 1e-6);
    }

    /// <summary>The days' differences from the mean cancel each other.</summary>
    private static int[] ChartMean(Seen seen)
    {
        int worth = Assert.Single(seen.NumbersInText);
        return seen.WhereNumber(number => Math.Abs(Heights(seen).Sum(height => (height * worth) - number)) < 1e-6);
    }

    /// <summary>Hands times hours is the work, whoever does it.</summary>
    private static int[] Inverse(Seen seen) =>
        seen.NumbersInText is [var hands, var hours, var others] ? seen.WhereNumber(number => number * others == hands * hours) : [];

    /// <summary>The option that becomes the told price by the discount.</summary>
    private static int[] BeforeDiscount(Seen seen) =>
        seen.NumbersInText is [var percent, var now] ? seen.WhereNumber(number => number * (100 - percent) == 100 * now) : [];

    private static int[] TwoDiscounts(Seen seen) => seen.NumbersInText is [var price, var first, var second]
        ? seen.WhereNumber(number => number * 10_000L == (long)price * (100 - first) * (100 - second))
        : [];

    /// <summary>Heights in divisions by measuring; days in the order of the question, which is the last sentence.</summary>
    private static (double[] Heights, int Worth, int[] Days) Read(Seen seen)
    {
        string question = seen.Text[(seen.Text[..^1].LastIndexOf('.') + 1)..];
        int[] days =
        [
            .. Enumerable.Range(0, 5).Where(day => question.Contains(Days[day], StringComparison.Ordinal))
                .OrderBy(day => question.IndexOf(Days[day], StringComparison.Ordinal)),
        ];
        Assert.Equal(2, days.Length);
        return (Heights(seen), Assert.Single(seen.NumbersInText), days);
    }

    private static double[] Heights(Seen seen)
    {
        double[] lines = [.. Seen.All(seen.Picture!, "line").Select(line => Seen.Value(line, "y1")).Order()];
        double division = lines[1] - lines[0];
        Assert.All(Seen.All(seen.Picture!, "rect"), bar => Assert.Equal(lines[^1], Seen.Value(bar, "y") + Seen.Value(bar, "height"), 6));
        return [.. Seen.All(seen.Picture!, "rect").OrderBy(bar => Seen.Value(bar, "x")).Select(bar => Seen.Value(bar, "height") / division)];
    }

    private static double[] Differences(double[] row) => [.. row.Zip(row.Skip(1), (one, two) => two - one)];

    private static bool AllSame(double[] numbers) => numbers.All(number => number == numbers[0]);

    private static bool Alternates(double[] numbers) =>
        Enumerable.Range(2, numbers.Length - 2).All(place => numbers[place] == numbers[place - 2]);
}
