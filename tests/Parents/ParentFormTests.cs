using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Parents;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Reviews;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Parents;

/// <summary>The parents' questions: who may answer and until when, what stands, who reads it, and that it goes with the agreement.</summary>
public sealed class ParentFormTests
{
    [Fact]
    public async Task A_parent_answers_by_the_link_corrects_it_and_the_psychologist_reads_the_last_word()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string link = await LinkAsync(house.House, house.Room);
        string student = await house.StudentJsonAsync();
        ParentFormView view = (await house.Engine.ParentForms.LookAsync(link, default))!;
        Assert.Equal((true, null, 18), (view.IsOpen, view.AnsweredAtMs, view.Questions.Questions.Length));
        Assert.Null((await ReadAsync(house))!.Form);
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house.House, link, view.Questions, "4"));
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house.House, link, view.Questions, ""));
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house.House, link, view.Questions, ""));
        ParentForm form = (await ReadAsync(house))!.Form!;
        string[] read = [.. form.Answers];
        Assert.Equal(Answers(view.Questions, ""), read);
        string[] seen = [.. (await house.Engine.ParentForms.LookAsync(link, default))!.Answers!.Value];
        Assert.Equal(read, seen);
        // The same once more is no deed.
        Assert.Equal((1L, 2L), (await house.House.CountAsync("SELECT COUNT(*) FROM parent_form"), await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'parentAnswered' AND actor = 'parent'")));
        Assert.Equal(student, await house.StudentJsonAsync());
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        HeldSession held = (await house.Engine.Privacy.FindAsync(await house.House.CodeAsync(house.Room), default))!;
        HeldParentForm told = (await house.Engine.Privacy.ExportAsync(held.SessionId, "keeper", default))!.ParentForm!;
        Assert.Equal((2, "Вести записи и подсчёты", null), (told.Changes, told.Answers[0].Question, told.Answers[0].Answer));
        Assert.Contains(told.Answers, one => one.Answer == "Поступить в вуз");
        Assert.True(await house.Engine.Privacy.EraseAsync(held.SessionId, "keeper", default));
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM parent_form"));
        Assert.Null(await house.Engine.ParentForms.LookAsync(link, default));
        Assert.Equal(ParentFormOutcome.Unknown, await AnswerAsync(house.House, link, view.Questions, "4"));
    }

    [Fact]
    public async Task Only_whole_answers_to_the_questions_that_were_read_are_taken()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string link = await LinkAsync(house, room);
        ParentQuestions questions = (await house.Engine.ParentForms.LookAsync(link, default))!.Questions;
        string[] right = Answers(questions, "4");
        foreach (string[] wrong in new string[][] { [], right[1..], ["5", .. right[1..]], ["x", .. right[1..]], [null!, .. right[1..]], [.. right.Select(_ => "")] })
        {
            Assert.Equal(ParentFormOutcome.Invalid, await house.Engine.ParentForms.AnswerAsync(link, questions.Version, questions.Form, wrong, default));
        }

        Assert.Equal(ParentFormOutcome.Invalid, await house.Engine.ParentForms.AnswerAsync(link, "1.1.0", questions.Form, right, default));
        Assert.Equal(ParentFormOutcome.Invalid, await house.Engine.ParentForms.AnswerAsync(link, questions.Version, "no-goal", right, default));
        Assert.Equal(ParentFormOutcome.Invalid, await house.Engine.ParentForms.AnswerAsync(link, null, null, null, default));
        Assert.Equal(ParentFormOutcome.Unknown, await house.Engine.ParentForms.AnswerAsync("AAAA-BBBB-CCCC-DDDD-EEEE", questions.Version, questions.Form, right, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM parent_form"));
    }

    [Fact]
    public async Task Nothing_is_asked_without_the_agreement_and_what_was_answered_goes_with_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(parents: false);
        string link = await LinkAsync(house, room);
        ParentFormView view = (await house.Engine.ParentForms.LookAsync(link, default))!;
        Assert.False(view.IsOpen);
        Assert.Equal(ParentFormOutcome.Closed, await AnswerAsync(house, link, view.Questions, "4"));
        Assert.True(await house.Engine.Parents.DecideAsync(link, true, ConsentTexts.OfParents, default));
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house, link, view.Questions, "4"));

        // The student's own no closes it and takes nothing away: it may be taken back in the lesson.
        await house.ExecuteAsync("UPDATE test_session SET consent = 0");
        Assert.Equal(ParentFormOutcome.Closed, await AnswerAsync(house, link, view.Questions, "3"));
        await house.ExecuteAsync("UPDATE test_session SET consent = NULL");
        Assert.NotNull((await house.Engine.ParentForms.LookAsync(link, default))!.Answers);

        Assert.True(await house.Engine.Parents.DecideAsync(link, false, ConsentTexts.OfParents, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM parent_form"));
        Assert.True(await house.Engine.Parents.DecideAsync(link, true, ConsentTexts.OfParents, default));
        Assert.Null((await house.Engine.ParentForms.LookAsync(link, default))!.Answers);

        // On paper the same.
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house, link, view.Questions, "4"));
        await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, false, "keeper", default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM parent_form"));
    }

    [Fact]
    public async Task After_the_window_the_parent_reads_and_changes_nothing()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string link = await LinkAsync(house.House, house.Room);
        ParentFormView view = (await house.Engine.ParentForms.LookAsync(link, default))!;
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house.House, link, view.Questions, "4"));
        long now = house.House.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await house.House.ExecuteAsync("UPDATE campaign SET closes_at = @now", new { now });
        view = (await house.Engine.ParentForms.LookAsync(link, default))!;
        Assert.Equal((false, now, 18), (view.IsOpen, view.UntilMs, view.Answers!.Value.Length));
        Assert.Equal(ParentFormOutcome.Closed, await AnswerAsync(house.House, link, view.Questions, "3"));
        Assert.NotNull((await ReadAsync(house))!.Form);
    }

    [Fact]
    public async Task One_link_writes_a_hundred_times_at_most_and_a_form_without_an_agreement_is_found()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string link = await LinkAsync(house.House, house.Room);
        ParentQuestions questions = (await house.Engine.ParentForms.LookAsync(link, default))!.Questions;
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house.House, link, questions, "4"));
        await house.House.ExecuteAsync("UPDATE parent_form SET changes = 99");
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house.House, link, questions, "3"));
        Assert.Equal(ParentFormOutcome.Closed, await AnswerAsync(house.House, link, questions, "2"));
        Assert.Equal("3", (await ReadAsync(house))!.Form!.Answers[0]);
        await house.House.ExecuteAsync("UPDATE test_session SET parent_consent = NULL");
        Assert.Contains(house.Verify().Faults, fault => fault.Reason.Contains("without the parent's agreement", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_goal_is_asked_where_the_student_is_asked_for_plans_in_the_same_words()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        ParentQuestions older = (await house.Engine.ParentForms.LookAsync(await LinkAsync(house, await house.ClassAsync(grade: 10)), default))!.Questions;
        ParentQuestions younger = (await house.Engine.ParentForms.LookAsync(await LinkAsync(house, await house.ClassAsync(grade: 6)), default))!.Questions;
        Assert.Equal(("full", "no-goal"), (older.Form, younger.Form));
        Assert.DoesNotContain(younger.Questions, one => one.Id == "goal");
        Item own = house.Engine.Instruments.Newest("plans")!.Forms["full"].Items.Single(item => item.Id == "goal");
        Assert.Equal(own.Options.Select(option => option.Text.Russian), older.Questions.Single(one => one.Id == "goal").Answers.Select(words => words["ru"]));
        Assert.Equal(["A", "C", "E", "I", "R", "S"], older.Questions.Where(one => one.Sphere is not null).Select(one => one.Sphere).Distinct().Order());
        Assert.All(older.Questions, one => Assert.All([one.Text, .. one.Answers], words => Assert.Equal(["en", "ru"], words.Keys.Order())));
    }

    [Fact]
    public async Task Who_took_part_is_told_with_how_many_parents_answered()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string link = await LinkAsync(house.House, house.Room);
        ParentQuestions questions = (await house.Engine.ParentForms.LookAsync(link, default))!.Questions;
        Assert.Equal(ParentFormOutcome.Kept, await AnswerAsync(house.House, link, questions, "4"));
        Assert.Equal(1, Assert.Single(await house.Engine.Participation.ReadAsync(new OrgNode(NodeKind.School, house.Room.SchoolId), default)).ParentsAnswered);
    }

    internal static async Task<string> LinkAsync(TestHouse house, SchoolClass room) =>
        (await house.Engine.ParentSheets.PrintAsync(room.Id, "keeper", default))!.Cards[0].Link;

    internal static Task<ParentFormOutcome> AnswerAsync(TestHouse house, string link, ParentQuestions questions, string rating) =>
        house.Engine.ParentForms.AnswerAsync(link, questions.Version, questions.Form, Answers(questions, rating), default);

    private static string[] Answers(ParentQuestions questions, string rating) => [.. questions.Questions.Select(one => one.Kind switch
    {
        ParentQuestionKind.Rating => rating,
        ParentQuestionKind.One => "2",
        ParentQuestionKind.Several => "0+2",
    })];

    private static Task<ParentFormState?> ReadAsync(ReviewHouse house) => house.Engine.ParentForms.ReadAsync(house.Room.Id, 1, house.Psychologist.Id, default);
}
