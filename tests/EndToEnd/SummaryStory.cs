using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Summaries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A coordinator looks at the school's summary and publishes it by keyboard; a site elsewhere shows it in a frame, until it is taken back.</summary>
[Collection(InOneBrowser.Name)]
public sealed class SummaryStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_school_shows_its_year_on_its_site_and_takes_it_back()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await page.GotoAsync("/staff");
        await page.PressAsync("go-summary");
        await page.SeeAsync("[data-testid=summary-none]");
        await page.LookAsync("summary-none");

        await ToldSchool.KeepAsync(_server.Engine, sheet.School.Id, isSimulated: true);
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=summary-section][data-id=interests]");
        await page.SeeAsync("[data-testid=summary-simulated]");
        await page.LookAsync("summary-draft");
        string look = await page.GetByTestId("summary-look").GetAttributeAsync("href") ?? "";
        await page.TabPressAsync("summary-publish");
        await page.PressAsync("ask-yes");
        await page.SeeAsync("[data-testid=summary-published][data-same=true]");
        await page.LookAsync("summary-published");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("summary-published-dark");
        string line = await page.GetByTestId("summary-frame").InputValueAsync();
        string address = await page.GetByTestId("summary-address").GetAttributeAsync("href") ?? "";

        await LookAtPublicAsync(address, await (await page.APIRequest.GetAsync(look)).TextAsync());
        await using WebApplication school = await SiteAsync(line);
        IPage site = await (await browser.DeviceAsync()).NewPageAsync();
        await site.GotoAsync(school.Urls.First().Replace("127.0.0.1", "site.test", StringComparison.Ordinal));
        IFrame shown = await FrameAsync(site, address);
        Assert.Equal("Профориентация в школе", (await shown.Locator("h1").InnerTextAsync()).Split(':')[0]);
        await LookAtSiteAsync(site);

        // A later count waits for the school; what is taken back is gone everywhere.
        await ToldSchool.KeepAsync(_server.Engine, sheet.School.Id, finished: 60);
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=summary-published][data-same=false]");
        await page.LookAsync("summary-differs");
        await page.PressAsync("summary-withdraw");
        await page.PressAsync("ask-yes");
        await page.GetByTestId("summary-published").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await site.ReloadAsync();
        Assert.Equal("Здесь ничего нет", await (await FrameAsync(site, address)).Locator("h1").InnerTextAsync());
        await site.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>On its own, from the narrowest frame on, in both looks; letter by letter what the school was shown before.</summary>
    private async Task LookAtPublicAsync(string address, string looked)
    {
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            IPage page = await (await browser.DeviceAsync(scheme: scheme)).NewPageAsync();
            IResponse reply = (await page.GotoAsync(address))!;
            Assert.Equal(looked, await reply.TextAsync());
            await page.LookAsync($"summary-public-{scheme}".ToLowerInvariant());
            await page.SetViewportSizeAsync(280, 700);
            Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
            if (Browser.KeepsPictures)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browser.Screenshots, $"summary-public-{scheme}-280.png".ToLowerInvariant()), FullPage = true });
            }

            Assert.Empty(await page.Context.CookiesAsync());
            await page.Context.CloseAsync();
        }
    }

    /// <summary>A site of another name and origin with the line in it, and beside it a page of ours that may stand nowhere.</summary>
    private async Task<WebApplication> SiteAsync(string line)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        string html = $"<!doctype html><html lang=\"ru\"><title>Сайт школы</title><h1>Сайт школы</h1>{line}<iframe title=\"другая\" src=\"{_server.Address}guide\"></iframe></html>";
        site.MapGet("/", () => TypedResults.Content(html, "text/html; charset=utf-8"));
        await site.StartAsync();
        return site;
    }

    private static async Task<IFrame> FrameAsync(IPage site, string address)
    {
        await site.FrameLocator($"iframe[src='{address}']").Locator("h1").WaitForAsync();
        return site.Frames.Single(frame => frame.Url == address);
    }

    private static async Task LookAtSiteAsync(IPage site)
    {
        Assert.Equal(["chrome-error://chromewebdata/"], site.Frames.Skip(1).Where(frame => !frame.Url.Contains("/summary/", StringComparison.Ordinal)).Select(frame => frame.Url));
        if (Browser.KeepsPictures)
        {
            await site.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browser.Screenshots, "summary-site.png"), FullPage = true });
        }
    }
}
