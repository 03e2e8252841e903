namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>«Какое число продолжит ряд?»: rules from one step to two rows in one.</summary>
internal static class NumberSeries
{
    /// <summary>One step again and again. Mistakes: one off, one term too far.</summary>
    public static GeneratedTask Steady(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int step = numbers.Between(3, 9) * numbers.Pick([-1, 1]);
        int[] row = Row(step > 0 ? numbers.Between(3, 30) : numbers.Between(70, 99), 6, (last, _) => last + step);
        string how = step > 0 ? $"на {step} больше" : $"на {-step} меньше";
        return Ask(row, [row[^1] + 1, row[^1] - 1, row[^1] + step], $"Каждое число {how} предыдущего: {Last(row)}.");
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
            $"Шаги чередуются: прибавить {up}, отнять {down}. После {shown} очередь отнимать: {Last(row)}.");
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
            $"Шаги растут на {growth}: последний был {before}, следующий {step}. Поэтому {Last(row)}.");
    });

    /// <summary>
    /// Two rows in turn: one by steps, one doubled. Mistakes: the other row goes on, the row is taken for one with a step, the last number is
    /// doubled.
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
                + $"Дальше идёт второй ряд: {row[^3]} × 2 = {row[^1]}.");
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
    private static GeneratedTask? Ask(int[] row, ReadOnlySpan<int> wrong, string solution) => row.Any(number => number <= 0)
        ? null
        : GeneratedTask.OfNumbers($"Какое число продолжит ряд? {string.Join(", ", row[..^1])}, …", row[^1], wrong, solution);

    private static string Last(int[] row) => row[^1] > row[^2]
        ? $"{row[^2]} + {row[^1] - row[^2]} = {row[^1]}"
        : $"{row[^2]} − {row[^2] - row[^1]} = {row[^1]}";
}
