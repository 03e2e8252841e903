using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Observers;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Observers;

/// <summary>A colleague's form: who is asked, who answers, who reads, and that nothing of it is anywhere else.</summary>
public sealed class ObserverDeskTests
{
    private static readonly int[] Answers = [.. Enumerable.Repeat(4, 15), 0];

    [Fact]
    public async Task A_colleague_is_asked_answers_once_and_the_psychologist_reads_it()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        Assert.True(await AskAsync(house));
        Assert.False(await AskAsync(house));
        AskedForm waits = Assert.Single((await house.Engine.Observers.AskedAsync(house.Teacher, default)).Forms);
        Assert.Equal((house.Room.Id, 1, "Психологова Вера"), (waits.ClassId, waits.Seat, waits.By));
        ObserverQuestions asked = (await house.Engine.Observers.AskedAsync(house.Teacher, default)).Questions;
        Assert.Equal((Answers.Length, 5, 6), (asked.Questions.Length, asked.Answers.Length, asked.Questions.Where(question => question.Sphere is not null).CountBy(question => question.Sphere!).Count(sphere => sphere.Value == 2)));

        foreach (int[] wrong in new int[][] { [4], [.. Answers.Select(_ => 6)], [.. Answers.Select(_ => -1)], [.. Answers.Select(_ => 0)] })
        {
            Assert.Equal(ObserverOutcome.Gone, await AnswerAsync(house, wrong));
        }

        Assert.Equal(ObserverOutcome.Gone, await AnswerAsync(house, Answers, house.Psychologist.Id));
        Assert.Equal(ObserverOutcome.Kept, await AnswerAsync(house, Answers));
        Assert.Equal(ObserverOutcome.Gone, await AnswerAsync(house, Answers));
        Assert.False(await house.Engine.Observers.RecallAsync(house.Room.Id, 1, house.Teacher.Id, house.Psychologist.Id, default));
        Assert.False(await AskAsync(house));
        Assert.Empty((await house.Engine.Observers.AskedAsync(house.Teacher, default)).Forms);
        ObserverForm form = Assert.Single((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, house.Psychologist.Id, default))!.Forms);
        Assert.Equal(("Учителев Пётр", asked.Version, null), (form.Observer, form.Questions!.Version, form.DeclinedAtMs));
        Assert.Equal(asked.Questions, form.Questions.Questions.AsEnumerable());
        Assert.Equal(Answers, form.Answers!.Value);
        Assert.Equal(
            (1L, 1L),
            (await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'observerAsked'"), await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'observerAnswered'")));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        await house.House.ExecuteAsync("UPDATE observer_form SET answers = NULL");
        Assert.False(house.Verify().IsSound);
    }

    [Fact]
    public async Task A_no_is_told_and_may_be_asked_about_again_and_a_question_may_be_taken_back()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        Assert.True(await AskAsync(house));
        Assert.Equal(ObserverOutcome.Kept, await AnswerAsync(house, null));
        Assert.Empty((await house.Engine.Observers.AskedAsync(house.Teacher, default)).Forms);
        Assert.NotNull(Assert.Single((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, "p", default))!.Forms).DeclinedAtMs);
        Assert.True(await AskAsync(house));
        Assert.True(await house.Engine.Observers.RecallAsync(house.Room.Id, 1, house.Teacher.Id, house.Psychologist.Id, default));
        Assert.False(await house.Engine.Observers.RecallAsync(house.Room.Id, 1, house.Teacher.Id, house.Psychologist.Id, default));
        Assert.Equal(ObserverOutcome.Gone, await AnswerAsync(house, Answers));
        Assert.Empty((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, "p", default))!.Forms);
    }

    [Fact]
    public async Task Nobody_else_is_asked_and_nothing_is_asked_of_who_left_or_about_who_withdrew()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        Account stranger = await ReviewHouse.AddAsync(house.House, "stranger", "Чужой Иван", StaffRole.Teacher, new OrgNode(NodeKind.School, (await house.House.ClassAsync()).SchoolId));
        Assert.False(await AskAsync(house, stranger.Id));
        Assert.False(await AskAsync(house, house.Psychologist.Id));
        Assert.False(await AskAsync(house, "nobody"));
        Assert.False(await AskAsync(house, seat: 2));
        Assert.True(await AskAsync(house));
        Assert.Empty((await house.Engine.Observers.AskedAsync(house.Teacher with { Node = stranger.Node }, default)).Forms);
        await house.House.ExecuteAsync("UPDATE test_session SET parent_consent = 0");
        Assert.Empty((await house.Engine.Observers.AskedAsync(house.Teacher, default)).Forms);
        Assert.Equal(ObserverOutcome.Gone, await AnswerAsync(house, Answers));
        Assert.Null(await house.Engine.Observers.ReadAsync(house.Room.Id, 1, "p", default));
    }

    [Fact]
    public async Task Nothing_of_it_is_in_the_students_result_or_in_the_profile_and_it_is_erased_with_the_rest()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string before = await house.StudentJsonAsync();
        Assert.True(await AskAsync(house));
        Assert.Equal(ObserverOutcome.Kept, await AnswerAsync(house, Answers));
        Assert.Equal(before, await house.StudentJsonAsync());
        string profile = JsonSerializer.Serialize(await house.Engine.Protocols.ReadAsync(house.Room.Id, 1, "p", default), ReviewHouse.Readable);
        Assert.DoesNotContain(house.Teacher.Name, profile, StringComparison.Ordinal);
        HeldSession held = (await house.Engine.Privacy.FindAsync(await house.House.CodeAsync(house.Room), default))!;
        Assert.True(await house.Engine.Privacy.EraseAsync(held.SessionId, "keeper", default));
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM observer_form"));
    }

    [Fact]
    public async Task What_was_answered_stands_with_the_questions_of_its_own_version()
    {
        InstrumentLibrary built = InstrumentLibrary.LoadBuiltIn();
        Instrument known = built.Newest("teacher-rating")!;
        ObserverQuestionnaire later = new(built.With([known with { Version = "9.0.0" }]));
        Assert.Equal(("9.0.0", known.Version, null), (later.Now.Version, later.Find(known.Version)!.Version, later.Find("1.0.0")));
        Assert.Equal(new ObserverQuestionnaire(built).Now.Questions, later.Find(known.Version)!.Questions.AsEnumerable());

        // Of questions this program does not know only who answered is told.
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        Assert.True(await AskAsync(house));
        Assert.Null(Assert.Single((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, "p", default))!.Forms).Questions);
        Assert.Equal(ObserverOutcome.Kept, await AnswerAsync(house, Answers));
        await house.House.ExecuteAsync("UPDATE observer_form SET version = '1'");
        ObserverForm form = Assert.Single((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, "p", default))!.Forms);
        Assert.Equal((null, Answers.Length), (form.Questions, form.Answers!.Value.Length));
    }

    [Fact]
    public async Task Answers_to_other_questions_than_those_that_are_asked_now_are_not_kept_and_a_no_needs_none()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        Assert.True(await AskAsync(house));
        foreach (string? version in new[] { null, "1.0.0" })
        {
            Assert.Equal(ObserverOutcome.Changed, await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, version, Answers, house.Teacher.Id, default));
        }

        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM observer_form WHERE answers IS NOT NULL"));
        Assert.Equal(ObserverOutcome.Kept, await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, null, null, house.Teacher.Id, default));
    }

    private static async Task<ObserverOutcome> AnswerAsync(ReviewHouse house, int[]? answers, string? observer = null) =>
        await house.Engine.Observers.AnswerAsync(
            house.Room.Id, 1, (await house.Engine.Observers.AskedAsync(house.Teacher, default)).Questions.Version, answers, observer ?? house.Teacher.Id, default);

    private static Task<bool> AskAsync(ReviewHouse house, string? observer = null, int seat = 1) =>
        house.Engine.Observers.AskAsync(house.Room.Id, seat, observer ?? house.Teacher.Id, house.Psychologist.Id, default);
}
