using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>Every page in every state: axe finds nothing, nothing scrolls sideways at 360 px, and a picture is kept.</summary>
[Collection(InOneBrowser.Name)]
public sealed class PageTour(Browser browser)
{
    private static readonly Look[] Looks =
    [
        new("light", ColorScheme.Light, Contrast.NoPreference),
        new("dark", ColorScheme.Dark, Contrast.NoPreference),
        new("contrast", ColorScheme.Light, Contrast.More),
    ];

    [ChromiumFact]
    public async Task The_students_way_from_the_code_to_the_result()
    {
        Lesson lesson = await Lesson.OpenAsync(browser, demoClass: 1);
        Pupil pupil = await NewPupilAsync();
        await pupil.Page.GotoAsync("/");
        await pupil.On("code-input").WaitForAsync();
        await LookAsync(pupil.Page, "student-code");
        await pupil.On("code-input").FillAsync("AAAA-BBBB-CCCC");
        await pupil.On("enter").ClickAsync();
        await pupil.On("code-fault").WaitForAsync();
        await LookAsync(pupil.Page, "student-code-unknown");
        await pupil.On("help").ClickAsync();
        await LookAsync(pupil.Page, "student-help");
        await pupil.Page.Keyboard.PressAsync("Escape");
        await pupil.On("code-input").FillAsync(lesson.Codes[0]);
        await pupil.Page.Keyboard.PressAsync("Enter");
        await pupil.On("confirm").WaitForAsync();
        await LookAsync(pupil.Page, "student-confirm");
        await pupil.On("confirm").ClickAsync();
        await pupil.On("agree").WaitForAsync();
        await LookAsync(pupil.Page, "student-before");
        await pupil.On("refuse").ClickAsync();
        await pupil.On("refused").WaitForAsync();
        await LookAsync(pupil.Page, "student-refused");
        await pupil.On("reconsider").ClickAsync();
        await pupil.On("agree").ClickAsync();
        await pupil.On("practice").WaitForAsync();
        await LookAsync(pupil.Page, "student-practice");
        await pupil.On("practice-next").ClickAsync();
        await pupil.On("lobby").WaitForAsync();
        await LookAsync(pupil.Page, "student-lobby");
        await TourLessonAsync(lesson, pupil);
    }

    [ChromiumFact]
    public async Task The_result_before_a_key_is_given_and_with_a_wrong_one()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/result");
        await page.GetByTestId("key-input").WaitForAsync();
        await LookAsync(page, "result-key");
        await page.GetByTestId("key-input").FillAsync("AAAA-BBBB-CCCC");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[role=alert] p").WaitForAsync();
        await LookAsync(page, "result-key-unknown");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task The_board_that_does_not_exist_and_the_one_with_a_wrong_pin()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/board/none");
        await page.GetByTestId("pin-input").Or(page.Locator("h1")).First.WaitForAsync();
        await LookAsync(page, "board-none");
        await page.GotoAsync(DemoClass.All(browser.Server.Output)[1].Board.ToString());
        await page.GetByTestId("pin-input").FillAsync("000000");
        await page.GetByTestId("pin-enter").ClickAsync();
        await page.Locator("#pin-fault p").WaitForAsync();
        await LookAsync(page, "board-pin-wrong");
        await page.Context.CloseAsync();
    }

    private async Task TourLessonAsync(Lesson lesson, Pupil pupil)
    {
        await LookAsync(lesson.Board, "board-lobby");
        await lesson.NextAsync();
        await pupil.On("block-skip").WaitForAsync();
        await LookAsync(pupil.Page, "student-block-optional");
        await pupil.On("block-skip").ClickAsync();
        await pupil.On("block-skip").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

        // What was left out is not asked again.
        await pupil.Page.ReloadAsync();
        await pupil.On("block-start").WaitForAsync();
        await pupil.On("block-skip").HasCountAsync(0);
        await LookAsync(pupil.Page, "student-block");
        await pupil.On("block-start").ClickAsync();
        await pupil.On("item-position").WaitForAsync();
        await LookAsync(pupil.Page, "student-likert");
        await pupil.AnswerAsync(until: 5);
        await lesson.RunsAsync("running");
        await LookAsync(lesson.Board, "board-running");
        await lesson.NextAsync();
        await pupil.On("paused").WaitForAsync();
        await LookAsync(pupil.Page, "student-paused");
        await LookAsync(lesson.Board, "board-paused");
        await lesson.NextAsync();
        await pupil.On("item-position").WaitForAsync();
        await LookAtOccupiedAsync(lesson, pupil);
        await TourPairsAsync(pupil);
        await pupil.FinishAsync();
        await pupil.On("result-key").WaitForAsync();
        await LookAsync(pupil.Page, "student-done");
        await LookAsync(lesson.Board, "board-one-finished");
        await lesson.Board.Locator("[data-testid=seat-1] button").First.ClickAsync();
        await LookAsync(lesson.Board, "board-seat");
        await pupil.On("open-result").ClickAsync();
        await pupil.Page.GetByTestId("result").WaitForAsync();
        await LookAsync(pupil.Page, "result");
        await pupil.Page.Context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    private async Task LookAtOccupiedAsync(Lesson lesson, Pupil first)
    {
        Pupil second = await NewPupilAsync();
        await second.EnterAsync(browser.Server.Address, lesson.Codes[0]);
        await second.On("occupied").WaitForAsync();
        await LookAsync(second.Page, "student-occupied");
        await lesson.Board.GetByTestId("allow-move").First.WaitForAsync();
        await LookAsync(lesson.Board, "board-asks");
        await lesson.Board.GetByTestId("allow-move").First.ClickAsync();
        await second.On("confirm").ClickAsync();
        await first.On("superseded").WaitForAsync();
        await LookAsync(first.Page, "student-superseded");
        await lesson.Board.GetByTestId("seat-1").WaitForAsync();
        await second.On("item-position").WaitForAsync();
        await second.Page.Context.CloseAsync();
        await first.On("continue-here").ClickAsync();
        await lesson.Board.GetByTestId("allow-move").First.ClickAsync();
        await first.On("item-position").WaitForAsync();
    }

    private static async Task TourPairsAsync(Pupil pupil)
    {
        while (await pupil.On("option-2").CountAsync() > 0 || await pupil.On("block-start").CountAsync() > 0)
        {
            await pupil.AnswerAsync(until: await pupil.On("item-position").CountAsync() > 0 ? await pupil.PositionAsync() + 1 : 0);
        }

        await LookAsync(pupil.Page, "student-pair");
        await pupil.AnswerAsync();
        await pupil.On("finish").WaitForAsync();
        await LookAsync(pupil.Page, "student-end");

        // Every item but those of the parts left out has its answer.
        await pupil.On("to-open").HasCountAsync(0);
    }

    private async Task<Pupil> NewPupilAsync() => new(await (await browser.DeviceAsync()).NewPageAsync(), number: 0) { SkipsOptional = true };

    /// <summary>The page as it is, in every look.</summary>
    internal static async Task LookAsync(IPage page, string name)
    {
        foreach (Look look in Looks)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions
            {
                ColorScheme = look.Scheme,
                Contrast = look.Contrast,
                ReducedMotion = ReducedMotion.Reduce,
            });
            await page.LookAsync($"{name}-{look.Name}");
        }

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light, Contrast = Contrast.NoPreference });
    }

    private sealed record Look(string Name, ColorScheme Scheme, Contrast Contrast);
}
