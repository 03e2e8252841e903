using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// A bank of tasks for one aptitude: drawn by rules, no two alike, told from easy to hard by their foretold difficulty. The same on every machine.
/// </summary>
/// <param name="Id">Identifier of the bank.</param>
/// <param name="Letter">Begins the identifiers of its items.</param>
/// <param name="Scale">Identifier of its one scale: that of the section with fixed forms.</param>
/// <param name="Words">Title, instruction and meaning.</param>
/// <param name="Rules">What it is drawn by.</param>
internal sealed record GeneratedBank(string Id, string Letter, string Scale, GeneratedWords Words, ImmutableArray<BankRule> Rules)
{
    public const string Version = "1.0.0";

    /// <summary>A new seed is a new version of the bank.</summary>
    public const ulong Seed = 2026_11_23;

    private const int MostTries = 500;

    private const string Calm = "В каждом задании один верный ответ. Если не получается, пропусти и иди дальше.";

    public static readonly GeneratedBank Verbal = new(
        "aptitude-verbal-bank",
        "v",
        "verbal",
        new(
            "Слова и выводы",
            $"Здесь задания о словах, порядке и выводах. Опирайся только на то, что сказано в задании. {Calm}",
            "Понимать связи между словами и предложениями, делать из сказанного только верные выводы."),
        [
            Of("words", "odd-far", WordGroups.Far, 4), Of("words", "odd-close", WordGroups.Close, 7),
            Of("words", "pair-word", WordPairs.Word, 7), Of("words", "pair-same", WordPairs.Same, 6),
            Of("orders", "order-plain", Orders.Plain, 4), Of("orders", "order-four", Orders.OfFour, 5),
            Of("orders", "order-five", Orders.OfFive, 6), Of("orders", "order-six", Orders.OfSix, 6),
            Of("statements", "statement-forwards", Statements.Forwards, 2), Of("statements", "statement-excluded", Statements.Excluded, 2),
            Of("statements", "statement-forwards-twice", Statements.ForwardsTwice, 2), Of("statements", "statement-not-all", Statements.NotAll, 2),
            Of("statements", "statement-backwards", Statements.Backwards, 3), Of("statements", "statement-excluded-backwards", Statements.ExcludedBackwards, 3),
            Of("statements", "statement-backwards-twice", Statements.BackwardsTwice, 4), Of("statements", "statement-excluded-twice", Statements.ExcludedTwice, 4),
            Of("statements", "statement-excluded-thrice", Statements.ExcludedThrice, 4),
        ]);

    public static readonly GeneratedBank Numerical = new(
        "aptitude-numerical-bank",
        "n",
        "numerical",
        new(
            "Числа",
            $"Здесь ряды чисел, короткие задачи и столбчатые диаграммы. Можно считать на листе бумаги, калькулятор не нужен. {Calm}",
            "Замечать правило в ряду чисел, считать доли и проценты, читать диаграмму."),
        [
            Of("series", "series-steady", NumberSeries.Steady, 4), Of("series", "series-ratio", NumberSeries.Ratio, 4),
            Of("series", "series-alternating", NumberSeries.Alternating, 4), Of("series", "series-sums", NumberSeries.Sums, 4),
            Of("series", "series-growing", NumberSeries.Growing, 4), Of("series", "series-interleaved", NumberSeries.Interleaved, 4),
            Of("series", "series-interleaved-growing", NumberSeries.InterleavedGrowing, 4),
            Of("problems", "proportion", WordProblems.Proportion, 5), Of("problems", "discount", WordProblems.Discount, 5),
            Of("problems", "inverse", WordProblems.Inverse, 5), Of("problems", "two-discounts", WordProblems.TwoDiscounts, 5),
            Of("problems", "before-discount", WordProblems.BeforeDiscount, 5),
            Of("charts", "chart-sum", BarCharts.Sum, 6), Of("charts", "chart-mean", BarCharts.Mean, 6), Of("charts", "chart-percent", BarCharts.Percent, 6),
        ]);

    public static readonly GeneratedBank Spatial = new(
        "aptitude-spatial-bank",
        "s",
        "spatial",
        new(
            "Фигуры и механизмы",
            $"Здесь фигуры, постройки из кубиков, развёртки и зубчатые колёса. {Calm}",
            "Представлять, как фигура повернётся, как сложится развёртка, как движутся части механизма."),
        [
            Of("rotations", "rotation-simple", Rotations.Simple, 4), Of("rotations", "rotation-middle", Rotations.Middle, 4),
            Of("rotations", "rotation-hard", Rotations.Hard, 3), Of("rotations", "rotation-hardest", Rotations.Hardest, 3),
            Of("rotations", "rotation-nine", Rotations.OfNine, 3),
            Of("gears", "gears-direction-2", numbers => GearTrains.Direction(numbers, 2), 3), Of("gears", "gears-direction-3", numbers => GearTrains.Direction(numbers, 3), 3),
            Of("gears", "gears-direction", GearTrains.Direction, 2), Of("gears", "gears-direction-5", numbers => GearTrains.Direction(numbers, 5), 3),
            Of("gears", "gears-turns-4", numbers => GearTrains.Turns(numbers, 4), 3), Of("gears", "gears-turns", GearTrains.Turns, 3),
            Of("gears", "gears-turns-6", numbers => GearTrains.Turns(numbers, 6), 3),
            Of("cubes", "cubes-count-low", numbers => CubeStacks.Count(numbers, highest: 2, least: 9, most: 15), 4), Of("cubes", "cubes-count", CubeStacks.Count, 4),
            Of("cubes", "cubes-count-high", numbers => CubeStacks.Count(numbers, highest: 4, least: 17, most: 26), 3), Of("cubes", "cubes-complete", CubeStacks.Complete, 3),
            Of("cubes", "cubes-complete-high", numbers => CubeStacks.Complete(numbers, highest: 5, least: 18, most: 30), 2),
            Of("cubes", "cubes-complete-highest", numbers => CubeStacks.Complete(numbers, highest: 6, least: 22, most: 38), 3),
            Of("nets", "net-opposite", CubeNets.Opposite, 6), Of("nets", "net-opposite-bent", numbers => CubeNets.Opposite(numbers, line: 3), 5),
            Of("nets", "net-folded", CubeNets.Folded, 6),
        ]);

    public static ImmutableArray<GeneratedBank> All => [Verbal, Numerical, Spatial];

    /// <summary>The tasks from easy to hard.</summary>
    public ImmutableArray<BankTask> Tasks()
    {
        HashSet<string> pages = new(StringComparer.Ordinal);
        List<(BankRule Rule, GeneratedTask Task)> drawn = [];
        for (int rule = 0; rule < Rules.Length; rule++)
        {
            int first = drawn.Count;
            for (ulong number = 0; drawn.Count - first < Rules[rule].Count; number++)
            {
                GeneratedTask task = number < MostTries
                    ? Rules[rule].Rule.Draw(new SeededNumbers((((Seed * 1_000) + (Letter[0] * 10UL)) * 1_000_000) + ((ulong)rule * 1_000) + number))
                    : throw new InvalidOperationException($"{Rules[rule].Rule.Tag} gives not {Rules[rule].Count} different tasks.");
                if (pages.Add(PageOf(task)))
                {
                    drawn.Add((Rules[rule], task));
                }
            }
        }

        return
        [
            .. drawn.OrderBy(one => PredictedDifficulty.Of(one.Task.Demand))
                .Select((one, place) => new BankTask(IdAt(place), one.Rule.Area, one.Rule.Rule.Tag, one.Task)),
        ];
    }

    /// <summary>All a student reads of a task, whatever the order of its options.</summary>
    internal static string PageOf(GeneratedTask task) =>
        string.Join('\n', task.OptionsWithRightAt(0).Select(option => option.Text).Order(StringComparer.Ordinal).Prepend(task.PictureText).Prepend(task.Text));

    private string IdAt(int place) => string.Create(CultureInfo.InvariantCulture, $"{Letter}q{place + 1:00}");

    private static BankRule Of(string area, string tag, Func<SeededNumbers, GeneratedTask> draw, int count) => new(area, new TaskRule(tag, draw), count);
}
