using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Monitoring;

/// <summary>What is counted of items, and what of it is called unusual.</summary>
public sealed class ItemReadingTests
{
    private static readonly Battery Battery = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn()).For(8)!;
    private static readonly BatteryStep Tasks = Battery.Steps.First(step => step.HasTasks);
    private static readonly BatteryStep Interests = Battery.Steps.Single(step => step.Instrument.Id == "riasec");

    [Fact]
    public void Parts_merge_to_the_same_in_any_order()
    {
        foreach (BatteryStep step in new[] { Tasks, Interests })
        {
            Assert.Equal(Merged(step, [0, 1, 2, 3, 4]), Merged(step, [3, 0, 4, 2, 1]));
        }
    }

    [Fact]
    public void Omitted_and_not_reached_are_told_apart_and_times_are_quantiles()
    {
        var tally = new FormTally(Tasks);
        int items = Tasks.Form.Items.Length;
        byte[] codes = [0, ResponseMatrix.Missing, 1, .. Enumerable.Repeat(ResponseMatrix.Missing, items - 3)];
        long?[] times = new long?[Battery.ItemCount];
        (times[Tasks.FirstItem + 1], times[Tasks.FirstItem + 2]) = (1_000, 5_000);
        tally.Add(Section(Tasks, codes), codes, times, SessionGroup.Of(8, null, "city", "M"));
        ImmutableArray<ItemFigures> read = tally.Read().Items.Single(one => one.Grade is null).Items;
        Assert.Equal((1, 0, 0), Counts(read[0]));
        Assert.Equal((0, 1, 0), Counts(read[1]));
        Assert.Equal((1, 0, 0), Counts(read[2]));
        Assert.Equal((0, 0, 1), Counts(read[^1]));
        Assert.InRange(read[2].Counts.Median!.Value, 4 / 1.05, 4 * 1.05);
        Assert.Null(read[0].Counts.Median);
    }

    [Fact]
    public void A_wrong_option_that_draws_the_upper_third_is_told()
    {
        // Of option 1 the low choose little and the high much; option 0 is the right one.
        ItemCount counts = new(
            120, 0, 0, 0, 0, null, null, null,
            [new OptionCount(0, 60, [30, 20, 10]), new OptionCount(1, 60, [10, 20, 30])]);
        ImmutableArray<ThirdCount> thirds = ItemDoubts.Thirds(counts);
        Assert.Equal(new[] { new ThirdCount(0, 30, 20, 10), new ThirdCount(1, 10, 20, 30) }, thirds.ToArray());
        ItemFigures item = new(1, "a", "S", 0.5, 0.5, 0.1, null, 0.95, counts);
        Assert.Equal<IEnumerable<ItemDoubt>>([ItemDoubt.TooEasy, ItemDoubt.LowItemRest, ItemDoubt.Distractor], ItemDoubts.Of(item, 120, right: 0));
        Assert.Equal<IEnumerable<ItemDoubt>>([ItemDoubt.TooEasy, ItemDoubt.LowItemRest], ItemDoubts.Of(item, 120, right: 1));
        Assert.Empty(ItemDoubts.Of(item, 99, right: 0));
        ItemFigures quick = item with { Difficulty = 0.1, ItemRest = 0.4, Counts = counts with { Omitted = 7, NotReached = 25, Median = 0.9 } };
        Assert.Equal<IEnumerable<ItemDoubt>>([ItemDoubt.TooHard, ItemDoubt.Omitted, ItemDoubt.NotReached, ItemDoubt.TooFast], ItemDoubts.Of(quick, 120, right: 1));
    }

    [Fact]
    public void Words_of_a_task_name_its_right_option()
    {
        ImmutableArray<ItemWords> words = ItemText.Of(Tasks.Form);
        Assert.All(words, item => Assert.InRange(item.Right!.Value, 0, item.Options.Length - 1));
        Assert.All(ItemText.Of(Interests.Form), item => Assert.Null(item.Right));
    }

    /// <summary>Of four options a quarter is right by guessing; of 1,000 answers 27.6 % still may be.</summary>
    [Theory]
    [InlineData(0.19, 1_000, true)]
    [InlineData(0.25, 1_000, true)]
    [InlineData(0.276, 1_000, true)]
    [InlineData(0.28, 1_000, false)]
    [InlineData(0.30, 200, true)]
    [InlineData(0.33, 200, false)]
    public void A_task_that_is_solved_as_by_guessing_is_too_hard(double difficulty, long answered, bool isHard)
    {
        ItemCount counts = new(answered, 0, 0, 0, 0, null, null, null, [.. Enumerable.Range(0, 4).Select(code => new OptionCount(code, answered / 4, [answered / 4]))]);
        ItemFigures item = new(1, "a", "S", 0.5, 0.5, 0.4, null, difficulty, counts);
        Assert.Equal(isHard, ItemDoubts.Of(item, answered, right: 0).Contains(ItemDoubt.TooHard));
    }

    [Fact]
    public void A_pilot_ends_when_students_alpha_and_completion_are_there()
    {
        var rules = PilotRules.LoadBuiltIn();
        GradeItems reached = new(null, 300, [.. Interests.Form.Key.Scales.Select(scale => Scale(scale.Id, 0.75, complete: 290))], []);
        PilotState done = rules.Look(Interests.Instrument, Interests.Form, reached);
        Assert.Equal((true, true, true, true), (done.IsPilot, done.HasStudents, done.HasAlpha, done.HasCompletion));
        GradeItems weak = reached with { Respondents = 299, Scales = [.. reached.Scales.Skip(1), Scale("C", null, complete: 200)] };
        PilotState open = rules.Look(Interests.Instrument, Interests.Form, weak);
        Assert.Equal((false, false, false), (open.HasStudents, open.HasAlpha, open.HasCompletion));

        // Of tasks that many do not come to the end of alpha would be of speed: nobody asks for it, and who came to the end is counted.
        ScaleFigures scale = Scale(Tasks.Form.Key.Scales[0].Id, null, complete: 10);
        PilotState power = rules.Look(Tasks.Instrument, Tasks.Form, new GradeItems(null, 400, [scale], []));
        Assert.Equal((false, true, 1.0), (power.HasAlpha, power.HasCompletion, power.Completion));
        PilotState speed = rules.Look(Tasks.Instrument, Tasks.Form, new GradeItems(null, 400, [scale with { IsSpeeded = true, NotReached = 150 }], []));
        Assert.Equal((true, false, 0.5), (speed.HasAlpha, speed.HasCompletion, speed.Completion));

        static ScaleFigures Scale(string id, double? alpha, long complete) => new(id, 300, complete, 0, false, null, null, alpha, null, null, null, null);
    }

    private static string Merged(BatteryStep step, int[] order)
    {
        var whole = new FormTally(step);
        foreach (int seed in order)
        {
            var part = new FormTally(step);
            var random = new Random(seed);
            for (int row = 0; row < 70; row++)
            {
                byte[] codes = [.. step.Form.Items.Select(item => random.Next(8) == 0 ? ResponseMatrix.Missing : (byte)random.Next(2))];
                long at = 0;
                long?[] times = [.. Enumerable.Range(0, Battery.ItemCount).Select(_ => (long?)(at += random.Next(200, 20_000)))];
                part.Add(Section(step, codes), codes, times, SessionGroup.Of(8 + random.Next(2), row % 2 == 0 ? "female" : null, "city", "M"));
            }

            whole.Merge(part);
        }

        return JsonSerializer.Serialize(whole.Read().Items);
    }

    private static (long Answered, long Omitted, long NotReached) Counts(ItemFigures item) => (item.Counts.Answered, item.Counts.Omitted, item.Counts.NotReached);

    private static ProfileSection Section(BatteryStep step, byte[] codes)
    {
        ImmutableArray<byte[]> all = [.. Battery.Steps.Select(one => one == step ? codes : Enumerable.Repeat(ResponseMatrix.Missing, one.Form.Items.Length).ToArray())];
        return ProfileMaker.Make(Battery, all).Sections.Single(section => section.Instrument == step.Instrument.Id);
    }
}
