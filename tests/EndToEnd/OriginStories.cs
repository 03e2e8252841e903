using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Tls;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A real browser at an origin it calls insecure, and at one with the server's own certificate.</summary>
[Collection(InOneBrowser.Name)]
public sealed class OriginStories(Browser browser)
{
    private const string Secure = "() => window.isSecureContext";

    [ChromiumFact]
    public async Task Over_plain_http_a_student_answers_and_the_board_runs_without_crypto_and_locks()
    {
        // A class of its own: its lesson is started here, and other stories use the first two.
        DemoClass demo = DemoClass.All(browser.Server.Output)[2];
        Uri address = new($"http://school.test:{browser.Server.Address.Port}/");
        IPage board = await (await browser.DeviceAsync(width: 400)).NewPageAsync();
        await board.GotoAsync(new Uri(address, demo.Board.PathAndQuery).ToString());
        await board.GetByTestId("pin-input").FillAsync(demo.Pin);
        await board.GetByTestId("pin-enter").ClickAsync();
        await board.GetByTestId("lesson-next").WaitForAsync();
        Pupil pupil = new(await (await browser.DeviceAsync()).NewPageAsync(), number: 0);
        await pupil.EnterAsync(address, demo.Codes[^1]);
        await pupil.ReachLobbyAsync();
        Assert.False(await pupil.Page.EvaluateAsync<bool>(Secure));
        Assert.False(await pupil.Page.EvaluateAsync<bool>("() => 'locks' in navigator || crypto.subtle !== undefined"));
        await board.GetByTestId("lesson-next").ClickAsync();
        await pupil.On("block-intro").WaitForAsync();
        await pupil.AnswerAsync(until: 3);
        await pupil.Page.Locator("[data-testid=saved-state][data-saved='3'][data-pending='0'][data-link=online]").WaitForAsync();
        await pupil.Page.Context.CloseAsync();
        await board.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Over_plain_http_a_page_for_staff_says_why_it_is_closed()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        IResponse? reply = await page.GotoAsync($"http://school.test:{browser.Server.Address.Port}/setup");
        Assert.Equal(403, reply!.Status);
        await page.GetByTestId("insecure").WaitForAsync();
        foreach (ColorScheme scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.LookAsync($"insecure-{scheme}".ToLowerInvariant());
        }

        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Over_https_the_answers_go_through_a_secure_socket()
    {
        await using SecureServer server = await SecureServer.WithOwnCertificateAsync();
        CodeSheet sheet = await server.MakeClassAsync();
        IPage page = await (await browser.DeviceAsync(anyCertificate: true)).NewPageAsync();
        TaskCompletionSource<string> socket = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.WebSocket += (_, opened) => opened.FrameReceived += (_, _) => socket.TrySetResult(opened.Url);
        Pupil pupil = new(page, number: 0);
        await pupil.EnterAsync(server.AddressOf("https", "school.test"), sheet.Cards[0].Code);
        await pupil.ReachLobbyAsync();
        Assert.True(await page.EvaluateAsync<bool>(Secure));
        Assert.StartsWith("wss://school.test:", await socket.Task.WaitAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
