using System.Net.Http.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Doors;
using Diagnostics.Web.Access;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// A region, a municipality and a school whose names are markup, on every page that shows one of them and is not in <see cref="MarkupStory"/>; and
/// a browser that says of itself what it would like to run.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class HostilePlacesStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task The_names_of_places_are_shown_and_never_run()
    {
        CodeSheet sheet = await MakeClassAsync();
        await LessonAsync(sheet);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Ended, default);

        IPage coordinator = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        foreach (string paper in new[] { "cards", "parents", "paper", "leaflet" })
        {
            await coordinator.GotoAsync($"/setup/classes/{sheet.Class.Id}/{paper}");
            await coordinator.ShowsMarkupAsync(paper);
        }

        await OpenAsync(coordinator, "consent", "consent-classes");
        await coordinator.GetByTestId("consent-open").ClickAsync();
        await coordinator.GetByTestId("consent-all").WaitForAsync();
        await coordinator.ShowsMarkupAsync("consent of a class");
        await OpenAsync(coordinator, "readiness", "ready-class");
        await coordinator.GetByTestId("ready-open").ClickAsync();
        await coordinator.GetByTestId("ready-note").WaitForAsync();
        await coordinator.ShowsMarkupAsync("readiness of a class");
        await OpenAsync(coordinator, "makeup", "makeup-class");
        await coordinator.GetByTestId("makeup-open").ClickAsync();
        await coordinator.GetByTestId("makeup-room").WaitForAsync();
        await coordinator.ShowsMarkupAsync("makeup of a class");

        IPage psychologist = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await OpenAsync(psychologist, "results", "results-classes");
        await psychologist.GetByTestId("results-classes").Locator("button").First.ClickAsync();
        await psychologist.GetByTestId("class-results").WaitForAsync();
        await psychologist.ShowsMarkupAsync("results of a class");

        string regionId = (await _server.Engine.Organisation.RegionsAsync(default)).Single().Id;
        IPage region = await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, regionId));
        await OpenAsync(region, "campaign", "campaign");
        await OpenAsync(region, "access", "access-school");
        await region.GetByTestId("access-school").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await region.GetByTestId("access-show").ClickAsync();
        await region.GetByTestId("access-report").WaitForAsync();
        await region.ShowsMarkupAsync("access report");
        foreach (IPage page in new[] { coordinator, psychologist, region })
        {
            await page.Context.CloseAsync();
        }
    }

    [ChromiumFact]
    public async Task What_a_browser_says_of_itself_is_never_run()
    {
        OrgNode place = new(NodeKind.School, (await _server.MakeClassAsync()).School.Id);
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        await _server.Engine.Accounts.AddAsync(new NewAccount("kolosov", "Колосов", StaffRole.Teacher, place, hash), AuditEntry.Console, default);
        using HttpClient hostile = _server.Client();
        Assert.True(hostile.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", TypedMarkup.Text));
        using HttpResponseMessage entered = await hostile.PostAsJsonAsync("/api/staff/enter", new { login = "kolosov", password = RunningServer.Password });
        entered.EnsureSuccessStatusCode();
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync("/staff");
        await StaffTour.SignInAsync(page, "kolosov", RunningServer.Password);
        await page.GetByTestId("home").WaitForAsync();
        await page.GotoAsync("/staff#account");
        await page.GetByTestId("session-end").WaitForAsync();
        Assert.Contains("onerror=", await page.EvaluateAsync<string>("async () => await (await fetch('/api/staff/sessions')).text()"), StringComparison.Ordinal);
        await page.IsSafeAsync("account");
        await page.Context.CloseAsync();
    }

    private async Task<CodeSheet> MakeClassAsync()
    {
        OrgTree tree = _server.Engine.Organisation;
        Region region = await tree.AddRegionAsync(TypedMarkup.Text, default);
        Municipality municipality = await tree.AddMunicipalityAsync(region.Id, TypedMarkup.Text, default);
        School school = await tree.AddSchoolAsync(municipality.Id, TypedMarkup.Text, Settlement.City, default);
        SchoolClass made = await tree.AddClassAsync(school.Id, 9, "А", 2, 0, default);
        await ParentsOnPaper.AgreeAsync(_server.Engine, made.Id);
        return (await _server.Engine.Cards.ReadAsync(made.Id, default))!;
    }

    /// <summary>The student's own page, and the board by its PIN.</summary>
    private async Task LessonAsync(CodeSheet sheet)
    {
        IPage student = await (await browser.DeviceAsync(360, address: _server.Address)).NewPageAsync();
        await student.GotoAsync($"/#{sheet.Cards[0].Code}");
        await student.GetByTestId("confirm").WaitForAsync();
        await student.ShowsMarkupAsync("confirm");
        await student.Context.CloseAsync();
        IPage board = await (await browser.DeviceAsync(400, address: _server.Address)).NewPageAsync();
        await board.GotoAsync($"/board/{sheet.Class.BoardLink}");
        await board.GetByTestId("pin-input").FillAsync(sheet.Pin);
        await board.GetByTestId("pin-enter").ClickAsync();
        await board.GetByTestId("lesson-next").WaitForAsync();
        await board.ShowsMarkupAsync("board");
        await board.Context.CloseAsync();
    }

    /// <summary>A page of the staff, loaded anew, when what shows a place is there.</summary>
    private static async Task OpenAsync(IPage page, string view, string testId)
    {
        await page.GotoAsync("about:blank");
        await page.GotoAsync($"/staff#{view}");
        await page.GetByTestId(testId).First.WaitForAsync();
        await page.ShowsMarkupAsync(view);
    }
}
