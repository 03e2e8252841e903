using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The year's indicators by keyboard: none yet, then the region's, one of them by municipality, a municipality's schools, the table as a file; a municipality reads its own beside the region.</summary>
[Collection(InOneBrowser.Name)]
public sealed class IndicatorStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.Engine.SynthesizeAsync(
            SyntheticPlan.Of(new SyntheticSize(Municipalities: 3, Schools: 7, Classes: 28, Students: 760, Seed: 8)), new Progress<double>(), default);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_region_reads_its_year_and_a_municipality_its_own()
    {
        string region = (await _server.Engine.Organisation.RegionsAsync(default))[0].Id;
        IPage page = await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, region));
        await page.GotoAsync("/staff");
        await page.PressAsync("go-region");
        await page.PressAsync("go-indicators");
        await page.SeeAsync("[data-testid=indicators-none]");
        await page.LookAsync("indicators-none");

        await _server.Engine.Readings.RunAsync(new AskedReading(region, "tester"), default);
        await page.ReloadAsync();
        await page.SeeAsync($"[data-testid=indicators][data-place='{region}'] [data-testid=indicators-simulated]");
        await page.SeeAsync("[data-testid=indicator-participation] [data-told=true] >> nth=0");
        await page.LookAsync("indicators");
        await page.GetByTestId("indicators-part").SelectOptionAsync("8");
        await page.SeeAsync("[data-testid=indicator-participation]");
        await page.GetByTestId("indicator-undecided").HasCountAsync(0);
        await page.GetByTestId("indicators-part").SelectOptionAsync("all");

        await page.PressAsync("compare-participation");
        await page.SeeAsync("[data-testid=indicator-place] >> nth=3");
        await page.SeeAsync("[data-testid=indicator-picture] canvas");
        await page.LookAsync("indicators-places");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("indicators-places-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-indicators-csv-make"));
        string text = await File.ReadAllTextAsync(await table.PathAsync());
        Assert.Contains("Район 002;", text, StringComparison.Ordinal);

        IndicatorPage told = (await _server.Engine.Indicators.ReadAsync(new OrgNode(NodeKind.Region, region), default))!;
        string municipality = told.Under[0].Id;
        await page.GotoAsync("/region#indicators//sectors");
        await page.GetByTestId("indicator-member").SelectOptionAsync("it");
        await page.SeeAsync("[data-testid=indicator-places]");
        await page.LookAsync("indicators-sectors");
        await page.GotoAsync("/region#indicators//participation");
        await page.Locator($"a[href='#indicators/{municipality}/participation']").PressAsync("Enter");
        await page.SeeAsync($"[data-testid=indicators][data-place='{municipality}'] [data-testid=indicators-back]");
        await page.LookAsync("indicators-schools");
        await page.PressAsync("indicators-back");
        await page.SeeAsync($"[data-testid=indicators][data-place='{region}'] [data-testid=indicator-places]");
        await page.Context.CloseAsync();

        IPage own = await browser.StaffAsync(_server, StaffRole.Municipality, new OrgNode(NodeKind.Municipality, municipality));
        await own.GotoAsync("/region#indicators");
        await own.SeeAsync($"[data-testid=indicators][data-place='{municipality}'] [data-testid=indicator-participation]");
        await own.LookAsync("indicators-municipality");
        IAPIResponse other = await own.APIRequest.GetAsync($"/api/indicators/municipalities/{told.Under[1].Id}");
        Assert.Equal(404, other.Status);
        await own.Context.CloseAsync();
    }
}
