using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>What one class's lesson needs: the board on a teacher's phone and the codes, as the demo prints them.</summary>
internal sealed class Lesson(IPage board, IReadOnlyList<string> codes)
{
    public IPage Board => board;

    public IReadOnlyList<string> Codes => codes;

    public ILocator Seat(int number) => board.GetByTestId($"seat-{number}");

    /// <summary>Opens the board of the demo class at this position and types its PIN.</summary>
    public static Task<Lesson> OpenAsync(Browser browser, int demoClass) => OpenAsync(browser, browser.Server, demoClass);

    /// <summary>The same on a server of the story's own.</summary>
    public static async Task<Lesson> OpenAsync(Browser browser, ServerProcess server, int demoClass)
    {
        DemoClass demo = DemoClass.All(server.Output)[demoClass];
        IPage page = await (await browser.DeviceAsync(width: 400)).NewPageAsync();
        await page.GotoAsync(demo.Board.ToString());
        await page.GetByTestId("pin-input").FillAsync(demo.Pin);
        await page.GetByTestId("pin-enter").ClickAsync();
        await page.GetByTestId("lesson-next").WaitForAsync();
        return new Lesson(page, demo.Codes);
    }

    /// <summary>Presses the main button: the next step of the lesson.</summary>
    public Task NextAsync() => board.GetByTestId("lesson-next").ClickAsync();

    public async Task RunsAsync(string run) =>
        await board.Locator($"[data-testid=lesson-state][data-run={run}]").WaitForAsync();
}
