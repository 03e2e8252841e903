using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Scales;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// A class of five takes the whole battery in a real browser. One loses the network for sixty items, one reloads, one moves to another
/// device, one opens two windows. All five profiles are right, and no answer is lost or doubled.
/// </summary>
[Collection(InOneBrowser.Name)]
public class ClassStory(Browser browser)
{
    [ChromiumFact]
    [Trait("Kind", "Fault")]
    public async Task Five_students_take_the_whole_battery_and_every_profile_is_right()
    {
        Lesson lesson = await Lesson.OpenAsync(browser, demoClass: 0);
        Pupil[] pupils = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(async number =>
            new Pupil(await (await browser.DeviceAsync()).NewPageAsync(), number)))];
        await using CuttableLink cable = new(browser.Server.Address);
        await Task.WhenAll(pupils.Select(async (pupil, number) =>
        {
            await pupil.EnterAsync(number == 1 ? cable.Address : browser.Server.Address, lesson.Codes[number]);
            await pupil.ReachLobbyAsync();
        }));
        await lesson.NextAsync();
        await lesson.RunsAsync("running");

        string[] keys = await Task.WhenAll(
            TakeAsync(pupils[0]),
            TakeWithoutNetworkAsync(pupils[1], cable),
            TakeWithReloadAsync(pupils[2]),
            TakeOnAnotherDeviceAsync(pupils[3], lesson),
            TakeInTwoWindowsAsync(pupils[4]));

        Assert.Equal(5, keys.Distinct().Count());
        await Task.WhenAll(keys.Select((key, number) => CheckProfileAsync(key, pupils[number])));
        CheckLog();
        foreach (Pupil pupil in pupils)
        {
            await pupil.Page.Context.CloseAsync();
        }

        await lesson.Board.Context.CloseAsync();
    }

    private static async Task<string> TakeAsync(Pupil pupil)
    {
        await pupil.AnswerAsync();
        await pupil.FinishAsync();
        return await pupil.ResultKeyAsync();
    }

    private static async Task<string> TakeWithoutNetworkAsync(Pupil pupil, CuttableLink cable)
    {
        await pupil.AnswerAsync(until: 5);
        cable.Cut();
        await pupil.Page.Context.SetOfflineAsync(true);
        await pupil.AnswerAsync(until: 65);
        int pending = int.Parse((await pupil.On("saved-state").GetAttributeAsync("data-pending"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(pending, 60, 65);
        await pupil.Page.Context.SetOfflineAsync(false);
        cable.Mend();
        return await TakeAsync(pupil);
    }

    private static async Task<string> TakeWithReloadAsync(Pupil pupil)
    {
        await pupil.AnswerAsync(until: 17);
        await pupil.Page.ReloadAsync();
        await pupil.On("item-position").WaitForAsync();
        Assert.Equal(17, await pupil.PositionAsync());
        return await TakeAsync(pupil);
    }

    private async Task<string> TakeOnAnotherDeviceAsync(Pupil pupil, Lesson lesson)
    {
        await pupil.AnswerAsync(until: 23);
        await pupil.Page.Locator("[data-testid=saved-state][data-pending='0']").WaitForAsync();
        Pupil moved = new(await (await browser.DeviceAsync(width: 360)).NewPageAsync(), number: 3);
        await moved.EnterAsync(browser.Server.Address, lesson.Codes[3]);
        await moved.On("occupied").WaitForAsync();
        await lesson.Board.GetByTestId("allow-move").First.ClickAsync();
        await moved.On("confirm").ClickAsync();
        await pupil.On("superseded").WaitForAsync();
        await moved.On("item-position").Or(moved.On("practice-next")).First.WaitForAsync();
        if (await moved.On("practice-next").IsVisibleAsync())
        {
            await moved.On("practice-next").ClickAsync();
            await moved.On("item-position").WaitForAsync();
        }

        Assert.Equal(23, await moved.PositionAsync());
        string key = await TakeAsync(moved);
        await moved.Page.Context.CloseAsync();
        return key;
    }

    private static async Task<string> TakeInTwoWindowsAsync(Pupil pupil)
    {
        await pupil.AnswerAsync(until: 12);
        IPage newer = await pupil.Page.Context.NewPageAsync();
        await newer.GotoAsync(pupil.Page.Url);
        await pupil.On("superseded").WaitForAsync();
        Pupil again = new(newer, number: 4);
        await again.On("item-position").WaitForAsync();
        Assert.Equal(12, await again.PositionAsync());
        return await TakeAsync(again);
    }

    /// <summary>The profile the door hands out, against the readable scorer over what the pupil pressed.</summary>
    private async Task CheckProfileAsync(string key, Pupil pupil)
    {
        using HttpClient client = new() { BaseAddress = browser.Server.Address };
        using HttpResponseMessage reply = await client.PostAsJsonAsync("/api/result", new { key });
        reply.EnsureSuccessStatusCode();
        JsonElement result = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Battery battery = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn()).For(result.GetProperty("grade").GetInt32())!;
        BatteryStep[] shown = [.. battery.Steps.Where(step => step.Instrument.Result is not (ResultPart.None or ResultPart.Aptitudes))];
        Assert.Equal(shown.Length, result.GetProperty("sections").GetArrayLength());
        foreach ((BatteryStep step, JsonElement section) in shown.Zip(result.GetProperty("sections").EnumerateArray()))
        {
            byte[] codes = [.. step.Form.Items.Select((item, index) => pupil.CodeOf(step.FirstItem + index, item))];
            double[] expected = [.. ScaleScorer.ScoreOne(step.Form.Key, codes).Select(score => score.Raw)];
            Assert.Equal(expected, section.GetProperty("scales").EnumerateArray().Select(scale => scale.GetProperty("score").GetDouble()));
        }
    }

    /// <summary>Every session's numbers run 1..n without a hole or a repetition.</summary>
    private void CheckLog()
    {
        IReadOnlyList<(long Rows, long Last, long Different)> sessions = StoryStore.Read(
            browser.Server.Location,
            "SELECT COUNT(*), MAX(number), COUNT(DISTINCT number) FROM answer_log GROUP BY session",
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
        Assert.All(sessions, session => Assert.Equal((session.Last, session.Last), (session.Rows, session.Different)));
        Assert.True(sessions.Count >= 5);
    }
}
