using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>What somebody types who hopes that a page runs it, and that a page did not.</summary>
internal static class TypedMarkup
{
    public const string Text = "<img src=x onerror=\"window.hacked=1\">\"'><script>window.hacked=1</script>{{1+1}}";

    /// <summary>The page shows it, as text.</summary>
    public static async Task ShowsMarkupAsync(this IPage page, string name)
    {
        await page.GetByText("onerror=", new PageGetByTextOptions { Exact = false }).First.WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await page.IsSafeAsync(name);
    }

    public static async Task IsSafeAsync(this IPage page, string name)
    {
        Assert.False(await page.EvaluateAsync<bool>("() => 'hacked' in window"), $"{name} ran what was typed");
        await page.Locator("img[src=x], [onload], [onerror], script:not([src])").HasCountAsync(0);
    }
}
