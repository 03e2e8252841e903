using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>What holds for every page in every state at both widths: axe finds nothing, nothing scrolls sideways, and a picture is kept where one was asked for.</summary>
internal static class PageChecks
{
    private const string ScrollsSideways = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth";
    private const string HasAxe = "() => 'axe' in window";

    /// <summary>All rules run; only what breaks one is brought over.</summary>
    private const string Violations =
        """
        async () => (await axe.run({ resultTypes: ['violations'] })).violations
          .map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ html }) => html).join(' | ')}`)
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

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

    /// <summary>So many at once or soon: what a page says comes in pieces.</summary>
    public static Task HasCountAsync(this ILocator found, int count) =>
        Assertions.Expect(found).ToHaveCountAsync(count, new LocatorAssertionsToHaveCountOptions { Timeout = 15_000 });

    public static async Task LookAsync(this IPage page, string name)
    {
        foreach (int width in new[] { 1280, 360 })
        {
            await page.SetViewportSizeAsync(width, width == 360 ? 740 : 800);
            string[] found = await FindViolationsAsync(page);
            Assert.True(found.Length == 0, $"{name} at {width} px: {string.Join('\n', found)}");
            Assert.False(await page.EvaluateAsync<bool>(ScrollsSideways), $"{name} scrolls sideways at {width} px");
            if (Browser.KeepsPictures)
            {
                string picture = Path.Combine(Browser.Screenshots, $"{name}-{width}.png");
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
            }
        }

        await page.SetViewportSizeAsync(1280, 800);
    }

    /// <summary>Axe stays with the document it came to: a page looked at in six ways takes it in once.</summary>
    private static async Task<string[]> FindViolationsAsync(IPage page)
    {
        // Axe is brought to the page itself only; a frame would go unseen.
        Assert.Single(page.Frames);
        if (!await page.EvaluateAsync<bool>(HasAxe))
        {
            await page.EvaluateAsync(Axe);
        }

        return await page.EvaluateAsync<string[]>(Violations);
    }
}
