using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>The start of a section with a time limit, and what is said of answers by the clocks of the server and the device.</summary>
public sealed class SectionClockTests
{
    private const long Begun = 5_000_000;
    private const long Grace = 15_000;

    private static readonly Battery Battery = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn()).For(8)!;
    private static readonly AnswerRules Rules = new(Battery, TimeSpan.FromMilliseconds(Grace));
    private static readonly int Timed = Battery.Steps.Select((step, index) => (step, index)).First(one => one.step.Seconds is not null).index;
    private static readonly int Item = Battery.Steps[Timed].FirstItem;
    private static readonly int Start = Battery.ItemCount + Timed;
    private static readonly long Limit = Battery.Steps[Timed].Seconds!.Value * 1_000L;

    private static Session Running => new("s", Rules, SessionState.InProgress, 3, true, 0, 0, SavedAnswers.Empty, 0);

    /// <summary>The section was begun at the device's second 100; the server received it at <see cref="Begun"/>.</summary>
    private static Session Started => Take(Running, Begun, (Start, "start", 100_000));

    [Fact]
    public void A_start_is_accepted_for_a_step_with_a_limit_in_its_one_form_only()
    {
        int unlimited = Battery.ItemCount + Battery.Steps.Select((step, index) => (step, index)).First(one => one.step.Seconds is null).index;
        Assert.Equal(VerdictKind.Accepted, Running.Check(Put(1, (Start, "start", 0))).Kind);
        foreach ((int item, string value) in new[]
        {
            (unlimited, "start"), (Battery.ItemCount + Battery.Steps.Length, "start"), (Start, ""), (Start, "0"), (Start, "Start"), (Item, "start"),
        })
        {
            Assert.Equal(VerdictKind.Invalid, Running.Check(Put(1, (item, value, 0))).Kind);
        }
    }

    [Fact]
    public void A_start_is_an_entry_of_the_log_and_not_an_answer()
    {
        Session session = Take(Started, Begun + 1, (Item, "0", 101_000), (Item + 1, "", 102_000));
        Assert.Equal((3, 3, 2), (session.Durable, session.Accepted, session.Answered));
        var packed = PackedAnswers.Of(session);
        Assert.Equal((Battery.ItemCount, Battery.ItemCount), (packed.Values.Count, packed.Times.Count));
        Assert.Equal([Item, Item + 1], Enumerable.Range(0, packed.Values.Count).Where(item => packed.Values[item] is not null));
        Assert.Equal("start", session.Saved[Start].Value);
        Assert.Equal(VerdictKind.Repeated, session.Check(Put(1, (Start, "start", 100_000))).Kind);
        Assert.Equal(VerdictKind.Gap, session.Check(Put(5, (Start, "start", 100_000))).Kind);
    }

    [Fact]
    public void The_first_start_counts()
    {
        Session session = Take(Started, Begun + 60_000, (Start, "start", 160_000));
        Assert.Equal(new SectionStart(Timed, 1, Begun, 100_000), Assert.Single(session.Starts.All));
        Assert.Equal([new SectionElapsed(Timed, 70_000)], session.Elapsed(At(Begun + 70_000)));
    }

    [Theory]
    [InlineData(10_000, 10_000, AnswerRemarks.None)]
    [InlineData(0, Grace, AnswerRemarks.None)] // the last moment of the server's clock
    [InlineData(0, Grace + 1, AnswerRemarks.TimeByDevice)] // on its way for long
    [InlineData(-10_000, 3_600_000, AnswerRemarks.TimeByDevice)]
    [InlineData(Grace, 3_600_000, AnswerRemarks.TimeByDevice)]
    [InlineData(Grace + 1, 3_600_000, AnswerRemarks.AfterLimit)]
    [InlineData(3_600_000, 3_600_000, AnswerRemarks.AfterLimit)]
    public void An_answer_is_judged_by_its_arrival_and_then_by_its_own_time(long givenBehindLimit, long arrivedBehindLimit, object remarks)
    {
        LoggedAnswer answer = Assert.Single(
            Started.Stamp(Put(2, (Item, "0", 100_000 + Limit + givenBehindLimit)), 0, At(Begun + Limit + arrivedBehindLimit)));
        Assert.Equal((remarks, Begun + Limit + arrivedBehindLimit), (answer.Remarks, answer.ServerMs));
    }

    [Fact]
    public void A_section_that_came_home_as_a_whole_was_timed_by_the_device()
    {
        IReadOnlyList<LoggedAnswer> all = Running.Stamp(
            Put(1, (0, "1", 1), (Start, "start", 100_000), (Item, "0", 110_000), (Item + 1, "0", 100_000 + Limit), (Item + 2, "0", 100_000 + Limit + Grace + 1)),
            0, At(Begun));
        Assert.Equal(
            [AnswerRemarks.None, AnswerRemarks.None, AnswerRemarks.None, AnswerRemarks.TimeByDevice, AnswerRemarks.AfterLimit],
            all.Select(answer => answer.Remarks));
    }

    [Fact]
    public void Without_a_start_only_answers_of_limited_steps_are_remarked()
    {
        IReadOnlyList<LoggedAnswer> all = Running.Stamp(Put(1, (0, "1", 1), (Item, "0", 2)), 0, new Arrival(Begun, Begun - 1, LessonPauses.None));
        Assert.Equal([AnswerRemarks.Late, AnswerRemarks.Late | AnswerRemarks.TimeByDevice], all.Select(answer => answer.Remarks));
    }

    [Fact]
    public void A_start_on_its_way_counts_for_the_answers_behind_it_and_goes_with_what_is_lost()
    {
        PutRequest start = Put(1, (Start, "start", 100_000));
        Session onItsWay = Running.Accept(Running.Stamp(start, 0, At(Begun)));
        Assert.Equal(AnswerRemarks.None, Assert.Single(onItsWay.Stamp(Put(2, (Item, "0", 101_000)), 0, At(Begun + 1_000))).Remarks);
        Assert.Equal(Timed, Assert.Single(onItsWay.Reconcile(Running).Starts.All).Step);
        Assert.Empty(onItsWay.Rewind().Starts.All);
        Session again = Take(onItsWay.Rewind(), Begun + 9_000, (Start, "start", 100_000));
        Assert.Equal(Begun + 9_000, Assert.Single(again.Rewind().Starts.All).ServerMs);
    }

    [Fact]
    public void A_pause_of_the_lesson_takes_no_time_of_a_section()
    {
        LessonPauses pauses = new(
        [
            new LessonPauseRow { BeganAt = Begun - 50_000, EndedAt = Begun - 40_000 },
            new LessonPauseRow { BeganAt = Begun + 10_000, EndedAt = Begun + 310_000 },
            new LessonPauseRow { BeganAt = Begun + 320_000, EndedAt = null },
        ]);
        Assert.Equal([20_000, 20_000], new[] { 320_000, 999_000 }.Select(after => Started.Elapsed(new(Begun + after, null, pauses))[0].ElapsedMs));
        Arrival late = new(Begun + 300_000 + Limit, null, new LessonPauses([new LessonPauseRow { BeganAt = Begun + 10_000, EndedAt = Begun + 310_000 }]));
        Assert.Equal(AnswerRemarks.None, Assert.Single(Started.Stamp(Put(2, (Item, "0", 400_000 + Limit)), 0, late)).Remarks);
    }

    [Theory]
    [InlineData(20_000, 40_000, 25_000, 30_000, 20_000)] // the seat's lies in the class's
    [InlineData(25_000, 30_000, 20_000, 40_000, 20_000)] // the class's lies in the seat's
    [InlineData(20_000, 30_000, 25_000, 45_000, 25_000)] // the seat goes on after the class
    [InlineData(20_000, 30_000, 30_000, 40_000, 20_000)] // one after the other
    [InlineData(20_000, null, 10_000, 30_000, 90_000)] // the class still stands
    [InlineData(20_000, 30_000, 25_000, null, 80_000)] // the seat still stands
    [InlineData(-20_000, 10_000, -5_000, 5_000, 10_000)] // both began before the section
    public void A_pause_of_the_seat_and_one_of_its_class_are_counted_once(int classFrom, int? classTo, int seatFrom, int? seatTo, long standsMs)
    {
        LessonPauses ofClass = new([new LessonPauseRow { BeganAt = Begun + classFrom, EndedAt = Begun + classTo }]);
        SeatHalts halts = new(
        [
            new SeatHaltRow { Seat = 4, RunText = "paused", BeganAt = Begun + seatFrom, EndedAt = Begun + seatTo },
            new SeatHaltRow { Seat = 5, RunText = "paused", BeganAt = Begun, EndedAt = null },
            new SeatHaltRow { Seat = 4, RunText = "ended", BeganAt = Begun + 50_000, EndedAt = Begun + 60_000 },
        ]);
        Arrival arrival = new(Begun + 100_000, null, halts.PausesOf(4, ofClass));
        Assert.Equal(100_000 - standsMs, Started.Elapsed(arrival)[0].ElapsedMs);
        Assert.Equal(ofClass.WithinMs(Begun, Begun + 100_000), halts.PausesOf(6, ofClass).WithinMs(Begun, Begun + 100_000));
    }

    [Fact]
    public void Each_limited_step_says_how_its_answers_were_timed()
    {
        Session session = Take(Started, Begun + 1_000, (0, "1", 100), (Item, "0", 101_000), (Item + 1, "0", 102_000));
        session = Take(session, Begun + 3_600_000, (Item + 1, "1", 103_000), (Item + 2, "0", 104_000), (Item + 3, "", 3_700_000));
        IReadOnlyList<SectionTime> times = SectionTime.Of(session);
        Assert.Equal(Battery.Steps.Where(step => step.Seconds is not null).Select(step => step.Instrument.Id), times.Select(time => time.Step));
        Assert.Equal(new SectionTime(Battery.Steps[Timed].Instrument.Id, 100_000, 4, 2, 1), times[0]);
        Assert.Equal((null, 0), (times[1].BegunAtMs, times[1].Answered));
        Assert.Equal(times, SectionTime.FromJson(SectionTime.ToJson(times)));
    }

    private static Session Take(Session session, long now, params (int Item, string Value, long AtMs)[] entries)
    {
        PutRequest request = Put(session.Accepted + 1, entries);
        Verdict verdict = session.Check(request);
        Assert.Equal(new Verdict(VerdictKind.Accepted), verdict);
        IReadOnlyList<LoggedAnswer> answers = session.Stamp(request, verdict.Known, At(now));
        return session.Accept(answers).Apply(answers);
    }

    private static Arrival At(long now) => new(now, null, LessonPauses.None);

    private static PutRequest Put(long first, params (int Item, string Value, long AtMs)[] entries) =>
        new(3, first, [.. entries.Select(entry => new AnswerEntry(entry.Item, entry.Value, entry.AtMs))]);
}
