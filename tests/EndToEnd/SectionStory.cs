using System.Text.Json;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A section with a time limit is begun on one device and goes on, without a new start, in the browser of another one.</summary>
[Collection(InOneBrowser.Name)]
public sealed class SectionStory(Browser browser) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-section-");

    [ChromiumFact]
    public async Task A_begun_section_goes_on_in_another_browser_and_the_next_one_is_started_once()
    {
        using ServerProcess server = await ServerProcess.StartAsync(_folder.FullName);
        Lesson lesson = await Lesson.OpenAsync(browser, server, demoClass: 0);
        await lesson.NextAsync();
        await lesson.RunsAsync("running");
        using StudentClient phone = new(new HttpClient { BaseAddress = server.Address }, Guid.NewGuid().ToString("N"));
        await phone.EnterAsync(lesson.Codes[0]);
        await phone.DecideAsync(agree: true);
        JsonElement package = await phone.PackageAsync();
        (int Step, int First)[] timed =
        [
            .. package.GetProperty("steps").EnumerateArray().Select((step, index) => (step, index))
                .Where(one => one.step.TryGetProperty("seconds", out _)).Select(one => (one.index, one.step.GetProperty("first").GetInt32())),
        ];
        int items = package.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("items").GetArrayLength());
        await BeginAsync(phone, [.. SimpleAnswers.Of(package).Take(timed[0].First)], items, timed[0].Step);

        Pupil pupil = new(await (await browser.DeviceAsync()).NewPageAsync(), number: 0);
        await pupil.EnterAsync(server.Address, lesson.Codes[0]);
        await pupil.On("occupied").WaitForAsync();
        await lesson.Board.GetByTestId("allow-move").First.ClickAsync();
        await pupil.On("confirm").ClickAsync();
        await pupil.On("section-time").WaitForAsync();
        Assert.Equal(timed[0].First, await pupil.PositionAsync());
        Assert.Equal(timed[0].First, int.Parse(
            (await pupil.On("saved-state").GetAttributeAsync("data-total"))!, System.Globalization.CultureInfo.InvariantCulture));

        await AddTimeAsync(lesson, pupil);
        await pupil.AnswerAsync(until: timed[1].First + 1);
        // The page goes on to the next item before the answer is on the disk; a reload in between would ask for it again.
        await pupil.Page.SeeAsync("[data-testid=saved-state][data-pending='0']");
        await pupil.Page.ReloadAsync();
        await pupil.On("section-time").WaitForAsync();
        Assert.Equal(timed[1].First + 1, await pupil.PositionAsync());
        await pupil.Page.Locator("[data-testid=saved-state][data-pending='0']").WaitForAsync();
        Assert.Equal([items + timed[0].Step, items + timed[1].Step], Starts(server));
        await pupil.Page.Context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The teacher adds time for all and then for one seat; the student's page says so and shows more.</summary>
    private static async Task AddTimeAsync(Lesson lesson, Pupil pupil)
    {
        await lesson.Board.GetByTestId("time-all").ClickAsync();
        await lesson.Board.GetByTestId("give-all").ClickAsync();
        await lesson.Board.Locator("[data-testid=give-all-given][data-minutes='5']").WaitForAsync();
        await lesson.Board.LookAsync("board-add-time");
        await lesson.Board.Keyboard.PressAsync("Escape");
        await pupil.On("section-said").Filter(new() { HasText = "Времени добавлено: 5 минут" }).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await lesson.Seat(1).GetByRole(AriaRole.Button).First.ClickAsync();
        await lesson.Board.GetByTestId("give-time").ClickAsync();
        await lesson.Board.Locator("[data-testid=give-time-given][data-minutes='10']").WaitForAsync();
        await lesson.Board.LookAsync("board-seat-time");
        await lesson.Board.Keyboard.PressAsync("Escape");
    }

    private static async Task BeginAsync(StudentClient phone, AnswerEntry[] before, int items, int step)
    {
        HelloReply hello = await phone.HelloAsync();
        Assert.Empty(hello.Sections);
        long next = 1;
        foreach (AnswerEntry[] batch in before.Append(new AnswerEntry(items + step, "start", 900_000)).Chunk(50))
        {
            next = (await phone.BringAsync(hello.Epoch, next, batch)).HighWater + 1;
        }

        Assert.Equal(before.Length + 2, next);
        Assert.Equal(step, Assert.Single((await phone.HelloAsync(hello.Epoch)).Sections).Step);
    }

    /// <summary>The places of all start entries in the log, in its order.</summary>
    private static IEnumerable<int> Starts(ServerProcess server) => StoryStore.Read(
        server.Location, "SELECT item FROM answer_log WHERE value = 'start' ORDER BY server_ms, session, number", row => (int)row.GetInt64(0));
}
