using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// A section whose tasks come from rules: the same rule at the same place of both forms, from easy to hard, with different seeds.
/// The order is the author's judgement until there are data.
/// </summary>
/// <param name="Id">Identifier of the instrument.</param>
/// <param name="Letter">Begins the identifiers of its items.</param>
/// <param name="Scale">Identifier of its one scale.</param>
/// <param name="Words">Title, instruction and meaning.</param>
/// <param name="Rules">Rules by place.</param>
internal sealed record GeneratedSection(string Id, string Letter, string Scale, GeneratedWords Words, ImmutableArray<TaskRule> Rules)
{
    public const string Version = "1.1.0";

    public static readonly GeneratedSection Numerical = new(
        "aptitude-numerical",
        "n",
        "numerical",
        new(
            "Числа",
            "Здесь ряды чисел, короткие задачи и столбчатые диаграммы. В каждом задании один верный ответ. "
                + "Сначала стоят задания, которые нам кажутся легче. У тебя может быть иначе. "
                + "Можно считать на листе бумаги, калькулятор не нужен. Если не получается, пропусти и иди дальше.",
            "Замечать правило в ряду чисел, считать доли и проценты, читать диаграмму."),
        [
            new("series-steady", NumberSeries.Steady), new("proportion", WordProblems.Proportion),
            new("series-alternating", NumberSeries.Alternating), new("chart-sum", BarCharts.Sum),
            new("discount", WordProblems.Discount), new("series-growing", NumberSeries.Growing),
            new("chart-percent", BarCharts.Percent), new("series-interleaved", NumberSeries.Interleaved),
        ]);

    public static readonly GeneratedSection Spatial = new(
        "aptitude-spatial",
        "s",
        "spatial",
        new(
            "Фигуры и механизмы",
            "Здесь фигуры, постройки из кубиков, развёртки и зубчатые колёса. В каждом задании один верный ответ. "
                + "Сначала стоят задания, которые нам кажутся легче. У тебя может быть иначе. Если не получается, пропусти и иди дальше.",
            "Представлять, как фигура повернётся, как сложится развёртка, как движутся части механизма."),
        [
            new("rotation-simple", Rotations.Simple), new("gears-direction", GearTrains.Direction),
            new("cubes-count", CubeStacks.Count), new("net-opposite", CubeNets.Opposite),
            new("rotation-hard", Rotations.Hard), new("gears-turns", GearTrains.Turns),
            new("cubes-complete", CubeStacks.Complete), new("net-folded", CubeNets.Folded),
        ]);

    /// <summary>
    /// The parallel forms with their seeds and the places of the right answers, each place as often as any other. A new seed is a new
    /// version of the instrument.
    /// </summary>
    public static readonly ImmutableArray<(string Form, ulong Seed, ImmutableArray<int> RightPlaces)> Forms =
    [
        ("a", 2026_11_21, [2, 0, 3, 1, 1, 3, 0, 2]),
        ("b", 2026_11_22, [1, 3, 0, 2, 3, 0, 2, 1]),
    ];

    /// <summary>
    /// The short forms, for a lesson without room for eight tasks: each is its long form without two places, the same two in both, so that
    /// short forms are as parallel as long ones. The hardest place goes, and with it one whose rule is there twice or has an easier kin.
    /// </summary>
    public static readonly ImmutableArray<(string Form, string Of)> ShortForms = [("a6", "a"), ("b6", "b")];

    /// <summary>Places of the long forms that the short ones go without.</summary>
    public static readonly ImmutableArray<int> LeftOutPlaces = [2, 7];

    public static ImmutableArray<GeneratedSection> All => [Numerical, Spatial];

    /// <summary>The task at a place of a form; its seed depends on section, form and place, so tasks can be redrawn singly.</summary>
    public GeneratedTask TaskAt(int place, ulong seed) =>
        Rules[place].Draw(new SeededNumbers((seed * 1_000) + (Letter[0] * 10UL) + (ulong)place));
}
