using System.Text.Json;
using Diagnostics.Engine.Accounts;
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
            Assert.False(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, wrong, house.Teacher.Id, default));
        }

        Assert.False(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, Answers, house.Psychologist.Id, default));
        Assert.True(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, Answers, house.Teacher.Id, default));
        Assert.False(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, Answers, house.Teacher.Id, default));
        Assert.False(await house.Engine.Observers.RecallAsync(house.Room.Id, 1, house.Teacher.Id, house.Psychologist.Id, default));
        Assert.False(await AskAsync(house));
        Assert.Empty((await house.Engine.Observers.AskedAsync(house.Teacher, default)).Forms);
        ObserverForm form = Assert.Single((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, house.Psychologist.Id, default))!.Forms);
        Assert.Equal(("Учителев Пётр", asked.Version, null), (form.Observer, form.Version, form.DeclinedAtMs));
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
        Assert.True(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, null, house.Teacher.Id, default));
        Assert.Empty((await house.Engine.Observers.AskedAsync(house.Teacher, default)).Forms);
        Assert.NotNull(Assert.Single((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, "p", default))!.Forms).DeclinedAtMs);
        Assert.True(await AskAsync(house));
        Assert.True(await house.Engine.Observers.RecallAsync(house.Room.Id, 1, house.Teacher.Id, house.Psychologist.Id, default));
        Assert.False(await house.Engine.Observers.RecallAsync(house.Room.Id, 1, house.Teacher.Id, house.Psychologist.Id, default));
        Assert.False(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, Answers, house.Teacher.Id, default));
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
        Assert.False(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, Answers, house.Teacher.Id, default));
        Assert.Null(await house.Engine.Observers.ReadAsync(house.Room.Id, 1, "p", default));
    }

    [Fact]
    public async Task Nothing_of_it_is_in_the_students_result_or_in_the_profile_and_it_is_erased_with_the_rest()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string before = await house.StudentJsonAsync();
        Assert.True(await AskAsync(house));
        Assert.True(await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, Answers, house.Teacher.Id, default));
        Assert.Equal(before, await house.StudentJsonAsync());
        string profile = JsonSerializer.Serialize(await house.Engine.Protocols.ReadAsync(house.Room.Id, 1, "p", default), ReviewHouse.Readable);
        Assert.DoesNotContain(house.Teacher.Name, profile, StringComparison.Ordinal);
        HeldSession held = (await house.Engine.Privacy.FindAsync(await house.House.CodeAsync(house.Room), default))!;
        Assert.True(await house.Engine.Privacy.EraseAsync(held.SessionId, "keeper", default));
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM observer_form"));
    }

    private static Task<bool> AskAsync(ReviewHouse house, string? observer = null, int seat = 1) =>
        house.Engine.Observers.AskAsync(house.Room.Id, seat, observer ?? house.Teacher.Id, house.Psychologist.Id, default);
}
