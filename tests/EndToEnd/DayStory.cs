using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The day as a region sees it while a class really works: from nothing to a finish, down to the class by keyboard, and on a wall.</summary>
[Collection(InOneBrowser.Name)]
public sealed class DayStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_region_watches_a_lesson_down_to_the_class_and_sees_lost_links_first()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 10, seats: 5);
        OrgPath path = (await _server.Engine.Paths.FindAsync(new OrgNode(NodeKind.Class, sheet.Class.Id), default))!;
        IPage page = await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, path.RegionId!));
        await page.GotoAsync("/region");
        await page.PressAsync("go-day");
        await page.SeeAsync("[data-testid=day-age]");

        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        List<(StudentClient Student, long Epoch)> students = [];
        for (int seat = 1; seat <= 5; seat++)
        {
            StudentClient student = new(_server.Client(), $"daystory{seat:000000000}");
            await student.EnterAsync(sheet.Cards[seat - 1].Code);
            await student.DecideAsync(agree: true);
            students.Add((student, (await student.HelloAsync()).Epoch));
        }

        await students[0].Student.PutAsync(students[0].Epoch, 1, new AnswerEntry(0, "1", 1_000));
        await students[0].Student.FinishAsync(students[0].Epoch, 1);
        using CancellationTokenSource silence = new();
        Task talking = KeepTalkingAsync(students[1..], silence.Token);
        await page.SeeAsync("[data-testid=day-answering][data-value='4']");
        await page.SeeAsync("[data-testid=day-finished][data-value='1']");
        await page.LookAsync("day-running");
        await page.Locator("[data-testid=day-search]").FillAsync("школа 5");
        await page.SeeAsync("[data-testid=day-found] [data-testid=day-school]");
        await page.Locator("[data-testid=day-search]").FillAsync("нет такой");
        await page.Locator("[data-testid=day-school]").HasCountAsync(0);
        await page.Locator("[data-testid=day-search]").FillAsync("");
        if (await page.Locator("[data-testid=day-school]").CountAsync() == 0)
        {
            await page.PressAsync("day-municipality");
        }

        await page.PressAsync("day-school");
        await page.SeeAsync($"[data-testid=day-class][data-class='{sheet.Class.Grade}{sheet.Class.Letter}'][data-answering='4'][data-finished='1']");
        await page.LookAsync("day-classes");

        await silence.CancelAsync();
        await talking;
        // Nobody says a word any more: fifteen seconds later the links count as lost.
        await page.SeeAsync("[data-testid=day-trouble][data-kind=linksLost]");
        await page.SeeAsync("[data-testid=day-lost][data-value='4']");
        await page.LookAsync("day-troubles");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("day-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        foreach ((int width, int height) in new[] { (1280, 720), (1920, 1080) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.GotoAsync("/region#day/wall");
            await page.SeeAsync("[data-testid=day-wall-open]");
            await page.WaitForFunctionAsync("() => { const wall = document.querySelector('[data-testid=day-wall-open]'); return wall.scrollHeight <= wall.clientHeight && wall.scrollWidth <= wall.clientWidth; }");
            if (Browser.KeepsPictures)
            {
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Browser.Screenshots, $"day-wall-{height}.png") });
            }
        }

        await page.LookAsync("day-wall");

        await page.Keyboard.PressAsync("Escape");
        await page.WaitForFunctionAsync("() => location.hash === '#day' && document.querySelector('[data-testid=day-wall-open]') === null");

        // Without the server the last counts stay, and the page says how old they are.
        await page.RouteAsync("**/api/day*", route => route.AbortAsync());
        await page.SeeAsync("[data-testid=day-stale]");
        await page.SeeAsync("[data-testid=day-finished][data-value='1']");
        await page.UnrouteAsync("**/api/day*");
        await page.WaitForFunctionAsync("() => document.querySelector('[data-testid=day-stale]') === null");
        students.ForEach(one => one.Student.Dispose());
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_word_of_the_region_stands_on_a_class_board_until_it_is_read_and_a_pause_for_all_reaches_the_lesson()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 10, seats: 2);
        OrgPath path = (await _server.Engine.Paths.FindAsync(new OrgNode(NodeKind.Class, sheet.Class.Id), default))!;
        // The day knows the school from its next reading of the store on.
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        IPage page = await browser.StaffAsync(_server, StaffRole.Region, new OrgNode(NodeKind.Region, path.RegionId!));
        await page.GotoAsync("/region#day");
        await page.SeeAsync("[data-testid=day-words-text]");
        await page.Locator("[data-testid=day-words-text]").FillAsync("Связь в районе вернётся через десять минут. <b>Не закрывайте</b> страницы.");
        await page.Locator("[data-testid=day-words-text]").PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=day-words-sent][data-read='0'][data-open='true']");

        IPage board = await browser.StaffAsync(_server, sheet, StaffRole.Teacher);
        await board.GotoAsync("/staff");
        await board.SeeAsync("[data-testid=school-words]");
        await board.LookAsync("day-words-staff");
        await board.GotoAsync($"/board/{sheet.Class.BoardLink}");
        await board.SeeAsync("[data-testid=school-words]");
        Assert.Contains("<b>Не закрывайте</b>", await board.InnerTextAsync("[data-testid=school-words]"), StringComparison.Ordinal);
        await board.LookAsync("day-words-board");
        await board.PressAsync("school-words-read");
        await board.WaitForFunctionAsync("() => document.querySelector('[data-testid=school-words]') === null");
        await page.SeeAsync("[data-testid=day-words-sent][data-read='1']");

        await page.Locator("[data-testid=day-entry-field]").FillAsync("120");
        await page.PressAsync("day-entry-set");
        await page.SeeAsync("[data-testid=day-entry][data-rate='120']");
        Assert.Equal(120, _server.Engine.EntryRate.Read().PerSecond);
        await page.PressAsync("day-steps-pause");
        await page.SeeAsync("[data-testid=day-steps-go]");
        await page.LookAsync("day-steps");
        await page.PressAsync("day-steps-go");
        await page.SeeAsync("[data-testid=day-steps-state][data-state=done][data-done='1']");
        Assert.Equal(LessonState.Paused, (await _server.Engine.Board.ReadAsync(sheet.Class.Id, default))!.Run);
        await page.Keyboard.PressAsync("Escape");
        await page.PressAsync("day-words-end");
        await page.SeeAsync("[data-testid=day-words-sent][data-open='false']");
        await page.LookAsync("day-words");
        await board.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    private static async Task KeepTalkingAsync(List<(StudentClient Student, long Epoch)> students, CancellationToken silence)
    {
        while (!silence.IsCancellationRequested)
        {
            foreach ((StudentClient student, long epoch) in students)
            {
                await student.HelloAsync(epoch);
            }

            await Task.Delay(TimeSpan.FromSeconds(3), silence).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
