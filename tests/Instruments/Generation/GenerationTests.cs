using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Generation;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>Every rule over many seeds: exactly one option is right, and it is the one the generator says.</summary>
public sealed class GenerationTests
{
    private const int Seeds = 300;

    private static readonly Dictionary<string, TaskRule> ByTag = GeneratedSection.All.SelectMany(section => section.Rules)
        .Concat(GeneratedBank.All.SelectMany(bank => bank.Rules).Select(rule => rule.Rule)).DistinctBy(rule => rule.Tag).ToDictionary(rule => rule.Tag);

    public static TheoryData<string> Rules => [.. ByTag.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_solver_that_sees_only_the_page_finds_exactly_the_keyed_option(string tag)
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Seen seen = Seen.Of(Drawn(tag, seed), rightPlace: seed % 4);
            Assert.True(Solve(tag, seen) is [var place] && place == seed % 4, $"{tag}, seed {seed}: {seen.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Options_are_four_and_differ_in_words_and_in_drawing(string tag)
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            ImmutableArray<Choice> options = Drawn(tag, seed).OptionsWithRightAt(0);
            Assert.Equal(4, options.Select(option => option.Text).Distinct().Count());
            string[] drawings = [.. options.Where(option => option.Picture is not null).Select(option => Outline(option.Picture!))];
            Assert.Equal(drawings.Length, drawings.Distinct().Count());
            Assert.True(drawings.Length is 0 or 4);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_seed_gives_the_same_task_again_and_other_seeds_give_others(string tag)
    {
        string[] tasks = [.. Enumerable.Range(1, 50).Select(seed => Page(Drawn(tag, seed)))];
        Assert.Equal(tasks, Enumerable.Range(1, 50).Select(seed => Page(Drawn(tag, seed))));
        Assert.InRange(tasks.Distinct().Count(), 30, 50);
    }

    [Fact]
    public void The_numbers_of_a_seed_are_those_of_the_published_generator()
    {
        // SplitMix64 with seed 0 begins with 0xE220A8397B1DCDAF.
        Assert.Equal((int)(0xE220A8397B1DCDAF % 1_000_003), new SeededNumbers(0).Between(0, 1_000_002));
    }

    [Fact]
    public void The_solver_of_rows_knows_rules_that_no_generator_uses()
    {
        Seen sums = new("Какое число продолжит ряд? 1, 2, 3, 5, 8, …", null, [new("12"), new("13"), new("11"), new("10")]);
        Assert.Equal([1], NumericalSolver.Solve("series-steady", sums));
        Seen none = new("Какое число продолжит ряд? 4, 7, 1, 9, 2, …", null, [new("12"), new("13"), new("11"), new("10")]);
        Assert.Empty(NumericalSolver.Solve("series-steady", none));
    }

    internal static int[] Solve(string tag, Seen seen) => tag switch
    {
        _ when tag.StartsWith("rotation", StringComparison.Ordinal) => RotationSolver.Solve(seen),
        _ when tag.StartsWith("gears", StringComparison.Ordinal) => GearSolver.Solve(seen),
        _ when tag.StartsWith("cubes", StringComparison.Ordinal) => StackSolver.Solve(seen),
        _ when tag.StartsWith("net", StringComparison.Ordinal) => NetSolver.Solve(seen),
        _ when tag.StartsWith("odd", StringComparison.Ordinal) || tag.StartsWith("pair", StringComparison.Ordinal) => WordSolver.Solve(tag, seen),
        _ when tag.StartsWith("order", StringComparison.Ordinal) => OrderSolver.Solve(seen),
        _ when tag.StartsWith("statement", StringComparison.Ordinal) => StatementSolver.Solve(seen),
        _ => NumericalSolver.Solve(tag, seen),
    };

    private static GeneratedTask Drawn(string tag, int seed) =>
        ByTag[tag].Draw(new SeededNumbers((ulong)seed));

    private static string Page(GeneratedTask task) => string.Join('\n', task.OptionsWithRightAt(0)
        .Select(option => option.Text + (option.Picture is null ? "" : Outline(option.Picture)))
        .Append(task.Text).Append(task.Picture is null ? "" : Outline(task.Picture)).Append(task.Solution));

    private static string Outline(SvgElement element) => element.Tag
        + string.Join(' ', element.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"))
        + string.Concat(element.Children.Select(Outline));
}
