using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Rehearsals;
using Diagnostics.Tests.Waves;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Before the day, by keyboard: the methodologist freezes the content and has it rehearsed, the region makes a wave and plans it, the school prints its cards, names who answers and confirms it,
/// the municipality sees who is not ready and saves whom to remind. In the end the region opens the campaign of the next year.
/// </summary>
[Collection(InOneBrowser.Name)]
public class PreparationStory(Browser browser, string? store = null) : IAsyncLifetime
{
    private readonly RunningServer _server = new() { StoreEngine = store ?? StoryStore.Usual };

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
    }

    private const string DayDoor = "**/api/day/lessons";

    /// <summary>There is a day to come in the campaign also on the last of December.</summary>
    private const string LaterEnd = "UPDATE campaign SET closes_at = closes_at + 2592000000";

    [ChromiumFact]
    public async Task A_campaign_is_prepared_from_the_region_to_the_school()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        OrgNode municipality = new(NodeKind.Municipality, sheet.School.MunicipalityId);
        string regionId = (await _server.Engine.Paths.FindAsync(municipality, default))!.RegionId!;
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute(LaterEnd), default);
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute(WaveHouse.TwoLessons, new { sheet.Class.Id }), default);
        IPage methodologist = await browser.StaffAsync(_server, StaffRole.Methodologist, new OrgNode(NodeKind.Region, regionId));
        await _server.GivePasswordsAsync();
        await FreezeAsync(methodologist);
        await PlanAsync(await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, regionId)));
        await ConfirmAsync(await browser.StaffAsync(_server, sheet, StaffRole.Coordinator), sheet.Class.Id);
        await RemindAsync(await browser.StaffAsync(_server, StaffRole.Municipality, municipality), sheet.School);
        await OpenNextAsync(await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, regionId)));
    }

    /// <summary>The year after: looked at before, opened by keyboard, and not a third one behind it.</summary>
    private static async Task OpenNextAsync(IPage page)
    {
        await page.GotoAsync("/staff#campaign");
        await page.SeeAsync("[data-testid=campaign-next]");
        await page.PressAsync("campaign-next");
        await page.SeeAsync("[data-testid=campaign-next-effect]");
        await page.LookAsync("campaign-next");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("campaign").HasCountAsync(1);
        await page.PressAsync("campaign-next");
        await page.PressAsync("campaign-next-yes");
        await page.SeeAsync("[data-testid=campaign-done].notice");
        await page.GetByTestId("campaign").HasCountAsync(2);
        Assert.Equal("campaign-done", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.PressAsync("campaign-next");
        await page.SeeAsync("[role=alert] p:has-text('пока не нужна')");
        await page.LookAsync("campaign-next-early");
        await page.Context.CloseAsync();
    }

    private static async Task FreezeAsync(IPage page)
    {
        await page.GotoAsync("/region");
        await page.PressAsync("go-content");
        await page.SeeAsync("[data-testid=content-frozen][data-state=none]");
        await page.LookAsync("content-none");
        await page.PressAsync("content-freeze");
        await page.LookAsync("content-freeze");
        await page.GetByTestId("owner-proof").FillAsync("nobody's password");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("#content-fault .notice");
        await page.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=content-frozen][data-state=same]");
        await page.PressAsync("content-rehearse");
        await page.SeeAsync("[data-testid=content-rehearsal][data-running=false][data-faults='0']");
        IDownload statement = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("content-statement"));
        Assert.Contains("content-version", await File.ReadAllTextAsync(await statement.PathAsync()), StringComparison.Ordinal);
        await page.LookAsync("content");
        await page.Context.CloseAsync();
    }

    private static async Task PlanAsync(IPage page)
    {
        await page.GotoAsync("/region");
        await page.PressAsync("go-waves");
        await page.SeeAsync("[data-testid=waves-none]");
        await ReportAsync(page);
        await page.PressAsync("wave-new");
        await page.SeeAsync("[data-testid=wave-form] h2:focus");

        // What was measured is proposed; more than that is warned of, and the number is taken back from the report.
        await page.SeeAsync("[data-testid=wave-arithmetic][data-capacity='800']");
        Assert.Equal("800", await page.GetByTestId("wave-capacity").InputValueAsync());
        await page.GetByTestId("wave-capacity").FillAsync("900");
        await page.SeeAsync("[data-testid=wave-above]");
        await page.PressAsync("wave-use");
        await GoneAsync(page, "[data-testid=wave-above]");
        await page.GetByTestId("wave-source-estimate").CheckAsync();
        await page.SeeAsync("[data-testid=wave-unmeasured]");
        await page.GetByTestId("wave-capacity").FillAsync("900");
        await page.GetByTestId("wave-name").FillAsync("Первая волна");
        await page.GetByTestId("wave-weekday-6").CheckAsync();
        await page.GetByTestId("wave-weekday-7").CheckAsync();
        await page.GetByTestId("wave-times").FillAsync("9:00, 9:10");
        await page.PressAsync("wave-save");
        await page.SeeAsync("[data-testid=wave-form] [role=alert] p:has-text('Время пишут так')");
        await page.LookAsync("wave-form");
        await page.GetByTestId("wave-times").FillAsync("9:00, 10:00");
        await page.PressAsync("wave-save");
        await page.SeeAsync("[data-testid=wave][data-state=open]");
        await page.SeeAsync("[data-testid=waves-said]:focus");
        await page.SeeAsync("[data-testid=wave-warning]");
        await page.SeeAsync("[data-testid=plan-warning]");
        await page.LookAsync("wave-above");
        await page.PressAsync("wave-edit");
        await page.GetByTestId("wave-source-rehearsal").CheckAsync();
        await page.SeeAsync("[data-testid=wave-arithmetic][data-capacity='800']");
        await page.LookAsync("wave-measured");
        await page.PressAsync("wave-save");
        await page.SeeAsync("[data-testid=waves-said]:focus");
        await GoneAsync(page, "[data-testid=plan-warning]");
        await page.PressAsync("report-drop");
        await page.PressAsync("report-drop-yes");
        await page.SeeAsync("[data-testid=reports] [role=alert] p:has-text('Сначала измените волну')");

        // One day has no room for a second lesson, which is on another.
        await page.PressAsync("plan-look");
        await page.SeeAsync("[data-testid=plan][data-unplaced='1'] + ul [data-testid=plan-unplaced]:has-text('урок 2: не осталось дня')");
        await page.LookAsync("wave-one-day");
        await page.PressAsync("wave-edit");
        foreach (int day in Enumerable.Range(1, 7))
        {
            await page.GetByTestId($"wave-weekday-{day}").CheckAsync();
        }

        string last = await page.GetByTestId("wave-last").InputValueAsync();
        await page.GetByTestId("wave-last").FillAsync(DateOnly.Parse(last, CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.PressAsync("wave-save");
        await page.SeeAsync("[data-testid=waves-said]:focus");
        await page.PressAsync("plan-look");
        await page.SeeAsync("[data-testid=plan][data-unplaced='0']");
        await page.LookAsync("wave-plan");
        await page.PressAsync("plan-apply");
        await page.SeeAsync("[data-testid=waves][data-waiting='0'] [data-testid=plan-status][data-done=true]");
        await page.PressAsync("wave-slots");
        await page.LookAsync("waves");
        await page.RouteAsync(DayDoor, route => route.FulfillAsync(new RouteFulfillOptions { Status = 503 }));
        await page.PressAsync("wave-pause");
        await page.SeeAsync("[data-testid=wave][data-state=paused] [data-testid=wave-lessons-again]");
        await page.LookAsync("wave-half-paused");
        await page.UnrouteAsync(DayDoor);
        await page.PressAsync("wave-lessons-again");
        await page.SeeAsync("[data-testid=wave][data-state=paused] > [role=status]:focus");
        await page.GetByTestId("wave-lessons-again").HasCountAsync(0);
        await page.PressAsync("wave-resume");
        await page.SeeAsync("[data-testid=wave][data-state=open]");

        await page.PressAsync("wave-extend");
        await page.GetByTestId("wave-extend-minutes").FillAsync("45");
        await page.PressAsync("wave-extend-go");
        await page.SeeAsync("[data-testid=wave-extend-minutes][aria-invalid=true]:focus");
        await page.LookAsync("wave-extend");
        await page.GetByTestId("wave-extend-minutes").FillAsync("10");
        await page.PressAsync("wave-extend-go");
        await page.SeeAsync("[data-testid=wave] > [role=status]:focus");

        // An hour later nothing of it is left: it is asked before, and left as it was.
        await page.PressAsync("wave-edit");
        await page.GetByTestId("wave-times").FillAsync("11:00");
        await page.PressAsync("wave-save");
        await page.SeeAsync("[data-testid=wave-losing]:has-text('2 урока')");
        await page.LookAsync("wave-losing");
        await page.Keyboard.PressAsync("Escape");
        await page.SeeAsync("[data-testid=wave-form]");
        await page.SeeAsync("[data-testid=waves][data-waiting='0']");
        await page.Context.CloseAsync();
    }

    private static Task GoneAsync(IPage page, string selector) =>
        page.Locator(selector).WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

    /// <summary>What is no report, what contradicts itself, and one that holds.</summary>
    private static async Task ReportAsync(IPage page)
    {
        await page.SeeAsync("[data-testid=reports-none]");
        string report = SampleReport.Of(1_000, DateTimeOffset.UtcNow.AddDays(-1));
        await GiveAsync("list.csv");
        await page.SeeAsync("[data-testid=report-flaw]:has-text('не отчёт репетиции')");
        await GiveAsync(SampleReport.With(report, "verdict.students", 5_000));
        await page.SeeAsync("[data-testid=report-flaw]:has-text('verdict.students')");
        await page.LookAsync("reports-flaw");
        await GiveAsync(report);
        await page.SeeAsync("[data-testid=report][data-refusal='']");
        await page.SeeAsync("[data-testid=report-said]:focus");
        await page.LookAsync("reports");

        Task GiveAsync(string text) => page.GetByTestId("report-file").SetInputFilesAsync(
            new FilePayload { Name = "report.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
    }

    private static async Task ConfirmAsync(IPage page, string classId)
    {
        await page.GotoAsync("/staff");
        await page.PressAsync("go-preparation");
        await page.SeeAsync("[data-testid=preparation-one][data-ready=false] [data-testid=step-slots][data-state=done]");
        await page.SeeAsync("[data-testid=step-cards][data-state=missing]");
        await page.GotoAsync($"/setup/classes/{classId}/cards");
        await page.GotoAsync("/region#readiness");
        await page.SeeAsync("[data-testid=step-cards][data-state=done]");
        await page.SeeAsync("[data-testid=step-responsible][data-state=missing]");
        await page.GetByTestId("person-name").FillAsync("Завуч Петрова");
        await page.GetByTestId("person-contact").FillAsync("8 800 000-00-00");
        await page.PressAsync("person-enter");
        await page.SeeAsync("[data-testid=person][data-confirmed=false]");
        await page.PressAsync("person-change");
        await page.GetByTestId("person-contact").FillAsync("8 800 000-00-01");
        await page.PressAsync("person-enter");
        await page.SeeAsync("[data-testid=person]:has-text('000-00-01')");
        await page.LookAsync("preparation-school");
        await page.PressAsync("person-confirm");
        await page.SeeAsync("[data-testid=step-responsible][data-state=done]");
        string before = (await page.GetByTestId("class-time").First.GetAttributeAsync("data-at"))!;
        ILocator second = page.Locator("[data-testid=class-time][data-lesson='2']");
        Assert.True(long.Parse((await second.GetAttributeAsync("data-at"))!, CultureInfo.InvariantCulture) > long.Parse(before, CultureInfo.InvariantCulture));
        await page.Locator("[data-testid=class-time][data-lesson='1'] [data-testid=class-move]").PressAsync("Enter");
        await page.SeeAsync("[data-testid=class-move-to]:focus");
        Assert.EndsWith($"/{before}", await page.GetByTestId("class-move-to").InputValueAsync(), StringComparison.Ordinal);
        string other = (await page.Locator("[data-testid=class-move-to] optgroup option").First.GetAttributeAsync("value"))!;
        await page.GetByTestId("class-move-to").SelectOptionAsync(other);
        await page.LookAsync("preparation-move");
        await page.PressAsync("class-move-save");
        await page.SeeAsync($"[data-testid=class-time][data-at='{other.Split('/')[1]}']");
        Assert.NotEqual(before, other.Split('/')[1]);

        // The second one without its time: the step is half done, and the hours behind the first are offered again.
        await second.GetByTestId("class-move").PressAsync("Enter");
        await page.GetByTestId("class-move-to").SelectOptionAsync("none");
        await page.PressAsync("class-move-save");
        await page.SeeAsync("[data-testid=step-slots][data-state=partly]");
        await second.GetByTestId("class-move").PressAsync("Enter");
        string later = (await page.Locator("[data-testid=class-move-to] optgroup option").Last.GetAttributeAsync("value"))!;
        await page.GetByTestId("class-move-to").SelectOptionAsync(later);
        await page.LookAsync("preparation-lessons");
        await page.PressAsync("class-move-save");
        await page.SeeAsync("[data-testid=step-slots][data-state=done]");
        await page.Context.CloseAsync();
    }

    private static async Task RemindAsync(IPage page, School school)
    {
        await page.GotoAsync("/region");
        await page.PressAsync("go-readiness");
        await page.GetByTestId("preparation-show").SelectOptionAsync("open");
        await page.SeeAsync("[data-testid=preparation-school][data-ready=false]");
        await page.LookAsync("preparation-schools");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("preparation-schools-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-reminders-csv-make"));
        string text = await File.ReadAllTextAsync(await table.PathAsync());
        Assert.Matches($"{Regex.Escape(school.Name)}.*Завуч Петрова", text);
        await page.Locator($"a[href='#readiness/school/{school.Id}']").PressAsync("Enter");
        await page.SeeAsync("[data-testid=preparation-one] [data-testid=person][data-confirmed=true]");
        await page.Context.CloseAsync();
    }
}
