using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Sessions;

public sealed class SessionTests
{
    private const long Now = 1_000_000;

    private static readonly AnswerRules Rules = new(BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn()).For(8)!, TimeSpan.Zero);

    private static Session Running => new("s", Rules, SessionState.InProgress, 3, true, 0, 0, SavedAnswers.Empty, 0);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_number_below_one_is_invalid(long first) =>
        Assert.Equal(VerdictKind.Invalid, Running.Check(Put(first, (0, "1"))).Kind);

    [Theory]
    [InlineData(2)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 1)]
    public void A_number_above_the_next_one_is_a_gap_however_large(long first) =>
        Assert.Equal(VerdictKind.Gap, Running.Check(Put(first, (0, "1"), (1, "1"), (2, "1"))).Kind);

    [Theory]
    [InlineData(-1, "1")]
    [InlineData(100_000, "1")]
    [InlineData(0, "9")]
    [InlineData(0, "01")]
    [InlineData(0, "1\0")]
    [InlineData(0, "=cmd()")]
    [InlineData(0, "\ud800")]
    [InlineData(0, null)]
    public void An_item_or_value_the_battery_does_not_have_is_invalid(int item, string? value) =>
        Assert.Equal(VerdictKind.Invalid, Running.Check(Put(1, (0, "1"), (item, value!))).Kind);

    [Fact]
    public void A_batch_has_one_to_fifty_answers_of_bounded_length()
    {
        Assert.Equal(VerdictKind.Invalid, Running.Check(new PutRequest(3, 1, [])).Kind);
        Assert.Equal(VerdictKind.Invalid, Running.Check(new PutRequest(3, 1, null!)).Kind);
        Assert.Equal(VerdictKind.Invalid, Running.Check(new PutRequest(3, 1, [null!])).Kind);
        Assert.Equal(VerdictKind.Invalid, Running.Check(Put(1, (0, new string('1', 65)))).Kind);
        Assert.Equal(VerdictKind.Accepted, Running.Check(Many(50)).Kind);
        Assert.Equal(VerdictKind.Invalid, Running.Check(Many(51)).Kind);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Only_the_current_epoch_may_write(long epoch) =>
        Assert.Equal(VerdictKind.Superseded, Running.Check(Put(1, (0, "1")) with { Epoch = epoch }).Kind);

    [Fact]
    public void What_is_accepted_but_not_yet_durable_is_a_repetition_and_only_the_new_rest_is_written()
    {
        Session session = Running.Accept(Running.Stamp(Put(1, (0, "1"), (1, "1")), 0, At(Now, null)));
        Assert.Equal(VerdictKind.Repeated, session.Check(Put(1, (0, "1"), (1, "1"))).Kind);
        Assert.Equal(new Verdict(VerdictKind.Accepted, 1), session.Check(Put(2, (0, "1"), (1, "1"))));
        Assert.Equal(0, session.Durable);
        Assert.Equal(VerdictKind.Gap, session.Rewind().Check(Put(3, (0, "1"))).Kind);
    }

    [Fact]
    public void A_state_that_somebody_reads_stays_as_it_was_while_answers_go_on()
    {
        Random random = new(4);
        Session session = Running;
        List<(Session State, string?[] Values)> states = [];
        string?[] values = new string?[Rules.EntryCount];
        for (int number = 1; number <= 300; number++)
        {
            (int item, string value) = (random.Next(60), random.Next(1, 6).ToString(CultureInfo.InvariantCulture));
            session = session.Apply([new LoggedAnswer(number, item, value, number, Now, AnswerRemarks.None)]);
            values[item] = value;
            states.Add((session, [.. values]));
        }

        Assert.All(states, one => Assert.Equal(one.Values, one.State.Saved.Select(saved => saved.Value)));
        Assert.Equal(values.Where((value, item) => value is not null && Rules.IsCounted(item)).Count(), session.Counted);
        Assert.Equal(session.Saved, Running.Apply(Log(states.Count)).Saved);

        static IEnumerable<LoggedAnswer> Log(int count)
        {
            Random again = new(4);
            return Enumerable.Range(1, count).Select(number => new LoggedAnswer(
                number, again.Next(60), again.Next(1, 6).ToString(CultureInfo.InvariantCulture), number, Now, AnswerRemarks.None));
        }
    }

    [Theory]
    [InlineData(SessionState.Issued, true)]
    [InlineData(SessionState.Finished, true)]
    [InlineData(SessionState.Expired, true)]
    [InlineData(SessionState.InProgress, false)]
    [InlineData(SessionState.InProgress, null)]
    public void A_session_that_does_not_run_or_has_no_consent_is_closed(SessionState state, bool? consent) =>
        Assert.Equal(VerdictKind.Closed, (Running with { State = state, Consent = consent }).Check(Put(1, (0, "1"))).Kind);

    [Fact]
    public void An_answer_after_the_end_is_taken_and_marked_late()
    {
        Assert.Equal(VerdictKind.Accepted, Running.Check(Put(1, (0, "1"))).Kind);
        Assert.Equal(AnswerRemarks.Late, Assert.Single(Running.Stamp(Put(1, (0, "1")), 0, At(Now, Now - 1))).Remarks);
        Assert.Equal(AnswerRemarks.None, Assert.Single(Running.Stamp(Put(1, (0, "1")), 0, At(Now, Now))).Remarks);
    }

    [Fact]
    public void The_number_of_answers_one_session_may_log_is_bounded()
    {
        Session full = Running with { Accepted = Session.MostNumbers, Durable = Session.MostNumbers };
        Assert.Equal(VerdictKind.Invalid, full.Check(Put(Session.MostNumbers + 1, (0, "1"))).Kind);
    }

    [Fact]
    public void Applying_keeps_the_last_value_counts_items_and_passes_known_numbers_over()
    {
        Session session = Running.Apply([new(1, 0, "1", 5), new(2, 1, "2", 6), new(3, 0, "3", 7)]).Apply([new(3, 0, "4", 8), new(4, 2, "", 9)]);
        Assert.Equal((4, 4, 3), (session.Durable, session.Accepted, session.Answered));
        Assert.Equal(["3", "2", ""], session.Saved.Take(3).Select(saved => saved.Value));
        Assert.Throws<InvalidDataException>(() => session.Apply([new(6, 0, "1", 1)]));
        Assert.Throws<InvalidDataException>(() => session.Continue([new(4, 0, "1", 1)]));
    }

    [Fact]
    public void A_stale_reading_of_the_store_never_takes_a_durable_mark_back()
    {
        Session known = Running.Apply([new(1, 0, "1", 5), new(2, 1, "2", 6)]);
        Session stale = Running.Apply([new(1, 0, "1", 5)]) with { Epoch = 4 };
        Assert.Equal((2, 4, "2"), (known.Reconcile(stale).Durable, known.Reconcile(stale).Epoch, known.Reconcile(stale).Saved[1].Value));
        Assert.Equal((2, 4), (stale.Reconcile(known).Durable, stale.Reconcile(known).Epoch));
    }

    [Fact]
    public void A_finished_session_is_not_opened_again_by_a_stale_reading() =>
        Assert.Equal(SessionState.Finished, (Running with { State = SessionState.Finished }).Reconcile(Running).State);

    private static Arrival At(long now, long? ended) => new(now, ended, LessonPauses.None);

    private static PutRequest Put(long first, params (int Item, string Value)[] answers) =>
        new(3, first, [.. answers.Select(answer => new AnswerEntry(answer.Item, answer.Value, 0))]);

    private static PutRequest Many(int count) => Put(1, [.. Enumerable.Repeat((0, "1"), count)]);
}
