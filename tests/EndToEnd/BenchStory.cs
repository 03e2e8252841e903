using System.Globalization;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// A methodologist writes an instrument from a start, the check finds the fault that was planted, it is mended, looked at, compared and published; a class takes it, one student of it
/// in a browser, and its statistics are seen. By keyboard, with axe.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class BenchStory(Browser browser) : IAsyncLifetime
{
    private const int Seats = 36;
    private static readonly string[] Deeds = ["Чинить велосипед", "Собирать модель", "Паять схему", "Пилить доску"];
    private readonly RunningServer _server = new() { Demo = false };
    private string _region = null!;
    private string _school = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _region = (await _server.Engine.Organisation.AddRegionAsync("Край", default)).Id;
        Municipality municipality = await _server.Engine.Organisation.AddMunicipalityAsync(_region, "Округ", default);
        _school = (await _server.Engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default)).Id;
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task An_instrument_is_written_checked_published_taken_and_its_statistics_are_seen()
    {
        IPage page = await browser.StaffAsync(_server, StaffRole.Methodologist, new OrgNode(NodeKind.Region, _region));
        await _server.GivePasswordsAsync();
        await page.GotoAsync("/region#home");
        await page.PressAsync("go-bench");
        await page.SeeAsync("[data-testid=bench-none]");
        await page.LookAsync("bench-empty");
        await page.PressAsync("bench-begin-ratings");
        await page.SeeAsync("[data-testid=bench-id]");
        await WriteAsync(page);
        await MendAsync(page);
        await SeeTextAsync(page);
        await TryAsync(page);
        await CompareAsync(page);
        await PublishAsync(page);

        CodeSheet sheet = await ClassAsync();
        await TakeAsync(sheet);
        await page.GotoAsync("/region#items");
        await page.PressAsync("figures-ask");
        await page.SeeAsync("[data-testid=figures-reading][data-state=still]");
        await page.SeeAsync("[data-testid=item-row] >> nth=0");
        await page.GetByTestId("item-row").HasCountAsync(6);
        Assert.Contains("Ручная работа", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.SeeAsync("[data-testid=pilot]");
        await page.LookAsync("bench-items");
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_colleagues_words_are_never_written_over_and_what_was_typed_outlives_a_reload()
    {
        OrgNode place = new(NodeKind.Region, _region);
        IPage page = await browser.StaffAsync(_server, StaffRole.Methodologist, place);
        await page.GotoAsync("/region#bench");
        await page.PressAsync("bench-begin-tasks");
        await page.SeeAsync("[data-testid=bench-title]");
        await page.GetByTestId("bench-title").FillAsync("Моё название");
        await page.SeeAsync("[data-testid=bench-draft][data-changed=true]");
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=bench-draft][data-changed=true]");
        Assert.Equal("Моё название", await page.GetByTestId("bench-title").InputValueAsync());

        string id = page.Url.Split('/')[^1];
        JsonNode text = JsonNode.Parse((await _server.Engine.Bench.ReadAsync(_region, id, default))!.Text)!;
        text["title"]!["ru"] = "Colleague";
        await _server.Engine.Bench.WriteAsync(_region, id, 1, text.ToJsonString(), "colleague", default);
        await page.PressAsync("bench-item-open");
        await page.SeeAsync("[data-testid=bench-points] >> nth=0");
        await page.PressAsync("bench-save");
        await page.SeeAsync("[data-testid=bench-behind]");
        await page.LookAsync("bench-behind");
        Assert.Equal("Моё название", await page.GetByTestId("bench-title").InputValueAsync());
        await page.PressAsync("bench-split");
        await page.WaitForFunctionAsync("id => !location.hash.endsWith(id)", id);
        await page.SeeAsync("[data-testid=bench-draft][data-changed=false] [data-testid=bench-title]");
        Assert.Equal("Моё название", await page.GetByTestId("bench-title").InputValueAsync());
        Assert.Contains("Colleague", (await _server.Engine.Bench.ReadAsync(_region, id, default))!.Text, StringComparison.Ordinal);

        await page.PressAsync("bench-drop");
        await page.PressAsync("bench-drop");
        await page.SeeAsync("[data-testid=bench-done].notice");
        await page.GetByTestId("bench-row").HasCountAsync(1);
        await page.GetByTestId("bench-file").SetInputFilesAsync(Path.Combine(Repository.Root, "examples", "qti_school_day.zip"));
        await page.SeeAsync("[data-testid=bench-qti-told][data-drafts='1']");
        await page.GetByTestId("bench-row").HasCountAsync(2);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.LookAsync("bench-list-dark");
        await page.GotoAsync("/region#bench/none");
        await page.SeeAsync("[data-testid=again]");
        await page.LookAsync("bench-gone-dark");
        await page.Context.CloseAsync();
    }

    private static async Task WriteAsync(IPage page)
    {
        await page.GetByTestId("bench-id").FillAsync("our-hands");
        await page.GetByTestId("bench-title").FillAsync("Работа руками");
        await page.GetByTestId("bench-scale-title").FillAsync("Ручная работа");
        foreach (string deed in Deeds)
        {
            await page.PressAsync("bench-item-add");
            // The new item's own field has the focus.
            await page.Keyboard.TypeAsync(deed);
            await page.MarkAsync("bench-keyed");
        }

        // The fault that is planted: one item says what another says.
        await page.GetByTestId("bench-item-text").FillAsync("Первое дело");
    }

    private static async Task MendAsync(IPage page)
    {
        await page.PressAsync("bench-save");
        await page.SeeAsync("[data-testid=bench-finding][data-rule=duplicate-text]");
        await page.LookAsync("bench-findings");
        await page.Locator("[data-rule=duplicate-text] [data-testid=bench-finding-show]").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Matches(@"^\$\.items\[\d\]\.text$", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Пилить доску");
        await page.PressAsync("bench-save");
        await page.SeeAsync("[data-testid=bench-findings][data-errors='0']");
        await page.Locator("[data-rule=duplicate-text]").HasCountAsync(0);
        await page.SeeAsync("[data-testid=bench-foretold-row][data-scale=scale-1]");
        await page.LookAsync("bench-form");

        // Up by keyboard, and the focus stays with the item.
        await page.Locator("#item-5-up").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("item-4-up", await page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    private static async Task SeeTextAsync(IPage page)
    {
        await page.PressAsync("bench-view-text");
        string text = await page.GetByTestId("bench-text").InputValueAsync();
        Assert.Equal(6, JsonNode.Parse(text)!["items"]!.AsArray().Count);
        await page.GetByTestId("bench-text").FillAsync("{");
        await page.PressAsync("bench-view-form");
        await page.SeeAsync("[data-testid=bench-broken]");
        await page.LookAsync("bench-text-broken");
        await page.GetByTestId("bench-text").FillAsync(text);
        await page.PressAsync("bench-view-form");
        await page.SeeAsync("[data-testid=bench-title]");
        await page.PressAsync("bench-save");
        await page.SeeAsync("[data-testid=bench-draft][data-changed=false][data-busy=false]");
    }

    /// <summary>In a frame as wide as a phone, and in a page of its own; no device keeps anything of it.</summary>
    private static async Task TryAsync(IPage page)
    {
        await page.PressAsync("bench-preview-show");
        IFrameLocator frame = page.FrameLocator("[data-testid=bench-frame]");
        await frame.GetByTestId("block-start").PressAsync("Enter");
        await frame.GetByTestId("option-2").PressAsync("Space");
        Assert.Equal("360", await page.GetByTestId("bench-frame").GetAttributeAsync("width"));
        await page.MarkAsync("bench-width-pc");
        Assert.Equal("1280", await page.GetByTestId("bench-frame").GetAttributeAsync("width"));

        IPage alone = await page.Context.NewPageAsync();
        await alone.GotoAsync($"/preview#{page.Url.Split('/')[^1]}");
        Pupil pupil = new(alone, number: 1);
        await pupil.On("block-start").WaitForAsync();
        await alone.LookAsync("preview-intro");
        await pupil.On("block-start").PressAsync("Enter");
        for (int item = 0; item < 6; item++)
        {
            await alone.SeeAsync($"[data-testid=item-position][data-position='{item}']");
            await alone.Keyboard.PressAsync("3");
        }

        await alone.SeeAsync("[data-testid=trial-end]");
        await alone.LookAsync("preview-end");
        Assert.Equal(0, await alone.EvaluateAsync<int>("async () => (await indexedDB.databases()).length"));
        await alone.GotoAsync("/preview#none");
        await alone.SeeAsync("[data-testid=trial-fault]");
        await alone.LookAsync("preview-fault");
        await alone.CloseAsync();
    }

    private static async Task CompareAsync(IPage page)
    {
        // What stands in a frame is looked at by itself: axe sees one page at a time.
        await page.ReloadAsync();
        await page.PressAsync("bench-compare-show");
        await page.SeeAsync("[data-testid=bench-change] >> nth=0");
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("bench-json"));
        Assert.Equal("our-hands.json", file.SuggestedFilename);
        IDownload package = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("bench-qti"));
        Assert.Equal("our-hands.zip", package.SuggestedFilename);
        await page.LookAsync("bench-compared");
    }

    private static async Task PublishAsync(IPage page)
    {
        if (await page.GetByTestId("bench-reason").IsVisibleAsync())
        {
            await page.GetByTestId("bench-reason").FillAsync("Проба в одном классе");
        }

        await page.PressAsync("bench-publish-ask");
        await page.SeeAsync("[data-testid=owner-proof]");
        await page.LookAsync("bench-publish");
        await page.GetByTestId("owner-proof").FillAsync("nobody's password");
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("#publish-fault .notice");
        await page.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.SeeAsync("[data-testid=bench-done].notice");
        await page.SeeAsync("[data-testid=bench-version][data-instrument=our-hands]");
        await page.LookAsync("bench-published");
        IPage seen = await page.Context.RunAndWaitForPageAsync(() => page.PressAsync("bench-version-preview"));
        await seen.SeeAsync("[data-testid=trial-note]");
        await seen.LookAsync("bench-published-preview");
        await seen.CloseAsync();
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("bench-version-json"));
        Assert.Contains("Пилить доску", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
    }

    private async Task<CodeSheet> ClassAsync()
    {
        SchoolClass room = await _server.Engine.Organisation.AddClassAsync(_school, 9, "А", Seats, 0, "our-hands", default);
        await ParentsOnPaper.AgreeAsync(_server.Engine, room.Id);
        return (await _server.Engine.Cards.ReadAsync(room.Id, default))!;
    }

    /// <summary>One student in a browser, the others by the doors.</summary>
    private async Task TakeAsync(CodeSheet sheet)
    {
        Pupil pupil = new(await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync(), number: 0);
        await pupil.EnterAsync(_server.Address, sheet.Cards[0].Code);
        await pupil.ReachLobbyAsync();
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        await pupil.AnswerAsync();
        await pupil.FinishAsync();
        await pupil.On("result-key").WaitForAsync();
        await pupil.Page.Context.CloseAsync();
        foreach (CodeCard card in sheet.Cards.Skip(1))
        {
            using StudentClient student = new(_server.Client(), string.Create(CultureInfo.InvariantCulture, $"benchdevice{card.Seat:D5}"));
            await student.EnterAsync(card.Code);
            await student.DecideAsync(agree: true);
            HelloReply hello = await student.HelloAsync();
            AnswerEntry[] answers = [.. Enumerable.Range(0, 6).Select(item => new AnswerEntry(item, ((card.Seat + ((item * card.Seat) % 3)) % 5).ToString(CultureInfo.InvariantCulture), (item + 1) * 6_000L))];
            await student.BringAsync(hello.Epoch, 1, answers);
            await student.FinishAsync(hello.Epoch, answers.Length);
        }
    }
}
