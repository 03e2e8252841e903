using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// A teacher at the board with two students: one is paused and ended apart from the other, hears a message, and the other's card is lost. The sheet of a seat is
/// opened and used by keyboard.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class SeatStory(Browser browser) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-seat-");

    [ChromiumFact]
    public async Task One_student_is_paused_spoken_to_and_ended_while_the_other_goes_on()
    {
        using ServerProcess server = await ServerProcess.StartAsync(_folder.FullName);
        Lesson lesson = await Lesson.OpenAsync(browser, server, demoClass: 0);
        Pupil[] pupils = [await InLobbyAsync(server, lesson, 0), await InLobbyAsync(server, lesson, 1)];
        await lesson.NextAsync();
        await lesson.RunsAsync("running");
        await pupils[0].AnswerAsync(until: 1);
        await pupils[1].AnswerAsync(until: 1);

        await lesson.Seat(1).GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await On(lesson, "new-code-where").WaitForAsync();
        await On(lesson, "new-code-ask").HasCountAsync(0);
        await lesson.Board.LookAsync("board-seat-answering");
        await PauseAndResumeAsync(lesson, pupils);
        await SpeakAsync(lesson, pupils);
        await EndAsync(lesson, pupils);
        await NoteAsync(lesson);
        await LoseACardAsync(server, lesson);
        foreach (IPage page in pupils.Select(pupil => pupil.Page).Append(lesson.Board))
        {
            await page.Context.CloseAsync();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Pupil> InLobbyAsync(ServerProcess server, Lesson lesson, int number)
    {
        Pupil pupil = new(await (await browser.DeviceAsync()).NewPageAsync(), number);
        await pupil.EnterAsync(server.Address, lesson.Codes[number]);
        await pupil.ReachLobbyAsync();
        return pupil;
    }

    private static async Task PauseAndResumeAsync(Lesson lesson, Pupil[] pupils)
    {
        await On(lesson, "seat-pause").PressAsync("Enter");
        await pupils[0].On("paused").WaitForAsync();
        await On(lesson, "sheet-halt").WaitForAsync();
        await lesson.Board.LookAsync("board-seat-paused");
        await lesson.Board.Keyboard.PressAsync("Escape");
        await lesson.Board.Locator("[data-testid=seat-1][data-halt=paused]").WaitForAsync();
        await lesson.Board.LookAsync("board-with-a-paused-seat");
        await pupils[1].AnswerAsync(until: 3);

        // The class pauses and goes on; the seat stays where it is, after a reload too.
        await lesson.NextAsync();
        await pupils[1].On("paused").WaitForAsync();
        await lesson.NextAsync();
        await pupils[1].On("item-position").WaitForAsync();
        await pupils[0].Page.ReloadAsync();
        await pupils[0].On("paused").WaitForAsync();
        await lesson.Seat(1).GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await On(lesson, "seat-resume").PressAsync("Enter");
        await pupils[0].On("item-position").WaitForAsync();
        Assert.Equal(1, await pupils[0].PositionAsync());
    }

    private static async Task SpeakAsync(Lesson lesson, Pupil[] pupils)
    {
        string focus = await FocusAsync(pupils[0]);
        await On(lesson, "say-message").SelectOptionAsync("restEyes");
        await On(lesson, "say-send").PressAsync("Enter");
        await lesson.Board.Locator("[data-testid=say-sent][data-message=restEyes]").WaitForAsync();
        ILocator said = pupils[0].Page.Locator("[data-testid=said][data-message=restEyes]");
        await said.WaitForAsync();
        Assert.Equal(focus, await FocusAsync(pupils[0]));
        Assert.True(await IsBelowTheAnswersAsync(pupils[0]));
        await pupils[1].On("said").HasCountAsync(0);
        await pupils[0].Page.LookAsync("student-said");
        await pupils[0].AnswerAsync(until: 2);
        await said.WaitForAsync();
        Assert.False(await IsBelowTheAnswersAsync(pupils[0]));
        await pupils[0].On("said-close").PressAsync("Enter");
        await said.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await pupils[0].Page.ReloadAsync();
        await pupils[0].On("item-position").WaitForAsync();
        await pupils[0].Page.Locator("[data-testid=saved-state][data-link=online]").WaitForAsync();
        await said.HasCountAsync(0);
    }

    private static async Task EndAsync(Lesson lesson, Pupil[] pupils)
    {
        await On(lesson, "seat-end").PressAsync("Enter");
        await On(lesson, "seat-end-confirm").WaitForAsync();
        await lesson.Board.LookAsync("board-seat-end");
        await On(lesson, "seat-end-confirm").PressAsync("Enter");
        await pupils[0].On("finish-early").WaitForAsync();
        await pupils[1].On("finish-early").HasCountAsync(0);
        await On(lesson, "seat-reopen").PressAsync("Enter");
        await pupils[0].On("finish-early").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await On(lesson, "seat-end").PressAsync("Enter");
        await On(lesson, "seat-end-confirm").PressAsync("Enter");
        await pupils[0].On("finish-early").ClickAsync();
        await pupils[0].FinishAsync();
        await pupils[0].On("result-key").WaitForAsync();
        await lesson.Board.Keyboard.PressAsync("Escape");
        await lesson.Board.Locator("[data-testid=seat-1][data-state=finished]").WaitForAsync();
        await pupils[1].AnswerAsync(until: 5);
        await On(lesson, "say-all").PressAsync("Enter");
        await On(lesson, "say-message").WaitForAsync();
        await lesson.Board.LookAsync("board-message");
        await lesson.Board.Keyboard.PressAsync("Escape");
    }

    /// <summary>What went wrong is noted for one seat and taken back; conditions of a seat are chosen on its sheet.</summary>
    private static async Task NoteAsync(Lesson lesson)
    {
        await On(lesson, "board-irregular").PressAsync("Enter");
        await On(lesson, "irregular-empty").WaitForAsync();
        await On(lesson, "irregular-kind").SelectOptionAsync("cameLate");
        await On(lesson, "irregular-seat").SelectOptionAsync("2");
        await On(lesson, "irregular-note").PressAsync("Enter");
        await lesson.Board.Locator("[data-testid=irregular-entry][data-kind=cameLate][data-withdrawn=false]").WaitForAsync();
        await lesson.Board.LookAsync("board-irregular");
        await On(lesson, "irregular-withdraw").PressAsync("Enter");
        await lesson.Board.Locator("[data-testid=irregular-entry][data-kind=cameLate][data-withdrawn=true]").WaitForAsync();
        await lesson.Board.Keyboard.PressAsync("Escape");
        await lesson.Seat(2).GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await On(lesson, "conditions").GetByRole(AriaRole.Radio).Nth(2).CheckAsync();
        await lesson.Board.RunAndWaitForResponseAsync(() => On(lesson, "conditions-apply").PressAsync("Enter"), reply => reply.Request.Method == "POST");
        await Assertions.Expect(On(lesson, "conditions-apply")).ToBeDisabledAsync();
        await lesson.Board.ReloadAsync();
        await lesson.Seat(2).GetByRole(AriaRole.Button).First.PressAsync("Enter");
        await Assertions.Expect(On(lesson, "conditions").GetByRole(AriaRole.Radio).Nth(2)).ToBeCheckedAsync();
        await lesson.Board.Keyboard.PressAsync("Escape");
    }

    /// <summary>Signed in with an account of the school the board gives a new code, once.</summary>
    private async Task LoseACardAsync(ServerProcess server, Lesson lesson)
    {
        IPage board = await (await browser.DeviceAsync(width: 400)).NewPageAsync();
        await board.GotoAsync(new Uri(server.Address, "staff").ToString());
        await board.GetByTestId("staff-login").FillAsync("учитель");
        await board.GetByTestId("staff-password").FillAsync(StaffTour.PrintedPassword().Match(server.Output).Groups[1].Value);
        await board.GetByTestId("staff-enter").ClickAsync();
        await board.GetByTestId("home").WaitForAsync();
        await board.GotoAsync(DemoClass.All(server.Output)[0].Board.ToString());
        ILocator seat = board.GetByTestId("seat-2").GetByRole(AriaRole.Button).First;
        await seat.PressAsync("Enter");
        await board.GetByTestId("new-code-ask").PressAsync("Enter");
        await board.GetByTestId("new-code-confirm").PressAsync("Enter");
        string code = (await board.GetByTestId("new-code").InnerTextAsync()).Trim();
        Assert.NotEqual(lesson.Codes[1], code);
        await board.LookAsync("board-new-code");
        await board.Keyboard.PressAsync("Escape");
        await seat.PressAsync("Enter");
        await board.GetByTestId("new-code-ask").WaitForAsync();
        await board.GetByTestId("new-code").HasCountAsync(0);
        Pupil newcomer = new(await (await browser.DeviceAsync()).NewPageAsync(), number: 1);
        await newcomer.EnterAsync(server.Address, code);
        await newcomer.On("occupied").Or(newcomer.On("confirm")).First.WaitForAsync();
        await newcomer.Page.Context.CloseAsync();
        await board.Context.CloseAsync();
    }

    private static ILocator On(Lesson lesson, string testId) => lesson.Board.GetByTestId(testId);

    private static Task<string> FocusAsync(Pupil pupil) => pupil.Page.EvaluateAsync<string>("document.activeElement.outerHTML");

    private static Task<bool> IsBelowTheAnswersAsync(Pupil pupil) => pupil.Page.EvaluateAsync<bool>(
        "document.querySelector('[data-testid=said]').getBoundingClientRect().top >= document.querySelector('[data-testid=option-0]').getBoundingClientRect().bottom");
}
