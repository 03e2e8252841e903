using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Web.Watch;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The operator looks at the server while a student answers: figures, an alert, the last minutes by keyboard; and what the page says when the server is gone.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ServerStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Alerts = [AlertCondition.Parse("answering > 0"), AlertCondition.Parse("diskFreeMb < 1000000000")] };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task An_operator_watches_the_server_and_knows_what_an_alert_asks_for()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 10, seats: 2);
        IPage page = await browser.StaffAsync(_server, StaffRole.Operator, OrgNode.Server);
        await page.GotoAsync("/staff");
        await page.PressAsync("go-server");
        await page.SeeAsync("[data-testid=server-node][data-self=true][data-state=ok]");
        await page.SeeAsync("[data-testid=server-alone]");
        await page.SeeAsync("[data-testid=server-alert][data-figure=diskFreeMb]");

        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        using StudentClient student = new(_server.Client(), "serverstory00001");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        await student.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "1", 1_000));
        using CancellationTokenSource silence = new();
        Task talking = KeepTalkingAsync(student, hello.Epoch, silence.Token);
        await page.SeeAsync("[data-testid=server-alerts][data-count='2']");
        await page.SeeAsync("[data-testid=server-alert][data-figure=answering]");
        await page.WaitForFunctionAsync("() => document.querySelector('[data-testid=server-figure][data-figure=answering] dd').textContent === '1'");
        await page.SeeAsync("[data-testid=server-trend-table]");
        await page.LookAsync("server-running");
        await page.Locator("[data-testid=server-trend-table] summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=server-trend-table][open] tbody tr:first-child");
        await page.LookAsync("server-table");
        _server.Serving.BeginDrain();
        await page.SeeAsync("[data-testid=server-node][data-state=draining]");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("server-draining-dark");

        // Without the server the last figures stay, and the page says how old they are.
        await page.RouteAsync("**/api/server", route => route.AbortAsync());
        await page.SeeAsync("[data-testid=server-stale]");
        await page.LookAsync("server-stale-dark");
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=server-fault]");
        await page.LookAsync("server-fault-dark");
        await page.UnrouteAsync("**/api/server");
        await page.SeeAsync("[data-testid=server-node]");

        IPage stranger = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await stranger.GotoAsync("/region#server");
        await stranger.SeeAsync("[data-testid=region-denied]");
        await stranger.Context.CloseAsync();
        await silence.CancelAsync();
        await talking;
        await page.Context.CloseAsync();
    }

    /// <summary>Whoever says nothing for fifteen seconds does not answer any more.</summary>
    private static async Task KeepTalkingAsync(StudentClient student, long epoch, CancellationToken silence)
    {
        while (!silence.IsCancellationRequested)
        {
            await student.HelloAsync(epoch);
            await Task.Delay(TimeSpan.FromSeconds(3), silence).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
