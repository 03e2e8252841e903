using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Exports;
using Diagnostics.Web.Access;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A methodologist chooses what a study needs, sees what comes of it, asks for too much, and takes the file. By keyboard, with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ExportStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.Engine.SynthesizeAsync(
            SyntheticPlan.Of(new SyntheticSize(Municipalities: 2, Schools: 4, Classes: 16, Students: 400, Seed: 6)), new Progress<double>(), default);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_study_gets_its_rows_and_no_more_of_a_person_than_may_be_told()
    {
        string region = (await _server.Engine.Organisation.RegionsAsync(default))[0].Id;
        IPage page = await browser.StaffAsync(_server, StaffRole.Methodologist, new OrgNode(NodeKind.Region, region));
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE account SET password_hash = @hash", new { hash }), default);
        await page.GotoAsync("/region#home");
        await page.PressAsync("go-exports");
        await page.SeeAsync("[data-testid=export-order]");
        await page.LookAsync("exports");
        await page.GetByTestId("export-alike").FillAsync("4");
        await page.PressAsync("export-look");
        await page.SeeAsync("[data-testid=export-order] .notice-alarm");
        await page.GetByTestId("export-alike").FillAsync("20");
        await page.GetByTestId("export-place").SelectOptionAsync("school");
        await page.GetByTestId("export-everybody").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.PressAsync("export-look");
        await page.SeeAsync("[data-testid=export-told] [data-testid=export-lost]");
        await page.SeeAsync("[data-testid=export-simulated]");
        await page.LookAsync("exports-told");

        // What was looked at is no more what is asked for.
        await page.GetByTestId("export-place").SelectOptionAsync("none");
        await page.GetByTestId("export-take").HasCountAsync(0);
        await page.PressAsync("export-look");
        await page.SeeAsync("[data-testid=export-take]");
        await page.GetByTestId("export-format").SelectOptionAsync("r");
        await page.GetByTestId("owner-proof").FillAsync("nobody's password");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("#export-fault .notice");
        await page.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.EndsWith(".zip", file.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains("load.R", ExportHouse.PartsOf(await File.ReadAllBytesAsync(await file.PathAsync())).Keys);
        await page.SeeAsync("[data-testid=export-take][data-state=still]");
        await page.GetByTestId("export-format").SelectOptionAsync("qti");
        await page.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        IDownload results = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Contains(ExportHouse.PartsOf(await File.ReadAllBytesAsync(await results.PathAsync())).Keys, name => name.StartsWith("results-1/r", StringComparison.Ordinal));
        await page.SeeAsync("[data-testid=export-take][data-state=still]");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("exports-taken-dark");
        await page.Context.CloseAsync();
    }
}
