using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A form of several sittings: the student leaves at the end of the first and comes back with the same code to the second.</summary>
[Collection(InOneBrowser.Name)]
public sealed class SittingStory(Browser browser)
{
    /// <summary>Grade 9, untimed: 48 activities and 20 pairs.</summary>
    private const int FirstSitting = 68;

    [ChromiumFact]
    public async Task A_student_leaves_between_two_sittings_and_goes_on_with_the_same_code()
    {
        Lesson lesson = await Lesson.MakeAsync(browser, grade: 9, letter: "У", variant: "untimed");
        IBrowserContext device = await browser.DeviceAsync();
        Pupil pupil = new(await device.NewPageAsync(), number: 2);
        await pupil.EnterAsync(browser.Server.Address, lesson.Codes[0]);
        await pupil.ReachLobbyAsync();
        await lesson.NextAsync();
        await pupil.AnswerAsync(until: FirstSitting - 1);
        await lesson.RunsAsync("running");

        // The last answer has no way home yet: leaving waits for it.
        await device.SetOfflineAsync(true);
        await pupil.AnswerAsync();
        await pupil.On("sitting-end").WaitForAsync();
        await pupil.On("sitting-leave").ClickAsync();
        await pupil.On("sitting-end").GetByRole(AriaRole.Status).First.Locator("p").First.WaitForAsync();
        await device.SetOfflineAsync(false);
        await pupil.On("code-input").WaitForAsync();

        // Between the lessons the class is paused; the same code waits for the teacher, then goes on.
        await lesson.NextAsync();
        await lesson.RunsAsync("paused");
        await EnterAgainAsync(pupil, lesson);
        await pupil.On("paused").WaitForAsync();
        await lesson.NextAsync();
        await pupil.On("block-start").ClickAsync();
        Assert.Equal(FirstSitting, await pupil.PositionAsync());
        await lesson.Board.Locator($"[data-testid=seat-1][data-answered='{FirstSitting}']").WaitForAsync();
        await device.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task The_end_of_a_sitting_stays_after_a_reload_and_lets_a_student_go_on_at_once()
    {
        Lesson lesson = await Lesson.MakeAsync(browser, grade: 9, letter: "Ф", variant: "reader");
        Pupil pupil = new(await (await browser.DeviceAsync()).NewPageAsync(), number: 1);
        await pupil.EnterAsync(browser.Server.Address, lesson.Codes[0]);
        await pupil.ReachLobbyAsync();
        await lesson.NextAsync();
        await pupil.AnswerAsync();
        await pupil.On("sitting-end").WaitForAsync();
        await pupil.Page.ReloadAsync();
        await pupil.On("sitting-end").WaitForAsync();
        await pupil.Page.LookAsync("student-sitting-end");
        await pupil.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await pupil.Page.LookAsync("student-sitting-end-dark");
        await pupil.On("sitting-go-on").ClickAsync();
        await pupil.On("block-start").ClickAsync();
        Assert.Equal(FirstSitting, await pupil.PositionAsync());
        await pupil.Page.Context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    private static async Task EnterAgainAsync(Pupil pupil, Lesson lesson)
    {
        await pupil.On("code-input").FillAsync(lesson.Codes[0]);
        await pupil.Page.Keyboard.PressAsync("Enter");
        await pupil.On("confirm").ClickAsync();
    }
}
