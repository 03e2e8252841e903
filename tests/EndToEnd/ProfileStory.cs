using System.Text.RegularExpressions;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>From the queue into a profile and through it by keyboard: signs, a profession's reasons, how it was answered, the next student, back to the list.</summary>
[Collection(InOneBrowser.Name)]
public sealed partial class ProfileStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_psychologist_reads_profiles_by_keyboard_and_each_stands_in_the_log()
    {
        Assert.True(await _server.Engine.SeedDemoAsync(default));
        QueuePage queue = await _server.Engine.Queue.ReadAsync(OrgNode.Server, QueueWish.All, default);
        QueueClass room = queue.Classes.First(one => one.ClassId == queue.Rows[0].ClassId);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        QueueRow[] rows = [.. (await _server.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows];
        IPage page = await browser.StaffAsync(_server, StaffRole.Psychologist, school);
        await page.GotoAsync("/review");
        await page.SeeAsync("[data-testid=review-row][data-index='1'] strong");
        await page.GetByTestId("review-list").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync(ProfileOf(rows[1]));
        Assert.Equal("H1", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        // The decision is where one writes to the student.
        Assert.DoesNotMatch(SpokenToTheStudent(), string.Join('\n', await page.Locator("main :is(header, section):not([data-testid=decision], [data-testid=decision] *)").AllInnerTextsAsync()));
        await page.SeeAsync("[data-testid=profile-interests]");
        await page.SeeAsync("[data-testid=profile-values]");
        await page.SeeAsync("[data-testid=profile-norms]");
        await page.LookAsync("profile");

        await page.Locator("[data-testid=profile-signs] summary").PressAsync("Enter");
        await page.Locator("[data-testid=profile-versions] summary").PressAsync("Enter");
        if (await page.GetByTestId("profile-profession").CountAsync() > 0)
        {
            await page.Locator("[data-testid=profile-profession] > summary").First.PressAsync("Enter");
            await page.Locator("[data-testid=profile-profession] [data-testid^=why-]").First.PressAsync("Enter");
        }

        await page.TabPressAsync("profile-path-open");
        await page.SeeAsync("[data-testid=profile-path-section] >> nth=0");
        await page.Locator("[data-testid=profile-path-table] summary").First.PressAsync("Enter");
        Assert.DoesNotMatch(SpokenToTheStudent(), await page.Locator("[data-testid=profile-list]").InnerTextAsync());
        await page.LookAsync("profile-unfolded");

        await page.Keyboard.PressAsync("j");
        await page.SeeAsync(ProfileOf(rows[2]));
        await page.Keyboard.PressAsync("k");
        await page.SeeAsync(ProfileOf(rows[1]));
        await page.PressAsync("review-held");
        await page.SeeAsync("[data-testid=profile] [data-testid=review-held-by]");
        await page.Keyboard.PressAsync("Escape");
        await page.SeeAsync("[data-testid=review-row][data-index='1'][aria-selected=true][data-talked=true]");
        Assert.Equal("review-list", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.ReloadAsync();
        await page.GotoAsync($"/review#s/{rows[0].ClassId}/{rows[0].Seat}");
        await page.SeeAsync(ProfileOf(rows[0]));
        await page.GotoAsync($"/review#s/{rows[0].ClassId}/999");
        await page.SeeAsync("[data-testid=profile-fault]");
        await page.LookAsync("profile-none");

        AuditLine[] lines = [.. (await _server.Engine.Audit.ReadAsync(school, long.MaxValue, default)).Where(line => line.ObjectKind == "session")];
        Assert.Equal(
            [AuditAct.ProfileRead, AuditAct.TalkHeld, AuditAct.ProfileRead, AuditAct.AnswerPathRead, AuditAct.ProfileRead], lines.Take(5).Select(line => line.Act));
        await page.Context.CloseAsync();
    }

    private static string ProfileOf(QueueRow row) => $"[data-testid=profile][data-class='{row.ClassId}'][data-seat='{row.Seat}']";

    [GeneratedRegex(@"(?<!\p{L})(?:ты|тебя|тебе|твой|твои|твоих|твоим)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex SpokenToTheStudent();
}
