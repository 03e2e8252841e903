using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
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
        IPage keeper = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await keeper.MakeKeyAsync();
        IPage psychologist = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await keeper.HandKeyAsync(psychologist);

        await psychologist.OpenNoteAsync();
        await psychologist.LookAsync("staff-note");
        await psychologist.GetByTestId("note-text").FocusAsync();
        await psychologist.Keyboard.InsertTextAsync(Note);
        await psychologist.PressAsync("note-save");
        await psychologist.Locator("[data-testid=note-said].notice").WaitForAsync();
        await psychologist.LookAsync("staff-note-saved");
        await psychologist.Keyboard.PressAsync("Escape");
        Assert.Equal("seat-note", await psychologist.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await psychologist.ReloadAsync();
        await psychologist.OpenNoteAsync();
        Assert.Equal(Note, await psychologist.GetByTestId("note-text").InputValueAsync());
        await keeper.Context.CloseAsync();
        await psychologist.Context.CloseAsync();
    }
}
