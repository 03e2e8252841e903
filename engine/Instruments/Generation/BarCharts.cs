namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// A chart of five weekdays that is read by its divisions. Nothing is written in the picture: what a bar and a division are the question
/// says, so the picture needs no letters and scales to any screen.
/// </summary>
internal static class BarCharts
{
    private const int Highest = 10;
    private const double Left = 10;
    private const double Floor = 210;
    private const double Division = 20;
    private const double Width = 300;
    private static readonly string[] On = ["понедельник", "вторник", "среду", "четверг", "пятницу"];
    private static readonly string[] Of = ["понедельник", "вторник", "среда", "четверг", "пятница"];

    // The first half is for sums, the second for percents, so that a form tells two stories.
    private static readonly (string What, string Unit)[] Counts =
    [
        ("книг выдала библиотека", "книг"),
        ("билетов продала касса автовокзала", "билетов"),
        ("деталей сделала мастерская", "деталей"),
        ("гостей пришло в музей", "человек"),
        ("писем разобрала почта", "писем"),
        ("вёдер яблок собрали в саду", "вёдер"),
    ];

    /// <summary>Two bars together. Mistakes: divisions not turned into numbers, the difference, a neighbouring bar.</summary>
    public static GeneratedTask Sum(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int[] bars = Bars(numbers);
        int[] days = [.. numbers.Shuffled(Enumerable.Range(0, 5)).Take(2).Order()];
        int neighbour = days[1] == 4 ? 3 : days[1] + 1;
        (string what, string unit) = numbers.Pick(Counts[..3]);
        int worth = numbers.Pick([5, 10, 20]);
        int sum = bars[days[0]] + bars[days[1]];
        GeneratedTask? task = GeneratedTask.OfNumbers(
            $"{Legend(what, worth, unit)} Сколько всего за {On[days[0]]} и {On[days[1]]}?",
            sum * worth,
            [sum, Math.Abs(bars[days[0]] - bars[days[1]]) * worth, (bars[days[0]] + bars[neighbour]) * worth],
            $"Высота столбиков: {bars[days[0]]} и {bars[days[1]]}, вместе {sum}. "
                + $"Одно деление — {worth}, поэтому {sum} × {worth} = {sum * worth}.");
        return Drawn(task, bars).Demanding(new TaskDemand(Rules: 0, Steps: 3, Load: (worth == 20 ? 1 : 0) + (days[1] - days[0] > 1 ? 1 : 0), Lures: 2));
    });

    /// <summary>How many a day on average. Mistakes: divisions not turned into numbers, the sum, the middle of the highest and the lowest.</summary>
    public static GeneratedTask Mean(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int[] bars = Bars(numbers);
        (int sum, int ends) = (bars.Sum(), bars.Min() + bars.Max());
        (string what, string unit) = numbers.Pick(Counts);
        int worth = numbers.Pick([10, 20]);
        if (sum % 5 != 0 || bars.Distinct().Count() < 4)
        {
            return null;
        }

        GeneratedTask? task = GeneratedTask.OfNumbers(
            $"{Legend(what, worth, unit)} Сколько в среднем приходится на один день?",
            sum / 5 * worth,
            [sum / 5, sum * worth, ends * worth / 2],
            $"Столбики вместе: {string.Join(" + ", bars)} = {sum} делений, на один день {sum} : 5 = {sum / 5}. "
                + $"Одно деление — {worth}, поэтому {sum / 5} × {worth} = {sum / 5 * worth}.");
        return Drawn(task, bars).Demanding(new TaskDemand(Rules: 1, Steps: 4, Load: worth == 20 ? 3 : 2, Lures: 2));
    });

    /// <summary>
    /// How many percent more. Mistakes: the difference itself, what one day is of the other, the difference as a part of the larger one.
    /// </summary>
    public static GeneratedTask Percent(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        int[] bars = Bars(numbers);
        (int small, int large) = numbers.Pick([(4, 5), (8, 10), (4, 10), (2, 5)]);
        int[] days = numbers.Shuffled(Enumerable.Range(0, 5));
        (bars[days[0]], bars[days[1]]) = (small, large);
        (string what, string unit) = numbers.Pick(Counts[3..]);
        int worth = numbers.Pick([5, 10, 20]);
        int more = (large - small) * 100 / small;
        GeneratedTask? task = GeneratedTask.OfNumbers(
            $"{Legend(what, worth, unit)} На сколько процентов больше в {On[days[1]]}, чем в {On[days[0]]}?".Replace(
                "в вторник", "во вторник", StringComparison.Ordinal),
            more,
            [(large - small) * worth, large * 100 / small, (large - small) * 100 / large],
            $"Разница в делениях: {large} − {small} = {large - small}. "
                + $"Сравниваем с меньшим столбиком: {large - small} : {small} × 100 = {more}\u00A0%.",
            "\u00A0%");
        return Drawn(task, bars).Demanding(new TaskDemand(Rules: 2, Steps: 4, Load: small == 4 ? 0 : 1, Lures: 3));
    });

    private static int[] Bars(SeededNumbers numbers) => [.. Enumerable.Range(0, 5).Select(_ => numbers.Between(2, Highest))];

    private static string Legend(string what, int worth, string unit) =>
        $"Столбики показывают, сколько {what} за каждый день с понедельника по пятницу. Одно деление — {worth} {unit}.";

    private static GeneratedTask? Drawn(GeneratedTask? task, int[] bars) => task is null ? null : task with
    {
        Picture = Shapes.Frame(Width, Floor + 10, Drawing(bars)),
        PictureText = "Высота столбиков в делениях: " + string.Join(", ", bars.Select((height, day) => $"{Of[day]} — {height}")) + ".",
    };

    private static IEnumerable<SvgElement> Drawing(int[] bars)
    {
        for (int division = 0; division <= Highest; division++)
        {
            double y = Floor - (division * Division);
            yield return Shapes.Line((Left, y), (Width - Left, y), division % 5 == 0 ? 2.5 : 1, division % 5 == 0 ? 1 : 0.5);
        }

        for (int day = 0; day < bars.Length; day++)
        {
            double height = bars[day] * Division;
            yield return Shapes.Rectangle(Left + 14 + (day * 54), Floor - height, 36, height, 0.45, 2.5);
        }
    }
}
