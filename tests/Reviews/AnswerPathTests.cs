using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Reviews;

/// <summary>How a session was answered, made of its log.</summary>
public sealed class AnswerPathTests
{
    private static readonly Protocols Lesson = new(10);

    [Fact]
    public void Entries_say_what_was_done_with_an_item_and_how_long_it_took()
    {
        BatteryStep asked = Lesson.Battery.Steps.Single(step => step.Instrument.Id == "riasec");
        int first = asked.FirstItem;
        AnswerPath path = Of(
            (first, "1", 2_000), (first + 1, "0", 5_000), (first, "3", 65_000), (first, "3", 66_000), (first + 1, "", 70_000), (first + 1, "2", 71_000), (first + 2, "1", 60_000));
        Assert.Equal(
            [PathAct.Answered, PathAct.Answered, PathAct.Changed, PathAct.Again, PathAct.Skipped, PathAct.Answered, PathAct.Answered], path.Entries.Select(one => one.Act));
        Assert.Equal([null, 3_000, 60_000, 1_000, 4_000, 1_000, null], path.Entries.Select(one => one.TookMs));
        Assert.Null(path.Entries[4].Answer);
        AnswerFormat.Likert wish = Assert.IsType<AnswerFormat.Likert>(asked.Form.Items[0].Format);
        Assert.Equal((wish.Labels[1].Russian, wish.Labels[3].Russian), (path.Entries[0].Answer, path.Entries[2].Answer));
        Assert.Equal(asked.Form.Items[1].Text.Russian, path.Sections[path.Entries[1].Section].Questions[path.Entries[1].Question!.Value]);
    }

    [Fact]
    public void Of_tasks_it_is_told_that_they_were_answered_and_never_what()
    {
        int index = Lesson.Battery.Steps.ToList().FindIndex(step => step.HasTasks);
        int first = Lesson.Battery.Steps[index].FirstItem;
        AnswerPath path = Of((Lesson.Battery.ItemCount + index, "start", 1_000), (first, "1", 9_000), (first, "2", 12_000));
        Assert.Equal([(index, null, PathAct.Began), (index, 0, PathAct.Answered), (index, 0, PathAct.Changed)], path.Entries.Select(one => (one.Section, one.Question, one.Act)));
        Assert.All(path.Entries, one => Assert.Null(one.Answer));
        Assert.True(path.Sections[index].HasTasks);
    }

    [Fact]
    public void What_was_keyed_from_paper_has_no_time_and_what_came_late_says_so()
    {
        AnswerPath path = PathDesk.Of(Lesson.Battery,
        [
            new LoggedAnswer(1, 0, "1", 1_000), new LoggedAnswer(2, 1, "1", 0, Remarks: AnswerRemarks.OnPaper), new LoggedAnswer(3, 2, "1", 9_000, Remarks: AnswerRemarks.Late),
            new LoggedAnswer(4, 3, "1", 9_500, Remarks: AnswerRemarks.AfterLimit | AnswerRemarks.TimeByDevice),
        ]);
        Assert.Equal([null, null, null, 500], path.Entries.Select(one => one.TookMs));
        Assert.Equal([(false, false, false), (true, false, false), (false, true, false), (false, false, true)], path.Entries.Select(one => (one.IsOnPaper, one.IsLate, one.IsAfterLimit)));
    }

    [Fact]
    public void Every_format_of_the_built_in_instruments_is_told_in_words()
    {
        foreach (Item item in InstrumentLibrary.LoadBuiltIn().All.SelectMany(instrument => instrument.Forms["full"].Items))
        {
            string value = item.Format switch
            {
                AnswerFormat.BestWorst => "1>0",
                AnswerFormat.Ranking => string.Join('>', Enumerable.Range(0, item.Options.Length)),
                AnswerFormat.Likert likert => $"{likert.First}",
                _ => "1",
            };
            Assert.True(item.Format.Accepts(item, value));
            Assert.NotEmpty(AnswerWords.Of(item));
            Assert.NotEmpty(AnswerWords.Of(item, value));
        }
    }

    private static AnswerPath Of(params (int Item, string Value, long AtMs)[] entries) =>
        PathDesk.Of(Lesson.Battery, [.. entries.Select((one, place) => new LoggedAnswer(place + 1, one.Item, one.Value, one.AtMs))]);
}
