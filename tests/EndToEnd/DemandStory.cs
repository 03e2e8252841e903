using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A region looks where its students' interests lead and where people are needed: two forecasts, what they leave out, a server without one, and a table the region brings itself.</summary>
[Collection(InOneBrowser.Name)]
public sealed class DemandStory(Browser browser) : IDisposable
{
    private const string Table = """
        code,system,year,volume,source,region,date
        2411,okz,2030,1200,Служба занятости,Заречье,2026-11-21
        821,okz,2030,3400,Служба занятости,Заречье,2026-11-21
        7233,okz,2030,700,Служба занятости,Заречье,2026-11-21
        9999,okz,2030,90,Служба занятости,Заречье,2026-11-21
        325,okz,2030,2600,Минздрав,Заречье,2026-10-02
        325,okz,2030,2100,Минздрав,Заречье,2025-10-02
        accountant,profession,2028,150,Служба занятости,Заречье,2026-11-21

        """;

    private readonly DirectoryInfo _overlay = Directory.CreateTempSubdirectory("diagnostics-demand-");

    public void Dispose() => _overlay.Delete(recursive: true);

    [ChromiumFact]
    public async Task A_region_sees_interest_beside_demand_and_what_neither_says()
    {
        await File.WriteAllTextAsync(Path.Combine(_overlay.FullName, "demand.csv"), Table);
        RunningServer server = await RunningServer.StartAsync(new RunningServer { Demo = false, OverlayFolder = _overlay.FullName });
        await server.Engine.SynthesizeAsync(SyntheticPlan.Of(new SyntheticSize(Municipalities: 2, Schools: 6, Classes: 24, Students: 640, Seed: 9)), new Progress<double>(), default);
        string region = (await server.Engine.Organisation.RegionsAsync(default))[0].Id;
        IPage page = await browser.StaffAsync(server, StaffRole.Region, new OrgNode(NodeKind.Region, region));
        await page.GotoAsync("/region#home");
        await page.PressAsync("go-demand");
        await page.SeeAsync("[data-testid=demand-table]");
        await page.SeeAsync("[data-testid=demand-uncounted]");
        await page.SeeAsync("[data-testid=demand-industry][data-volume='3400']");
        await page.SeeAsync("[data-testid=demand-health][data-volume='2600']");
        await page.SeeAsync("[data-testid=demand-several]");
        await page.SeeAsync("[data-testid=demand-unknown]");
        await page.SeeAsync("[data-testid=demand-earlier]");
        await page.LookAsync("demand");

        await server.Engine.Readings.RunAsync(new AskedReading(region, "tester"), default);
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=demand-industry][data-volume='3400'][data-interest]");
        await page.LookAsync("demand-counted");
        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-demand-csv-make"));
        Assert.Contains(await File.ReadAllLinesAsync(await table.PathAsync()), line => line.Contains("3400", StringComparison.Ordinal) && line.Contains("Служба занятости", StringComparison.Ordinal));
        await page.PressAsync("demand-places");
        await page.SeeAsync("[data-testid=indicators-all]");
        await page.GoBackAsync();
        await page.SeeAsync("[data-testid=demand-industry][data-volume='3400'][data-interest]");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("demand-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.GetByTestId("demand-forecast").SelectOptionAsync("2028 profession Заречье");
        await page.SeeAsync("[data-testid=demand-finance][data-volume='150']");
        await page.GetByTestId("demand-several").HasCountAsync(0);
        await page.Context.CloseAsync();
        await server.DisposeAsync();
    }

    [ChromiumFact]
    public async Task A_region_mends_its_table_brings_it_and_takes_it_back()
    {
        // What is brought may not be of a day that is still to come.
        await File.WriteAllTextAsync(
            Path.Combine(_overlay.FullName, "demand.csv"), Table.Replace("2025-", "2019-", StringComparison.Ordinal).Replace("2026-", "2020-", StringComparison.Ordinal));
        RunningServer server = await RunningServer.StartAsync(new RunningServer { Demo = false, OverlayFolder = _overlay.FullName });
        CodeSheet sheet = await server.MakeClassAsync();
        string region = (await server.Engine.Organisation.RegionsAsync(default))[0].Id;
        IPage page = await browser.StaffAsync(server, StaffRole.Region, new OrgNode(NodeKind.Region, region));
        await page.GotoAsync("/region#demand");
        await page.SeeAsync("[data-testid=demand-table]:has-text('папка оператора')");
        IDownload form = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("demand-form"));
        string head = (await File.ReadAllLinesAsync(await form.PathAsync()))[0].TrimStart('\ufeff');

        await BringAsync(page, $"{head}\r\n2411;окз;2030;40;Союз;Заречье;21.11.2020\r\n24110;окз;2030;сорок;Союз;Заречье;31.02.2020\r\n2411;;2030;7;Союз;;21.11.2020\r\n");
        await page.PressAsync("demand-look");
        await page.SeeAsync("[data-testid=demand-plan][data-faults='4']");
        await page.SeeAsync("[data-testid=demand-row-fault][data-line='3'][data-kind=okz]");
        await page.SeeAsync("[data-testid=demand-row-fault][data-line='3'][data-kind=volume]");
        await page.SeeAsync("[data-testid=demand-row-fault][data-line='3'][data-kind=date]");
        await page.SeeAsync("[data-testid=demand-row-fault][data-line='4'][data-kind=profession]");
        await page.GetByTestId("demand-write").HasCountAsync(0);
        await page.LookAsync("demand-faults");

        await BringAsync(page, $"{head}\r\n2411;окз;2030;40;Союз;Заречье;22.11.2020\r\n325;окз;2030;9000;Союз;Заречье;22.11.2020\r\n");
        await page.PressAsync("demand-look");
        await page.SeeAsync("[data-testid=demand-plan][data-new='2'][data-faults='0']");
        await page.LookAsync("demand-look");
        await page.PressAsync("demand-write");
        await page.SeeAsync("[data-testid=demand-done]:has-text('записан')");
        await page.WaitForFunctionAsync("() => document.activeElement.dataset.testid === 'demand-done'");
        await page.SeeAsync("[data-testid=demand-health][data-volume='9000']");
        await page.SeeAsync("[data-testid=demand-finance][data-volume='40']");
        await page.SeeAsync("[data-testid=demand-industry][data-volume='3400']");
        await page.LookAsync("demand-imported");

        // The same file again changes nothing, and a heading that is not understood is told.
        await BringAsync(page, $"{head}\r\n2411;окз;2030;40;Союз;Заречье;22.11.2020\r\n");
        await page.PressAsync("demand-look");
        await page.SeeAsync("[data-testid=demand-same]");
        await BringAsync(page, "Что;Когда\n2411;2030\n");
        await page.SeeAsync("[data-testid=demand-need]");
        await page.LookAsync("demand-columns");

        // A municipality sees it and may do nothing with it.
        IPage reader = await browser.StaffAsync(server, StaffRole.Municipality, new OrgNode(NodeKind.Municipality, sheet.School.MunicipalityId));
        await reader.GotoAsync("/region#demand");
        await reader.SeeAsync("[data-testid=demand-health][data-volume='9000']");
        await reader.SeeAsync("[data-testid=demand-version-1]");
        Assert.Equal((0, 0), (await reader.GetByTestId("demand-file-part").CountAsync(), await reader.GetByTestId("demand-back").CountAsync()));
        await reader.Context.CloseAsync();

        // A forecast that comes before it in the list disarms the removal, and the chosen one stays chosen.
        await page.GetByTestId("demand-forecast").SelectOptionAsync("2030 okz Заречье");
        await page.PressAsync("demand-out");
        await page.SeeAsync("[data-testid=demand-out]:has-text('Точно')");
        await BringAsync(page, $"{head}\r\n2411;окз;2031;5;Союз;Заречье;22.11.2020\r\n");
        await page.PressAsync("demand-look");
        await page.PressAsync("demand-write");
        await page.SeeAsync("[data-testid=demand-version-2]");
        await page.SeeAsync("[data-testid=demand-out]:has-text('2030'):not(:has-text('Точно'))");
        await page.PressAsync("demand-back");
        await page.PressAsync("demand-back");
        await page.SeeAsync("[data-testid=demand-version-2][data-back=true]");
        await page.PressAsync("demand-out");
        await page.PressAsync("demand-out");
        await page.SeeAsync("[data-testid=demand-done]:has-text('убран')");
        await page.SeeAsync("[data-testid=demand-health][data-volume='2600']");
        await page.PressAsync("demand-back");
        await page.PressAsync("demand-back");
        await page.SeeAsync("[data-testid=demand-version-3][data-back=true]");
        await page.SeeAsync("[data-testid=demand-health][data-volume='9000']");
        await page.LookAsync("demand-back");
        await page.Context.CloseAsync();
        await server.DisposeAsync();
    }

    private static Task BringAsync(IPage page, string text) => page.GetByTestId("demand-file").SetInputFilesAsync(
        new FilePayload { Name = "прогноз.csv", MimeType = "text/csv", Buffer = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text) });

    [ChromiumFact]
    public async Task Without_a_forecast_the_page_says_who_brings_one()
    {
        RunningServer server = await RunningServer.StartAsync(new RunningServer { Demo = false });
        await server.MakeClassAsync();
        string region = (await server.Engine.Organisation.RegionsAsync(default))[0].Id;
        IPage page = await browser.StaffAsync(server, StaffRole.Region, new OrgNode(NodeKind.Region, region));
        await page.GotoAsync("/region#demand");
        await page.SeeAsync("[data-testid=demand-none]");
        await page.SeeAsync("[data-testid=demand-table]");
        await page.LookAsync("demand-none");
        await page.Context.CloseAsync();
        await server.DisposeAsync();
    }
}
