using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A coordinator of a municipality brings a file with names, then one with mistakes, mends it, brings it once more, prints the codes and sees that its school is further; by keyboard, every state looked at with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class RosterStory(Browser browser) : IAsyncLifetime
{
    private const string Named = "Школа;Класс;ФИО\nШкола № 2;8А;Иванова Анна Петровна\n";
    private const string Faulty = "ОУ;Класс;Пол\nШкола № 2;8А;м\nШкола № 2;8 «а»;ж\nШкола № 2;9-Б;дев\nШкола № 2;двенадцатый;ж\nШкола № 3;IX А;ж\n";
    private const string Mended = "ОУ;Класс;Пол\nШкола № 2;8А;м\nШкола № 2;8 «а»;ж\nШкола № 2;9-Б;ж\nШкола № 2;11Б;ж\nШкола № 3;IX А;ж\n";

    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task Classes_come_from_a_file_that_is_looked_at_mended_and_brought_again()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage page = await browser.StaffAsync(_server, StaffRole.Municipality, new OrgNode(NodeKind.Municipality, sheet.School.MunicipalityId));
        await page.GotoAsync("/region");
        await page.Locator("a[href='#import']").PressAsync("Enter");
        await page.SeeAsync("[data-testid=roster][data-step=file]");
        await page.LookAsync("roster-file");

        await BringAsync(page, Named);
        await page.SeeAsync("[data-testid=roster-personal] [data-kind=name]");
        await page.LookAsync("roster-personal");
        Assert.Empty(Directory.GetFiles(_server.Engine.Roster.Folder));

        // The heading of the school is not one that is understood: it is told once, and remembered.
        await BringAsync(page, Faulty);
        await page.SeeAsync("[data-testid=roster-size][data-rows='5']");
        await page.GetByTestId("roster-field-0").SelectOptionAsync("none");
        await page.PressAsync("roster-look");
        await page.SeeAsync("[data-testid=roster-fault][data-code=roster-no-school]:has-text('Отметьте столбец со школой')");
        await page.GetByTestId("roster-field-0").SelectOptionAsync("schoolName");
        await page.LookAsync("roster-columns");
        await page.PressAsync("roster-look");
        await page.SeeAsync("[data-testid=roster-plan][data-new='2'][data-held='1'][data-faults='2']");
        await page.SeeAsync("[data-testid=roster-row-fault][data-line='4'][data-kind=sex]");
        await page.SeeAsync("[data-testid=roster-row-fault][data-line='5'][data-kind=class]");
        await page.Locator("[data-testid=roster-school] summary").First.PressAsync("Enter");
        await page.SeeAsync("[data-testid=roster-class][data-change=held]");
        await page.LookAsync("roster-plan");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("roster-plan-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        Assert.Contains("4;Пол;", await SavedAsync(page, "roster-faults-save"), StringComparison.Ordinal);
        Assert.Contains("Школа № 2;9Б;", await SavedAsync(page, "roster-changes"), StringComparison.Ordinal);

        await page.PressAsync("roster-other");
        await BringAsync(page, Mended);
        await page.SeeAsync("[data-testid=roster-remembered]");
        await page.PressAsync("roster-look");
        await page.SeeAsync("[data-testid=roster-plan][data-new='4'][data-faults='0']");
        await page.PressAsync("roster-apply");
        await page.SeeAsync("[data-testid=roster-done][data-made='4'][data-changed='0']");
        await page.LookAsync("roster-done");

        await page.PressAsync("roster-other");
        await BringAsync(page, Mended);
        await page.PressAsync("roster-look");
        await page.SeeAsync("[data-testid=roster-plan][data-new='0'][data-unchanged='4']");
        await page.GetByTestId("roster-apply").HasCountAsync(0);

        await page.GotoAsync("/setup");
        await page.GetByText("Школа № 3").First.WaitForAsync();
        await PrepareAsync(page, sheet.School.MunicipalityId);
        await page.Context.CloseAsync();
    }

    /// <summary>The school that came from the file: its codes are printed, and the list of what is left to do says so.</summary>
    private async Task PrepareAsync(IPage page, string municipality)
    {
        School school = (await _server.Engine.Organisation.SchoolsAsync(municipality, default)).Single(one => one.Name == "Школа № 3");
        SchoolClass room = Assert.Single(await _server.Engine.Organisation.ClassesAsync(school.Id, default));
        await page.GotoAsync($"/region#readiness/school/{school.Id}");
        await page.SeeAsync("[data-testid=preparation-one] [data-testid=step-cards][data-state=missing]");
        await page.GotoAsync($"/setup/classes/{room.Id}/cards");
        string code = (await _server.Engine.Cards.ReadAsync(room.Id, default))!.Cards[0].Code;
        Assert.Contains(code, await page.InnerTextAsync("body"), StringComparison.Ordinal);
        await page.GotoAsync($"/region#readiness/school/{school.Id}");
        await page.SeeAsync("[data-testid=preparation-one] [data-testid=step-cards][data-state=done]");
        await page.LookAsync("roster-prepared");
    }

    private static async Task BringAsync(IPage page, string text)
    {
        await page.SeeAsync("[data-testid=roster][data-step=file]");
        await page.GetByTestId("roster-file").SetInputFilesAsync(new FilePayload { Name = "классы.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
    }

    private static async Task<string> SavedAsync(IPage page, string testId)
    {
        IDownload saved = await page.RunAndWaitForDownloadAsync(() => page.PressAsync(testId));
        return await File.ReadAllTextAsync(await saved.PathAsync());
    }
}
