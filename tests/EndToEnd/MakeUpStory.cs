using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>After a lesson: from the ended board to who did not come or did not finish.</summary>
[Collection(InOneBrowser.Name)]
public sealed class MakeUpStory(Browser browser)
{
    [ChromiumFact]
    public async Task The_ended_board_leads_to_the_places_that_have_still_to_take_part()
    {
        Lesson lesson = await Lesson.MakeAsync(browser, grade: 9, letter: "Ю", variant: "standard");
        Pupil pupil = new(await (await browser.DeviceAsync()).NewPageAsync(), number: 1) { SkipsOptional = true };
        await pupil.EnterAsync(browser.Server.Address, lesson.Codes[0]);
        await pupil.ReachLobbyAsync();
        await lesson.NextAsync();
        // The first four items are an optional step, which is left out.
        await pupil.AnswerAsync(until: 6);
        await pupil.Page.SeeAsync("[data-testid=saved-state][data-saved='2'][data-pending='0']");
        await lesson.Board.GetByTestId("board-irregular").PressAsync("Enter");
        foreach ((string kind, string seat) in new[] { ("helped", "2"), ("powerCut", "all") })
        {
            await lesson.Board.GetByTestId("irregular-kind").SelectOptionAsync(kind);
            await lesson.Board.GetByTestId("irregular-seat").SelectOptionAsync(seat);
            await lesson.Board.GetByTestId("irregular-note").PressAsync("Enter");
            await lesson.Board.Locator($"[data-testid=irregular-entry][data-kind={kind}]").WaitForAsync();
        }

        await lesson.Board.GetByTestId("irregular-withdraw").Last.PressAsync("Enter");
        await lesson.Board.Locator("[data-testid=irregular-entry][data-withdrawn=true]").WaitForAsync();
        await lesson.Board.Keyboard.PressAsync("Escape");
        await lesson.Board.GetByTestId("lesson-end").ClickAsync();
        await lesson.Board.GetByTestId("lesson-end-confirm").ClickAsync();
        await lesson.Board.GetByTestId("board-makeup").WaitForAsync();
        await lesson.Board.LookAsync("board-ended");
        await lesson.Board.GetByTestId("board-leaflet").ClickAsync();
        await lesson.Board.Locator(".leaflet").WaitForAsync();
        await lesson.Board.LookAsync("leaflet");
        // One A4 page within the sheet's margins: 277 mm at 96 dots an inch.
        await lesson.Board.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await lesson.Board.SetViewportSizeAsync(718, 1_000);
        Assert.InRange(await lesson.Board.EvaluateAsync<double>("document.querySelector('.leaflet').getBoundingClientRect().height"), 100, 1_046);

        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/staff#makeup");
        await StaffTour.SignInAsync(page, "координатор", StaffTour.PrintedPassword().Match(browser.Server.Output).Groups[1].Value);
        ILocator row = page.Locator("[data-testid=makeup-class][data-open='2']").Filter(new LocatorFilterOptions { HasText = "9Ю" });
        await row.WaitForAsync();
        await PageTour.LookAsync(page, "makeup");
        await row.GetByTestId("makeup-open").PressAsync("Enter");
        await page.SeeAsync("[data-testid=makeup-seat][data-seat='1'][data-state=unfinished]");
        await page.SeeAsync("[data-testid=makeup-seat][data-seat='2'][data-state=notCome]");
        await page.SeeAsync("[data-testid=makeup-entry][data-kind=helped][data-withdrawn=false]");
        await page.SeeAsync("[data-testid=makeup-entry][data-kind=powerCut][data-withdrawn=true]");
        await page.GetByTestId("irregular-withdraw").HasCountAsync(0);
        await PageTour.LookAsync(page, "makeup-class");
        await page.GetByTestId("makeup-board").ClickAsync();
        await page.Locator("[data-testid=lesson-state][data-run=ended]").WaitForAsync();
        foreach (IPage one in new[] { pupil.Page, page, lesson.Board })
        {
            await one.Context.CloseAsync();
        }
    }
}
