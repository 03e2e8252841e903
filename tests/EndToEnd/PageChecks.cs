using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>What holds for every page in every state at both widths: axe finds nothing, nothing scrolls sideways, and a picture is kept.</summary>
internal static class PageChecks
{
    private const string ScrollsSideways = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";

    /// <summary>Waits for what a press leads to; where it does not come, the failure tells what the page says instead.</summary>
    public static async Task SeeAsync(this IPage page, string selector)
    {
        try
        {
            await page.Locator(selector).WaitForAsync();
        }
        catch (TimeoutException late)
        {
            string focused = await page.EvaluateAsync<string>("document.activeElement?.outerHTML ?? ''");
            throw new TimeoutException($"{selector} is not on {page.Url}, which says: {await page.InnerTextAsync("body")}\nIn focus: {focused}", late);
        }
    }

    public static async Task LookAsync(this IPage page, string name)
    {
        foreach (int width in new[] { 1280, 360 })
        {
            await page.SetViewportSizeAsync(width, width == 360 ? 740 : 800);
            AxeResult found = await page.RunAxe();
            string report = string.Join('\n', found.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help} — {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
            Assert.True(found.Violations.Length == 0, $"{name} at {width} px: {report}");
            Assert.False(await page.EvaluateAsync<bool>(ScrollsSideways), $"{name} scrolls sideways at {width} px");
            string picture = Path.Combine(Browser.Screenshots, $"{name}-{width}.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
        }

        await page.SetViewportSizeAsync(1280, 800);
    }
}
