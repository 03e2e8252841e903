using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The check of devices in real browsers: from the board's link to the verdict, one ready and one that is not, and the note of both.</summary>
[Collection(InOneBrowser.Name)]
public sealed class CheckStory(Browser browser)
{
    /// <summary>The check takes a minute by itself.</summary>
    private const int Minutes = 3 * 60_000;

    [ChromiumFact]
    public async Task Two_computers_are_checked_from_the_boards_link_and_the_note_says_which_is_not_ready()
    {
        Lesson lesson = await Lesson.MakeAsync(browser, grade: 9, letter: "Э", variant: "standard");
        await lesson.Board.Locator("[data-testid=board-check][data-checked='0']").WaitForAsync();
        await lesson.Board.GetByTestId("board-check-open").ClickAsync();
        string link = await lesson.Board.GetByTestId("board-check-address").InnerTextAsync();
        await lesson.Board.LookAsync("board-check");
        await lesson.Board.Keyboard.PressAsync("Escape");

        IPage ready = await PageAsync(link);
        await PageTour.LookAsync(ready, "check-ask");
        await ready.GetByTestId("check-number").FillAsync("0");
        await ready.Keyboard.PressAsync("Enter");
        await ready.GetByTestId("check-fault").WaitForAsync();
        await ready.LookAsync("check-number-wrong");
        // A browser whose storage refuses to write, on a network without sockets that drops some requests.
        IPage broken = await PageAsync(link, BreakStorage);
        await broken.RouteAsync("**/api/package/*.json", route => route.FulfillAsync(new RouteFulfillOptions { Body = "{}", ContentType = "application/json" }));
        await broken.RouteWebSocketAsync("**/hub/check*", socket => socket.CloseAsync());
        foreach ((IPage page, string number) in new[] { (ready, "7"), (broken, "12") })
        {
            await page.GetByTestId("check-number").FillAsync(number);
            await page.Keyboard.PressAsync("Enter");
            await page.GetByTestId("check-running").WaitForAsync();
        }

        await ready.LookAsync("check-running");
        await broken.Context.SetOfflineAsync(true);
        await broken.Locator("[data-testid=check-running]:not([data-done='0'])").WaitForAsync();
        await broken.WaitForTimeoutAsync(20_000);
        await broken.Context.SetOfflineAsync(false);
        await ready.GetByTestId("check-outcome").WaitForAsync(new LocatorWaitForOptions { Timeout = Minutes });
        // How quickly a machine answers that is busy with tests is no point of the story; everything else is right.
        foreach (string point in new[] { "transport", "storage", "clock", "screen", "browser", "package" })
        {
            Assert.Equal((point, "ok"), (point, await ready.GetByTestId($"point-{point}").GetAttributeAsync("data-state")));
        }

        await PageTour.LookAsync(ready, "check-ready");
        await broken.GetByTestId("check-outcome").WaitForAsync(new LocatorWaitForOptions { Timeout = Minutes });
        Assert.Equal("notReady", await broken.GetByTestId("check-outcome").GetAttributeAsync("data-verdict"));
        foreach ((string point, string state) in new[] { ("connection", "notReady"), ("transport", "remarks"), ("storage", "notReady"), ("package", "notReady"), ("browser", "ok") })
        {
            Assert.Equal((point, state), (point, await broken.GetByTestId($"point-{point}").GetAttributeAsync("data-state")));
        }

        await PageTour.LookAsync(broken, "check-not-ready");
        await lesson.Board.ReloadAsync();
        await lesson.Board.Locator("[data-testid=board-check][data-checked='2'][data-bad='1']").WaitForAsync();
        await lesson.Board.LookAsync("board-checked");
        await NoteAsync();
        foreach (IPage page in new[] { ready, broken, lesson.Board })
        {
            await page.Context.CloseAsync();
        }
    }

    [ChromiumFact]
    public async Task A_link_that_opens_nothing_says_where_the_right_one_is()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/check#AAAA-BBBB-CCCC-DDDD-EEEE");
        await page.Locator("[data-testid=check-shut][data-fault=unknown]").WaitForAsync();
        await PageTour.LookAsync(page, "check-unknown");
        await page.Context.CloseAsync();
    }

    /// <summary>The coordinator's page: the class's counts, its devices, a new link, and no note any more.</summary>
    private async Task NoteAsync()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/staff");
        await StaffTour.SignInAsync(page, "координатор", StaffTour.PrintedPassword().Match(browser.Server.Output).Groups[1].Value);
        await page.GetByTestId("go-readiness").ClickAsync();
        ILocator row = page.Locator("[data-testid=ready-class][data-checked='2'][data-bad='1']");
        await row.WaitForAsync();
        await PageTour.LookAsync(page, "readiness");
        await row.GetByTestId("ready-open").PressAsync("Enter");
        await page.Locator("[data-testid=ready-device][data-number='12'][data-verdict=notReady]").WaitForAsync();
        await page.Locator("[data-testid=ready-device][data-number='7']").WaitForAsync();
        await PageTour.LookAsync(page, "readiness-note");
        string old = await page.GetByTestId("ready-address").InnerTextAsync();
        await page.GetByTestId("ready-renew").ClickAsync();
        await page.LookAsync("readiness-renew");
        await page.GetByTestId("ask-yes").ClickAsync();
        await page.Locator("[data-testid=ready-said]:not(:empty)").WaitForAsync();
        Assert.NotEqual(old, await page.GetByTestId("ready-address").InnerTextAsync());
        await page.GetByTestId("ready-erase").ClickAsync();
        await page.GetByTestId("ask-yes").ClickAsync();
        await page.GetByTestId("ready-empty").WaitForAsync();
        await page.LookAsync("readiness-empty");
        await page.GetByTestId("ready-back").ClickAsync();
        await row.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.Locator("[data-testid=ready-class]").First.WaitForAsync();
        await page.Context.CloseAsync();
    }

    private const string BreakStorage = "IDBObjectStore.prototype.put = function () { throw new DOMException('full', 'QuotaExceededError'); };";

    private async Task<IPage> PageAsync(string link, string? script = null)
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        if (script is not null)
        {
            await page.AddInitScriptAsync(script);
        }

        await page.GotoAsync(link);
        await page.GetByTestId("check-ask").WaitForAsync();
        return page;
    }
}
