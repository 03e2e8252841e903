using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Diagnostics.Tests.Doors;
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

    /// <summary>Makes a class as the demo's operator does on the set-up page, and opens its board with the sheet's PIN.</summary>
    public static async Task<Lesson> MakeAsync(Browser browser, int grade, string letter, string variant)
    {
        using HttpClient local = new() { BaseAddress = browser.Server.Address };
        string password = StaffTour.PrintedPassword().Match(browser.Server.Output).Groups[1].Value;
        using HttpResponseMessage entered = await local.PostAsJsonAsync("/api/staff/enter", new { login = "оператор", password });
        entered.EnsureSuccessStatusCode();
        await RunningServer.BringWordAsync(local);
        string school = (await SchoolsAsync(local)).First(one => HasBoard(one, DemoClass.All(browser.Server.Output)[0])).GetProperty("id").GetString()!;
        using HttpResponseMessage made = await local.PostAsJsonAsync(
            "/api/setup/classes", new { schoolId = school, grade, letter, seats = 2, spares = 0, variant });
        made.EnsureSuccessStatusCode();
        string id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        string link = (await SchoolsAsync(local)).SelectMany(ClassesOf)
            .Single(one => one.GetProperty("id").GetString() == id).GetProperty("boardLink").GetString()!;
        string sheet = await local.GetStringAsync(new Uri($"/setup/classes/{id}/cards", UriKind.Relative));
        string pin = PinOnPaper().Match(sheet).Groups[1].Value;
        string[] codes = [.. CodeOnPaper().Matches(sheet).Select(match => match.Groups[1].Value)];
        IPage page = await (await browser.DeviceAsync(width: 400)).NewPageAsync();
        await page.GotoAsync($"/board/{link}");
        await page.GetByTestId("pin-input").FillAsync(pin);
        await page.GetByTestId("pin-enter").ClickAsync();
        await page.GetByTestId("lesson-next").WaitForAsync();
        return new Lesson(page, codes);
    }

    private static async Task<IReadOnlyList<JsonElement>> SchoolsAsync(HttpClient operating) =>
        [.. (await operating.GetFromJsonAsync<JsonElement>("/api/setup")).GetProperty("municipalities").EnumerateArray()
            .SelectMany(one => one.GetProperty("schools").EnumerateArray())];

    private static IEnumerable<JsonElement> ClassesOf(JsonElement school) => school.GetProperty("classes").EnumerateArray();

    /// <summary>The school of the demo's staff: stories add others, and one's name may come first.</summary>
    private static bool HasBoard(JsonElement school, DemoClass demo) =>
        ClassesOf(school).Any(one => demo.Board.AbsolutePath == $"/board/{one.GetProperty("boardLink").GetString()}");

    /// <summary>Presses the main button: the next step of the lesson.</summary>
    public Task NextAsync() => board.GetByTestId("lesson-next").ClickAsync();

    public async Task RunsAsync(string run) =>
        await board.Locator($"[data-testid=lesson-state][data-run={run}]").WaitForAsync();

    [GeneratedRegex("""class="pin"[^>]*>\D*(\d{6})""")]
    private static partial Regex PinOnPaper();

    [GeneratedRegex("""class="code"[^>]*>\s*([0-9A-Z-]+)""")]
    private static partial Regex CodeOnPaper();
}
