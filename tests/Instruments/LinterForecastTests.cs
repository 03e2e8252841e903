using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Instruments;

/// <summary>What the linter foretells under stated assumptions: time and reliability.</summary>
public sealed class LinterForecastTests(ITestOutputHelper output)
{
    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();
    private static readonly InstrumentForm Riasec = Library.Get("riasec", "1.0.0").Forms["full"];

    [Fact]
    public void Every_built_in_battery_fits_a_lesson()
    {
        foreach (Battery battery in BatteryLibrary.LoadBuiltIn(Library).All)
        {
            foreach (int sitting in Enumerable.Range(1, battery.Sittings))
            {
                ExpectedTime time = BatteryTime.Of(battery, sitting);
                ExpectedTime more = BatteryTime.OptionalOf(battery, sitting);
                output.WriteLine(
                    $"{battery.Id} {battery.Version}, sitting {sitting}: {time.MedianMinutes:0.0} and {time.SlowMinutes:0.0} minutes; "
                    + $"optional steps add {more.MedianMinutes:0.0} and {more.SlowMinutes:0.0}");
                Assert.InRange(time.MedianMinutes, 1, BatteryTime.LongestMedian);
                Assert.InRange(time.SlowMinutes, time.MedianMinutes, BatteryTime.LongestSlow);
            }
        }
    }

    /// <summary>They come on top of the lesson: who takes all of them must know how long that is.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void The_optional_steps_of_a_standard_lesson_add_six_minutes_for_the_middle_student_and_eleven_for_the_slow_one(int grade)
    {
        Battery battery = BatteryLibrary.LoadBuiltIn(Library).For(grade)!;
        ExpectedTime more = BatteryTime.OptionalOf(battery, sitting: 1);
        Assert.InRange(more.MedianMinutes, 5.5, 6.5);
        Assert.InRange(more.SlowMinutes, 10.5, 11.5);
        Assert.Equal(["navigator", "inclinations"], battery.Steps.Where(step => step.Optional).Select(step => step.Instrument.Id));
    }

    /// <summary>The forecast must not say of a lesson that is given that most students miss the last task.</summary>
    [Fact]
    public void The_middle_student_reaches_the_last_task_of_every_limited_section_that_is_given()
    {
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(Library);
        BatteryStep[] limited = [.. batteries.All.Select(battery => battery.Id).Distinct()
            .Select(id => batteries.All.Last(battery => battery.Id == id)).SelectMany(battery => battery.Steps).Where(step => step.Seconds is not null)];
        Assert.Equal(12, limited.Length);
        Assert.All(limited, step => Assert.True(
            60 * ExpectedTime.Of(step.Form, step.Instrument.Instruction).MedianMinutes <= step.Seconds, $"{step.Instrument.Id} {step.Form.Id}"));
    }

    [Theory]
    [InlineData("lesson-8-9", "1.1.0", "aptitude-verbal aptitude-numerical aptitude-spatial")]
    [InlineData("lesson-8-9", "1.2.0", "")]
    [InlineData("lesson-10-11", "1.2.0", "")]
    public void A_limit_below_what_the_middle_student_needs_is_a_warning(string id, string version, string sections)
    {
        Battery battery = BatteryLibrary.LoadBuiltIn(Library).Get(id, version);
        LintFinding[] told = [.. BatteryRules.Examine(battery).Where(finding => finding.Rule == "section-time")];
        Assert.All(told, finding => Assert.Equal(LintSeverity.Warning, finding.Severity));
        Assert.Equal(sections, string.Join(' ', told.Select(finding => finding.Message.Split(',')[0])));
    }

    [Fact]
    public void The_slow_student_of_a_lesson_that_is_given_is_done_before_its_end()
    {
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(Library);
        Assert.All(new[] { 9, 11 }, grade => Assert.True(BatteryTime.Of(batteries.For(grade)!, sitting: 1).SlowMinutes < BatteryTime.LongestSlow));
    }

    [Fact]
    public void What_a_sitting_takes_is_that_of_its_steps_which_are_not_optional()
    {
        Instrument riasec = Library.Get("riasec", "1.0.0");
        BatteryStep step = new(riasec, Riasec, 9, 0, Seconds: 60);
        Battery battery = new("any", "1.0.0", riasec.Title, [8],
            [step, step with { Seconds = 120, Optional = true }, step with { Seconds = 180, Sitting = 2 }]);
        Assert.Equal(2, battery.Sittings);
        Assert.Equal([new ExpectedTime(1, 1), new ExpectedTime(3, 3)], [BatteryTime.Of(battery, 1), BatteryTime.Of(battery, 2)]);
        Assert.Equal([new ExpectedTime(2, 2), new ExpectedTime(0, 0)], [BatteryTime.OptionalOf(battery, 1), BatteryTime.OptionalOf(battery, 2)]);
    }

    /// <summary>The page says «примерно»: six seconds more are still about the minutes that are told.</summary>
    [Fact]
    public void Each_step_without_a_time_limit_gives_the_middle_student_time_enough() => Assert.All(
        BatteryLibrary.LoadBuiltIn(Library).All.SelectMany(battery => battery.Steps).Where(step => step.Seconds is null),
        step => Assert.InRange(ExpectedTime.Of(step.Form, step.Instrument.Instruction).MedianMinutes, 0.1, step.Minutes + 0.1));

    [Fact]
    public void A_step_with_a_time_limit_takes_its_limit_and_nobody_is_slower()
    {
        Instrument riasec = Library.Get("riasec", "1.0.0");
        BatteryStep step = new(riasec, Riasec, 9, 0, Seconds: 90);
        ExpectedTime time = BatteryTime.Of(new Battery("any", "1.0.0", riasec.Title, [8], [step]), sitting: 1);
        Assert.Equal(new ExpectedTime(1.5, 1.5), time);
    }

    [Fact]
    public void Time_is_reading_and_deciding()
    {
        // 300 words with labels and 60 ratings: 300/160 + 60·2.5/60 and 300/100 + 60·4.5/60 minutes, whatever the words are.
        int words = ExpectedTime.WordsOf(Riasec);
        Assert.InRange(words, 250, 350);
        ExpectedTime time = ExpectedTime.Of(Riasec);
        Assert.Equal((words / 160.0) + 2.5, time.MedianMinutes, 9);
        Assert.Equal((words / 100.0) + 4.5, time.SlowMinutes, 9);
        Assert.True(ExpectedTime.Of(Library.Get("riasec", "1.0.0").Forms["short48"]).SlowMinutes < time.SlowMinutes);
    }

    [Fact]
    public void A_stem_that_repeats_is_read_once_and_a_task_is_solved_longer_than_a_choice_is_made()
    {
        InstrumentForm pairs = Library.Get("object-of-work", "1.0.0").Forms["full"];
        int options = pairs.Items.Sum(item => item.Options.Sum(option => option.Text.Russian.Split(' ').Length));
        Assert.Equal(options + 3, ExpectedTime.WordsOf(pairs));
        Assert.True(Forms(ScaleKind.Criterion, 4, 4).SlowMinutes > Forms(ScaleKind.Normative, 4, 4).SlowMinutes + 2);

        static ExpectedTime Forms(ScaleKind kind, int items, int options) => ExpectedTime.Of(Choices(kind, items, options));
    }

    [Fact]
    public void Simulated_reliability_is_that_of_the_assumed_model()
    {
        // Ten continuous ratings of loading .6: Spearman and Brown give 10·.36/(1 + 9·.36) = .85; five steps cost a little.
        Assert.All(SimulatedReliability.Of(Riasec), scale => Assert.InRange(scale.Correlation, 0.79, 0.86));
        double[] byLength = [.. new[] { 4, 8, 16, 32 }.Select(items => Assert.Single(SimulatedReliability.Of(
            Choices(ScaleKind.Criterion, items, 4))).Correlation)];
        Assert.Equal(byLength.Order(), byLength);
        Assert.InRange(byLength[1], 0.45, 0.65);
    }

    [Fact]
    public void Guessing_among_fewer_options_costs_reliability() => Assert.True(
        Assert.Single(SimulatedReliability.Of(Choices(ScaleKind.Criterion, 20, 2))).Correlation
        < Assert.Single(SimulatedReliability.Of(Choices(ScaleKind.Criterion, 20, 6))).Correlation - 0.05);

    [Fact]
    public void Error_of_measurement_follows_from_spread_and_reliability()
    {
        // A rating of five steps of width .8 has an error SD of about .8/.8 = 1 step; ten of them √10.
        Assert.All(SimulatedReliability.Of(Riasec), scale => Assert.InRange(scale.StandardError, 2.6, 3.6));
    }

    [Fact]
    public void Best_worst_sets_are_simulated_in_the_units_of_a_balance()
    {
        InstrumentForm form = Values(BestWorstDesign.SevenValues);
        Assert.All(SimulatedReliability.Of(form), scale =>
        {
            Assert.InRange(scale.Correlation, 0.5, 0.9);
            Assert.InRange(scale.StandardError, 0.1, 0.5);
        });
    }

    [Fact]
    public void The_same_form_is_simulated_to_the_same_digits_on_any_machine()
    {
        SimulatedReliability[] once = [.. SimulatedReliability.Of(Riasec)];
        Assert.Equal(once.Select(scale => scale.Correlation), SimulatedReliability.Of(Riasec).Select(scale => scale.Correlation));
        SimulationSource source = new(1);
        double[] normals = [.. Enumerable.Range(0, 20000).Select(_ => source.NextNormal())];
        Assert.InRange(normals.Average(), -0.03, 0.03);
        Assert.InRange(normals.Select(normal => normal * normal).Average(), 0.97, 1.03);
        Assert.Equal([0, 1, 2], Enumerable.Range(0, 1000).Select(_ => source.NextBelow(3)).Distinct().Order());
    }

    [Fact]
    public void A_short_scale_of_tasks_is_a_warning_and_an_ipsative_one_never()
    {
        Assert.Equal(LintSeverity.Warning, Severity(Choices(ScaleKind.Criterion, 6, 4)));
        Assert.Equal(LintSeverity.Info, Severity(Choices(ScaleKind.Criterion, 24, 4)));
        Assert.Equal(LintSeverity.Info, Severity(Choices(ScaleKind.Ipsative, 2, 2)));
        Assert.Equal(LintSeverity.Warning, Severity(Choices(ScaleKind.Normative, 2, 2)));

        static LintSeverity Severity(InstrumentForm form)
        {
            Instrument instrument = SampleInstrument.Instrument();
            return Assert.Single(ReliabilityRules.Examine(ReliabilityRules.Simulate(instrument with
            {
                Forms = instrument.Forms.Clear().Add("full", form),
            }))).Severity;
        }
    }

    /// <summary>One scale over items with equally many options, the first of which brings a point.</summary>
    private static InstrumentForm Choices(ScaleKind kind, int items, int options)
    {
        LocalText text = LocalText.Empty;
        ImmutableArray<Item> asked = [.. Enumerable.Range(0, items).Select(item => new Item(
            $"t{item}", text, new AnswerFormat.SingleChoice(), [.. Enumerable.Range(0, options).Select(_ => new Option(text, null))]))];
        ImmutableArray<ItemKey> keys = [.. Enumerable.Range(0, items)
            .Select(item => new ItemKey.Options(item, [.. Enumerable.Range(0, options).Select(option => (byte)(option == 0 ? 1 : 0))]))];
        ScaleKey scale = ScaleKey.Of(kind, "s", keys, new MissingRule.Tolerate(1));
        return new InstrumentForm("full", asked, ScoringKey.Create([.. asked.Select(item => item.Id)], [scale]));
    }

    private static InstrumentForm Values(BestWorstDesign design)
    {
        ImmutableArray<ScaleKey> scales = [.. Enumerable.Range(0, design.Values).Select(value => ScaleKey.Of(
            ScaleKind.Ipsative,
            $"v{value}",
            [.. Enumerable.Range(0, design.Sets.Length).Where(set => design.Sets[set].Contains(value)).Select(set =>
                new ItemKey.BestWorst(set, (byte)design.Sets[set].IndexOf(value), 4))],
            new MissingRule.Tolerate(1)))];
        ImmutableArray<Item> items = [.. Enumerable.Range(0, design.Sets.Length).Select(set => new Item(
            $"w{set}", LocalText.Empty, new AnswerFormat.BestWorst(), [.. Enumerable.Repeat(new Option(LocalText.Empty, null), 4)]))];
        return new InstrumentForm("full", items, ScoringKey.Create([.. items.Select(item => item.Id)], scales));
    }
}
