using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>What holds for every page in every state: axe finds nothing, nothing scrolls sideways, and a picture is kept to be looked at.</summary>
internal static class PageChecks
{
    public static async Task LookAsync(this IPage page, string name)
    {
        AxeResult found = await page.RunAxe();
        string report = string.Join('\n', found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help} — {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        Assert.True(found.Violations.Length == 0, $"{name}: {report}");
        foreach (int width in new[] { 1280, 360 })
        {
            await page.SetViewportSizeAsync(width, width == 360 ? 740 : 800);
            bool sideways = await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
            Assert.False(sideways, $"{name} scrolls sideways at {width} px");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browser.Screenshots, $"{name}-{width}.png"), FullPage = true });
        }

        await page.SetViewportSizeAsync(1280, 800);
    }
}
