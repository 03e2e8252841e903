namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>«Какое число продолжит ряд?»: rules from one step to two rows in one.</summary>
internal static class NumberSeries
{
    private static readonly (int Factor, int Start)[] Ratios =
    [
        .. Enumerable.Range(2, 39).Select(start => (2, start)), .. Enumerable.Range(2, 19).Select(start => (3, start)),
        .. Enumerable.Range(2, 11).Select(start => (4, start)),
    ];

    /// <summary>One step again and again. Mistakes: one off, one term too far.</summary>
    public static GeneratedTask Steady(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int step = numbers.Between(3, 9) * numbers.Pick([-1, 1]);
        int[] row = Row(step > 0 ? numbers.Between(3, 30) : numbers.Between(70, 99), 6, (last, _) => last + step);
        string how = step > 0 ? $"на {step} больше" : $"на {-step} меньше";
        TaskDemand demand = new(Rules: 1, Steps: 1, Load: (step < 0 ? 1 : 0) + (Math.Abs(step) >= 7 ? 1 : 0), Lures: 2);
        return Ask(row, [row[^1] + 1, row[^1] - 1, row[^1] + step], $"Каждое число {how} предыдущего: {Last(row)}.", demand);
    });

    /// <summary>Up by one step, down by another. Mistakes: the turn is missed, the sign is missed, both steps at once.</summary>
    public static GeneratedTask Alternating(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int up = numbers.Between(5, 12);
        int down = numbers.Between(2, up - 1);
        int[] row = Row(numbers.Between(5, 40), 7, (last, place) => place % 2 == 1 ? last + up : last - down);
        int shown = row[^2];
        return Ask(
            row,
            [shown + up, shown + down, shown + up - down],
            $"Шаги чередуются: прибавить {up}, отнять {down}. После {shown} очередь отнимать: {Last(row)}.",
            new TaskDemand(Rules: 2, Steps: 2, Load: up >= 9 ? 1 : 0, Lures: 3));
    });

    /// <summary>Steps that grow evenly. Mistakes: the last step again, a step too far, the last two steps together.</summary>
    public static GeneratedTask Growing(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int first = numbers.Between(1, 6);
        int growth = numbers.Between(2, 5);
        int[] row = Row(numbers.Between(2, 20), 6, (last, place) => last + first + (growth * (place - 1)));
        int step = row[^1] - row[^2];
        int before = step - growth;
        return Ask(
            row,
            [row[^2] + before, row[^1] + growth, row[^2] + before + before - growth],
            $"Шаги растут на {growth}: последний был {before}, следующий {step}. Поэтому {Last(row)}.",
            new TaskDemand(Rules: 2, Steps: 2, Load: growth >= 4 ? 1 : 0, Lures: 3));
    });

    /// <summary>
    /// Two rows in turn: one by steps, one doubled. Mistakes: the other row goes on, the row is taken for one with a step, the last
    /// number is doubled.
    /// </summary>
    public static GeneratedTask Interleaved(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int start = numbers.Between(5, 30);
        int step = numbers.Between(3, 9);
        int doubled = numbers.Between(2, 7);
        int[] row = [.. Enumerable.Range(0, 10).Select(place => place % 2 == 0 ? start + (place / 2 * step) : doubled << (place / 2))];
        return Ask(
            row,
            [row[^2] + step, row[^3] + (row[^3] - row[^5]), row[^2] * 2],
            $"Здесь два ряда через одно число. Первый: каждый раз плюс {step}. Второй: каждый раз вдвое больше. "
                + $"Дальше идёт второй ряд: {row[^3]} × 2 = {row[^1]}.",
            new TaskDemand(Rules: 3, Steps: 3, Load: step >= 7 ? 2 : 1, Lures: 3));
    });

    /// <summary>Two, three or four times as much again and again. Mistakes: the last step again, once too much, a sum for a product.</summary>
    public static GeneratedTask Ratio(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        // Starts that leave the last number one that can be reckoned in the head.
        (int factor, int start) = numbers.Pick(Ratios);
        int[] row = Row(start, factor == 2 ? 6 : 5, (last, _) => last * factor);
        return Ask(
            row,
            [row[^2] + row[^2] - row[^3], row[^1] + factor, row[^2] + factor],
            $"Каждое число больше предыдущего в {factor} раза: {row[^2]} × {factor} = {row[^1]}.",
            new TaskDemand(Rules: 1, Steps: 1, Load: factor - 1 + (start >= 10 ? 1 : 0), Lures: 1));
    });

    /// <summary>Each number is the sum of the two before it. Mistakes: the last step again, the last number doubled, one too many.</summary>
    public static GeneratedTask Sums(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int first = numbers.Between(1, 7);
        int second = first + numbers.Between(1, 8);
        int[] row = [first, second, 0, 0, 0, 0, 0];
        for (int place = 2; place < row.Length; place++)
        {
            row[place] = row[place - 1] + row[place - 2];
        }

        return Ask(
            row,
            [row[^2] + row[^2] - row[^3], row[^2] * 2, row[^1] + 1],
            $"Каждое число — сумма двух предыдущих: {row[^3]} + {row[^2]} = {row[^1]}.",
            new TaskDemand(Rules: 2, Steps: 2, Load: row[^1] >= 80 ? 2 : 1, Lures: 2));
    });

    /// <summary>
    /// Two rows in turn: one with growing steps, one doubled; the first goes on. Mistakes: the other row goes on, the last step again, a step too far.
    /// </summary>
    public static GeneratedTask InterleavedGrowing(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int start = numbers.Between(3, 20);
        int first = numbers.Between(1, 4);
        int growth = numbers.Between(1, 3);
        int doubled = numbers.Between(2, 6);
        int[] row =
        [
            .. Enumerable.Range(0, 11).Select(place => place % 2 == 1
                ? doubled << (place / 2)
                : start + (place / 2 * first) + (growth * (place / 2) * ((place / 2) - 1) / 2)),
        ];
        (int step, int before) = (row[^1] - row[^3], row[^3] - row[^5]);
        return Ask(
            row,
            [row[^2] * 2, row[^3] + before, row[^1] + growth],
            $"Здесь два ряда через одно число. В первом шаги растут на {growth}: последний был {before}, следующий {step}. Второй каждый раз вдвое больше. "
                + $"Дальше идёт первый ряд: {row[^3]} + {step} = {row[^1]}.",
            new TaskDemand(Rules: 3, Steps: 4, Load: growth == 1 ? 2 : 3, Lures: 3));
    });

    private static int[] Row(int first, int length, Func<int, int, int> next)
    {
        int[] row = new int[length];
        row[0] = first;
        for (int place = 1; place < length; place++)
        {
            row[place] = next(row[place - 1], place);
        }

        return row;
    }

    /// <param name="row">The row with the answer at its end.</param>
    /// <param name="wrong">What mistakes give.</param>
    /// <param name="solution">How it is found.</param>
    /// <param name="demand">What it demands.</param>
    private static GeneratedTask? Ask(int[] row, ReadOnlySpan<int> wrong, string solution, TaskDemand demand) => row.Any(number => number <= 0)
        ? null
        : GeneratedTask.OfNumbers($"Какое число продолжит ряд? {string.Join(", ", row[..^1])}, …", row[^1], wrong, solution).Demanding(demand);

    private static string Last(int[] row) => row[^1] > row[^2]
        ? $"{row[^2]} + {row[^1] - row[^2]} = {row[^1]}"
        : $"{row[^2]} − {row[^2] - row[^1]} = {row[^1]}";
}
