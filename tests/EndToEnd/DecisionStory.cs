using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A decision by keyboard alone: the list changed, a text from a template, a sealed draft found again, a word pointed out, signed, signed anew with a difference; then the ordinary ones of the class together.</summary>
[Collection(InOneBrowser.Name)]
public class DecisionStory(Browser browser, string? store = null) : IAsyncLifetime
{
    private const int Students = 5;
    private readonly RunningServer _server = new() { StoreEngine = store ?? StoryStore.Usual };

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
    }

    [ChromiumFact]
    public async Task A_psychologist_changes_signs_and_signs_again_and_the_rest_of_the_class_together()
    {
        CodeSheet sheet = await _server.MakeClassAsync(seats: Students);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        for (int seat = 1; seat <= Students; seat++)
        {
            await _server.FinishAsync(sheet, seat, "R", "I");
        }

        IPage keeper = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await keeper.MakeKeyAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await keeper.HandKeyAsync(page);
        await keeper.Context.CloseAsync();

        await page.GotoAsync($"/review#s/{sheet.Class.Id}/1");
        await page.SeeAsync("[data-testid=decision][data-version='0'] [data-testid=decision-list]");
        await ChangeListAsync(page);
        await page.PressAsync("decision-student-insert");
        await page.LookAsync("decision");
        await page.SeeAsync("[data-testid=decision-draft][data-stage=saved]");
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=decision-chosen] [data-testid=decision-words]");
        Assert.NotEmpty(await page.GetByTestId("decision-student-text").InputValueAsync());

        await AppendAsync(page, " У тебя СДВГ.");
        await page.SeeAsync("[data-testid=decision-found-diagnosis]");
        await SignKeyAsync(page);
        await page.LookAsync("decision-sign");
        await page.PressAsync("decision-sign-yes");
        Assert.Empty((await StateAsync(sheet)).Versions);
        await page.MarkAsync("decision-anyway");
        await page.PressAsync("decision-sign-yes");
        await page.SeeAsync("[data-testid=decision][data-version='1']");

        await page.PressAsync("decision-new");
        await AppendAsync(page, " Приходи в среду.");
        await SignKeyAsync(page);
        await page.MarkAsync("decision-anyway");
        await page.PressAsync("decision-sign-yes");
        await page.SeeAsync("[data-testid=decision][data-version='2']");
        await page.Locator("[data-testid=decision-difference] > summary").First.PressAsync("Enter");
        Assert.Equal("Приходи в среду.", (await page.Locator("[data-testid=decision-difference-student] ins").InnerTextAsync()).Trim());
        await page.LookAsync("decision-signed");

        await SignTogetherAsync(page, sheet);
        await page.Context.CloseAsync();
    }

    /// <summary>One put first with a reason and a sentence, one hidden.</summary>
    private static async Task ChangeListAsync(IPage page)
    {
        await page.PressAsync("decision-first");
        await page.PressAsync("decision-hide");
        await page.GetByTestId("decision-reason").First.SelectOptionAsync("agreedInTalk");
        await page.GetByTestId("decision-reason").Nth(1).SelectOptionAsync("studentsWish");
        await page.GetByTestId("decision-words").FocusAsync();
        await page.Keyboard.InsertTextAsync("Начни с кружка.");
        await page.SeeAsync("[data-testid=decision-item][data-verdict=hidden]");
    }

    private static async Task SignTogetherAsync(IPage page, CodeSheet sheet)
    {
        await page.Keyboard.PressAsync("Escape");
        await page.SeeAsync("[data-testid=review-list]");
        await page.GetByTestId("review-class").SelectOptionAsync(sheet.Class.Id);
        await page.PressAsync("review-batch");
        await page.SeeAsync("[data-testid=batch-look][data-ready='4'][data-missing='3']");
        await page.LookAsync("batch");
        for (int opened = 0; opened < 3; opened++)
        {
            await page.Locator("[data-testid=batch-seat][data-opened=false]").First.PressAsync("Enter");
            await page.SeeAsync("[data-testid=decision-list]");
            await page.Keyboard.PressAsync("Escape");
            await page.SeeAsync($"[data-testid=batch-look][data-missing='{2 - opened}']");
        }

        await page.PressAsync("decision-student-insert");
        await page.PressAsync("batch-sign");
        await page.LookAsync("batch-sign");
        await page.PressAsync("decision-sign-yes");
        await page.SeeAsync("[data-testid=batch-done][data-signed='4']");
        await page.LookAsync("batch-done");
    }

    /// <summary>The letter s, where no field has the focus.</summary>
    private static async Task SignKeyAsync(IPage page)
    {
        await page.GetByTestId("decision-sign").FocusAsync();
        await page.Keyboard.PressAsync("s");
        await page.SeeAsync("[data-testid=decision-sign-yes]");
    }

    private static async Task AppendAsync(IPage page, string words)
    {
        await page.GetByTestId("decision-student-text").FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.InsertTextAsync(words);
    }

    private async Task<ReviewState> StateAsync(CodeSheet sheet) =>
        (await _server.Engine.Reviews.ReadAsync(sheet.Class.Id, 1, "nobody", default))!;
}
