using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A form on paper: printed on A4, keyed twice by keyboard alone with a slip in between, merged, and its result opened.</summary>
[Collection(InOneBrowser.Name)]
public sealed class PaperStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task The_forms_of_a_class_lie_on_whole_pages_with_the_code_on_each()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Teacher);
        await page.GotoAsync($"/setup/classes/{sheet.Class.Id}/paper?seat=1");
        await page.Locator("body[data-pages]").WaitForAsync();
        await page.LookAsync("paper-form");
        Battery battery = _server.Engine.Batteries.For(9, BatteryVariant.Standard)!;
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        int pages = await page.Locator(".paper-page").CountAsync();
        await page.Locator(".paper-page .paper-item").HasCountAsync(battery.ItemCount);
        await page.Locator($".paper-page .paper-code:text-is('{sheet.Cards[0].Code}')").HasCountAsync(pages);
        Assert.Equal($"Страница {pages} из {pages}", await page.Locator(".paper-number").Last.InnerTextAsync());
        Assert.Equal("[]", await page.EvaluateAsync<string>(
            "() => JSON.stringify([...document.querySelectorAll('.paper-body')].filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.slice(0, 60)))"));

        // A section with a limit has pages of its own.
        await page.Locator(".paper-page:has(.paper-proctor)").Locator(".paper-block:first-child:not(.paper-step)").HasCountAsync(0);
        byte[] printed = await page.PdfAsync(new PagePdfOptions { Format = "A4", PrintBackground = false, PreferCSSPageSize = true });
        await File.WriteAllBytesAsync(Path.Combine(Browser.Screenshots, "paper-form.pdf"), printed);
        string text = System.Text.Encoding.Latin1.GetString(printed);
        Assert.Equal(pages, System.Text.RegularExpressions.Regex.Count(text, @"/Type\s*/Page[^s]"));
        for (int at = 0; at < pages; at++)
        {
            await page.Locator(".paper-page").Nth(at).ScreenshotAsync(
                new LocatorScreenshotOptions { Path = Path.Combine(Browser.Screenshots, string.Create(CultureInfo.InvariantCulture, $"paper-form-{at + 1}.png")) });
        }

        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_form_is_keyed_twice_settled_by_the_paper_and_its_result_exists()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        string[] keys = [.. KeysOf(_server.Engine.Batteries.For(9, BatteryVariant.Standard)!)];
        IPage first = await browser.StaffAsync(_server, sheet, StaffRole.Teacher);
        await first.GotoAsync("/staff#home");
        await first.GetByTestId("go-paper").ClickAsync();
        await first.GetByTestId("paper-code").FillAsync("AAAA-BBBB-CCCC");
        await first.Keyboard.PressAsync("Enter");
        await first.Locator("#paper-fault p").WaitForAsync();
        await first.LookAsync("staff-paper-unknown");
        await OpenAsync(first, sheet);
        await first.LookAsync("staff-paper-consent");
        await PressAsync(first, "paper-agrees");
        await first.GetByTestId("paper-key").WaitForAsync();
        await first.LookAsync("staff-paper-keys");
        await KeyAsync(first, keys.Take(10));
        await first.Locator("[data-testid=paper-item][data-item='10']").WaitForAsync();

        // A reload loses nothing that was kept, and a key is kept as soon as the disk has it.
        await KeptAsync(first, 10);
        await first.ReloadAsync();
        Assert.Equal("10", await first.GetByTestId("paper-item").GetAttributeAsync("data-item"));
        await first.Keyboard.PressAsync("9");
        await first.GetByTestId("paper-refused").WaitForAsync();
        await first.LookAsync("staff-paper-refused");
        await PressAsync(first, "paper-drop");
        await first.GetByTestId("ask-yes").WaitForAsync();
        await first.LookAsync("staff-paper-drop");
        await first.Keyboard.PressAsync("Escape");
        await first.GetByTestId("paper-key").FocusAsync();
        await KeyAsync(first, keys.Skip(10));
        await first.GetByTestId("paper-save").WaitForAsync();
        await first.GetByTestId("paper-once").ClickAsync();
        await first.LookAsync("staff-paper-check");
        await PressAsync(first, "paper-save");
        await first.GetByTestId("paper-done").WaitForAsync();
        await first.LookAsync("staff-paper-waits");
        Assert.False(await first.EvaluateAsync<bool>("async () => (await indexedDB.databases()).some((one) => one.name === 'paper')"));

        // A colleague keys one item otherwise, looks at the paper, and it is merged.
        IPage second = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await second.GotoAsync("/staff#paper");
        await OpenAsync(second, sheet);
        await second.GetByTestId("paper-second").WaitForAsync();
        await PressAsync(second, "paper-agrees");
        await second.GetByTestId("paper-key").WaitForAsync();
        string[] slip = [.. keys];
        slip[12] = slip[12] == "1" ? "2" : "1";
        await KeyAsync(second, slip);
        await PressAsync(second, "paper-compare");
        await second.GetByTestId("paper-differs").WaitForAsync();
        Assert.Equal("12", await second.GetByTestId("paper-item").GetAttributeAsync("data-item"));
        await second.LookAsync("staff-paper-differs");
        await KeyAsync(second, [keys[12]]);
        await PressAsync(second, "paper-compare");
        await second.Locator("[data-testid=paper][data-stage=merged]").WaitForAsync();
        await second.LookAsync("staff-paper-merged");

        string? key = await _server.Engine.Releases.ReissueKeyAsync(sheet.Class.Id, 1, AuditEntry.System, default);
        IPage student = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await student.GotoAsync($"/result#{key}");
        await student.GetByTestId("result").WaitForAsync();
        foreach (IPage page in new[] { first, second, student })
        {
            await page.Context.CloseAsync();
        }
    }

    [ChromiumFact]
    public async Task Paper_adds_to_a_screen_and_asks_where_the_two_say_different_things()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        string[] keys = [.. KeysOf(_server.Engine.Batteries.For(9, BatteryVariant.Standard)!)];
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, Engine.Sessions.LessonState.Running, default);
        using StudentClient pupil = new(_server.Client(), "0123456789abcdef");
        await pupil.EnterAsync(sheet.Cards[0].Code);
        await pupil.DecideAsync(agree: true);
        Engine.Sessions.HelloReply hello = await pupil.HelloAsync();
        await pupil.PutAsync(hello.Epoch, 1, new Engine.Sessions.AnswerEntry(0, "3", 1_000));
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Teacher);
        await page.GotoAsync("/staff#paper");
        await page.GetByTestId("paper-code").FillAsync(sheet.Cards[0].Code);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#paper-fault p").WaitForAsync();
        await page.LookAsync("staff-paper-held");
        string session = (await _server.Engine.Privacy.FindAsync(sheet.Cards[0].Code, default))!.SessionId;
        _server.Engine.Sessions.Leave(session, hello.Epoch);
        await OpenAsync(page, sheet);
        await PressAsync(page, "paper-agrees");
        await page.GetByTestId("paper-key").WaitForAsync();
        await KeyAsync(page, keys);
        await page.GetByTestId("paper-once").ClickAsync();
        await page.GetByTestId("paper-compared").CheckAsync();
        await PressAsync(page, "paper-verify");
        await page.GetByTestId("paper-contradiction").WaitForAsync();
        await page.LookAsync("staff-paper-contradicts");
        await page.GetByTestId("paper-take").CheckAsync();
        await PressAsync(page, "paper-merge");
        await page.Locator("[data-testid=paper][data-stage=merged]").WaitForAsync();
        await page.Context.CloseAsync();
    }

    /// <summary>Asked again and again from here: a page that waits for a function takes a promise for a yes.</summary>
    private static async Task KeptAsync(IPage page, int items)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (!await page.EvaluateAsync<bool>(Kept, items))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    /// <summary>True once so many items stand in the browser's own store.</summary>
    private const string Kept = """
        (wanted) => new Promise((tell) => {
            const opening = indexedDB.open('paper');
            opening.onerror = () => tell(false);
            opening.onsuccess = () => {
                const database = opening.result;
                const asked = database.objectStoreNames.contains('keying') ? database.transaction('keying').objectStore('keying').get('own') : null;
                if (asked === null) {
                    database.close();
                    tell(false);
                } else {
                    asked.onsuccess = () => {
                        database.close();
                        tell((asked.result?.keying.answers ?? []).filter((one) => one !== null).length === wanted);
                    };
                }
            };
        })
        """;

    private static async Task OpenAsync(IPage page, CodeSheet sheet)
    {
        // As a scanner types what stands in the QR.
        await page.GetByTestId("paper-code").FillAsync($"https://school.test/#{sheet.Cards[0].Code}");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("paper-agrees").WaitForAsync();
    }

    private static Task PressAsync(IPage page, string testId) => page.GetByTestId(testId).PressAsync("Enter");

    private static async Task KeyAsync(IPage page, IEnumerable<string> keys)
    {
        foreach (string key in keys)
        {
            await page.Keyboard.TypeAsync(key.Replace("\n", "", StringComparison.Ordinal));
            if (key.EndsWith('\n'))
            {
                await page.Keyboard.PressAsync("Enter");
            }
        }
    }

    /// <summary>What is typed for each item of a form filled like <see cref="Paper.PaperFill"/>.</summary>
    private static IEnumerable<string> KeysOf(Battery battery) => battery.Steps.SelectMany(step => step.Form.Items).Select((item, at) => (item.Format, at % 2) switch
    {
        (AnswerFormat.BestWorst, 0) => "12",
        (AnswerFormat.BestWorst, _) => "31",
        (AnswerFormat.MultipleChoice, var turn) => turn == 0 ? "1\n" : "2\n",
        (_, var turn) when item.Options.Length > 9 => turn == 0 ? "1\n" : "2\n",
        (_, var turn) => turn == 0 ? "1" : "2",
    });
}
