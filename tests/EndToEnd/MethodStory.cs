using System.IO.Compression;
using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Methods;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A method on paper by keyboard: its key looked at and kept, a sheet keyed twice with a difference, last year's answers brought in from two kinds of files, and both on the profile. No name and no word of an answer leaves the page.</summary>
[Collection(InOneBrowser.Name)]
public sealed class MethodStory(Browser browser) : IAsyncLifetime
{
    private const string Key = "item,scale,min,max,reverse\n1,Р,0,4,0\n2,Р,0,4,1\n3,Техника,1,3,0\n";

    private static readonly string[] Names = ["Иванова Анна", "Сидоров Пётр"];

    /// <summary>What may be in no request: names, and words of answers.</summary>
    private static readonly string[] Secret = ["Иванова", "Сидоров", "Чужой", "Часто", "Редко", "велосипед"];

    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ReportFact]
    public async Task A_method_is_kept_keyed_twice_and_filled_from_last_years_tables()
    {
        CodeSheet sheet = await _server.MakeClassAsync(seats: 2);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        for (int seat = 1; seat <= 2; seat++)
        {
            await _server.FinishAsync(sheet, seat, "R", "I");
        }

        IPage keeper = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await keeper.MakeKeyAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await keeper.HandKeyAsync(page);
        await WriteNamesAsync(keeper);
        await keeper.Context.CloseAsync();

        Overheard heard = new();
        heard.ListenTo(page.Context);
        string method = await KeepAsync(page, sheet);
        await KeyAsync(page, sheet, method);
        await BringAsync(page, sheet, method);
        AssertUnheard(heard);
        await ReadAsync(page, sheet);
        await page.Context.CloseAsync();
    }

    /// <summary>A key with a fault is told with its line, a good one is looked at and kept.</summary>
    private async Task<string> KeepAsync(IPage page, CodeSheet sheet)
    {
        await page.GotoAsync("/review");
        await page.PressAsync("review-methods");
        await page.SeeAsync("[data-testid=methods-none]");
        await page.PressAsync("method-new");
        await page.GetByTestId("method-title").FillAsync("Опросник склонностей");
        await page.GetByTestId("method-key").FillAsync(Key.Replace("2,Р,0,4", "2,Р,0,много", StringComparison.Ordinal));
        await page.PressAsync("method-look");
        await page.SeeAsync("[data-testid=method-key-fault][data-kind=notWhole][data-line='3']");
        await page.LookAsync("method-fault");
        await page.GetByTestId("method-key").FillAsync(Key.Replace(',', '\t'));
        await page.PressAsync("method-look");
        await page.SeeAsync("[data-testid=method-found]");
        await page.LookAsync("method-new");
        await page.PressAsync("method-save");
        await page.SeeAsync("[data-testid=methods][data-n='1']");
        await page.LookAsync("methods");
        return Assert.Single(await _server.Engine.Methods.ReadAsync(sheet.School.Id, default)).Id;
    }

    private async Task KeyAsync(IPage page, CodeSheet sheet, string method)
    {
        await page.GetByTestId("method-class").SelectOptionAsync(sheet.Class.Id);
        await page.PressAsync("method-open");
        await page.SeeAsync("[data-testid=method-sheets-none]");
        await page.GetByTestId("keying-day").FillAsync("10.10.2024");
        await page.GetByTestId("keying-seat").SelectOptionAsync("1");
        await page.Keyboard.TypeAsync("9");
        await page.SeeAsync("[data-testid=keying-refused]");
        await page.Keyboard.TypeAsync("40-");
        await page.LookAsync("method-keying");

        // The link is lost once: what was typed stays and is sent again by itself.
        bool isLost = false;
        await page.RouteAsync("**/keying", route => isLost ? route.ContinueAsync() : LoseAsync(route));
        await page.GetByTestId("keying-field").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=method-sheet][data-way=once]");
        Assert.True(isLost);
        await page.GetByTestId("method-score").HasCountAsync(0);

        await page.GetByTestId("keying-seat").SelectOptionAsync("1");
        await page.SeeAsync("[data-testid=method-keying][data-second=true]");
        await page.Keyboard.TypeAsync("41");

        // What was typed stays while one looks elsewhere and comes back, by the browser's own button too.
        await page.PressAsync("method-room-back");
        await page.SeeAsync("[data-testid=methods]");
        await page.GoBackAsync();
        await page.SeeAsync("[data-testid=method-keying][data-second=true]");
        await page.GetByTestId("keying-field").FocusAsync();
        await page.Keyboard.TypeAsync("3");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=keying-differs][data-n='2']");
        await page.LookAsync("method-differs");
        await page.MarkAsync("settle-first-1");
        await page.MarkAsync("settle-second-2");

        // Another seat does not take what was typed without a question.
        await page.GetByTestId("keying-seat").SelectOptionAsync("2");
        await page.SeeAsync("[data-testid=ask-yes]");
        await page.LookAsync("method-lose");
        await page.Keyboard.PressAsync("Escape");
        await page.PressAsync("keying-save");
        await page.SeeAsync("[data-testid=method-sheet][data-way=twice] [data-testid=method-score][data-scale='Р'][data-raw='8']");
        await page.LookAsync("method-room");
        StudentSheet kept = Assert.Single((await _server.Engine.MethodSheets.ReadOneAsync(sheet.Class.Id, 1, "nobody", default))!);
        Assert.Equal(("2024-10-10", SheetWay.Twice, method), (kept.HeldOn, kept.Way, kept.MethodId));

        async Task LoseAsync(IRoute route)
        {
            isLost = true;
            await route.AbortAsync();
        }
    }

    private async Task BringAsync(IPage page, CodeSheet sheet, string method)
    {
        await page.GotoAsync($"/review#m/{method}");
        string[][] rows =
        [
            ["Когда", "Имя и фамилия", "1. Чинить велосипед", "2. Читать", "3. Сколько раз"],
            ["13.05.2024 10:22", "Анна Иванова", "Часто", "Редко", "2"],
            ["13.05.2024 10:25", "Сидоров Петр", "Часто", "", "3"],
            ["13.05.2024 10:30", "Чужой Человек", "Часто", "Редко", "1"],
        ];
        byte[] csv = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(string.Concat(rows.Select(row => string.Join(';', row) + "\r\n")));
        await page.GetByTestId("import-file").SetInputFilesAsync(new FilePayload { Name = "ответы.csv", MimeType = "text/csv", Buffer = csv });
        await page.SeeAsync("[data-testid=import-items][data-n='3']");
        await page.GetByTestId("import-target-0").SelectOptionAsync("day");
        await page.GetByTestId("import-target-1").SelectOptionAsync("name");
        await page.SeeAsync("[data-testid=import-words-left][data-n='2']");
        await page.Locator("[data-word=Часто]").SelectOptionAsync("4");
        await page.Locator("[data-word=Редко]").SelectOptionAsync("1");
        await page.MarkAsync("import-room");
        await page.PressAsync("import-look");
        await page.SeeAsync("[data-testid=import-need]:not(:empty)");
        await page.PressAsync("names-toggle");
        await page.SeeAsync("[data-testid=method-table] [data-testid=names-bar-said]:has-text('2')");
        await page.LookAsync("method-columns");
        await page.PressAsync("import-look");
        await page.SeeAsync("[data-testid=import-plan][data-added='2'][data-changed='0'][data-faults='1'][data-untouched='1']");
        await page.LookAsync("method-look");
        Assert.Equal(1, (await _server.Engine.Methods.ReadAsync(sheet.School.Id, default))[0].Sheets);
        await page.PressAsync("import-write");
        await page.SeeAsync("[data-testid=import-done][data-added='2']");
        await page.LookAsync("method-done");

        // The same as a workbook: columns and words are known, and there is nothing to bring in.
        await page.PressAsync("import-again");
        await page.GetByTestId("import-file").SetInputFilesAsync(
            new FilePayload { Name = "ответы.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = Workbook(rows) });
        await page.Locator("[data-testid=import-words-left][data-n='0']").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        Assert.Equal(["day", "name", "item:1"], await page.EvaluateAsync<string[]>("[0, 1, 2].map((at) => document.querySelector(`[data-testid=import-target-${at}]`).value)"));
        await page.MarkAsync("import-room");
        await page.PressAsync("import-look");
        await page.SeeAsync("[data-testid=import-plan][data-added='0'][data-changed='0'][data-unchanged='2']");
        await page.SeeAsync("[data-testid=import-nothing]");
        Assert.Equal(3, (await _server.Engine.Methods.ReadAsync(sheet.School.Id, default))[0].Sheets);
    }

    /// <summary>Both days on the profile, and the class on paper.</summary>
    private static async Task ReadAsync(IPage page, CodeSheet sheet)
    {
        await page.GotoAsync($"/review#s/{sheet.Class.Id}/1");
        await page.SeeAsync("[data-testid=student-method][data-days='2']");
        Assert.Equal(
            ["7", "8"], await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-testid=student-method] [data-scale=\"Р\"]')].map((score) => score.dataset.raw)"));
        await page.LookAsync("method-profile");
        await page.GotoAsync("/review#m");
        await page.GetByTestId("method-class").SelectOptionAsync(sheet.Class.Id);
        await page.PressAsync("method-open");
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-method-pdf-make"), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        string text = Assert.Single(await PdfReader.PagesAsync(await download.PathAsync()));
        foreach (string told in new[] { "Опросник склонностей", "Без норм", "13.05.2024", "7 из 8", "нет балла: отвечено 1 из 2" })
        {
            Assert.Contains(told, text, StringComparison.Ordinal);
        }

        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-method-csv-make"));
        string[] lines = await File.ReadAllLinesAsync(await table.PathAsync());
        Assert.Contains("Р: сырой балл", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    private static void AssertUnheard(Overheard heard)
    {
        Assert.Contains(heard.Sent, one => one.What.EndsWith("/rows", StringComparison.Ordinal));
        Assert.Contains(heard.Sent, one => one.What.StartsWith("POST", StringComparison.Ordinal) && one.What.EndsWith("/mapping", StringComparison.Ordinal));
        foreach ((string what, byte[] sent) in heard.Sent)
        {
            // A browser's JSON writes Cyrillic letters as they are; an address escapes them.
            string text = Uri.UnescapeDataString(Encoding.UTF8.GetString(sent));
            Assert.True(Secret.All(word => !text.Contains(word, StringComparison.OrdinalIgnoreCase)), what);
        }
    }

    /// <summary>A workbook as a questionnaire form writes it: texts in their cells, days as numbers with a style.</summary>
    private static byte[] Workbook(string[][] rows)
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string spread = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
            Add("xl/workbook.xml", $"<workbook {spread} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Ответы\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add("xl/styles.xml", $"<styleSheet {spread}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>");
            // 45425 is 13 May 2024.
            string cells = string.Concat(rows.Select((row, line) => $"<row r=\"{line + 1}\">{string.Concat(row.Select((cell, at) =>
                line > 0 && at == 0 ? $"<c r=\"A{line + 1}\" s=\"1\"><v>45425.43</v></c>"
                : int.TryParse(cell, out int number) ? $"<c r=\"{(char)('A' + at)}{line + 1}\"><v>{number}</v></c>"
                : $"<c r=\"{(char)('A' + at)}{line + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>"));
            Add("xl/worksheets/sheet1.xml", $"<worksheet {spread}><sheetData>{cells}</sheetData></worksheet>");

            void Add(string name, string text)
            {
                using StreamWriter writer = new(zip.CreateEntry(name).Open());
                writer.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}");
            }
        }

        return file.ToArray();
    }

    private static async Task WriteNamesAsync(IPage keeper)
    {
        await keeper.PressAsync("names-class");
        await keeper.GetByTestId("names-paste").FocusAsync();
        await keeper.Keyboard.InsertTextAsync(string.Join('\n', Names));
        await keeper.PressAsync("names-take");
        await keeper.PressAsync("names-save");
        await keeper.Locator("[data-testid=names-done].notice").WaitForAsync();
    }
}
