using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The guides: from the help of a page to a place in one of them, and onto paper.</summary>
[Collection(InOneBrowser.Name)]
public sealed class GuideStory(Browser browser)
{
    private static readonly string[] Guides =
        ["student", "parents", "teacher", "psychologist", "coordinator", "region", "methodologist", "researcher", "operator", "certificate", "external", "duties"];

    [ReportFact]
    public async Task Help_leads_to_the_whole_guide_which_is_read_by_keyboard_and_printed()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/slip");
        await page.GetByTestId("help").PressAsync("Enter");
        IPage guide = await page.RunAndWaitForPopupAsync(() => page.GetByTestId("help-guide").PressAsync("Enter"));
        await guide.SeeAsync("[data-testid=guide-open]");
        await guide.LookAsync("guide-teacher");

        await guide.GetByTestId("guide-contents").Locator("summary").PressAsync("Enter");
        ILocator place = guide.GetByTestId("guide-contents").GetByText("Потеряна карточка", new LocatorGetByTextOptions { Exact = true });
        await place.PressAsync("Enter");
        await guide.WaitForFunctionAsync("() => document.activeElement.textContent.startsWith('Потеряна карточка.')");
        Assert.InRange(await guide.EvaluateAsync<double>("document.activeElement.getBoundingClientRect().top"), -1, 800);
        await guide.LookAsync("guide-contents");

        byte[] paper = await guide.PdfAsync(new PagePdfOptions { Format = "A4" });
        string file = Path.Combine(Path.GetTempPath(), $"guide-{Guid.NewGuid():N}.pdf");
        try
        {
            await File.WriteAllBytesAsync(file, paper);
            string text = string.Concat(await PdfReader.PagesAsync(file));
            Assert.Contains("Учителю", text, StringComparison.Ordinal);
            Assert.Contains("Потеряна карточка", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Все руководства", text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }

        await guide.GetByTestId("guide-back").PressAsync("Enter");
        await guide.SeeAsync("[data-testid=guide-list]");
        await guide.Locator("[data-testid=guide-list] li").HasCountAsync(Guides.Length);
        await guide.LookAsync("guide-list");
        await guide.SetViewportSizeAsync(360, 740);
        foreach (string name in Guides)
        {
            await guide.GetByTestId($"guide-{name}").PressAsync("Enter");
            await guide.SeeAsync("[data-testid=guide-open]");
            Assert.Equal(360, await guide.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await guide.GetByTestId("guide-back").PressAsync("Enter");
            await guide.SeeAsync("[data-testid=guide-list]");
        }

        // A guide comes when it is opened: without a network the page says so, and goes on when there is one.
        IPage other = await (await browser.DeviceAsync()).NewPageAsync();
        await other.GotoAsync("/guide");
        await other.SeeAsync("[data-testid=guide-list]");
        await other.RouteAsync("**/assets/**", route => route.AbortAsync());
        await other.GetByTestId("guide-operator").PressAsync("Enter");
        await other.SeeAsync("[data-testid=guide-failed]");
        await other.LookAsync("guide-failed");
        await other.UnrouteAsync("**/assets/**");
        await other.GetByTestId("guide-again").PressAsync("Enter");
        await other.SeeAsync("[data-testid=guide-open]");
        await other.LookAsync("guide-operator");
        await other.Context.CloseAsync();
        await page.Context.CloseAsync();
    }
}
