using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Consent by a parent's phone, on a server whose rules ask for it: one parent agrees while the student waits, another refuses, a third
/// withdraws and asks for deletion; the coordinator sees it all and does it.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class ConsentStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task Parents_decide_on_their_phones_and_the_coordinator_keeps_the_registry()
    {
        CodeSheet sheet = await _server.MakeClassAsync(parents: false);
        IPage coordinator = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        string[] links = await PrintAsync(coordinator, sheet);
        IPage board = await BoardAsync(sheet);
        await board.GetByTestId("consent-missing").WaitForAsync();
        await board.LookAsync("board-consent-missing");
        await board.GetByTestId("lesson-next").ClickAsync();
        await board.Locator("[data-testid=lesson-state][data-run=running]").WaitForAsync();

        // The first: the student waits, the parent agrees, the lesson opens without a reload.
        Pupil waiting = await PupilAsync(sheet, seat: 1);
        await waiting.On("parent-awaited").WaitForAsync();
        await waiting.Page.LookAsync("student-parent-awaited");
        await board.Locator("[data-testid=seat-1][data-state=parentAwaited]").WaitForAsync();
        IPage mother = await PhoneAsync(links[0]);
        Assert.DoesNotContain(links[0], mother.Url, StringComparison.Ordinal);
        await mother.LookAsync("parent-undecided");
        await DecideAsync(mother, "parent-agree", "agreed", "parent-ask-agree");
        await mother.LookAsync("parent-agreed");
        await waiting.On("block-start").Or(waiting.On("item-position")).First.WaitForAsync();
        await waiting.AnswerAsync(until: 3);

        // The second: by keyboard alone, a refusal ends it kindly.
        IPage father = await PhoneAsync(links[1]);
        await father.TabPressAsync("parent-refuse");
        await father.TabPressAsync("parent-yes");
        await father.Locator("[data-testid=parent][data-decision=refused]").WaitForAsync();
        await father.LookAsync("parent-refused");
        Pupil apart = await PupilAsync(sheet, seat: 2);
        await apart.On("parent-against").WaitForAsync();
        await apart.Page.LookAsync("student-parent-against");
        await board.Locator("[data-testid=seat-2][data-state=parentRefused]").WaitForAsync();
        await board.LookAsync("board-parents");

        // The third: a withdrawal in the middle stops the answers; a meeting and a deletion are asked for.
        await DecideAsync(mother, "parent-withdraw", "withdrawn", "parent-ask-withdraw");
        await waiting.On("parent-against").WaitForAsync();
        await AskAsync(mother, "meeting");
        await AskAsync(mother, "deletion");
        await mother.LookAsync("parent-asked");
        await ErasedByAsync(coordinator, sheet);
        await SeenGoneAsync(sheet, waiting, board);
        await mother.GotoAsync($"{_server.Address}parent#{links[0]}");
        await mother.GetByTestId("parent-gone").WaitForAsync();
        await mother.LookAsync("parent-gone");
        foreach (IPage page in new[] { coordinator, board, mother, father, waiting.Page, apart.Page })
        {
            await page.Context.CloseAsync();
        }
    }

    [ChromiumFact]
    public async Task A_link_that_opens_nothing_and_paper_for_a_whole_class_but_one()
    {
        IPage lost = await PageAsync(360);
        await lost.GotoAsync($"{_server.Address}parent#AAAA-BBBB-CCCC-DDDD-EEEE");
        await lost.GetByTestId("parent-fault").WaitForAsync();
        await lost.LookAsync("parent-unknown");
        CodeSheet sheet = await _server.MakeClassAsync(parents: false);
        IPage coordinator = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await OpenRoomAsync(coordinator, sheet);
        await coordinator.GetByTestId("consent-all").ClickAsync();
        await coordinator.GetByTestId("consent-seat-2").GetByRole(AriaRole.Checkbox).UncheckAsync();
        await coordinator.TabPressAsync("consent-parent-true");
        await coordinator.GetByTestId("ask-yes").WaitForAsync();
        await coordinator.LookAsync("staff-consent-ask");
        await coordinator.TabPressAsync("ask-yes");
        await coordinator.Locator("[data-testid=consent-seat-1][data-parent=agreed]").WaitForAsync();
        Assert.Equal("none", await coordinator.GetByTestId("consent-seat-2").GetAttributeAsync("data-parent"));
        Assert.Equal("paper", await coordinator.GetByTestId("consent-seat-1").GetByTestId("consent-way").GetAttributeAsync("data-way"));
        await coordinator.GetByTestId("consent-seat-1").Locator("summary").ClickAsync();
        await coordinator.LookAsync("staff-consent-class");
        await coordinator.GetByTestId("consent-back").ClickAsync();
        await coordinator.Locator($"[data-class='{sheet.Class.Id}'][data-missing='1']").WaitForAsync();
        await lost.Context.CloseAsync();
        await coordinator.Context.CloseAsync();
    }

    /// <summary>The coordinator sees both requests, closes the one and carries the other out.</summary>
    private static async Task ErasedByAsync(IPage coordinator, CodeSheet sheet)
    {
        await coordinator.GotoAsync("/staff#home");
        await coordinator.GetByTestId("go-consent").ClickAsync();
        await coordinator.GetByTestId("consent-requests").WaitForAsync();
        await coordinator.LookAsync("staff-consent");
        await coordinator.Locator($"[data-class='{sheet.Class.Id}']").GetByTestId("consent-open").ClickAsync();
        ILocator seat = coordinator.GetByTestId("consent-seat-1");
        await seat.GetByTestId("consent-request-deletion").WaitForAsync();
        Assert.Equal("link", await seat.GetByTestId("consent-way").GetAttributeAsync("data-way"));
        await coordinator.LookAsync("staff-consent-requests");
        await seat.GetByTestId("consent-request-meeting").GetByTestId("consent-close").ClickAsync();
        await coordinator.GetByTestId("ask-yes").ClickAsync();
        await seat.GetByTestId("consent-request-meeting").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await seat.Locator("summary").ClickAsync();
        await seat.GetByTestId("consent-read").First.ClickAsync();
        await coordinator.LookAsync("staff-consent-text");
        await coordinator.Keyboard.PressAsync("Escape");
        await seat.GetByTestId("consent-erase").ClickAsync();
        await coordinator.GetByTestId("ask-yes").ClickAsync();
        await coordinator.Locator("[data-testid=consent-seat-1][data-state=expired]").WaitForAsync();
        await coordinator.LookAsync("staff-consent-erased");
    }

    /// <summary>Whoever saw something of the student sees that it is gone: the student's own page, the board, the psychologist.</summary>
    private async Task SeenGoneAsync(CodeSheet sheet, Pupil student, IPage board)
    {
        await student.Page.ReloadAsync();
        await student.Page.GetByText("Данные по этому коду удалены").First.WaitForAsync();
        await student.Page.LookAsync("student-erased");
        IPage anew = await PageAsync(360);
        await anew.GotoAsync($"{_server.Address}#{sheet.Cards[0].Code}");
        await anew.GetByTestId("code-fault").WaitForAsync();
        await board.Locator("[data-testid=seat-1][data-state=empty][data-answered='0']").WaitForAsync();
        IPage psychologist = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await psychologist.GotoAsync($"{_server.Address}staff#results");
        await psychologist.GetByTestId("results-classes").Locator("button").First.ClickAsync();
        await psychologist.GetByTestId("class-results").WaitForAsync();
        await psychologist.Locator("[data-testid=seat-1]:not([data-state=closed])").HasCountAsync(0);
        await psychologist.GotoAsync($"{_server.Address}staff#consent");
        await psychologist.Locator($"[data-class='{sheet.Class.Id}']").GetByTestId("consent-open").ClickAsync();
        await psychologist.Locator("[data-testid=consent-seat-1][data-state=expired]").WaitForAsync();
        await psychologist.GetByTestId("consent-seat-1").GetByTestId("consent-way").HasCountAsync(0);
        await psychologist.Context.CloseAsync();
        await anew.Context.CloseAsync();
    }

    private async Task OpenRoomAsync(IPage coordinator, CodeSheet sheet)
    {
        await coordinator.GotoAsync($"{_server.Address}staff#consent");
        await coordinator.Locator($"[data-class='{sheet.Class.Id}']").GetByTestId("consent-open").ClickAsync();
        await coordinator.GetByTestId("consent-all").WaitForAsync();
    }

    private static async Task<string[]> PrintAsync(IPage coordinator, CodeSheet sheet)
    {
        await coordinator.GotoAsync($"/setup/classes/{sheet.Class.Id}/parents");
        await coordinator.LookAsync("parent-sheet");
        string paper = await coordinator.ContentAsync();
        return [.. ParentStories.LinkOnPaper().Matches(paper).Select(match => match.Groups[1].Value)];
    }


    private async Task<IPage> BoardAsync(CodeSheet sheet)
    {
        IPage page = await PageAsync(400);
        await page.GotoAsync($"{_server.Address}board/{sheet.Class.BoardLink}");
        await page.GetByTestId("pin-input").FillAsync(sheet.Pin);
        await page.GetByTestId("pin-enter").ClickAsync();
        await page.GetByTestId("lesson-next").WaitForAsync();
        return page;
    }

    private async Task<Pupil> PupilAsync(CodeSheet sheet, int seat)
    {
        Pupil pupil = new(await PageAsync(1280), seat);
        await pupil.EnterAsync(_server.Address, sheet.Cards[seat - 1].Code);
        await pupil.On("confirm").ClickAsync();
        await pupil.On("agree").ClickAsync();
        await pupil.On("practice-next").Or(pupil.On("parent-against")).First.WaitForAsync();
        if (await pupil.On("practice-next").IsVisibleAsync())
        {
            await pupil.On("practice-next").Or(pupil.On("parent-against")).First.ClickAsync();
        }

        return pupil;
    }

    private async Task<IPage> PhoneAsync(string link)
    {
        IPage phone = await PageAsync(360);
        await phone.GotoAsync($"{_server.Address}parent#{link}");
        await phone.GetByTestId("parent").WaitForAsync();
        return phone;
    }

    /// <summary>A device of its own on this story's server.</summary>
    private async Task<IPage> PageAsync(int width) => await (await browser.DeviceAsync(width, address: _server.Address)).NewPageAsync();

    private static async Task DecideAsync(IPage phone, string button, string decision, string picture)
    {
        await phone.GetByTestId(button).ClickAsync();
        await phone.GetByTestId("parent-yes").WaitForAsync();
        await phone.LookAsync(picture);
        await phone.GetByTestId("parent-yes").ClickAsync();
        await phone.Locator($"[data-testid=parent][data-decision={decision}]").WaitForAsync();
    }

    private static async Task AskAsync(IPage phone, string kind)
    {
        await phone.GetByTestId($"parent-ask-{kind}").ClickAsync();
        await phone.GetByTestId("parent-yes").ClickAsync();
        await phone.Locator($"[data-testid=parent-{kind}][data-open=true]").WaitForAsync();
    }
}
