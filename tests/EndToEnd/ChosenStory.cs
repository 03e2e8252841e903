using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sittings;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Two instruments chosen for one class beside the day: made by keyboard alone, answered at home with the new code, opened as a result with both sections, closed. Every state on the way is looked at with axe.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class ChosenStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_psychologist_chooses_two_instruments_for_a_class_and_a_student_answers_them_at_home()
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade: 10);
        IPage psychologist = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        string classId = await ChooseAsync(psychologist, "place-home", psychologist.LookAsync);
        CodeSheet cards = (await _server.Engine.Cards.ReadAsync(classId, default))!;

        Pupil pupil = new(await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync(), number: 2);
        await pupil.EnterAsync(_server.Address, cards.Cards[0].Code);
        await pupil.On("confirm").ClickAsync();
        await pupil.On("at-home").WaitForAsync();
        await pupil.Page.LookAsync("student-home");
        // Nobody goes on before the question is answered.
        await pupil.On("agree").PressAsync("Enter");
        await pupil.Page.SeeAsync("#at-home-fault p");
        Assert.Equal("adult-near", await pupil.Page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await pupil.Page.LookAsync("student-home-unanswered");
        await pupil.Page.Keyboard.PressAsync("Space");
        await pupil.On("agree").PressAsync("Enter");
        await pupil.On("practice-next").ClickAsync();
        await pupil.AnswerAsync();
        await pupil.FinishAsync();
        await pupil.On("open-result").ClickAsync();
        await pupil.Page.SeeAsync("[data-testid=result]");
        string[] headings = [.. await pupil.Page.Locator("h2").AllInnerTextsAsync()];
        SchoolSittings school = (await _server.Engine.SittingList.SchoolAsync(sheet.School.Id, default))!;
        Sitting sitting = Assert.Single(school.Sittings);
        Assert.All(sitting.Sections, title => Assert.Contains(headings, heading => heading.Contains(title, StringComparison.Ordinal)));
        Assert.Equal((1, 0), (sitting.Finished, sitting.Answering));
        await pupil.Page.LookAsync("result-chosen");

        await CloseAsync(psychologist, pupil.Page, cards.Cards[1].Code);
        await pupil.Page.Context.CloseAsync();
        await psychologist.Context.CloseAsync();
    }

    /// <summary>By keyboard alone: the three steps for the first class, what will be made, made. The class row's id.</summary>
    /// <param name="look">Asked to look at every state on the way.</param>
    internal static async Task<string> ChooseAsync(IPage page, string place, Func<string, Task> look)
    {
        await page.GotoAsync("/staff");
        await page.TabPressAsync("go-sittings");
        await page.SeeAsync("[data-testid=sittings-none]");
        await look("staff-sittings-none");
        await page.TabPressAsync("sitting-new");
        await page.SeeAsync("[data-testid=new-sitting][data-step=who]");
        await look("staff-sitting-who");
        await page.TabPressAsync("sitting-next");
        await page.SeeAsync("[data-testid=new-sitting][data-step=which]");
        await page.TabPressAsync("sitting-next");
        await page.SeeAsync("[data-testid=sitting-problem]");
        await page.MarkAsync("pick-riasec-full");
        await page.MarkAsync("pick-work-values-full");
        await look("staff-sitting-which");
        await page.TabPressAsync("sitting-next");
        await page.SeeAsync("[data-testid=new-sitting][data-step=where]");
        await page.MarkAsync(place);
        await look("staff-sitting-where");
        await page.TabPressAsync("sitting-next");
        await page.SeeAsync("[data-testid=sitting-look]");
        await look("staff-sitting-look");
        await page.TabPressAsync("sitting-make");
        await page.SeeAsync("[data-testid=sitting-made]");
        await look("staff-sittings");
        string id = (await page.GetByTestId("sitting-made").GetAttributeAsync("data-class"))!;
        await page.TabPressAsync("made-cards");
        await page.SeeAsync(".teacher-card");
        await page.GoBackAsync();
        return id;
    }

    private async Task CloseAsync(IPage psychologist, IPage student, string code)
    {
        await psychologist.ReloadAsync();
        await psychologist.TabPressAsync("sitting-close");
        await psychologist.TabPressAsync("ask-yes");
        await psychologist.SeeAsync("[data-testid=sittings-done].notice");
        await psychologist.SeeAsync("[data-testid=sitting][data-over=true]");
        await psychologist.LookAsync("staff-sittings-closed");
        await student.GotoAsync($"{_server.Address}#{code}");
        await student.SeeAsync("[data-testid=code-fault]");
        Assert.Contains("Срок", await student.GetByTestId("code-fault").InnerTextAsync(), StringComparison.Ordinal);
    }
}
