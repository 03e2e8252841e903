using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A school's coordinator tells a figure by hand, corrects it and takes it out; a municipality brings a table with faults, mended by its form; by keyboard, with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class EnteredStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_school_tells_a_figure_and_a_municipality_a_table()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage page = await browser.StaffAsync(_server, StaffRole.Coordinator, new OrgNode(NodeKind.School, sheet.School.Id));
        await page.GotoAsync("/staff");
        await page.PressAsync("go-entered");
        await page.SeeAsync("[data-testid=entered] [data-testid=entered-none]");
        await page.LookAsync("entered-none");
        await page.GetByTestId("entered-indicator").SelectOptionAsync("trials");
        await page.PressAsync("entered-save");
        await page.SeeAsync("[data-testid=entered-value][aria-invalid=true]");
        await page.GetByTestId("entered-value").FillAsync("120");
        await page.PressAsync("entered-save");
        await page.SeeAsync("[data-testid=entered-source][aria-invalid=true]");
        await page.LookAsync("entered-fault");
        await page.GetByTestId("entered-source").FillAsync("Отчёт школы за год");
        await page.GetByTestId("entered-date").FillAsync("2026-05-31");
        await page.PressAsync("entered-save");
        await page.SeeAsync("[data-testid=entered-figure]:has-text('120')");
        // More than the class has places: written, and told.
        await page.SeeAsync("[data-testid=entered-said]:has-text('больше, чем мест')");
        await page.GetByTestId("entered-indicator").SelectOptionAsync("contracts");
        await page.GetByTestId("entered-value").FillAsync("3");
        await page.PressAsync("entered-save");
        await page.SeeAsync("[data-testid=entered-figure]:has-text('меньше 5')");
        await page.SeeAsync("[data-testid=entered-sum]:has-text('от 1 до 4')");
        await page.LookAsync("entered-school");
        await page.Locator("[data-testid=entered-remove]").First.PressAsync("Enter");
        await page.SeeAsync("[data-testid=entered-remove]:has-text('Точно') >> nth=0");
        await page.Locator("[data-testid=entered-remove]").First.PressAsync("Enter");
        await page.SeeAsync("[data-testid=entered-said]:has-text('Убрано')");
        await page.GetByTestId("entered-figure").HasCountAsync(1);
        await page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'entered-said'");
        await page.Context.CloseAsync();

        IPage wide = await browser.StaffAsync(_server, StaffRole.Municipality, new OrgNode(NodeKind.Municipality, sheet.School.MunicipalityId));
        await wide.GotoAsync("/region#entered");
        await wide.SeeAsync("[data-testid=entered-file-part]");
        string year = (await wide.GetByTestId("entered").GetAttributeAsync("data-year"))!;
        IDownload form = await wide.RunAndWaitForDownloadAsync(() => wide.PressAsync("entered-form"));
        string[] lines = (await File.ReadAllTextAsync(await form.PathAsync())).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.Contains(sheet.School.Name, StringComparison.Ordinal) && line.Contains("Ярмарки", StringComparison.Ordinal));

        // The form filled in: a fair, a date that is not, a school that is not there.
        string fair = lines.First(line => line.Contains("Ярмарки", StringComparison.Ordinal)).TrimEnd(';');
        string trials = lines.First(line => line.Contains("Профессиональные пробы", StringComparison.Ordinal)).TrimEnd(';');
        await BringAsync(wide, $"{lines[0]}\r\n{fair};;7;Письмо;31.05.2026\r\n{fair};;8;Письмо;31.02.2026\r\n;Лицей;Ярмарки и дни открытых дверей;;1;Письмо;31.05.2026\r\n{trials};;400;Письмо;31.05.2026\r\n");
        await wide.PressAsync("entered-look");
        await wide.SeeAsync("[data-testid=entered-row-doubt][data-line='5']");
        await wide.SeeAsync("[data-testid=entered-row-fault][data-line='3'][data-fault=date]");
        await wide.SeeAsync("[data-testid=entered-row-fault][data-line='4'][data-fault=school]");
        await wide.LookAsync("entered-faults");
        await wide.PressAsync("entered-write");
        await wide.SeeAsync("[data-testid=entered-written]:has-text('2')");
        await wide.SeeAsync("[data-testid=entered-sum]:has-text('Ярмарки')");
        Assert.Single(await _server.Engine.Store.QueryAsync<string>($"SELECT school_id FROM entered_figure WHERE year = {year} AND indicator = 'fairs' AND figure = 7", null, default));

        // A heading that is not understood is told.
        await BringAsync(wide, "ОУ;Что;Итог\nШкола;Профессиональные пробы;5\n");
        await wide.SeeAsync("[data-testid=entered-need]");
        await wide.LookAsync("entered-columns");
        await wide.Context.CloseAsync();
    }

    private static Task BringAsync(IPage page, string text) => page.GetByTestId("entered-file").SetInputFilesAsync(
        new FilePayload { Name = "показатели.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
}
