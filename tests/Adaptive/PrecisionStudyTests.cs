using System.Collections.Immutable;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Tests.Adaptive;

public sealed class PrecisionStudyTests
{
    private static readonly ImmutableArray<ItemBank> Banks = BankLibrary.LoadBuiltIn();

    public static TheoryData<string> Ids => [.. BankLibrary.Ids];

    /// <summary>The claim of the product's plan. It rests on the foretold spread: see the test after it.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Twelve_chosen_tasks_reach_the_error_of_twenty_fixed_ones_where_difficulties_spread(string id)
    {
        ImmutableArray<PrecisionRow> rows = Run(BankOf(id), most: 12, persons: 2_000);
        (PrecisionRow adaptive, PrecisionRow fixedForm) = (All(rows, PrecisionForm.Adaptive), All(rows, PrecisionForm.Fixed));
        Assert.Equal((12, 20), (adaptive.Items, fixedForm.Items));
        Assert.True(adaptive.Error <= fixedForm.Error, $"{id}: {adaptive.Error:F3} after 12 chosen, {fixedForm.Error:F3} after 20 fixed");
        Assert.InRange(adaptive.TrueError, 0.8 * adaptive.Error, 1.2 * adaptive.Error);
    }

    /// <summary>What the README tells is what the verb gives: the numbers are simulated, not remembered.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_numbers_of_the_readme_are_those_of_the_study(string id)
    {
        ImmutableArray<PrecisionRow> rows = Run(BankOf(id), most: 12, persons: 2_000);
        string Told(PrecisionForm form) => FormattableString.Invariant($"{All(rows, form).Error:0.000}, {All(rows, form).TrueError:0.000}");
        string line = FormattableString.Invariant(
            $"| {id.Split('-')[1]} | {Told(PrecisionForm.Adaptive)} | {Told(PrecisionForm.Fixed)} | {Told(PrecisionForm.BestFixed)} | {All(rows, PrecisionForm.Adaptive).MostExposed:0 %} |");
        Assert.Contains(line, await File.ReadAllTextAsync(Path.Combine(Repository.Root, "engine", "Adaptive", "README.md")), StringComparison.Ordinal);
        double[] difficulties = [.. BankOf(id).Items.Select(item => item.Parameters.Thresholds[0])];
        Assert.Contains(
            FormattableString.Invariant($" | {difficulties.Min():0.00} … {difficulties.Max():0.00} |").Replace('-', '−'),
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "engine", "Adaptive", "README.md")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_tasks_are_alike_choosing_gains_nothing_and_the_study_says_so()
    {
        ItemBank bank = Banks[0];
        ItemBank alike = bank.With([.. bank.Items.Select(item => item with { Parameters = ItemParameters.FromThresholds(1.275, [0], 0.25) })]);
        ImmutableArray<PrecisionRow> rows = Run(alike, most: 12, persons: 1_000);
        Assert.True(All(rows, PrecisionForm.Adaptive).Error > All(rows, PrecisionForm.Fixed).Error);
    }

    [Fact]
    public void The_best_fixed_form_is_no_worse_than_the_even_one_by_its_own_measure()
    {
        foreach (ItemBank bank in Banks)
        {
            double Expected(ImmutableArray<int> form) => AbilityGrid.Usual.Nodes.Zip(AbilityGrid.Usual.Weights, (node, weight) =>
                weight / Math.Sqrt(1 + form.Sum(item => bank.Items[item].Parameters.Information(node)))).Sum();
            ImmutableArray<int> best = FixedForms.Best(bank, 20);
            Assert.Equal(20, best.Distinct().Count());
            Assert.True(Expected(best) <= Expected(FixedForms.Even(bank, 20)));
        }
    }

    [Fact]
    public void A_seed_gives_the_same_study_again_and_ranges_add_up()
    {
        ImmutableArray<PrecisionRow> rows = Run(Banks[1], most: 8, persons: 400);
        Assert.Equal(rows.ToArray(), Run(Banks[1], most: 8, persons: 400).ToArray());
        Assert.Equal(18, rows.Length);
        foreach (PrecisionForm form in Enum.GetValues<PrecisionForm>())
        {
            PrecisionRow all = All(rows, form);
            PrecisionRow[] ranges = [.. rows.Where(row => row.Form == form).Skip(1)];
            Assert.Equal(400, all.Persons);
            Assert.Equal(all.Persons, ranges.Sum(row => row.Persons));
            Assert.Equal(all.Bias, ranges.Sum(row => row.Bias * row.Persons) / all.Persons, 10);
            Assert.Equal(all.TrueError * all.TrueError, ranges.Sum(row => row.TrueError * row.TrueError * row.Persons) / all.Persons, 10);
            Assert.True(ranges[0].Bias > 0 && ranges[^1].Bias < 0, "estimates are drawn to the middle");
        }

        Assert.Equal(1, All(rows, PrecisionForm.Fixed).MostExposed);
        Assert.Equal(Banks[1].Items.Length - 20, All(rows, PrecisionForm.Fixed).NeverGiven);
    }

    [Fact]
    public void Drawing_from_the_best_few_spreads_the_tasks_over_persons()
    {
        ItemBank bank = Banks[2];
        ImmutableArray<PrecisionRow> drawn = Run(bank, most: 12, persons: 600);
        AdaptiveRules always = bank.Rules(0, 12) with { BestOf = 1 };
        PrecisionRow burnt = All(PrecisionStudy.Run(new PrecisionOptions(bank, always, 20) { Persons = 600 }, null, CancellationToken.None), PrecisionForm.Adaptive);
        Assert.Equal(1, burnt.MostExposed);
        Assert.InRange(All(drawn, PrecisionForm.Adaptive).MostExposed, 0.1, 0.7);
        Assert.True(All(drawn, PrecisionForm.Adaptive).NeverGiven < burnt.NeverGiven);
    }

    [Fact]
    public void A_test_that_may_stop_when_precise_is_shorter_and_keeps_the_areas_shares()
    {
        ItemBank bank = Banks[1];
        AdaptiveRules rules = bank.Rules(0.6, 30);
        PrecisionRow stopped = All(PrecisionStudy.Run(new PrecisionOptions(bank, rules, 20) { Persons = 300 }, null, CancellationToken.None), PrecisionForm.Adaptive);
        Assert.True(stopped.Items < 20 && stopped.Error <= 0.6);
        AdaptiveTest test = new(bank.Adaptive, bank.Rules(0, 12));
        AdaptiveState end = new SimulatedPerson(1).Take(test, new Random(3));
        Assert.All(bank.AreaNames, area => Assert.Equal(12 / bank.AreaNames.Length, end.Items.Count(item => bank.Areas[item] == area)));
    }

    [Fact]
    public void A_study_of_nobody_or_of_more_tasks_than_there_are_is_refused_and_it_can_be_stopped()
    {
        PrecisionOptions options = new(Banks[0], Banks[0].Rules(0, 12), 20);
        Assert.Throws<ArgumentException>(() => PrecisionStudy.Run(options with { Persons = 0 }, null, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => PrecisionStudy.Run(options with { FixedLength = 1_000 }, null, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => PrecisionStudy.Run(options, null, new CancellationToken(canceled: true)));
    }

    private static ImmutableArray<PrecisionRow> Run(ItemBank bank, int most, int persons) =>
        PrecisionStudy.Run(new PrecisionOptions(bank, bank.Rules(0, most), 20) { Persons = persons }, null, CancellationToken.None);

    private static PrecisionRow All(ImmutableArray<PrecisionRow> rows, PrecisionForm form) => rows.First(row => row.Form == form);

    private static ItemBank BankOf(string id) => Banks.Single(bank => bank.Instrument.Id == id);
}
