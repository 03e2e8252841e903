using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Reviews;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// A psychologist's week by keyboard: two instruments chosen for a class that had its lesson, a queue of sixty mixed protocols of thirty students cleared – talks held with whom they were needed, one decision written and signed, the ordinary ones signed together –
/// and what came of it read by the student and the parent.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class WeekStory(Browser browser) : IAsyncLifetime
{
    private const int Seats = 30;
    private const int Asking = 3;
    private const int Hasty = 6;
    private const int Flat = 9;
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task Sixty_mixed_protocols_are_cleared_and_read_by_whom_they_are_for()
    {
        CodeSheet lesson = await _server.MakeClassAsync(grade: 10, seats: Seats);
        IPage page = await browser.StaffAsync(_server, lesson, StaffRole.Psychologist);
        string chosen = await ChosenStory.ChooseAsync(page, "place-class", _ => Task.CompletedTask);
        CodeSheet sitting = (await _server.Engine.Cards.ReadAsync(chosen, default))!;
        string[] keys = await AnswerAsync(lesson, seat => Mixed(seat).Entries.Select(one => new AnswerEntry(one.Item, one.Value, one.AtMs)));
        Battery picked = Picked();
        await AnswerAsync(sitting, seat => Interested.Answers(picked, seat % 2 == 0 ? ["R", "I"] : ["S", "A"]));

        // Two protocols of a student are one row.
        QueueCounts before = await CountsAsync(lesson);
        Assert.Equal((Seats, Flat), (before.All, before.NeedsTalk));
        await page.GotoAsync("/review");
        await page.SeeAsync($"[data-testid=review-list][data-total='{Seats}']");
        await TalkAsync(page);
        await SignOneAsync(page, lesson);
        await SignTogetherAsync(page, lesson, Seats - Flat);
        await SignTogetherAsync(page, sitting, Seats);
        QueueCounts after = await CountsAsync(lesson);
        // Both results are released of all but those who were talked with, and of the one of these who was written to.
        Assert.Equal((0, Flat, Seats - Flat + 1), (after.NeedsTalk, after.Talked, after.Released));

        await ReadAsync(page, lesson, keys);
        await page.Context.CloseAsync();
    }

    /// <summary>Three who ask for a talk, three in haste, three without any interest that stands out; all others stand out and ask for nothing.</summary>
    private static Protocols Mixed(int seat) => seat switch
    {
        <= Asking => new Protocols(10).Likes("R", "I").Plans("talk", "0"),
        <= Hasty => new Protocols(10).Presses("1", msAnItem: 300),
        <= Flat => new Protocols(10).Presses("2", msAnItem: 4_000),
        _ => new Protocols(10).Likes(seat % 2 == 0 ? "A" : "E", "S"),
    };

    private Battery Picked() => _server.Engine.Batteries.Pick(
        10,
        _server.Engine.Batteries.Offered(10).Where(step => step is { Instrument.Id: "riasec" or "work-values", Form.Id: "full" })
            .Select(step => new ChosenInstrument(step.Instrument.Id, step.Form.Id, step.Instrument.Version, null)))!;

    /// <summary>Every seat of a running class answers and finishes; the result keys by seat.</summary>
    private async Task<string[]> AnswerAsync(CodeSheet sheet, Func<int, IEnumerable<AnswerEntry>> answers)
    {
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        List<string> keys = [];
        foreach (CodeCard card in sheet.Cards.Take(Seats))
        {
            using StudentClient student = new(_server.Client(), string.Create(CultureInfo.InvariantCulture, $"{sheet.Class.Id[..8]}{card.Seat:D8}"));
            await student.EnterAsync(card.Code);
            await student.DecideAsync(agree: true);
            HelloReply hello = await student.HelloAsync();
            long last = 0;
            foreach (AnswerEntry[] batch in answers(card.Seat).Chunk(50))
            {
                last = (await student.BringAsync(hello.Epoch, last + 1, batch)).HighWater;
            }

            keys.Add((await student.FinishAsync(hello.Epoch, last)).ResultKey!);
        }

        return [.. keys];
    }

    private async Task<QueueCounts> CountsAsync(CodeSheet sheet) =>
        (await _server.Engine.Queue.ReadAsync(new OrgNode(NodeKind.School, sheet.School.Id), QueueWish.All, default)).Counts;

    /// <summary>Whoever needs a talk comes first: from the top down, a talk noted with each.</summary>
    private static async Task TalkAsync(IPage page)
    {
        await page.GetByTestId("review-list").FocusAsync();
        for (int index = 0; index < Flat; index++)
        {
            await page.SeeAsync($"[data-testid=review-row][data-index='{index}'][aria-selected=true][data-talked=false]");
            await page.PressAsync("review-held");
            await page.SeeAsync($"[data-testid=review-row][data-index='{index}'][data-talked=true]");
            await page.GetByTestId("review-list").FocusAsync();
            await page.Keyboard.PressAsync("j");
        }

        await page.LookAsync("week-talked");
    }

    /// <summary>The first of the class: one put first, words for the student and the parent.</summary>
    private static async Task SignOneAsync(IPage page, CodeSheet sheet)
    {
        await page.GotoAsync($"/review#s/{sheet.Class.Id}/1");
        await page.SeeAsync("[data-testid=decision-list]");
        await page.PressAsync("decision-first");
        await page.GetByTestId("decision-reason").First.SelectOptionAsync("agreedInTalk");
        await page.PressAsync("decision-student-insert");
        await page.MarkAsync("decision-parent-has");
        await page.PressAsync("decision-parent-insert");
        await page.PressAsync("decision-sign");
        await page.PressAsync("decision-sign-yes");
        await page.SeeAsync("[data-testid=decision][data-version='1']");
        await page.Keyboard.PressAsync("Escape");
        await page.SeeAsync("[data-testid=review-list]");
    }

    private static async Task SignTogetherAsync(IPage page, CodeSheet sheet, int ready)
    {
        int sample = (int)Math.Ceiling(Math.Sqrt(ready));
        await page.GotoAsync($"/review#b/{sheet.Class.Id}");
        await page.SeeAsync($"[data-testid=batch-look][data-ready='{ready}'][data-missing='{sample}']");
        for (int opened = 1; opened <= sample; opened++)
        {
            await page.Locator("[data-testid=batch-seat][data-opened=false]").First.PressAsync("Enter");
            await page.SeeAsync("[data-testid=decision-list]");
            await page.Keyboard.PressAsync("Escape");
            await page.SeeAsync($"[data-testid=batch-look][data-missing='{sample - opened}']");
        }

        await page.PressAsync("decision-student-insert");
        await page.PressAsync("batch-sign");
        await page.PressAsync("decision-sign-yes");
        await page.SeeAsync($"[data-testid=batch-done][data-signed='{ready}']");
    }

    /// <summary>The student by the result key, the parent by a slip; another student of the class has the words for all.</summary>
    private async Task ReadAsync(IPage page, CodeSheet lesson, string[] keys)
    {
        foreach ((string key, int chosen) in new[] { (keys[0], 1), (keys[^1], 0) })
        {
            IPage student = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
            await student.GotoAsync($"/result#{key}");
            await student.SeeAsync("[data-testid=conclusion]");
            await student.GetByTestId("conclusion-chosen").HasCountAsync(chosen);
            await student.Context.CloseAsync();
        }

        await page.GotoAsync($"/staff#results={lesson.Class.Id}");
        await page.TabPressAsync("parent-keys");
        await page.SeeAsync("[data-testid=parent-slip-1]");
        string slip = (await page.GetByTestId("parent-key").InnerTextAsync()).Trim();
        IPage parent = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await parent.GotoAsync($"/parent#{slip}");
        await parent.SeeAsync("[data-testid=parent-text]");
        await parent.Context.CloseAsync();
    }
}
