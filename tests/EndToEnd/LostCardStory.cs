using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A code replaced while its student answers without a link: the page asks for the new one in kind words, and nothing is lost.</summary>
[Collection(InOneBrowser.Name)]
public sealed class LostCardStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task The_page_asks_for_the_new_code_and_then_sends_what_waited()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        await using CuttableLink cable = new(_server.Address);
        Pupil pupil = new(await (await browser.DeviceAsync(360, address: cable.Address)).NewPageAsync(), number: 1) { SkipsOptional = true };
        await pupil.EnterAsync(cable.Address, sheet.Cards[0].Code);
        await pupil.ReachLobbyAsync();
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        await pupil.On("block-start").Or(pupil.On("block-skip")).First.WaitForAsync();
        await pupil.AnswerAsync(until: 7);
        await pupil.Page.Locator("[data-testid=saved-state][data-pending='0']").WaitForAsync();
        cable.Cut();
        await pupil.AnswerAsync(until: 10);
        await pupil.Page.Locator("[data-testid=saved-state]:not([data-pending='0'])").WaitForAsync();

        Assert.True(await _server.Engine.Cards.ReissueAsync(sheet.Class.Id, 1, default));
        cable.Mend();
        await pupil.On("code-input").WaitForAsync();
        await pupil.Page.GetByText("Все ответы на месте").WaitForAsync();
        await pupil.Page.LookAsync("student-code-replaced");
        int home = await AnsweredAsync(sheet);
        Assert.InRange(home, 1, 6);

        // The old code says no, and still nothing is lost: also not by a reload.
        await pupil.On("code-input").FillAsync(sheet.Cards[0].Code);
        await pupil.On("enter").ClickAsync();
        await pupil.On("code-fault").WaitForAsync();
        await pupil.Page.ReloadAsync();
        await pupil.On("code-input").WaitForAsync();
        string code = (await _server.Engine.Cards.ReadAsync(sheet.Class.Id, default))!.Cards[0].Code;
        await pupil.On("code-input").FillAsync(code);
        await pupil.Page.Keyboard.PressAsync("Enter");
        await pupil.On("confirm").ClickAsync();
        await pupil.Page.Locator("[data-testid=saved-state][data-pending='0']").WaitForAsync();
        Assert.Equal(10, await pupil.PositionAsync());
        Assert.Equal(home + 3, await AnsweredAsync(sheet));
        await pupil.Page.Context.CloseAsync();
    }

    private async Task<int> AnsweredAsync(CodeSheet sheet) => (await _server.Engine.Board.ReadAsync(sheet.Class.Id, default))!.Seats[0].Answered;
}
