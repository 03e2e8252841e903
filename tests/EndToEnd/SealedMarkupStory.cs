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
        IPage keeper = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await keeper.MakeKeyAsync();
        await keeper.PressAsync("names-class");
        await keeper.GetByTestId("name-1").FillAsync(TypedMarkup.Text);
        await keeper.PressAsync("names-save");
        await keeper.Locator("[data-testid=names-done].notice").WaitForAsync();
        await keeper.IsSafeAsync("names list");
        foreach (string sheetOf in new[] { "cards", "parents", "paper" })
        {
            await keeper.GotoAsync($"/setup/classes/{sheet.Class.Id}/{sheetOf}");
            await keeper.PressAsync("names-toggle");
            await keeper.ShowsMarkupAsync(sheetOf);
        }

        IPage psychologist = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await keeper.HandKeyAsync(psychologist);
        await psychologist.PressAsync("names-class");
        await psychologist.ShowsMarkupAsync("list of a colleague");
        await psychologist.OpenNoteAsync();
        await psychologist.GetByTestId("note-text").FillAsync(TypedMarkup.Text);
        await psychologist.PressAsync("note-save");
        await psychologist.Locator("[data-testid=note-said].notice").WaitForAsync();
        await psychologist.ReloadAsync();
        await psychologist.OpenNoteAsync();
        Assert.Equal(TypedMarkup.Text, await psychologist.GetByTestId("note-text").InputValueAsync());
        await psychologist.IsSafeAsync("note");
        await keeper.Context.CloseAsync();
        await psychologist.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Markup_in_the_operator_of_the_data_is_shown_to_parents_and_never_run()
    {
        CodeSheet sheet = await _server.MakeClassAsync(parents: false);
        CampaignView campaign = (await _server.Engine.Campaigns.ListAsync(OrgNode.Server, default)).Single();
        CampaignSettings settings = campaign.Settings with { OperatorName = TypedMarkup.Text, OperatorAddress = TypedMarkup.Text };
        Assert.Null(await _server.Engine.Campaigns.ChangeAsync(campaign.RegionId, campaign.Id, settings, campaign.Stamp, "test", default));
        ParentCard card = (await _server.Engine.ParentSheets.PrintAsync(sheet.Class.Id, "test", default))!.Cards[0];
        IPage parent = await (await browser.DeviceAsync(360, address: _server.Address)).NewPageAsync();
        await parent.GotoAsync($"/parent#{card.Link}");
        await parent.ShowsMarkupAsync("parent");
        await parent.Context.CloseAsync();
    }
}
