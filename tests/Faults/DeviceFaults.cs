using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dapper;
using Diagnostics.Tests.EndToEnd;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Diagnostics.Tests.Faults;

/// <summary>What happens to a student's own device, in a real browser. Reload, a lost network and two windows stand in <see cref="ClassStory"/>.</summary>
[Trait("Kind", "Fault")]
[Collection(InOneBrowser.Name)]
public sealed partial class DeviceFaults(Browser browser) : IDisposable
{
    private const string AllSaved = "[data-testid=saved-state][data-pending='0'][data-link=online]";

    private const string NoStorage = "Object.defineProperty(window, 'indexedDB', { value: undefined });";

    private const string ADayAhead = """
        const today = Date.now;
        Date.now = () => today() + 86_400_000;
        """;

    private const string ADayBehind = """
        const today = Date.now;
        Date.now = () => today() - 86_400_000;
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-device-");

    [ChromiumFact]
    public async Task Crash_sleep_full_storage_and_a_wrong_clock_lose_no_answer()
    {
        using ServerProcess server = await ServerProcess.StartAsync(_folder.FullName);
        Lesson lesson = await Lesson.OpenAsync(browser, server, demoClass: 0);
        await using CuttableLink cable = new(server.Address);
        Pupil[] pupils =
        [
            await ReadyAsync(cable.Address, lesson, 0),
            await ReadyAsync(server.Address, lesson, 1, ADayBehind),
            await ReadyAsync(server.Address, lesson, 2),
            await ReadyAsync(server.Address, lesson, 3, NoStorage),
            await ReadyAsync(server.Address, lesson, 4, ADayAhead),
        ];
        await lesson.NextAsync();
        await lesson.RunsAsync("running");
        await FillStorageAsync(pupils[2], server.Address);
        await CrashAsync(pupils[0], cable);
        await SleepAsync(pupils[1]);
        foreach (Pupil without in pupils[2..4])
        {
            await without.AnswerAsync(until: 4);
            await without.Page.Locator(AllSaved + "[data-saved='4']").WaitForAsync();
            Assert.Contains("не может хранить", await without.On("saved-state").InnerTextAsync(), StringComparison.Ordinal);
        }

        await pupils[4].AnswerAsync(until: 4);
        await pupils[4].Page.Locator(AllSaved + "[data-saved='4']").WaitForAsync();
        Assert.Equal([4, 4, 4, 9, 12], Numbers(_folder));
        foreach (Pupil pupil in pupils)
        {
            await pupil.Page.Context.CloseAsync();
        }

        await lesson.Board.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_page_that_is_loaded_again_without_a_network_opens_and_goes_on()
    {
        using ServerProcess server = await ServerProcess.StartAsync(_folder.FullName);
        await using CuttableLink cable = new(server.Address);
        Lesson lesson = await Lesson.OpenAsync(browser, server, demoClass: 0);
        Pupil pupil = new(await (await browser.DeviceAsync(width: 360)).NewPageAsync(), number: 0);
        await pupil.EnterAsync(cable.Address, lesson.Codes[0]);
        await pupil.ReachLobbyAsync();
        await lesson.NextAsync();
        await pupil.AnswerAsync(until: 3);
        await pupil.Page.Locator(AllSaved + "[data-saved='3']").WaitForAsync();
        await pupil.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await pupil.Page.Context.SetOfflineAsync(true);
        cable.Cut();
        await pupil.AnswerAsync(until: 5);
        await Task.Delay(ShortDay.IsLong ? TimeSpan.FromMinutes(5) : TimeSpan.Zero);
        pupil.Page.Dialog += (_, leaving) => _ = leaving.AcceptAsync();
        await pupil.Page.ReloadAsync();
        await pupil.On("item-position").WaitForAsync();
        Assert.Equal(5, await pupil.PositionAsync());
        await pupil.AnswerAsync(until: 8);
        string[] kept = await pupil.Page.EvaluateAsync<string[]>(
            "async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)))).flat()");
        Assert.DoesNotContain(kept, path => path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/result", StringComparison.Ordinal));
        cable.Mend();
        await pupil.Page.Context.SetOfflineAsync(false);
        await pupil.Page.Locator(AllSaved + "[data-saved='8']").WaitForAsync();
        await pupil.Page.Context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    [NginxAndChromiumTheory]
    [InlineData(ProxiedSockets.Refused)]
    [InlineData(ProxiedSockets.Swallowed)]
    public async Task Behind_a_proxy_that_breaks_sockets_a_browser_goes_on_over_plain_http_at_once(ProxiedSockets sockets)
    {
        using ServerProcess server = await ServerProcess.StartAsync(_folder.FullName);
        using Nginx nginx = await Nginx.StartAsync(server.Address, sockets);
        Lesson lesson = await Lesson.OpenAsync(browser, server, demoClass: 0);
        Pupil pupil = new(await (await browser.DeviceAsync()).NewPageAsync(), number: 0);
        ConcurrentQueue<string> asked = [];
        pupil.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);
        await pupil.EnterAsync(nginx.Address, lesson.Codes[0]);
        await pupil.ReachLobbyAsync();
        await lesson.NextAsync();
        await pupil.AnswerAsync(until: 3);
        await pupil.Page.Locator(AllSaved + "[data-saved='3']").WaitForAsync();
        // One try at a socket, not several, stands before the greeting.
        Assert.Single(asked.TakeWhile(path => path != "/api/session/hello"), path => path == "/api/session/ticket");
        await pupil.Page.Context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<Pupil> ReadyAsync(Uri address, Lesson lesson, int number, string? script = null)
    {
        IBrowserContext device = await browser.DeviceAsync();
        if (script is not null)
        {
            await device.AddInitScriptAsync(script);
        }

        Pupil pupil = new(await device.NewPageAsync(), number);
        await pupil.EnterAsync(address, lesson.Codes[number]);
        await pupil.ReachLobbyAsync();
        return pupil;
    }

    /// <summary>The tab dies with answers that were not sent; the next tab of the browser has them.</summary>
    private static async Task CrashAsync(Pupil pupil, CuttableLink cable)
    {
        await pupil.AnswerAsync(until: 5);
        cable.Cut();
        await pupil.AnswerAsync(until: 12);
        Assert.NotEqual("0", await pupil.On("saved-state").GetAttributeAsync("data-pending"));
        await pupil.On("saved-state").GetByText(NotSent()).WaitForAsync();
        string address = pupil.Page.Url;
        TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        pupil.Page.Crash += (_, _) => crashed.TrySetResult();
        // The renderer ends under the call, which then never returns.
        _ = pupil.Page.GotoAsync("chrome://crash").ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        await crashed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        cable.Mend();
        Pupil again = new(await pupil.Page.Context.NewPageAsync(), number: 0);
        await again.Page.GotoAsync(address);
        await again.On("item-position").WaitForAsync();
        Assert.Equal(12, await again.PositionAsync());
        await again.Page.Locator(AllSaved + "[data-saved='12']").WaitForAsync();
    }

    /// <summary>The browser's own limit: from now on there is room for nothing more.</summary>
    private static async Task FillStorageAsync(Pupil pupil, Uri address)
    {
        ICDPSession disk = await pupil.Page.Context.NewCDPSessionAsync(pupil.Page);
        await disk.SendAsync("Storage.overrideQuotaForOrigin", new Dictionary<string, object> { ["origin"] = address.GetLeftPart(UriPartial.Authority), ["quotaSize"] = 1 });
    }

    /// <summary>How many answers each of this lesson's sessions has in the store, whose numbers are 1 to that with none missing and none twice.</summary>
    private static int[] Numbers(DirectoryInfo folder)
    {
        using SqliteConnection store = new($"Data Source={Path.Combine(folder.FullName, "diagnostics.db")};Mode=ReadOnly");
        (int Count, int Last, int Different)[] sessions =
            [.. store.Query<(int, int, int)>("SELECT COUNT(*), MAX(number), COUNT(DISTINCT number) FROM answer_log GROUP BY session HAVING COUNT(*) < 20 ORDER BY 1")];
        Assert.All(sessions, one => Assert.Equal((one.Count, one.Count), (one.Last, one.Different)));
        return [.. sessions.Select(one => one.Count)];
    }

    [GeneratedRegex("ждут отправки: [1-9]")]
    private static partial Regex NotSent();

    /// <summary>The lid is shut for longer than the server waits for a word: every timer of the page stands still.</summary>
    private static async Task SleepAsync(Pupil pupil)
    {
        await pupil.AnswerAsync(until: 5);
        ICDPSession lid = await pupil.Page.Context.NewCDPSessionAsync(pupil.Page);
        await lid.SendAsync("Page.setWebLifecycleState", new Dictionary<string, object> { ["state"] = "frozen" });
        await Task.Delay(ShortDay.IsLong ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(40));
        await lid.SendAsync("Page.setWebLifecycleState", new Dictionary<string, object> { ["state"] = "active" });
        await pupil.AnswerAsync(until: 9);
        await pupil.Page.Locator(AllSaved + "[data-saved='9']").WaitForAsync();
    }
}

/// <summary>A test in a real browser behind a real proxy.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxAndChromiumTheoryAttribute : TheoryAttribute
{
    public NginxAndChromiumTheoryAttribute() => Skip = new ChromiumFactAttribute().Skip ?? new NginxFactAttribute().Skip;
}
