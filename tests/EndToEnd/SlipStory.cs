using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A student without a link to the end: what the browser seals into a slip is taken in elsewhere, once, and is what was answered.</summary>
[Collection(InOneBrowser.Name)]
public sealed class SlipStory(Browser browser)
{
    /// <summary>The scripts of the slip's page are on the device.</summary>
    private const string SlipPageIsHere =
        "() => ['Slip', 'Qr', 'parts', 'slip'].every(name => performance.getEntriesByType('resource').some(one => one.name.includes(`/${name}-`)))";

    private const int AfterTheOptionalStep = 4;

    [ChromiumFact]
    public async Task Answers_without_a_link_are_typed_from_the_slip_on_another_device_and_counted_once()
    {
        Lesson lesson = await Lesson.MakeAsync(browser, grade: 9, letter: "Т", variant: "standard");
        Pupil pupil = new(await (await browser.DeviceAsync()).NewPageAsync(), number: 1) { SkipsOptional = true };
        await pupil.EnterAsync(browser.Server.Address, lesson.Codes[0]);
        await pupil.ReachLobbyAsync();
        await lesson.NextAsync();
        await pupil.AnswerAsync(until: AfterTheOptionalStep + 2);
        await pupil.Page.SeeAsync("[data-testid=saved-state][data-saved='2'][data-pending='0']");
        await pupil.Page.WaitForFunctionAsync(SlipPageIsHere);

        await pupil.Page.Context.SetOfflineAsync(true);
        await pupil.AnswerAsync();
        await pupil.FinishAsync();
        await pupil.On("finishing").WaitForAsync();
        await pupil.Page.LookAsync("student-finishing-offline");
        await pupil.On("answer-slip-open").ClickAsync();
        await pupil.On("answer-slip-qr").First.WaitForAsync();
        await pupil.Page.LookAsync("student-slip");
        await pupil.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await pupil.Page.LookAsync("student-slip-dark");
        string[] lines = [.. await pupil.On("answer-slip-lines").Locator("li").AllInnerTextsAsync()];
        Assert.NotNull(await SessionOfAsync(pupil.Page));
        Stored[] device = await HeldAsync(pupil.Page);

        IPage elsewhere = await TypeAsync(lines);
        await elsewhere.GetByTestId("slip-take").ClickAsync();
        await elsewhere.Locator("[data-testid=slip-outcome][data-kind=taken]").WaitForAsync();
        await elsewhere.LookAsync("slip-taken");
        Assert.Equal(device, OnServer(device.Length));
        await lesson.Board.Locator("[data-testid=seat-1][data-state=finished]").WaitForAsync();

        // Once more, from the board: nothing is new.
        await lesson.Board.GetByTestId("board-slip").ClickAsync();
        await lesson.Board.GetByTestId("slip-typed").FillAsync(string.Join('\n', lines));
        await lesson.Board.GetByTestId("slip-take").ClickAsync();
        await lesson.Board.Locator("[data-testid=slip-outcome][data-kind=already]").WaitForAsync();
        await lesson.Board.LookAsync("board-slip");
        Assert.Equal(device, OnServer(device.Length));

        // The device comes back by itself, is told its key, and lets go of everything before anybody presses a button.
        await pupil.Page.Context.SetOfflineAsync(false);
        string key = await pupil.ResultKeyAsync();
        for (int look = 0; look < 100 && await SessionOfAsync(pupil.Page) is not null; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        await pupil.Page.ReloadAsync();
        Assert.Equal(key, await pupil.ResultKeyAsync());
        Assert.Null(await SessionOfAsync(pupil.Page));
        Assert.Empty(await HeldAsync(pupil.Page));
        IPage next = await pupil.Page.Context.NewPageAsync();
        await next.GotoAsync("/");
        await next.GetByTestId("code-input").WaitForAsync();
        await pupil.On("done").ClickAsync();
        await pupil.On("code-input").WaitForAsync();
        await pupil.Page.ReloadAsync();
        await pupil.On("code-input").WaitForAsync();
        await pupil.Page.Context.CloseAsync();
        await elsewhere.Context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task At_an_origin_that_cannot_encrypt_the_page_says_that_there_is_no_slip()
    {
        Lesson lesson = await Lesson.MakeAsync(browser, grade: 9, letter: "Щ", variant: "standard");
        UriBuilder insecure = new(browser.Server.Address) { Host = "school.test" };
        IBrowserContext context = await browser.DeviceAsync(address: insecure.Uri);
        Pupil pupil = new(await context.NewPageAsync(), number: 1) { SkipsOptional = true };
        await pupil.EnterAsync(insecure.Uri, lesson.Codes[1]);
        await pupil.ReachLobbyAsync();
        await lesson.NextAsync();
        await pupil.AnswerAsync(until: AfterTheOptionalStep + 2);
        await pupil.Page.WaitForFunctionAsync(SlipPageIsHere);
        await context.SetOfflineAsync(true);
        await pupil.AnswerAsync(until: AfterTheOptionalStep + 4);
        await pupil.On("answer-slip-open").ClickAsync();
        await pupil.Page.Locator("[data-testid=answer-slip-none][data-why=insecure]").WaitForAsync();
        await pupil.Page.LookAsync("student-slip-insecure");
        await pupil.On("answer-slip-back").ClickAsync();
        await pupil.On("item-position").WaitForAsync();
        await context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    /// <summary>Types the slip with a mistake and without its end, each told, then whole.</summary>
    private async Task<IPage> TypeAsync(string[] lines)
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/slip");
        await page.GetByTestId("slip-typed").WaitForAsync();
        await page.LookAsync("slip");
        string[] wrong = [.. lines];
        wrong[4] = Mistyped(wrong[4]);
        await page.GetByTestId("slip-typed").FillAsync(string.Join('\n', wrong[..^1]));
        await page.Locator("[data-testid=slip-line-5][data-kind=wrong]").WaitForAsync();
        await page.Locator("[data-testid^=slip-line-]").HasCountAsync(1);
        await page.GetByTestId("slip-take").ClickAsync();
        await page.LookAsync("slip-wrong-line");
        await page.GetByTestId("slip-typed").FillAsync(string.Join('\n', lines[..^1]));
        await page.GetByTestId("slip-take").ClickAsync();
        await page.GetByTestId("slip-missing").WaitForAsync();
        await page.LookAsync("slip-missing-line");
        await page.GetByTestId("slip-typed").FillAsync(string.Join('\n', lines).ToLowerInvariant());
        return page;
    }

    private static string Mistyped(string line) => (line[0] == 'K' ? 'M' : 'K') + line[1..];

    private static Task<string?> SessionOfAsync(IPage page) => page.EvaluateAsync<string?>(
        """
        () => new Promise((resolve) => {
          const open = indexedDB.open('step-into-the-future');
          open.onsuccess = () => {
            const asked = open.result.transaction('sessions').objectStore('sessions').getAllKeys();
            asked.onsuccess = () => { open.result.close(); resolve(asked.result[0] ?? null); };
          };
        })
        """);

    /// <summary>The entries this browser holds, in their order.</summary>
    private static async Task<Stored[]> HeldAsync(IPage page) => [.. (await page.EvaluateAsync<string[]>(
        """
        () => new Promise((resolve) => {
          const open = indexedDB.open('step-into-the-future');
          open.onsuccess = () => {
            const asked = open.result.transaction('answers').objectStore('answers').getAll();
            asked.onsuccess = () => { open.result.close(); resolve(asked.result.map(({ n, q, v, d }) => `${n} ${q} ${d} ${v}`)); };
          };
        })
        """)).Select(Stored.Read)];

    /// <summary>The log of the session that was written last.</summary>
    private Stored[] OnServer(int count)
    {
        IReadOnlyList<Stored> found = StoryStore.Read(
            browser.Server.Location,
            """
            SELECT number, item, at_ms, value FROM answer_log
            WHERE session = (SELECT session FROM answer_log ORDER BY server_ms DESC LIMIT 1) ORDER BY number
            """,
            row => new Stored(row.GetInt64(0), (int)row.GetInt64(1), row.GetInt64(2), row.GetString(3)));
        Assert.Equal(count, found.Count);
        return [.. found];
    }

    private sealed record Stored(long Number, int Item, long AtMs, string Value)
    {
        public static Stored Read(string line)
        {
            string[] parts = line.Split(' ', 4);
            return new Stored(
                long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
                long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), parts[3]);
        }
    }
}
