using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Reviews;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>Two thousand finished sessions by keyboard: down the list, a talk noted and taken back, room for three talks, a place found, its profile asked for. Every state is looked at with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class QueueStory(Browser browser) : IAsyncLifetime
{
    private const int Rooms = 50;
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_psychologist_goes_through_the_queue_by_keyboard()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        await LongQueue.FillAsync(_server.Engine, sheet.Class, Rooms);
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await page.GotoAsync("/review");
        await page.SeeAsync("[data-testid=review-list][data-total='2000']");
        await page.SeeAsync("[data-testid=review-need][data-reason=askedForTalk]");
        await page.LookAsync("review");

        // Only what is seen is drawn, and the last row is there when it is gone to.
        Assert.InRange(await page.GetByTestId("review-row").CountAsync(), 10, 60);
        await page.GetByTestId("review-list").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.SeeAsync("[data-testid=review-row][data-index='1999'][aria-selected=true] strong");
        await page.Keyboard.PressAsync("Home");
        foreach (string key in new[] { "j", "j", "j", "k" })
        {
            await page.Keyboard.PressAsync(key);
        }

        await page.SeeAsync("[data-testid=review-row][data-index='2'][aria-selected=true]");
        await page.PressAsync("review-held");
        await page.SeeAsync("[data-testid=review-row][data-index='2'][data-talked=true]");
        await page.SeeAsync("[data-testid=review-held-by]");
        await page.LookAsync("review-talked");
        await page.PressAsync("review-take-back");
        await page.SeeAsync("[data-testid=review-row][data-index='2'][data-talked=false]");

        await page.GetByTestId("review-talks").FillAsync("3");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=review-list][data-total='3']");
        await page.PressAsync("review-reset");
        await page.SeeAsync("[data-testid=review-list][data-total='2000']");
        await page.GetByTestId("review-class").SelectOptionAsync("r000");
        await page.SeeAsync("[data-testid=review-list][data-total='40']");
        await page.Locator("[data-testid=review-rates] summary").PressAsync("Enter");
        await page.SeeAsync("[data-testid=review-rate][data-useless=true]");
        await page.SeeAsync("[data-testid=review-useless]");
        await page.LookAsync("review-class");

        await page.GetByTestId("review-list").FocusAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("7");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=review-list][data-total='1']");
        await page.GetByTestId("review-list").FocusAsync();
        await page.Keyboard.PressAsync("o");

        // Those of this queue have reasons alone.
        await page.SeeAsync("[data-testid=profile-fault]");
        await page.Keyboard.PressAsync("Escape");
        await page.SeeAsync("[data-testid=review-list][data-total='1']");
        Assert.Equal("review-list", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await OneChildAsync(page);
        await page.Context.CloseAsync();
    }

    /// <summary>Two sessions that were tied to one student are one row, with one talk.</summary>
    private async Task OneChildAsync(IPage page)
    {
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE seat SET person = 'p' WHERE id IN ('r001s8', 'r002s8')"), default);
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=review-list][data-total='1999']");
        await page.GetByTestId("review-class").SelectOptionAsync("r002");
        await page.SeeAsync("[data-testid=review-list][data-total='40']");
        await page.SeeAsync("[data-testid=review-row][data-index='0'] [data-testid=review-also]");
        await page.SeeAsync("[data-testid=review-other] [data-testid=review-need][data-reason=askedForTalk]");
        await page.LookAsync("review-one-child");
        await page.PressAsync("review-held");
        await page.SeeAsync("[data-testid=review-row][data-index='0'][data-talked=true]");
        await page.GetByTestId("review-class").SelectOptionAsync("r001");
        await page.SeeAsync("[data-testid=review-row][data-index='0'][data-talked=true]");
    }

    [ChromiumFact]
    public async Task A_school_without_finished_work_a_teacher_and_a_stranger_are_told_so()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await page.GotoAsync("/review");
        await page.SeeAsync("[data-testid=review-empty]");
        await page.LookAsync("review-empty");
        IPage teacher = await browser.StaffAsync(_server, sheet, StaffRole.Teacher);
        await teacher.GotoAsync("/review");
        await teacher.SeeAsync("[data-testid=review-denied]");
        await teacher.LookAsync("review-denied");
        await teacher.Context.ClearCookiesAsync();
        await teacher.ReloadAsync();
        await teacher.SeeAsync("[data-testid=review-sign-in]");
        await page.Context.CloseAsync();
        await teacher.Context.CloseAsync();
    }
}
