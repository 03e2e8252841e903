using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Synthesis;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The evening of a region: a methodologist counts, looks, freezes and looks at items; a psychologist then sees a score among others. By keyboard, with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class FigureStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new() { Demo = false };

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.Engine.SynthesizeAsync(
            SyntheticPlan.Of(new SyntheticSize(Municipalities: 2, Schools: 3, Classes: 12, Students: 330, Seed: 3)), new Progress<double>(), default);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task Norms_are_counted_frozen_and_seen_by_a_psychologist()
    {
        string region = (await _server.Engine.Organisation.RegionsAsync(default))[0].Id;
        IPage page = await browser.StaffAsync(_server, StaffRole.Methodologist, new OrgNode(NodeKind.Region, region));
        await _server.GivePasswordsAsync();
        await page.GotoAsync("/region#norms");
        await page.SeeAsync("[data-testid=versions-none]");
        await page.LookAsync("norms-empty");
        await page.PressAsync("figures-ask");
        await page.SeeAsync("[data-testid=figures-reading][data-state=still] [data-testid=figures-simulated]");
        await page.SeeAsync("[data-testid=norm-row][data-students] >> nth=0");
        await page.LookAsync("norms");
        await page.GetByTestId("norms-by").SelectOptionAsync("3");
        await page.SeeAsync("[data-testid=norm-row] >> nth=0");
        await page.LookAsync("norms-groups");
        await page.GetByTestId("norms-by").SelectOptionAsync("0");

        await page.GetByTestId("figures-form").SelectOptionAsync(new SelectOptionValue { Index = await IndexOfInterestsAsync(page) });
        await page.SeeAsync("[data-testid=norm-row][data-students] >> nth=0");
        await page.PressAsync("norms-freeze");
        await page.LookAsync("norms-freeze");
        await page.GetByTestId("owner-proof").FillAsync("nobody's password");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("#freeze-fault .notice");
        await page.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=norm-version][data-number='1']");
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("version-file"));
        Assert.Contains("\"frequencies\"", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("norms-frozen-dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });

        await page.GotoAsync("/region#items");
        await page.SeeAsync("[data-testid=item-row] >> nth=0");
        await page.PressAsync("sort-itemRest");
        await page.SeeAsync("th[aria-sort=ascending] [data-testid=sort-itemRest]");
        await page.PressAsync("item-open");
        await page.SeeAsync("[data-testid=item-detail] [data-testid=item-options]");
        await page.SeeAsync("[data-testid=pilot]");
        await page.SeeAsync("[data-testid=dif]");
        await page.SeeAsync("[data-testid=fit]");
        await page.SeeAsync("[data-testid=bank-row] >> nth=2");
        await page.LookAsync("items");
        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("save-items-csv-make"));
        Assert.EndsWith(".csv", table.SuggestedFilename, StringComparison.Ordinal);

        // Fewer than a hundred boys with this form: refused in words. Interests were answered by enough.
        await page.GotoAsync("/region#linking");
        await page.SeeAsync("[data-testid=linking-none], [data-testid=link-scale]");
        await page.LookAsync("linking-few");
        await page.Context.CloseAsync();

        (string room, int seat, string school) = await SomebodyAsync();
        IPage psychologist = await browser.StaffAsync(_server, StaffRole.Psychologist, new OrgNode(NodeKind.School, school));
        await psychologist.GotoAsync($"/review#s/{room}/{seat}");
        await psychologist.SeeAsync("[data-testid=profile-norm] >> nth=0");
        Assert.Contains("№\u00a01", await psychologist.InnerTextAsync("[data-testid=profile-norms-version]"), StringComparison.Ordinal);
        await psychologist.LookAsync("profile-norms");
        await psychologist.Context.CloseAsync();
    }

    private static async Task<int> IndexOfInterestsAsync(IPage page)
    {
        IReadOnlyList<string> forms = await page.GetByTestId("figures-form").Locator("option").AllInnerTextsAsync();
        return forms.Select((text, place) => (text, place)).First(one => one.text.StartsWith("Интересы", StringComparison.Ordinal) && one.text.Contains("full", StringComparison.Ordinal)).place;
    }

    private const string Somebody = """
        SELECT c.id AS Room, t.number AS Seat, c.school_id AS School FROM test_session x JOIN seat t ON t.id = x.seat_id JOIN school_class c ON c.id = x.class_id
        WHERE x.state = 'finished' AND c.grade >= 10 ORDER BY c.id, t.number
        """;

    private async Task<(string Room, int Seat, string School)> SomebodyAsync()
    {
        Row row = (await _server.Engine.Store.FirstOrDefaultAsync<Row>(Somebody, null, default))!;
        return (row.Room, row.Seat, row.School);
    }

    private sealed record Row
    {
        public required string Room { get; init; }

        public required int Seat { get; init; }

        public required string School { get; init; }
    }
}
