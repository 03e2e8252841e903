using System.Text.RegularExpressions;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Monitoring;
using Diagnostics.Web.Access;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A region's day, its evening and its yearly report by keyboard: the board, the norms, then the report read, a paragraph written anew, frozen, saved and read back by programs of others; the files say the same numbers as the page. Then the next campaign begins: the year before is finished, and stands beside the new one.</summary>
[Collection(InOneBrowser.Name)]
public sealed partial class YearReportStory(Browser browser) : IAsyncLifetime
{
    private const string Own = "Комиссия рассмотрела эти числа.";
    private readonly RunningServer _server = new() { Demo = false };

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.Engine.SynthesizeAsync(
            SyntheticPlan.Of(new SyntheticSize(Municipalities: 3, Schools: 7, Classes: 28, Students: 760, Seed: 8)), new Progress<double>(), default);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [OfficeFact]
    public async Task A_report_is_read_written_in_frozen_and_its_files_are_read_back()
    {
        string region = (await _server.Engine.Organisation.RegionsAsync(default))[0].Id;
        IPage page = await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, region));
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE account SET password_hash = @hash", new { hash }), default);
        await page.GotoAsync("/staff");
        await page.PressAsync("go-region");
        await page.PressAsync("go-day");
        await DayAsync(page);
        await page.GotoAsync("/region#report");
        await page.SeeAsync("[data-testid=report-none]");
        await page.LookAsync("year-report-none");
        IPage methodologist = await browser.StaffAsync(_server, StaffRole.Methodologist, new OrgNode(NodeKind.Region, region));
        await methodologist.GotoAsync("/region#norms");
        await methodologist.PressAsync("figures-ask");
        await methodologist.Locator("[data-testid=figures-reading][data-state=still] [data-testid=figures-simulated]").WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
        await methodologist.Context.CloseAsync();
        await page.GotoAsync("/region#norms");
        await page.SeeAsync("[data-testid=norm-row][data-students] >> nth=0");
        await page.GotoAsync("/region#report");
        await page.SeeAsync("[data-testid=report-section][data-id=participation] [data-testid=report-paragraph] >> nth=0");
        await page.Locator("[data-testid=report-section][data-id=participation] [data-testid=report-rests] summary >> nth=0").PressAsync("Enter");
        await page.Locator("[data-testid=report-section][data-id=interests] [data-testid=report-table] summary >> nth=0").PressAsync("Enter");
        await page.LookAsync("year-report");
        string share = Share().Match(await page.InnerTextAsync("[data-testid=report-section][data-id=participation] [data-id=participation]")).Value;
        Assert.NotEmpty(share);

        await page.Locator("[data-id='quality.self'] [data-testid=report-edit]").PressAsync("Enter");
        await page.SeeAsync("[data-testid=report-text]");
        await page.GetByTestId("report-text").FillAsync(Own);
        await page.LookAsync("year-report-edit");
        await page.PressAsync("report-save");
        await page.SeeAsync("[data-id='quality.self'][data-origin=edited]");
        await page.Locator("[data-testid=report-section][data-id=gap] [data-testid=report-leave-out]").PressAsync("Enter");
        await page.SeeAsync("[data-testid=report-section][data-id=gap][data-left-out=true]");
        await page.PressAsync("report-freeze");
        await page.LookAsync("year-report-freeze");
        await page.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=report-edition][data-number='1']");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("year-report-frozen-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });

        string pdf = await SaveAsync(page, "edition-pdf", "report.pdf");
        string[] pages = await PdfReader.PagesAsync(pdf);
        string text = Plain(string.Concat(pages));
        string data = Hash().Match(await page.InnerTextAsync("[data-testid=report-edition] .hash")).Value;
        Assert.All(pages, one => Assert.Contains(data, Plain(one), StringComparison.Ordinal));
        Assert.Contains(Plain(share), text, StringComparison.Ordinal);
        Assert.Contains(Plain(Own), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Plain("Интересы и задания, цель и ценности"), text, StringComparison.Ordinal);
        Assert.StartsWith("Аналитическая справка", await PdfReader.TitleAsync(pdf), StringComparison.Ordinal);

        using OfficeReader office = new();
        string document = Plain(string.Concat(await office.PagesAsync(await SaveAsync(page, "edition-docx", "report.docx"))));
        Assert.Contains(Plain(share), document, StringComparison.Ordinal);
        Assert.Contains(Plain(Own), document, StringComparison.Ordinal);
        string[] rows = await office.RowsAsync(await SaveAsync(page, "edition-xlsx", "report.xlsx"));
        Assert.Contains(rows, row => Plain(row).Contains(Plain(share), StringComparison.Ordinal));
        string[] schools = await File.ReadAllLinesAsync(await SaveAsync(page, "schools-csv", "schools.csv"));
        Assert.Contains("Код школы;Школа;Муниципалитет;Год;", schools[0], StringComparison.Ordinal);
        Assert.Contains(schools, row => row.Contains(";participation;", StringComparison.Ordinal) && row.Contains(";да;", StringComparison.Ordinal));

        // Its lessons were a school year before those of the next campaign.
        long then = DateTimeOffset.UtcNow.AddYears(-1).ToUnixTimeMilliseconds();
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE school_class SET lesson = 'ended', lesson_ended_at = @then", new { then }), default);

        // A new pass: the edition stays, the draft says that it is older.
        await _server.Engine.Readings.RunAsync(new AskedReading(region, "tester"), default);
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=report-newer]");
        await page.LookAsync("year-report-newer");
        await page.PressAsync("report-renew");
        await page.SeeAsync("[data-testid=report-freeze]");
        await page.GetByTestId("report-edition").HasCountAsync(1);

        // The next campaign's first class is there: the year before is chosen, and frozen once more.
        OrgNode place = new(NodeKind.Region, region);
        int year = (await _server.Engine.YearReports.ReadAsync(place, null, default))!.Year!.Value;
        string school = (await _server.Engine.Store.QueryAsync<string>("SELECT id FROM school ORDER BY id", null, default))[0];
        Assert.Null(await _server.Engine.NextCampaign.OpenAsync(region, year + 1, "tester", default));
        await _server.Engine.Organisation.AddClassAsync(school, 9, "Я", 2, 0, default);
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=report-none][data-lack=reading]");
        await page.LookAsync("year-report-next");
        await page.GetByTestId("report-year").SelectOptionAsync($"{year}");
        await page.SeeAsync("[data-testid=report-earlier]");
        await page.SeeAsync("[data-id='quality.self'][data-origin=edited]");
        await page.PressAsync("report-freeze");
        await page.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=report-edition][data-number='2']");
        await page.LookAsync("year-report-earlier");

        // The new year is counted: plans of a cohort, those who left, and what schools told in both years.
        await CountNextAsync(place, year, school);
        await page.GotoAsync("/region#report");
        await page.SeeAsync("[data-testid=report-section][data-id=followup] [data-id='followup.leavers']");
        Assert.Contains("теперь 9 класс", await page.InnerTextAsync("[data-testid=report-section][data-id=followup] [data-id='followup.8']"), StringComparison.Ordinal);
        await page.Locator("[data-testid=report-section][data-id=followup] [data-testid=report-table] summary >> nth=0").PressAsync("Enter");
        await page.LookAsync("year-report-followup");
        await page.GotoAsync("/region#indicators");
        await page.SeeAsync("[data-testid=indicator-cohorts] [data-testid=cohort-row] >> nth=0");
        await page.LookAsync("indicators-cohorts");
        await page.GotoAsync("/region#entered");
        await page.SeeAsync("[data-testid=entered-same]:has-text('было 100, стало 120')");
        await page.LookAsync("entered-years");
        await page.Context.CloseAsync();
    }

    /// <summary>One class is still at work, and the board sees it answer and finish.</summary>
    private async Task DayAsync(IPage page)
    {
        string school = (await _server.Engine.Store.QueryAsync<string>("SELECT id FROM school ORDER BY id", null, default))[0];
        SchoolClass room = await _server.Engine.Organisation.AddClassAsync(school, 10, "Ю", 2, 0, default);
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute(SimulatedLesson.Mark, new { room.Id }), default);
        await _server.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        CodeSheet sheet = (await _server.Engine.Cards.ReadAsync(room.Id, default))!;
        StudentClient[] students = [.. sheet.Cards.Select(card => new StudentClient(_server.Client(), $"yearstory{card.Seat:000000000}"))];
        long[] epochs = new long[students.Length];
        for (int place = 0; place < students.Length; place++)
        {
            await students[place].EnterAsync(sheet.Cards[place].Code);
            await students[place].DecideAsync(agree: true);
            epochs[place] = (await students[place].HelloAsync()).Epoch;
            await students[place].PutAsync(epochs[place], 1, new AnswerEntry(0, "1", 1_000));
        }

        await page.SeeAsync("[data-testid=day-answering][data-value='2']");
        for (int place = 0; place < students.Length; place++)
        {
            await students[place].FinishAsync(epochs[place], 1);
            students[place].Dispose();
        }

        await page.SeeAsync("[data-testid=day-answering][data-value='0']");
        await _server.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default);
    }

    /// <summary>The same numbers once more as those of the next campaign, and figures of one school in both years.</summary>
    private async Task CountNextAsync(OrgNode place, int year, string school)
    {
        IndicatorPage told = (await _server.Engine.Indicators.ReadAsync(place, year, default))!;
        ToldFigures figures = new(
            IndicatorLibrary.LoadBuiltIn(_server.Engine.Instruments, _server.Engine.Atlases.Newest).Version, told.Place!, [.. told.Under.Select(one => new ToldMunicipality(one, []))]);
        await NormCrowd.KeepAsync(
            _server.Engine, place.Id, NormCrowd.Reading(NormCrowd.Interests(_server.Engine, 9), true, (9, "female", "Район 001", 60)) with { Indicators = figures });
        foreach ((int of, string trials) in new[] { (year, "100"), (year + 1, "120") })
        {
            EnteredRow row = new(1, school, null, null, null, "trials", "", trials, "Отчёт школы", "31.05.2025");
            EnteredOrder order = new(of, [row, row with { Line = 2, Indicator = "graduates-study", Code = "09.02.07", Value = "21" }], MayRemove: false);
            Assert.All((await _server.Engine.Entered.WriteAsync(place, order, "tester", default))!.Value, line => Assert.Null(line.Fault));
        }
    }

    private static async Task<string> SaveAsync(IPage page, string button, string name)
    {
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync($"{button}-make"), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        string file = Path.Combine(Directory.CreateTempSubdirectory("diagnostics-report-").FullName, name);
        await download.SaveAsAsync(file);
        if (Browser.Screenshots is { } folder)
        {
            File.Copy(file, Path.Combine(folder, name), overwrite: true);
        }

        return file;
    }

    /// <summary>Lines break where paper ends, and spaces with them.</summary>
    private static string Plain(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"[\s\u00a0]+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\d+,\d\u00a0%")]
    private static partial Regex Share();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
