using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A queue at the entry as a student sees it. On a server of its own that lets in one student and then, as good as, nobody.</summary>
[Collection(InOneBrowser.Name)]
public sealed class EntryStory(Browser browser) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-entry-");

    [ChromiumFact]
    public async Task A_place_in_the_queue_is_seen_and_kept_over_a_reload()
    {
        using ServerProcess server = await ServerProcess.StartAsync(_folder.FullName, 0, null, "--entries-per-second", "0.001");
        string[] codes = DemoClass.All(server.Output)[0].Codes;
        using (StudentClient first = new(new HttpClient { BaseAddress = server.Address }, "entrystory000000"))
        {
            await first.EnterAsync(codes[0]);
        }

        Assert.Equal(0, await AheadAsync(server, codes[1], "entrystory000001"));
        Assert.Equal(1, await AheadAsync(server, codes[2], "entrystory000002"));
        IBrowserContext device = await browser.DeviceAsync(address: server.Address);
        IPage page = await device.NewPageAsync();
        await page.GotoAsync($"/#{codes[3]}");
        await page.Locator("[data-testid=entry-queue][data-ahead='2']").WaitForAsync();
        Assert.Contains("Перед тобой 2 человека", await page.GetByTestId("entry-queue").InnerTextAsync(), StringComparison.Ordinal);
        await page.LookAsync("student-queue");
        await page.ReloadAsync();
        await page.Locator("[data-testid=entry-queue][data-ahead='2']").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ввести другой код" }).ClickAsync();
        await page.GetByTestId("code-input").WaitForAsync();

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "entry-closed"), "");
        using HttpClient health = new() { BaseAddress = server.Address };
        while ((await health.GetFromJsonAsync<JsonElement>("/health")).GetProperty("status").GetString() != "entryClosed")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        await page.GetByTestId("code-input").FillAsync(codes[4]);
        await page.GetByTestId("enter").ClickAsync();
        await page.GetByText("Вход сейчас закрыт").WaitForAsync();
        await page.LookAsync("student-entry-closed");
        await device.CloseAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<long> AheadAsync(ServerProcess server, string code, string device)
    {
        using StudentClient student = new(new HttpClient { BaseAddress = server.Address }, device);
        using HttpResponseMessage reply = await student.TryEnterAsync(code);
        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        JsonElement told = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.InRange(told.GetProperty("retryMs").GetInt32(), 1_000, 12_500);
        return long.Parse(told.GetProperty("ahead").GetRawText(), CultureInfo.InvariantCulture);
    }
}
