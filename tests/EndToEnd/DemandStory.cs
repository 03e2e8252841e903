using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A region looks where its students' interests lead and where people are needed: two forecasts, what they leave out, and a server without one.</summary>
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
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("demand-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.GetByTestId("demand-forecast").SelectOptionAsync("1");
        await page.SeeAsync("[data-testid=demand-finance][data-volume='150']");
        Assert.Equal(0, await page.GetByTestId("demand-several").CountAsync());
        await page.Context.CloseAsync();
        await server.DisposeAsync();
    }

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
