using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Years;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Two years of a school by keyboard: pairs found by names in the browser, a namesake asked, linked, taken back and linked again; then both years on the psychologist's page and by the
/// student's key.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class YearStory(Browser browser) : IAsyncLifetime
{
    private const string First = "Вербилкин Архипп";
    private const string Namesake = "Жужелицына Евлампия";

    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_school_links_two_years_by_names_that_stay_in_the_browser_and_both_readers_see_what_changed()
    {
        CodeSheet earlier = await _server.MakeClassAsync(grade: 9, seats: 3);
        await FinishAllAsync(earlier, "R");
        SchoolClass now = await NextClassAsync(earlier);
        CodeSheet sheet = (await _server.Engine.Cards.ReadAsync(now.Id, default))!;
        await FinishAllAsync(sheet, "A");

        IPage keeper = await browser.StaffAsync(_server, earlier, StaffRole.Coordinator);
        List<string> sent = [];
        keeper.Request += (_, request) => sent.Add($"{request.Url} {request.PostData}");
        await keeper.MakeKeyAsync();
        await WriteListAsync(keeper, now, First, Namesake);
        await WriteListAsync(keeper, earlier.Class, First, Namesake, Namesake);
        await LinkAsync(keeper);
        Assert.Contains(sent, one => one.Contains("/years/link", StringComparison.Ordinal) && one.Contains(now.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(sent, one => new NameTraces(First).IsIn(System.Text.Encoding.UTF8.GetBytes(one)) || new NameTraces(Namesake).IsIn(System.Text.Encoding.UTF8.GetBytes(one)));
        await keeper.Context.CloseAsync();

        await ReadProfileAsync(earlier, now);
        await ReadResultAsync(earlier.Class, now);
    }

    private static async Task LinkAsync(IPage keeper)
    {
        await keeper.ReloadAsync();
        await keeper.SeeAsync("[data-testid=years][data-stage=closed]");
        await keeper.PressAsync("years-open");
        await keeper.SeeAsync("[data-testid=years-counts][data-sure='1'][data-asked='1'][data-linked='0']");
        await keeper.Locator("[data-testid=years-sure] summary").PressAsync("Enter");
        await keeper.GetByTestId("years-choice").SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await keeper.LookAsync("years");
        await keeper.PressAsync("years-link");
        await keeper.SeeAsync("[data-testid=ask-yes]");
        await keeper.LookAsync("years-ask");
        await keeper.PressAsync("ask-yes");
        await keeper.SeeAsync("[data-testid=years-outcome][data-linked='2'][data-passed='0']");
        await keeper.SeeAsync("[data-testid=years-counts][data-linked='2']");
        await keeper.Locator("[data-testid=years-linked] summary").PressAsync("Enter");
        await keeper.LookAsync("years-linked");
        await keeper.PressAsync("years-undo");
        await keeper.PressAsync("ask-yes");
        await keeper.SeeAsync("[data-testid=years-counts][data-sure='1'][data-linked='0']");
        await keeper.PressAsync("years-link");
        await keeper.PressAsync("ask-yes");
        await keeper.SeeAsync("[data-testid=years-counts][data-linked='1']");
    }

    private async Task ReadProfileAsync(CodeSheet earlier, SchoolClass now)
    {
        IPage page = await browser.StaffAsync(_server, earlier, StaffRole.Psychologist);
        await page.GotoAsync($"/review#s/{now.Id}/1");
        await page.SeeAsync("[data-testid=profile-beside]");
        await page.Locator("[data-testid=profile-beside] > summary").PressAsync("Enter");
        await page.SeeAsync("[data-testid=profile-beside] li[data-scale=A][data-change=up]");
        await page.SeeAsync("[data-testid=profile-beside] li[data-scale=R][data-change=down]");
        await page.SeeAsync("[data-testid=profile-beside] li[data-scale=S][data-change=same]");
        await page.SeeAsync("[data-testid=profile-no-rci]");
        await page.LookAsync("profile-years");
        await page.Context.CloseAsync();
    }

    private async Task ReadResultAsync(SchoolClass earlier, SchoolClass now)
    {
        await _server.Engine.Releases.ReleaseAsync(earlier.Id, 1, "psychologist", default);
        string key = (await _server.Engine.Releases.ReissueKeyAsync(now.Id, 1, "psychologist", default))!;
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await OpenAsync(page, key);
        await page.GetByTestId("earlier-years").HasCountAsync(0);
        await _server.Engine.Releases.ReleaseAsync(now.Id, 1, "psychologist", default);
        await OpenAsync(page, key);
        await page.SeeAsync("[data-testid=earlier-year] [data-testid=year-nearer]");
        await page.LookAsync("result-years");
        await page.PressAsync("for-parents");
        await page.GetByTestId("earlier-years").HasCountAsync(0);
        await page.Context.CloseAsync();
    }

    private static async Task OpenAsync(IPage page, string key)
    {
        await page.GotoAsync("/result");
        await page.GetByTestId("key-input").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("result").WaitForAsync();
    }

    /// <summary>A grade higher, a year later, at the same school.</summary>
    private async Task<SchoolClass> NextClassAsync(CodeSheet earlier)
    {
        SchoolClass now = await _server.Engine.Organisation.AddClassAsync(earlier.School.Id, earlier.Class.Grade + 1, "Я", 3, 0, default);
        await _server.Engine.Writer.RunAsync(
            null, scope => scope.Execute(YearHouse.NextCampaign) + scope.Execute("UPDATE school_class SET campaign_id = 'next' WHERE id = @Id", new { now.Id }), default);
        await ParentsOnPaper.AgreeAsync(_server.Engine, now.Id);
        return now;
    }

    private async Task FinishAllAsync(CodeSheet sheet, string likes)
    {
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        foreach (CodeCard card in sheet.Cards.Where(card => !card.Spare))
        {
            await _server.FinishAsync(sheet, card.Seat, likes);
        }
    }

    private static async Task WriteListAsync(IPage keeper, SchoolClass room, params string[] names)
    {
        ILocator open = keeper.Locator($"[data-testid=names-class][data-class='{room.Id}']");
        await open.PressAsync("Enter");
        await keeper.GetByTestId("names-paste").FocusAsync();
        await keeper.Keyboard.InsertTextAsync(string.Join('\n', names));
        await keeper.PressAsync("names-take");
        await keeper.PressAsync("names-save");
        await keeper.Locator("[data-testid=names-done].notice", new PageLocatorOptions { HasText = $"Сохранено: {room.Name}" }).WaitForAsync();
        await open.PressAsync("Enter");
    }
}
