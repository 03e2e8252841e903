using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Groups;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Groups;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A class and its school as a psychologist, a coordinator and a teacher see them, by keyboard; every state is looked at with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class GroupStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_class_and_its_school_are_told_to_each_as_far_as_it_is_theirs()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await page.GotoAsync("/review#g/school");
        await page.SeeAsync("[data-testid=group-empty]");
        await page.LookAsync("group-empty");
        string room = await FillAsync(sheet);
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=group-shares][data-others='60']");
        await page.SeeAsync("[data-testid=group-differs] >> nth=0");
        await page.LookAsync("group-school");
        await page.Locator("[data-testid=group-class]").Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=group-map][data-points='25']");
        await page.SeeAsync("[data-testid=group-sphere][data-id=R][data-n='9']");

        // Three of them lead with it: told among the students, kept back beside the school.
        await page.SeeAsync("[data-testid=group-sphere][data-id=A][data-n='3']");
        await page.Locator("[data-testid=group-share]").Nth(2).Locator("[data-group=class][data-with]").HasCountAsync(0);
        await page.Locator("[data-testid=group-map-table] summary").PressAsync("Enter");
        await page.LookAsync("group-class");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("group-class-dark");
        await page.PressAsync("group-queue");
        await page.SeeAsync("[data-testid=review-list][data-total='5']");
        await page.PressAsync("review-groups");
        await page.SeeAsync("[data-testid=group-map][data-points='25']");

        IPage coordinator = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await coordinator.GotoAsync($"/review#g/{room}");
        await coordinator.SeeAsync("[data-testid=group-share-table] >> nth=0");
        await coordinator.Locator("[data-testid=group-map], [data-testid=group-spread], [data-testid=group-needs]").HasCountAsync(0);
        await coordinator.LookAsync("group-coordinator");
        IPage teacher = await browser.StaffAsync(_server, sheet, StaffRole.Teacher);
        await teacher.GotoAsync("/staff");
        await teacher.PressAsync("go-groups");
        await teacher.SeeAsync("[data-testid=group-part-class] >> nth=0");
        await teacher.Locator("[data-testid=group-shares], [data-testid=group-map]").HasCountAsync(0);
        await teacher.LookAsync("group-teacher");
        await teacher.GotoAsync("/review#g/nowhere");
        await teacher.SeeAsync("[data-testid=group-unknown]");
        await page.Context.CloseAsync();
        await coordinator.Context.CloseAsync();
        await teacher.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_part_that_fails_says_so_and_comes_with_another_try()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        string room = await FillAsync(sheet);
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await page.RouteAsync("**/shares", route => route.AbortAsync());
        await page.GotoAsync($"/review#g/{room}");
        await page.SeeAsync("[data-testid=group-fault]");
        await page.SeeAsync("[data-testid=group-map]");
        await page.LookAsync("group-fault");
        await page.UnrouteAsync("**/shares");
        await page.PressAsync("group-again");
        await page.SeeAsync("[data-testid=group-share-table] >> nth=0");
        await page.Context.CloseAsync();
    }

    /// <summary>Two classes of the school, and two schools of others who lean elsewhere.</summary>
    private async Task<string> FillAsync(CodeSheet sheet)
    {
        GroupFacts hands = Crowd.Leaning("R"), people = Crowd.Leaning("S", "E"), art = Crowd.Leaning("A"), even = Crowd.Leaning();
        await Crowd.AddClassAsync(_server.Engine, sheet.Class, sheet.School.Id, "Х", Crowd.Of((10, hands), (6, people), (2, art), (7, even)));
        string room = await Crowd.AddClassAsync(_server.Engine, sheet.Class, sheet.School.Id, "Ч", Crowd.Scattered(Crowd.Of((9, hands), (7, people), (3, art), (6, even))));
        foreach (string name in new[] { "Первая", "Вторая" })
        {
            School other = await _server.Engine.Organisation.AddSchoolAsync(sheet.School.MunicipalityId, $"{name} {room}", Settlement.City, default);
            await Crowd.AddClassAsync(_server.Engine, sheet.Class, other.Id, "А", Crowd.Of((24, people), (6, even)));
        }

        await _server.Engine.RegionCounts.RemakeAsync(_ => Task.CompletedTask, default);
        await _server.Engine.Writer.RunAsync(
            null, scope => scope.Execute("UPDATE review_need SET reasons = 1, evidence = '[{\"reason\":\"askedForTalk\",\"evidence\":[]}]' WHERE session_id IN (SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE t.class_id = @room AND t.number <= 5)", new { room }), default);
        return room;
    }
}
