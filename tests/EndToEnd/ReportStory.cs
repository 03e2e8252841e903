using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>Files made in the browser and read back: a student's own, a parent's, a class of thirty with its names, its summary; given up, and failed.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ReportStory(Browser browser) : IAsyncLifetime
{
    private const int Seats = 30;
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ReportFact]
    public async Task A_result_and_a_class_of_thirty_are_saved_as_files_that_another_program_reads()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 9, seats: Seats);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        string[] keys = await Task.WhenAll(sheet.Cards.Take(Seats).Select((card, index) => FinishAsync(sheet.Class, card.Code, index + 1)));
        for (int seat = 1; seat < Seats; seat++)
        {
            await _server.Engine.Releases.ReleaseAsync(sheet.Class.Id, seat, "psychologist", default);
        }

        await OwnFilesAsync(keys[0], isReleased: true);
        await OwnFilesAsync(keys[Seats - 1], isReleased: false);
        await ClassFilesAsync(sheet);
    }

    private async Task OwnFilesAsync(string key, bool isReleased)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync("/result");
        await page.GetByTestId("key-input").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("result").WaitForAsync();
        (string own, string[] pages) = await SaveAsync(page, "save-result", isReleased ? "report-own" : "report-own-early");
        Assert.InRange(pages.Length, 1, 2);
        Assert.Equal(pages.Length, await PdfReader.CountAsync(own));
        Assert.Contains("Школа №\u00a05", await PdfReader.TitleAsync(own), StringComparison.Ordinal);
        string text = string.Concat(pages);
        Assert.Contains("Твой результат", text, StringComparison.Ordinal);
        Assert.Contains("Чего это не значит", text, StringComparison.Ordinal);
        Assert.Contains($"стр. 1 из {pages.Length}", pages[0], StringComparison.Ordinal);
        Assert.Equal(!isReleased, text.Contains("Предварительно", StringComparison.Ordinal));
        Assert.DoesNotContain('\uFFFD', text);

        await page.PressAsync("for-parents");
        (_, string[] parent) = await SaveAsync(page, "save-result", isReleased ? "report-parent" : "report-parent-early");
        string told = Assert.Single(parent);
        Assert.Contains("Результат вашего ребёнка", told, StringComparison.Ordinal);
        Assert.DoesNotContain("±", told, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private async Task ClassFilesAsync(CodeSheet sheet)
    {
        string[] names = [.. Enumerable.Range(1, Seats).Select(seat => $"Громовержцева {(char)('А' + seat - 1)}. Ю.")];
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        StringBuilder sent = new();
        page.Request += (_, request) => sent.AppendLine(request.Url).AppendLine(request.PostData ?? "");
        await page.GotoAsync($"/staff#results={sheet.Class.Id}");
        await page.GetByTestId("class-reports").WaitForAsync();
        await page.GetByTestId("names-bar-file-open").ClickAsync();
        await page.GetByTestId("names-bar-file").SetInputFilesAsync(
            new FilePayload { Name = "names.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(string.Join('\n', names)) });
        await page.SeeAsync("[data-testid=seat-1] [data-testid=seat-name]");

        // Given up at once, the button is there again and has the focus; a connection that fails is told.
        await page.PressAsync("save-sheets-make");
        await page.PressAsync("save-sheets-cancel");
        await page.SeeAsync("[data-testid=save-sheets][data-state=idle]");
        Assert.Equal("save-sheets-make", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.RouteAsync("**/sheets?from=*", route => route.AbortAsync());
        await page.PressAsync("save-sheets-make");
        await page.SeeAsync("[data-testid=save-sheets][data-state=failed]");
        await page.LookAsync("report-failed");
        await page.UnrouteAsync("**/sheets?from=*");

        (string file, string[] pages) = await SaveAsync(page, "save-sheets", "report-class");
        Assert.InRange(pages.Length, Seats, 2 * Seats);
        Assert.Equal(pages.Length, await PdfReader.CountAsync(file));
        int[] begins = [.. names.Select(name => Array.FindIndex(pages, one => one.Contains(name + "\n", StringComparison.Ordinal)))];
        Assert.Equal(begins.Order().Distinct(), begins);
        Assert.All(begins, begin => Assert.Contains("стр. 1 из ", pages[begin], StringComparison.Ordinal));
        Assert.DoesNotContain("Предварительно", pages[begins[0]], StringComparison.Ordinal);
        Assert.Contains("Предварительно", pages[begins[^1]], StringComparison.Ordinal);
        Assert.DoesNotContain("Твой план", string.Concat(pages), StringComparison.Ordinal);

        (_, string[] parents) = await SaveAsync(page, "save-parents", "report-class-parents");
        Assert.Equal(Seats, parents.Length);
        (_, string[] summary) = await SaveAsync(page, "save-summary", "report-summary");
        Assert.InRange(summary.Length, 1, 2);
        Assert.All(names, name => Assert.Contains(name, string.Concat(summary), StringComparison.Ordinal));
        await page.GetByTestId("hours-count").FillAsync("35");
        await page.SeeAsync("[aria-invalid=true]");
        await page.LookAsync("report-hours-fault");
        await page.GetByTestId("hours-count").FillAsync("2");
        (_, string[] certificates) = await SaveAsync(page, "save-hours", "report-hours");
        Assert.Equal((Seats + 1) / 2, certificates.Length);
        Assert.All(names, name => Assert.Contains(name, string.Concat(certificates), StringComparison.Ordinal));
        Assert.DoesNotContain("Громовержцева", Uri.UnescapeDataString(sent.ToString()), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>Pressed by keyboard; the file is kept beside the pictures where those are asked for.</summary>
    private static async Task<(string File, string[] Pages)> SaveAsync(IPage page, string button, string name)
    {
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync($"{button}-make"), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        string file = await download.PathAsync();
        await page.SeeAsync($"[data-testid={button}][data-state=idle]");
        if (Browser.KeepsPictures)
        {
            File.Copy(file, Path.Combine(Browser.Screenshots, $"{name}.pdf"), overwrite: true);
        }

        return (file, await PdfReader.PagesAsync(file));
    }

    private async Task<string> FinishAsync(SchoolClass room, string code, int seat)
    {
        using StudentClient student = new(_server.Client(), $"reportstory{seat:0000}1");
        await student.EnterAsync(code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        Battery battery = _server.Engine.Batteries.For(room.Grade)!;
        long sent = 0;
        foreach (AnswerEntry[] part in new SimulatedStudent(battery, new Random(seat)).Answers().Chunk(Session.MostAnswers))
        {
            await student.BringAsync(hello.Epoch, sent + 1, part);
            sent += part.Length;
        }

        return (await student.FinishAsync(hello.Epoch, sent)).ResultKey!;
    }
}
