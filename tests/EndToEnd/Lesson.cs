using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>What one class's lesson needs: the board on a teacher's phone and the codes, as the demo prints them.</summary>
internal sealed partial class Lesson(IPage board, IReadOnlyList<string> codes)
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

    /// <summary>Makes a class as a teacher does on the server's own set-up page, and opens its board with the sheet's PIN.</summary>
    public static async Task<Lesson> MakeAsync(Browser browser, int grade, string letter, string variant)
    {
        using HttpClient local = new() { BaseAddress = browser.Server.Address };
        JsonElement tree = await local.GetFromJsonAsync<JsonElement>("/api/setup");
        string school = tree.GetProperty("municipalities")[0].GetProperty("schools")[0].GetProperty("id").GetString()!;
        using HttpResponseMessage made = await local.PostAsJsonAsync(
            "/api/setup/classes", new { schoolId = school, grade, letter, seats = 2, spares = 0, variant });
        made.EnsureSuccessStatusCode();
        string id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        tree = await local.GetFromJsonAsync<JsonElement>("/api/setup");
        string link = tree.GetProperty("municipalities").EnumerateArray().SelectMany(one => one.GetProperty("schools").EnumerateArray())
            .SelectMany(one => one.GetProperty("classes").EnumerateArray())
            .Single(one => one.GetProperty("id").GetString() == id).GetProperty("boardLink").GetString()!;
        IPage page = await (await browser.DeviceAsync(width: 400)).NewPageAsync();
        await page.GotoAsync($"/setup/classes/{id}/cards");
        string pin = PinOnPaper().Match(await page.Locator(".pin").InnerTextAsync()).Value;
        IReadOnlyList<string> codes = await page.Locator(".code").AllInnerTextsAsync();
        await page.GotoAsync($"/board/{link}");
        await page.GetByTestId("pin-input").FillAsync(pin);
        await page.GetByTestId("pin-enter").ClickAsync();
        await page.GetByTestId("lesson-next").WaitForAsync();
        return new Lesson(page, codes);
    }

    /// <summary>Presses the main button: the next step of the lesson.</summary>
    public Task NextAsync() => board.GetByTestId("lesson-next").ClickAsync();

    public async Task RunsAsync(string run) =>
        await board.Locator($"[data-testid=lesson-state][data-run={run}]").WaitForAsync();

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex PinOnPaper();
}
