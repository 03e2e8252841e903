using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Markup in texts that reach a page by another way than those of <see cref="MarkupStory"/>: names and notes, which the browser opens itself, and a
/// campaign's operator, whom parents read about. All of it stays text.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class SealedMarkupStory(Browser browser) : IAsyncLifetime
{
    private const string Markup = "<img src=x onerror=\"window.hacked=1\">\"'><script>window.hacked=1</script>{{1+1}}";
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task Markup_in_names_and_notes_is_shown_after_decrypting_and_never_run()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 10);
        using StudentClient student = new(_server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        IPage keeper = await StaffAsync(sheet, StaffRole.Coordinator);
        await PhraseAsync(keeper, "восемь синих тракторов едут");
        await PressAsync(keeper, "key-new");
        await PressAsync(keeper, "key-use");
        await PressAsync(keeper, "names-class");
        await keeper.GetByTestId("name-1").FillAsync(Markup);
        await PressAsync(keeper, "names-save");
        await keeper.Locator("[data-testid=names-done].notice").WaitForAsync();
        await IsSafeAsync(keeper, "names list");
        foreach (string sheetOf in new[] { "cards", "parents", "paper" })
        {
            await keeper.GotoAsync($"/setup/classes/{sheet.Class.Id}/{sheetOf}");
            await PressAsync(keeper, "names-toggle");
            await ShowsAsync(keeper, sheetOf);
        }

        IPage psychologist = await StaffAsync(sheet, StaffRole.Psychologist);
        await PhraseAsync(psychologist, "тихий медный самовар поёт");
        await psychologist.GetByTestId("names-waits").WaitForAsync();
        await keeper.GotoAsync("/staff#names");
        await PressAsync(keeper, "key-hand");
        await PressAsync(keeper, "ask-yes");
        await keeper.Locator("[data-holds=true][data-person]").WaitForAsync();
        await PressAsync(psychologist, "names-again");
        await psychologist.Locator("[data-testid=names-open][data-holds=true]").WaitForAsync();
        await PressAsync(psychologist, "names-class");
        await ShowsAsync(psychologist, "list of a colleague");
        await OpenNoteAsync(psychologist);
        await psychologist.GetByTestId("note-text").FillAsync(Markup);
        await PressAsync(psychologist, "note-save");
        await psychologist.Locator("[data-testid=note-said].notice").WaitForAsync();
        await psychologist.ReloadAsync();
        await OpenNoteAsync(psychologist);
        Assert.Equal(Markup, await psychologist.GetByTestId("note-text").InputValueAsync());
        await IsSafeAsync(psychologist, "note");
        await keeper.Context.CloseAsync();
        await psychologist.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Markup_in_the_operator_of_the_data_is_shown_to_parents_and_never_run()
    {
        CodeSheet sheet = await _server.MakeClassAsync(parents: false);
        CampaignView campaign = (await _server.Engine.Campaigns.ListAsync(OrgNode.Server, default)).Single();
        CampaignSettings settings = campaign.Settings with { OperatorName = Markup, OperatorAddress = Markup };
        Assert.Null(await _server.Engine.Campaigns.ChangeAsync(campaign.RegionId, campaign.Id, settings, campaign.Stamp, "test", default));
        ParentCard card = (await _server.Engine.ParentSheets.PrintAsync(sheet.Class.Id, "test", default))!.Cards[0];
        IPage parent = await (await browser.DeviceAsync(360, address: _server.Address)).NewPageAsync();
        await parent.GotoAsync($"/parent#{card.Link}");
        await ShowsAsync(parent, "parent");
        await parent.Context.CloseAsync();
    }

    private static async Task ShowsAsync(IPage page, string name)
    {
        await page.GetByText("onerror=", new PageGetByTextOptions { Exact = false }).First.WaitForAsync(
            new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await IsSafeAsync(page, name);
    }

    private static async Task IsSafeAsync(IPage page, string name)
    {
        Assert.False(await page.EvaluateAsync<bool>("() => 'hacked' in window"), $"{name} ran what was typed");
        Assert.Equal(0, await page.Locator("img[src=x], script:not([src])").CountAsync());
    }

    private static async Task OpenNoteAsync(IPage page)
    {
        await page.GotoAsync("/staff#results");
        await page.Locator("[data-testid=results-classes] li button").First.ClickAsync();
        await PressAsync(page, "seat-note");
        await page.GetByTestId("note-text").WaitForAsync();
    }

    private static async Task PhraseAsync(IPage page, string phrase)
    {
        await page.GotoAsync("/staff#names");
        await page.GetByTestId("names-phrase").FillAsync(phrase);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<IPage> StaffAsync(CodeSheet sheet, StaffRole role)
    {
        string token = await _server.StaffTokenAsync(role, new OrgNode(NodeKind.School, sheet.School.Id));
        IPage page = await (await browser.DeviceAsync(1280, address: _server.Address)).NewPageAsync();
        await page.Context.AddCookiesAsync([new Cookie { Name = "staff", Value = token, Url = _server.Address.ToString() }]);
        return page;
    }

    private static async Task PressAsync(IPage page, string testId)
    {
        await page.GetByTestId(testId).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
