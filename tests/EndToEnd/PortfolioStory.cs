using System.Text;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Years;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// A student puts a portfolio together by keyboard, saves it as a file and as PDF, whoever gets it checks both on a public page, and a year later the file is opened again beside another
/// result. Nothing of what was typed is sent.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed partial class PortfolioStory(Browser browser) : IAsyncLifetime
{
    private const string Name = "Громовержцева Агафья";
    private const string Trial = "Полевая практика <b>с нивелиром</b>";

    /// <summary>A file let go over the page.</summary>
    private const string Drop = """
        text => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], 'portfolio.json'));
          document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }
        """;

    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ReportFact]
    public async Task A_student_makes_a_portfolio_others_check_it_and_a_year_later_it_goes_on()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 9, seats: 3);
        string key = await FinishAsync(sheet, "R");
        (string file, string checkAddress) = await MakeAsync(key);
        await CheckPaperAsync(checkAddress);
        await CheckFileAsync(file);
        await GoOnAsync(sheet, file);
    }

    private async Task<(string File, string Address)> MakeAsync(string key)
    {
        IPage page = await OpenAsync(key);
        StringBuilder sent = new();
        page.Request += (_, request) => sent.AppendLine(request.Url).AppendLine(request.PostData ?? "");
        await page.PressAsync("open-portfolio-make");
        await page.SeeAsync("[data-testid=portfolio-signed][data-state=signed] [data-testid=told][data-released=false]");
        await page.GetByTestId("portfolio-name").FillAsync(Name);
        await page.PressAsync("add-trials");
        Assert.Equal("entry-what", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.Keyboard.InsertTextAsync(Trial);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.InsertTextAsync("Колледж геодезии");
        await page.PressAsync("portfolio-save");
        await page.SeeAsync("[data-testid=portfolio-held]");
        await page.LookAsync("portfolio-held");
        await page.PressAsync("entry-save");
        await page.SeeAsync("[data-testid=entries-trials][data-count='1']");
        await page.PressAsync("add-outside");
        await page.Keyboard.InsertTextAsync("Билет в будущее");
        await page.GetByTestId("entry-said").FillAsync("Строительство и техника");
        await page.Keyboard.PressAsync("Escape");
        await page.SeeAsync("[data-testid=entries-outside][data-count='0']");
        await page.LookAsync("portfolio");

        // Back at the result and here again: nothing is lost, and leaving the page asks first.
        await page.PressAsync("portfolio-back");
        await page.GetByTestId("open-portfolio-make").WaitForAsync();
        Assert.Equal("open-portfolio-make", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.PressAsync("open-portfolio-make");
        await page.SeeAsync("[data-testid=portfolio][data-unsaved=true] [data-testid=entries-trials][data-count='1']");
        await page.GetByTestId("told").HasCountAsync(1);
        Assert.Equal("beforeunload", await AsksAsync(page));

        string file = await SaveAsync(page, "portfolio-save", "portfolio.json");
        await page.SeeAsync("[data-testid=portfolio][data-unsaved=false]");
        string paper = await SaveAsync(page, "portfolio-pdf-make", "portfolio.pdf");
        string[] pages = await PdfReader.PagesAsync(paper);
        Assert.InRange(pages.Length, 2, 3);
        Assert.Contains(Name, pages[0], StringComparison.Ordinal);
        Assert.Contains(Trial, pages[0], StringComparison.Ordinal);
        Assert.Contains("Написано мной", pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Подписано сервером", pages[0], StringComparison.Ordinal);
        Assert.Contains("Подписано сервером", pages[1], StringComparison.Ordinal);
        Assert.Contains("Мастерить и выращивать", pages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Школа", string.Concat(pages), StringComparison.Ordinal);
        string told = Uri.UnescapeDataString(sent.ToString());
        Assert.DoesNotContain("Громовержцева", told, StringComparison.Ordinal);
        Assert.DoesNotContain("нивелиром", told, StringComparison.Ordinal);
        (string, string) made = (await File.ReadAllTextAsync(file), CheckAddress().Match(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(paper))).Value);
        await page.Context.CloseAsync();
        return made;
    }

    private async Task CheckPaperAsync(string address)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(address);
        await page.SeeAsync("[data-testid=verdict][data-verdict=valid]");
        Assert.Contains("Мастерить и выращивать", await page.GetByTestId("verify-mark").InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/verify", page.Url, StringComparison.Ordinal);
        Assert.All(asked, url => Assert.True(new Uri(url).Query.Length == 0, url));
        await page.LookAsync("verify-mark");

        // A sign in the middle is another: no longer what the server signed.
        int at = address.Length - 60;
        await page.GotoAsync("about:blank");
        await page.GotoAsync(string.Concat(address.AsSpan(0, at), address[at] == '0' ? "1" : "0", address.AsSpan(at + 1)));
        await page.SeeAsync("[data-testid=verdict][data-verdict=changed]");
        await page.LookAsync("verify-mark-changed");
        await page.Context.CloseAsync();
    }

    private async Task CheckFileAsync(string file)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync("/verify");
        await page.LookAsync("verify");
        await ChooseAsync(page, "verify-file", file);
        await page.SeeAsync("[data-testid=verify-statement][data-verdict=valid] [data-testid=told]");
        Assert.Contains(Trial, await page.GetByTestId("verify-own").InnerTextAsync(), StringComparison.Ordinal);
        await page.LookAsync("verify-file");
        await page.PressAsync("verify-again");
        Assert.Equal("verify-pasted", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        foreach ((string text, string found) in new[]
        {
            (file.Replace("\\\"grade\\\":9", "\\\"grade\\\":8", StringComparison.Ordinal), "[data-testid=verify-statement][data-verdict=changed]"),
            (KeyName().Replace(file, "\"key\": \"0000000000000000\""), "[data-testid=verify-statement][data-verdict=unknownKey]"),
            ("{\"format\":\"other\"}", "[data-testid=verify-fault][data-fault=notPortfolio]"),
            (new string('a', 600_000), "[data-testid=verify-fault][data-fault=tooBig]"),
        })
        {
            await ChooseAsync(page, "verify-file", text);
            await page.SeeAsync(found);
            Assert.Equal("verify-outcome", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
            await page.LookAsync($"verify-{Letters().Match(found[^14..]).Value}");
            await page.PressAsync("verify-again");
        }

        await page.EvaluateAsync(Drop, file);
        await page.SeeAsync("[data-testid=verify-statement][data-verdict=valid]");
        await page.PressAsync("verify-again");
        await page.RouteAsync("**/keys.json", route => route.AbortAsync());
        await page.GetByTestId("verify-pasted").FillAsync(file);
        await page.PressAsync("verify-take");
        await page.SeeAsync("[data-testid=verify-fault][data-fault=offline]");
        await page.UnrouteAsync("**/keys.json");
        await page.PressAsync("verify-retry");
        await page.SeeAsync("[data-testid=verify-statement][data-verdict=valid]");

        // Plain http from elsewhere: nothing is checked, and the page says why.
        await page.GotoAsync($"http://school.test:{_server.Address.Port}/verify");
        await page.SeeAsync("[data-testid=verify-fault][data-fault=insecure]");
        await page.LookAsync("verify-insecure");
        await page.Context.CloseAsync();
    }

    private async Task GoOnAsync(CodeSheet earlier, string file)
    {
        SchoolClass now = await _server.Engine.Organisation.AddClassAsync(earlier.School.Id, 10, "Я", 3, 0, default);
        await _server.Engine.Writer.RunAsync(
            null, scope => scope.Execute(YearHouse.NextCampaign) + scope.Execute("UPDATE school_class SET campaign_id = 'next' WHERE id = @Id", new { now.Id }), default);
        await ParentsOnPaper.AgreeAsync(_server.Engine, now.Id);
        string key = await FinishAsync((await _server.Engine.Cards.ReadAsync(now.Id, default))!, "A");
        await _server.Engine.Releases.ReleaseAsync(now.Id, 1, "psychologist", default);
        IPage page = await OpenAsync(key);
        await page.PressAsync("open-portfolio-make");
        await page.SeeAsync("[data-testid=told][data-released=true]");
        await ChooseAsync(page, "portfolio-file", file);
        await page.SeeAsync("[data-testid=portfolio-earlier][data-verdict=valid] [data-testid=told-year]");
        Assert.Equal(Name, await page.GetByTestId("portfolio-name").InputValueAsync());
        await page.LookAsync("portfolio-next-year");
        string saved = await SaveAsync(page, "portfolio-save", "portfolio-next-year.json");
        string paper = await SaveAsync(page, "portfolio-pdf-make", "portfolio-next-year.pdf");
        Assert.Contains("Раньше: 9 класс", string.Concat(await PdfReader.PagesAsync(paper)), StringComparison.Ordinal);
        await page.GotoAsync("/verify");
        await ChooseAsync(page, "verify-file", await File.ReadAllTextAsync(saved));
        await page.SeeAsync("[data-testid=verify-statement][data-verdict=valid] >> nth=1");
        await page.SeeAsync("[data-testid=verify-several]");
        await page.LookAsync("verify-two-years");
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string key)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync("/result");
        await page.GetByTestId("key-input").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("result").WaitForAsync();
        return page;
    }

    /// <summary>What the browser asks when the page is about to be left; it stays.</summary>
    private static async Task<string> AsksAsync(IPage page)
    {
        TaskCompletionSource<string> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Dialog += Answer;
        await page.EvaluateAsync("() => { setTimeout(() => location.assign('/'), 0); }");
        string kind = await asked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        page.Dialog -= Answer;
        return kind;

        void Answer(object? sender, IDialog dialog)
        {
            asked.TrySetResult(dialog.Type);
            _ = dialog.DismissAsync();
        }
    }

    private static Task ChooseAsync(IPage page, string testId, string text) => page.GetByTestId(testId).SetInputFilesAsync(
        new FilePayload { Name = "portfolio.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(text) });

    private static async Task<string> SaveAsync(IPage page, string button, string name)
    {
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync(button), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        string file = await download.PathAsync();
        if (Browser.KeepsPictures)
        {
            File.Copy(file, Path.Combine(Browser.Screenshots, name), overwrite: true);
        }

        return file;
    }

    private async Task<string> FinishAsync(CodeSheet sheet, string likes)
    {
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        return await _server.FinishAsync(sheet, 1, likes);
    }

    [GeneratedRegex(@"http://[^\s()]+/verify#[0-9A-Z]+")]
    private static partial Regex CheckAddress();

    [GeneratedRegex("\"key\": \"[0-9a-f]{16}\"")]
    private static partial Regex KeyName();

    [GeneratedRegex(@"[a-zA-Z]+(?=\]$)")]
    private static partial Regex Letters();
}
