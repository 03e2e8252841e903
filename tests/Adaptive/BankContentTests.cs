using System.Text;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Generation;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Instruments.Generation;

namespace Diagnostics.Tests.Adaptive;

/// <summary>The committed banks: enough different tasks with one right answer each, hard and easy ones in every area, as their rules give them.</summary>
public sealed class BankContentTests
{
    private const string RewriteVariable = "DIAGNOSTICS_REWRITE_SECTIONS";

    public static TheoryData<string> Ids => [.. BankLibrary.Ids];

    /// <summary>After a change of a rule or seed: raise the version, run with the variable set to 1, look at the files, commit them.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void The_committed_files_are_what_rules_and_seed_give(string id)
    {
        foreach ((string name, byte[] drawn) in BankLibrary.Draw(id))
        {
            string file = Path.Combine(Repository.Root, "engine", "Instruments", "Banks", id, GeneratedBank.Version, name);
            if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, drawn);
            }

            Assert.True(
                File.Exists(file) && drawn.AsSpan().SequenceEqual(File.ReadAllBytes(file)),
                $"{file} is not what the rules give; to write it anew: {RewriteVariable}=1 dotnet test tests --filter BankContentTests");
        }
    }

    /// <summary>After a change of a bank or of the lesson that is offered: run with the variable set to 1, look at the numbers, commit them.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_told_of_its_precision_is_what_the_simulation_gives_by_the_rules_of_every_lesson_that_is_offered(string id)
    {
        ItemBank bank = BankLibrary.Get(id);
        SectionLimits limits = Assert.Single(ContentShelf.LoadBuiltIn().Batteries.Own.SelectMany(battery => battery.Steps).Select(step => step.Adaptive)
            .Where(section => section?.Bank.Instrument.Id == id).Select(section => section!.Limits).Distinct());
        byte[] simulated = BankPrecision.Simulate(bank, limits, null, default).Render();
        string file = Path.Combine(Repository.Root, "engine", "Instruments", "Banks", id, GeneratedBank.Version, BankPrecision.FileName);
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            File.WriteAllBytes(file, simulated);
        }

        Assert.Equal(Encoding.UTF8.GetString(simulated), File.ReadAllText(file));
        ToldBank told = Assert.Single(BankLibrary.Told(), one => one.Precision.Bank == id);
        Assert.Equal(simulated, told.Precision.Render());
        Assert.True(told.Precision.IsPredicted);

        // What the note of the lesson and the page rest on: chosen tasks beat as many fixed ones.
        Assert.True(told.Precision.Forms[0].Error < told.Precision.Forms[1].Error);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_solver_agrees_with_the_key_of_every_item(string id)
    {
        InstrumentForm form = BankLibrary.Get(id).Form;
        ItemKey.Options[] keys = [.. Assert.Single(form.Key.Scales).Items.Cast<ItemKey.Options>().OrderBy(key => key.Item)];
        Assert.Equal(form.Items.Length, keys.Length);
        Assert.All(keys, key =>
        {
            Item item = form.Items[key.Item];
            string rule = Assert.Single(item.Tags, tag => !tag.StartsWith(BankFile.AreaTag, StringComparison.Ordinal));
            Assert.Equal(1, key.Points.Sum(point => point));
            Assert.Equal([key.Points.IndexOf((byte)1)], GenerationTests.Solve(rule, Seen.Of(item)));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void There_are_sixty_different_tasks_and_none_is_in_a_fixed_section(string id)
    {
        ItemBank bank = BankLibrary.Get(id);
        InstrumentLibrary library = InstrumentLibrary.LoadBuiltIn();
        string[] pages = [.. bank.Form.Items.Select(PageOf)];
        Assert.True(pages.Length >= 60, $"{pages.Length} tasks");
        Assert.Equal(pages.Length, pages.Distinct().Count());
        string[] fixedPages = [.. library.All.Where(one => id.StartsWith(one.Id, StringComparison.Ordinal)).SelectMany(one => one.Forms["full"].Items).Select(PageOf)];
        Assert.NotEmpty(fixedPages);
        Assert.Empty(pages.Intersect(fixedPages));
    }

    /// <summary>What an adaptive test needs: somewhere to go up and down, in every area, and no gap it would fall into.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Difficulties_spread_and_every_area_has_easy_and_hard_tasks(string id)
    {
        ItemBank bank = BankLibrary.Get(id);
        double[] all = [.. bank.Items.Select(item => item.Parameters.Thresholds[0]).Order()];
        Assert.True(all[0] <= -1.8 && all[^1] >= 1.8, $"{all[0]} .. {all[^1]}");
        Assert.True(all.Zip(all.Skip(1), (one, next) => next - one).Max() <= 1.05);
        Assert.InRange(bank.AreaNames.Length, 3, 4);
        foreach (string area in bank.AreaNames)
        {
            double[] own = [.. Enumerable.Range(0, bank.Items.Length).Where(item => bank.Areas[item] == area).Select(item => bank.Items[item].Parameters.Thresholds[0])];
            Assert.True(own.Length >= 12, $"{area}: {own.Length} tasks");
            Assert.True(own.Max() - own.Min() >= 1.4, $"{area}: {own.Min()} .. {own.Max()}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_parameters_say_that_they_are_predicted_and_are_what_the_demands_give(string id)
    {
        ItemBank bank = BankLibrary.Get(id);
        Assert.True(bank.IsPredicted);
        Assert.All(bank.Items, item => Assert.True(item.IsPredicted));
        Assert.Contains("не измерена", bank.Instrument.Note!.Russian, StringComparison.Ordinal);
        BankTask[] tasks = [.. GeneratedBank.All.Single(one => one.Id == id).Tasks()];
        Assert.Equal(tasks.Select(task => (task.Id, task.Area)), bank.Items.Zip(bank.Areas, (item, area) => (item.Item, area)));
        Assert.All(tasks.Zip(bank.Items), one => Assert.Equal(one.First.Difficulty, one.Second.Parameters.Thresholds[0], 12));
        Assert.All(bank.Items, item => Assert.Equal((PredictedDifficulty.Slope, 0.25), (item.Parameters.Slope, item.Parameters.Guessing)));
        Assert.All(tasks, task => Assert.True(task.Task.Demand is { Steps: >= 1, Rules: >= 0, Load: >= 0, Lures: >= 0 and <= 3 }, task.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_fixed_form_has_twenty_tasks_from_easy_to_hard_of_all_areas_alike(string id)
    {
        ItemBank bank = BankLibrary.Get(id);
        Assert.Equal(20, bank.FixedForm.Length);
        Assert.Equal(bank.FixedForm.Order(), bank.FixedForm.ToArray());
        int[] counts = [.. bank.AreaNames.Select(area => bank.FixedForm.Count(item => bank.Areas[item] == area))];
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        Assert.Equal(bank.FixedForm.ToArray(), FixedForms.Even(bank, 20).ToArray());
    }

    /// <summary>But that twenty guessed tasks are reliable to .69 or .70 if they were middling, which is what an adaptive section is for.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void The_linter_finds_nothing_to_mend(string id)
    {
        byte[] file = BankLibrary.Draw(id).Single(one => one.Name == "instrument.json").Content;
        LintFinding[] findings = [.. new ContentCheck(InstrumentLibrary.LoadBuiltIn()).Examine(file).Where(finding => finding.Severity > LintSeverity.Info && finding.Rule != "simulated-reliability")];
        Assert.True(findings.Length == 0, string.Join('\n', findings.Select(finding => $"{finding.Path}: {finding.Message}")));
    }

    [Fact]
    public void A_calibration_takes_the_place_of_what_was_predicted()
    {
        ItemBank bank = BankLibrary.Get("aptitude-verbal-bank");
        StringBuilder table = new("item,a,b,c\n");
        foreach (CalibratedItem item in bank.Items.Reverse())
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"{item.Item},1.1,0.5,0.2\n");
        }

        ItemBank calibrated = bank.With(ItemParametersCsv.Read("p.csv", table.ToString()));
        Assert.False(calibrated.IsPredicted);
        Assert.All(calibrated.Items, item => Assert.Equal(0.5, item.Parameters.Thresholds[0], 12));
        Assert.Equal(bank.Items.Select(item => item.Item), calibrated.Items.Select(item => item.Item));
    }

    [Theory]
    [InlineData("item,a,b\nvq01,1,0\n", "no parameters of vq02")]
    [InlineData("item,a,b,origin\nvq01,1,0,guessed\n", "neither predicted nor calibrated")]
    public void Parameters_that_do_not_fit_are_refused_with_the_reason(string table, string reason)
    {
        ItemBank bank = BankLibrary.Get("aptitude-verbal-bank");
        Exception refusal = Assert.ThrowsAny<Exception>(() => bank.With(ItemParametersCsv.Read("p.csv", table)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_of_strange_items_and_of_graded_ones_are_refused()
    {
        ItemBank bank = BankLibrary.Get("aptitude-verbal-bank");
        CalibratedItem strange = new("x", bank.Items[0].Parameters);
        Assert.Contains("no item x", Assert.Throws<ArgumentException>(() => bank.With([.. bank.Items, strange])).Message, StringComparison.Ordinal);
        CalibratedItem graded = bank.Items[0] with { Parameters = new(1, [1, 0.5]) };
        Assert.Contains("3 categories", Assert.Throws<ArgumentException>(() => bank.With(bank.Items.SetItem(0, graded))).Message, StringComparison.Ordinal);
        Instrument plain = InstrumentLibrary.LoadBuiltIn().Newest("riasec")!;
        Assert.Contains("is no bank", Assert.Throws<ArgumentException>(() => ItemBank.Of(plain, bank.Items)).Message, StringComparison.Ordinal);
    }

    private static string PageOf(Item item) => string.Join(
        '\n', item.Options.Select(option => option.Text.Russian).Order(StringComparer.Ordinal).Prepend(item.PictureText?.Russian).Prepend(item.Text.Russian));
}
