using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A psychologist's note from the keyboard to the ciphertext and back, by keyboard alone; the open dialog is looked at with axe.</summary>
[Collection(InOneBrowser.Name)]
public sealed class NoteStory(Browser browser) : IAsyncLifetime
{
    private const string Note = "Поговорить о кружке робототехники";
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_note_is_written_saved_and_read_again_after_a_reload()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 10);
        using StudentClient student = new(_server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        IPage keeper = await StaffAsync(sheet, StaffRole.Coordinator);
        await PhraseAsync(keeper, "восемь синих тракторов едут");
        await PressAsync(keeper, "key-new");
        await PressAsync(keeper, "key-use");
        await keeper.GetByTestId("names-open").WaitForAsync();
        IPage psychologist = await StaffAsync(sheet, StaffRole.Psychologist);
        await PhraseAsync(psychologist, "тихий медный самовар поёт");
        await psychologist.GetByTestId("names-waits").WaitForAsync();
        await keeper.ReloadAsync();
        await PressAsync(keeper, "key-hand");
        await PressAsync(keeper, "ask-yes");
        await keeper.Locator("[data-holds=true][data-person]").WaitForAsync();
        await PressAsync(psychologist, "names-again");
        await psychologist.Locator("[data-testid=names-open][data-holds=true]").WaitForAsync();

        await OpenNoteAsync(psychologist);
        await psychologist.LookAsync("staff-note");
        await psychologist.GetByTestId("note-text").FocusAsync();
        await psychologist.Keyboard.InsertTextAsync(Note);
        await PressAsync(psychologist, "note-save");
        await psychologist.Locator("[data-testid=note-said].notice").WaitForAsync();
        await psychologist.LookAsync("staff-note-saved");
        await psychologist.Keyboard.PressAsync("Escape");
        Assert.Equal("seat-note", await psychologist.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await psychologist.ReloadAsync();
        await OpenNoteAsync(psychologist);
        Assert.Equal(Note, await psychologist.GetByTestId("note-text").InputValueAsync());
        await keeper.Context.CloseAsync();
        await psychologist.Context.CloseAsync();
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
        Account account = await _server.Engine.Accounts.AddAsync(
            new NewAccount($"note-{Guid.NewGuid():N}", "Сотрудник", role, new OrgNode(NodeKind.School, sheet.School.Id), "none", Demo: true),
            AuditEntry.System, default);
        string token = await _server.Engine.StaffDoor.OpenAsync(account, SignInStage.Complete, "test", default);
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
