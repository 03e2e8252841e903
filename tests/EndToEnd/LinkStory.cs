using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Clicks;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A student opens a link of the region, with and without a network; the region reads by keyboard how often that was, by municipality and school.</summary>
[Collection(InOneBrowser.Name)]
public sealed class LinkStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_click_is_counted_beside_the_opened_link_and_lost_without_harm()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 8);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        string key = await _server.FinishAsync(sheet, 1, "R", "I");
        await WriteAsync("UPDATE test_session SET simulated = 1");
        IBrowserContext device = await browser.DeviceAsync(address: _server.Address);
        await device.RouteAsync("https://example.org/**", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = "<title>there</title>" }));
        IPage page = await device.NewPageAsync();
        await page.GotoAsync($"/result#{key}");
        await page.SeeAsync("[data-testid=result]");
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach((one) => (one.open = true))");
        ILocator link = page.Locator("[data-testid^=place-resource-] a").First;
        IRequest told = await page.RunAndWaitForRequestFinishedAsync(
            () => OpenAsync(page, link, "there"), new PageRunAndWaitForRequestFinishedOptions { Predicate = request => request.Url.EndsWith("/api/result/click", StringComparison.Ordinal) });
        Assert.Equal(204, (await told.ResponseAsync())!.Status);
        Assert.False((await told.AllHeadersAsync()).ContainsKey("cookie"));
        await _server.Engine.Clicks.WriteAsync(default);
        Assert.Equal(1, await CountAsync());

        // Without a network the link goes its way all the same, and the page stays as it is.
        await device.SetOfflineAsync(true);
        await OpenAsync(page, link, title: null);
        Assert.True(await page.GetByTestId("result").IsVisibleAsync());
        await device.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_region_reads_its_links_by_place_and_a_municipality_its_own()
    {
        Region region = await _server.Engine.Organisation.AddRegionAsync("Край", default);
        List<(Municipality Place, School[] Schools)> places = [];
        foreach (string name in new[] { "Заречье", "Озёрский район" })
        {
            Municipality municipality = await _server.Engine.Organisation.AddMunicipalityAsync(region.Id, name, default);
            places.Add((municipality, [await SchoolAsync(municipality, "Школа № 1"), await SchoolAsync(municipality, "Школа № 2 с очень длинным названием имени кого-нибудь"), await SchoolAsync(municipality, "Школа № 3")]));
        }

        IPage page = await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, region.Id));
        await page.GotoAsync("/region");
        await page.PressAsync("go-links");
        await page.SeeAsync("[data-testid=links-none]");
        await page.LookAsync("links-none");

        await ClicksAsync(places[0].Schools[0], (0, 40), (1, 12));
        await ClicksAsync(places[0].Schools[1], (0, 3), (1, 30));
        await ClicksAsync(places[0].Schools[2], (0, 21));
        await ClicksAsync(places[1].Schools[0], (0, 17), (2, 2));
        await _server.Engine.ClickFigures.RenewAsync(default);
        await page.ReloadAsync();
        await page.SeeAsync($"[data-testid=links][data-place='{region.Id}'] [data-testid=links-row][data-told=true] >> nth=0");
        await page.SeeAsync($"[data-testid=links-row][data-link='{ClickCountTests.Links[2]}'][data-told=false]");
        await page.LookAsync("links");
        await page.Locator($"[data-link='{ClickCountTests.Links[0]}'] [data-testid=links-places]").PressAsync("Enter");
        await page.SeeAsync("[data-testid=link-places]");
        Assert.Equal(["Край 81", "Заречье 64", "Озёрский район 17"], await RowsAsync(page));
        await page.LookAsync("links-places");
        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-links-csv-make"));
        Assert.Contains("Заречье;64", await File.ReadAllTextAsync(await table.PathAsync()), StringComparison.Ordinal);

        // 3 of 64 are not told, and neither is the smaller of the two it could be worked out from.
        await page.Locator($"a[href^='#links/{places[0].Place.Id}/']").PressAsync("Enter");
        await page.SeeAsync($"[data-testid=links][data-place='{places[0].Place.Id}'] [data-testid=links-back]");
        Assert.Equal(["Заречье 64", "Школа № 1 40", "Школа № 2 с очень длинным названием имени кого-нибудь мало", "Школа № 3 мало"], await RowsAsync(page));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("links-schools-dark");
        await page.Context.CloseAsync();

        IPage own = await browser.StaffAsync(_server, StaffRole.Municipality, new OrgNode(NodeKind.Municipality, places[1].Place.Id));
        await own.GotoAsync("/region#links");
        await own.SeeAsync($"[data-testid=links][data-place='{places[1].Place.Id}'] [data-testid=links-row] >> nth=0");
        Assert.Equal(404, (await own.APIRequest.GetAsync($"/api/links/municipalities/{places[0].Place.Id}")).Status);
        await own.Context.CloseAsync();
    }

    private static async Task OpenAsync(IPage page, ILocator link, string? title)
    {
        await link.FocusAsync();
        IPage opened = await page.Context.RunAndWaitForPageAsync(() => page.Keyboard.PressAsync("Enter"));
        if (title is not null)
        {
            await opened.WaitForFunctionAsync("() => document.title === 'there'");
        }

        await opened.CloseAsync();
    }

    private static async Task<string[]> RowsAsync(IPage page) =>
        [.. (await page.Locator("[data-testid=link-places] tbody tr").AllInnerTextsAsync()).Select(row => row.Replace('\t', ' ').Replace('\u00a0', ' ').Trim())];

    private async Task<School> SchoolAsync(Municipality municipality, string name)
    {
        School school = await _server.Engine.Organisation.AddSchoolAsync(municipality.Id, name, Settlement.City, default);
        await _server.Engine.Organisation.AddClassAsync(school.Id, 9, "А", 2, 0, default);
        return school;
    }

    /// <summary>As they would be written on the days before.</summary>
    private async Task ClicksAsync(School school, params (int Link, int Clicks)[] clicks)
    {
        foreach ((int link, int count) in clicks)
        {
            await WriteAsync(
                "INSERT INTO link_click (campaign_id, school_id, link, day, clicks) SELECT campaign_id, school_id, @link, 20000, @count FROM school_class WHERE school_id = @Id",
                new { school.Id, link = ClickCountTests.Links[link], count });
        }
    }

    private Task<int> WriteAsync(string sql, object? values = null) => _server.Engine.Writer.RunAsync(null, scope => scope.Execute(sql, values), default);

    private Task<long> CountAsync() => _server.Engine.Writer.RunAsync(null, scope => scope.Scalar<long>("SELECT COALESCE(SUM(clicks), 0) FROM link_click"), default);
}
