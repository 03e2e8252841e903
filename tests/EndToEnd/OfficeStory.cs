using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A psychologist's tables, signed conclusions and profile, made in the browser with the names it knows and opened by programs of others.</summary>
[Collection(InOneBrowser.Name)]
public sealed class OfficeStory(Browser browser) : IAsyncLifetime
{
    private const string Name = "Громовержцева Агафья";
    private const string Formula = "=1+1";
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [OfficeFact]
    public async Task Tables_documents_and_a_profile_are_saved_by_keyboard_and_open_elsewhere()
    {
        using OfficeReader office = new();
        CodeSheet sheet = await _server.MakeClassAsync(grade: 9, seats: 2);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        string key = await FinishAsync(sheet, 1);
        await FinishAsync(sheet, 2);
        await SignAsync(sheet);
        IPage page = await WithNamesAsync(sheet);
        StringBuilder sent = new();
        page.Request += (_, request) => sent.AppendLine(request.Url).AppendLine(request.PostData ?? "");

        await ClassTableAsync(page, sheet, office);
        await QueueTableAsync(page, office);
        await ProfileAsync(page, sheet);
        await ConclusionsAsync(page, office);
        Assert.DoesNotContain("Громовержцева", Uri.UnescapeDataString(sent.ToString()), StringComparison.Ordinal);
        await page.Context.CloseAsync();
        await OwnSheetAsync(key);
    }

    private static async Task ClassTableAsync(IPage page, CodeSheet sheet, OfficeReader office)
    {
        await page.GotoAsync($"/staff#results={sheet.Class.Id}");
        await page.PressAsync("names-toggle");
        await page.SeeAsync("[data-testid=seat-1] [data-testid=seat-name]");
        await page.LookAsync("class-tables");
        string[] rows = await office.RowsAsync(await SaveAsync(page, "save-xlsx", "class.xlsx"));
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("Место;Имя;Закончено;", rows[0], StringComparison.Ordinal);

        // A day of the office program's own kind, which it writes in the way of its own place.
        Assert.Matches($@"^1;{Name};\d\d[./]\d\d[./]\d{{4}};выпущен;", rows[1]);
        Assert.Contains("Вера Психологова", rows[1], StringComparison.Ordinal);
        Assert.StartsWith($"2;{Formula};", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain("задани", string.Concat(rows), StringComparison.OrdinalIgnoreCase);

        string[] lines = await office.RowsAsync(await SaveAsync(page, "save-csv", "class.csv"));
        Assert.Equal(rows[0], lines[0]);
        Assert.StartsWith($"1;{Name};", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"2;'{Formula};", lines[2], StringComparison.Ordinal);
    }

    private static async Task QueueTableAsync(IPage page, OfficeReader office)
    {
        await page.GotoAsync("/review");
        await page.SeeAsync("[data-testid=review-list][data-total='2']");
        await page.PressAsync("names-toggle");
        await page.SeeAsync($"[data-testid=review-row]:has-text('{Name}')");
        await page.Locator("[data-testid=queue-table] > summary").PressAsync("Enter");
        await page.LookAsync("queue-table");
        string[] rows = await office.RowsAsync(await SaveAsync(page, "save-queue-xlsx", "queue.xlsx"));
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("Очередь;Класс;Место;Имя;Беседа;", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains($";9А;1;{Name};", StringComparison.Ordinal));
    }

    private static async Task ProfileAsync(IPage page, CodeSheet sheet)
    {
        await page.GotoAsync($"/review#s/{sheet.Class.Id}/1");
        await page.SeeAsync("[data-testid=profile-name]");
        await page.PressAsync("profile-path-open");
        await page.SeeAsync("[data-testid=profile-path-section] >> nth=0");
        string[] pages = await PdfReader.PagesAsync(await SaveAsync(page, "save-profile", "profile.pdf"));
        string text = string.Concat(pages);
        Assert.All(pages, one => Assert.Contains("только для психолога", one, StringComparison.Ordinal));
        foreach (string part in new[] { Name, "Почему в очереди", "Можно ли опереться на ответы", "Самая длинная цепочка", "Трудность по замыслу", "Как шли ответы", "По каким версиям посчитано" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('\uFFFD', text);
    }

    private static async Task ConclusionsAsync(IPage page, OfficeReader office)
    {
        await page.SeeAsync("[data-testid=decision-files]");
        await page.LookAsync("decision-files");
        string student = string.Concat(await office.PagesAsync(await SaveAsync(page, "save-conclusion", "student.docx")));
        foreach (string part in new[] { "Заключение школьного психолога", Name, "Слова ученику.", "И ещё одна строка.", "Что посмотреть сначала", "Вера Психологова", "стр. 1 из " })
        {
            Assert.Contains(part, student, StringComparison.Ordinal);
        }

        string parent = string.Concat(await office.PagesAsync(await SaveAsync(page, "save-conclusion-parent", "parent.docx")));
        Assert.Contains("Слова родителю.", parent, StringComparison.Ordinal);
        Assert.DoesNotContain("Слова ученику", parent, StringComparison.Ordinal);
        Assert.DoesNotContain("Что посмотреть сначала", parent, StringComparison.Ordinal);
    }

    /// <summary>The student's own file has the student's words; a parent's has nobody's.</summary>
    private async Task OwnSheetAsync(string key)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync($"/result#{key}");
        await page.SeeAsync("[data-testid=conclusion]");
        string own = string.Concat(await PdfReader.PagesAsync(await SaveAsync(page, "save-result", "own.pdf")));
        Assert.Contains("Слова психолога для тебя", own, StringComparison.Ordinal);
        Assert.Contains("Слова ученику.", own, StringComparison.Ordinal);
        await page.PressAsync("for-parents");
        string parent = string.Concat(await PdfReader.PagesAsync(await SaveAsync(page, "save-result", "parents.pdf")));
        Assert.DoesNotContain("Слова ученику", parent, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>A psychologist's browser that opens the class's names: a coordinator typed them and handed the key on.</summary>
    private async Task<IPage> WithNamesAsync(CodeSheet sheet)
    {
        IPage keeper = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await keeper.MakeKeyAsync();
        await keeper.PressAsync("names-class");
        await keeper.GetByTestId("name-1").FillAsync(Name);
        await keeper.GetByTestId("name-2").FillAsync(Formula);
        await keeper.PressAsync("names-save");
        await keeper.SeeAsync("[data-testid=names-done].notice:has-text('Сохранено')");
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await keeper.HandKeyAsync(page);
        await keeper.Context.CloseAsync();
        return page;
    }

    private async Task SignAsync(CodeSheet sheet)
    {
        Account signer = await _server.Engine.Accounts.AddAsync(
            new NewAccount("signer", "Вера Психологова", StaffRole.Psychologist, new OrgNode(NodeKind.School, sheet.School.Id), "none"), "test", default);
        ReviewState state = (await _server.Engine.Reviews.ReadAsync(sheet.Class.Id, 1, signer.Id, default))!;
        ReviewChange[] changes = [.. state.Computed.Take(1).Select(item => new ReviewChange(item.Kind, item.Code, ReviewVerdict.Preferred, ReviewReason.AgreedInTalk, null))];
        Assert.NotEmpty(changes);
        var texts = new ReviewTexts("Слова ученику.\nИ ещё одна строка.", "Слова родителю.", null, null);
        Assert.IsType<SignOutcome.Done>(await _server.Engine.Reviews.SignAsync(
            sheet.Class.Id, 1, new ReviewOrder(1, state.Protocol, 0, [.. changes], texts), signer, default));
    }

    /// <summary>Pressed by keyboard; under a name that tells others its kind, and kept beside the pictures where those are asked for.</summary>
    private static async Task<string> SaveAsync(IPage page, string button, string name)
    {
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync($"{button}-make"), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        Assert.Equal(Path.GetExtension(name), Path.GetExtension(download.SuggestedFilename));
        Assert.DoesNotContain("Громовержцева", download.SuggestedFilename, StringComparison.Ordinal);
        string file = await download.PathAsync() + Path.GetExtension(name);
        await download.SaveAsAsync(file);
        await page.SeeAsync($"[data-testid={button}][data-state=idle]");
        if (Browser.KeepsPictures)
        {
            File.Copy(file, Path.Combine(Browser.Screenshots, name), overwrite: true);
        }

        return file;
    }

    private async Task<string> FinishAsync(CodeSheet sheet, int seat)
    {
        using StudentClient student = new(_server.Client(), $"officestory{seat:0000}1");
        await student.EnterAsync(sheet.Cards[seat - 1].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        Battery battery = _server.Engine.Batteries.For(sheet.Class.Grade)!;
        long sent = 0;
        foreach (AnswerEntry[] part in new SimulatedStudent(battery, new Random(seat)).Answers().Chunk(Session.MostAnswers))
        {
            await student.BringAsync(hello.Epoch, sent + 1, part);
            sent += part.Length;
        }

        return (await student.FinishAsync(hello.Epoch, sent)).ResultKey!;
    }
}
