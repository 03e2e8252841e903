using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Reviews;
using Diagnostics.Web.Access;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>What staff do in more than one story.</summary>
internal static class StaffSteps
{
    /// <summary>A browser of somebody at this school, signed in on a server of the story's own.</summary>
    public static Task<IPage> StaffAsync(this Browser browser, RunningServer server, CodeSheet sheet, StaffRole role) =>
        browser.StaffAsync(server, role, new OrgNode(NodeKind.School, sheet.School.Id));

    /// <summary>The same of somebody at another place.</summary>
    public static async Task<IPage> StaffAsync(this Browser browser, RunningServer server, StaffRole role, OrgNode place)
    {
        string token = await server.StaffTokenAsync(role, place);
        IPage page = await (await browser.DeviceAsync(address: server.Address)).NewPageAsync();
        await page.Context.AddCookiesAsync([new Cookie { Name = "staff", Value = token, Url = server.Address.ToString() }]);
        return page;
    }

    /// <summary>Everybody there is now gets the tests' password: some steps ask for it once more.</summary>
    public static async Task GivePasswordsAsync(this RunningServer server)
    {
        string hash = await new StaffPasswords().HashAsync(RunningServer.Password, default);
        await server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE account SET password_hash = @hash", new { hash }), default);
    }

    /// <summary>A student of a place finishes by the doors alone, liking these spheres; the result's key.</summary>
    public static async Task<string> FinishAsync(this RunningServer server, CodeSheet sheet, int seat, params string[] likes)
    {
        using StudentClient student = new(server.Client(), $"story{sheet.Class.Grade:00}device{seat:000}");
        await student.EnterAsync(sheet.Cards[seat - 1].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        long sent = 0;
        foreach (AnswerEntry[] part in Interested.Answers(server.Engine.Batteries.For(sheet.Class.Grade)!, likes).Chunk(Session.MostAnswers))
        {
            await student.PutAsync(hello.Epoch, sent + 1, part);
            sent += part.Length;
        }

        return (await student.FinishAsync(hello.Epoch, sent)).ResultKey!;
    }

    /// <summary>By keyboard, the first of several.</summary>
    public static async Task PressAsync(this IPage page, string testId)
    {
        await page.GetByTestId(testId).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Walks with the Tab key to what has this test id, as whoever has no mouse does.</summary>
    public static async Task TabToAsync(this IPage page, string testId)
    {
        await page.GetByTestId(testId).First.WaitForAsync();
        for (int steps = 0; steps < 200; steps++)
        {
            if (await page.EvaluateAsync<string?>("() => document.activeElement?.getAttribute('data-testid')") == testId)
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{testId} is not reached by the keyboard on {page.Url}.");
    }

    /// <summary>Walks there and presses it.</summary>
    public static async Task TabPressAsync(this IPage page, string testId)
    {
        await page.TabToAsync(testId);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Marks a box or a choice by keyboard: the arrows of a group of choices are the browser's own.</summary>
    public static async Task MarkAsync(this IPage page, string testId)
    {
        await page.GetByTestId(testId).FocusAsync();
        await page.Keyboard.PressAsync("Space");
    }

    /// <summary>Walks there and types.</summary>
    public static async Task TabTypeAsync(this IPage page, string testId, string text)
    {
        await page.TabToAsync(testId);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>What an app on the phone shows for the secret on the screen.</summary>
    public static async Task<string> FactorCodeAsync(this IPage page) => Totp.CodeAt(await page.FactorKeyAsync(), Totp.StepAt(DateTimeOffset.UtcNow));

    /// <summary>The secret on the screen, which stands there in groups.</summary>
    public static async Task<byte[]> FactorKeyAsync(this IPage page) =>
        RunningServer.FromBase32(string.Concat((await page.GetByTestId("factor-secret").InnerTextAsync()).Where(char.IsAsciiLetterOrDigit)));

    /// <summary>A coordinator makes the school's key, which opens names from then on.</summary>
    public static async Task MakeKeyAsync(this IPage keeper)
    {
        await keeper.TypePhraseAsync("восемь синих тракторов едут");
        await keeper.PressAsync("key-new");
        await keeper.PressAsync("key-use");
        await keeper.GetByTestId("names-open").WaitForAsync();
    }

    /// <summary>A colleague chooses a phrase, and is handed the school's key.</summary>
    public static async Task HandKeyAsync(this IPage keeper, IPage colleague)
    {
        await colleague.TypePhraseAsync("тихий медный самовар поёт");
        await colleague.GetByTestId("names-waits").WaitForAsync();
        await keeper.GotoAsync("/staff#names");
        await keeper.ReloadAsync();
        await keeper.PressAsync("key-hand");
        await keeper.PressAsync("ask-yes");
        await keeper.Locator("[data-holds=true][data-person]").WaitForAsync();
        await colleague.PressAsync("names-again");
        await colleague.Locator("[data-testid=names-open][data-holds=true]").WaitForAsync();
    }

    /// <summary>The note of the first seat of the first class with results.</summary>
    public static async Task OpenNoteAsync(this IPage psychologist)
    {
        await psychologist.GotoAsync("/staff#results");
        await psychologist.Locator("[data-testid=results-classes] li button").First.ClickAsync();
        await psychologist.PressAsync("seat-note");
        await psychologist.GetByTestId("note-text").WaitForAsync();
    }

    private static async Task TypePhraseAsync(this IPage page, string phrase)
    {
        await page.GotoAsync("/staff#names");
        await page.GetByTestId("names-phrase").FillAsync(phrase);
        await page.Keyboard.PressAsync("Enter");
    }
}
