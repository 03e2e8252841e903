using System.Text.RegularExpressions;
using Diagnostics.Engine.Accounts;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// The story of the staff in a real browser: the operator invites a coordinator, who invites a teacher and a psychologist; every page on
/// the way is looked at with axe, in the light, dark and high-contrast look.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed partial class StaffTour(Browser browser)
{
    [ChromiumFact]
    public async Task From_the_operator_to_a_teacher_and_a_psychologist()
    {
        IPage keeper = await PageAsync("/staff");
        await keeper.GetByTestId("staff-login").WaitForAsync();
        await LookAsync(keeper, "staff-sign-in");
        await SignInAsync(keeper, "оператор", "не тот пароль совсем");
        await keeper.Locator("[role=alert] p").First.WaitForAsync();
        await LookAsync(keeper, "staff-sign-in-wrong");
        await SignInAsync(keeper, "оператор", DemoPassword());
        await keeper.GetByTestId("home").WaitForAsync();
        await LookAsync(keeper, "staff-home");
        await keeper.GetByTestId("go-people").ClickAsync();
        await keeper.GetByTestId("people").WaitForAsync();
        await LookAsync(keeper, "staff-people");
        string link = await InviteAsync(keeper, "coordinator");
        await LookAsync(keeper, "staff-invited");

        IPage coordinator = await AcceptAsync(link, "svetlova", "staff-invitation");
        await coordinator.GetByTestId("go-people").ClickAsync();
        string teacherLink = await InviteAsync(coordinator, "teacher");
        IPage teacher = await AcceptAsync(teacherLink, "kolosov", "staff-invitation-teacher");
        Assert.Equal("teacher", await teacher.GetByTestId("home").GetAttributeAsync("data-role"));
        await teacher.GetByTestId("lesson").First.WaitForAsync();
        await teacher.GetByTestId("lesson-cards").HasCountAsync(await teacher.GetByTestId("lesson").CountAsync());
        await LookAsync(teacher, "staff-home-teacher");
        await teacher.GetByTestId("lesson-board").First.FocusAsync();
        await teacher.Keyboard.PressAsync("Enter");
        await teacher.GetByTestId("lesson-state").WaitForAsync();

        await coordinator.ReloadAsync();
        await RefusedAsync(coordinator);
        await SetFactorAsync(coordinator);
        string psychologistLink = await InviteAsync(coordinator, "psychologist");
        IPage psychologist = await PageAsync(psychologistLink);
        await TakeUpAsync(psychologist, "gorina");
        await SignInAsync(psychologist, "gorina", RunningServer.Password);
        await psychologist.GetByTestId("factor-secret").WaitForAsync();
        await LookAsync(psychologist, "staff-factor");
        byte[] key = await psychologist.FactorKeyAsync();
        await psychologist.GetByTestId("factor-code").FillAsync(await psychologist.FactorCodeAsync());
        await psychologist.GetByTestId("factor-confirm").ClickAsync();
        await psychologist.GetByTestId("recovery-codes").WaitForAsync();
        await LookAsync(psychologist, "staff-recovery-codes");
        await psychologist.GetByTestId("recovery-kept").ClickAsync();
        await psychologist.GetByTestId("home").WaitForAsync();
        await psychologist.GetByTestId("go-account").ClickAsync();
        await psychologist.GetByTestId("sessions").WaitForAsync();
        await LookAsync(psychologist, "staff-account");

        IPage again = await PageAsync("/staff");
        await SignInAsync(again, "gorina", RunningServer.Password);
        await again.GetByTestId("staff-code").WaitForAsync();
        await LookAsync(again, "staff-code");
        await again.GetByTestId("staff-code").FillAsync(Totp.CodeAt(key, Totp.StepAt(DateTimeOffset.UtcNow) + 1));
        await again.GetByTestId("staff-code-enter").ClickAsync();
        await again.GetByTestId("home").WaitForAsync();

        await coordinator.GotoAsync("/staff");
        await coordinator.GetByTestId("go-journal").ClickAsync();
        await coordinator.Locator("[data-act=secondFactorSet]").First.WaitForAsync();
        await LookAsync(coordinator, "staff-journal");
        await coordinator.GetByTestId("staff-home").ClickAsync();
        await coordinator.GetByTestId("go-duties").ClickAsync();
        await coordinator.GetByTestId("duties").WaitForAsync();
        await LookAsync(coordinator, "staff-duties");
        await coordinator.GotoAsync("/setup");
        await coordinator.GetByTestId("setup-school").First.WaitForAsync();
        await coordinator.GetByTestId("setup-school").HasCountAsync(1);
        await LookAsync(coordinator, "setup-coordinator");
        await coordinator.GetByTestId("setup-parent-link").First.FocusAsync();
        await coordinator.Keyboard.PressAsync("Enter");
        await coordinator.GetByTestId("setup-reissue-confirm").PressAsync("Enter");
        await coordinator.Locator("dialog[open] [role=alert] p").WaitForAsync();
        await LookAsync(coordinator, "setup-parent-link");
        await coordinator.Keyboard.PressAsync("Escape");
        Assert.Equal("setup-parent-link", await coordinator.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await coordinator.GetByTestId("setup-pin").First.PressAsync("Enter");
        await coordinator.GetByTestId("setup-pin-confirm").WaitForAsync();
        await LookAsync(coordinator, "setup-pin");
        await coordinator.Keyboard.PressAsync("Escape");
        Assert.Equal("setup-pin", await coordinator.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await teacher.GotoAsync("/setup");
        await teacher.GetByTestId("setup-denied").WaitForAsync();
        await LookAsync(teacher, "setup-denied");
        foreach (IPage page in new[] { keeper, coordinator, teacher, psychologist, again })
        {
            await page.Context.CloseAsync();
        }
    }

    [ChromiumFact]
    public async Task An_invitation_that_is_closed_and_a_teacher_of_the_demo_at_a_board_without_a_pin()
    {
        IPage closed = await PageAsync("/staff#invite=abcdefghijklmnopqrstuvwxyz");
        await closed.GetByTestId("invite-closed").WaitForAsync();
        await LookAsync(closed, "staff-invitation-closed");
        IPage teacher = await PageAsync("/staff");
        await SignInAsync(teacher, "учитель", DemoPassword());
        await teacher.GetByTestId("home").WaitForAsync();
        await teacher.GotoAsync(DemoClass.All(browser.Server.Output)[1].Board.ToString());
        await teacher.GetByTestId("lesson-state").WaitForAsync();
        await closed.Context.CloseAsync();
        await teacher.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_coordinator_finds_what_is_held_on_a_code_and_is_asked_before_it_is_erased()
    {
        IPage page = await PageAsync("/staff");
        await SignInAsync(page, "координатор", DemoPassword());
        await page.GetByTestId("go-held").ClickAsync();
        await page.GetByTestId("held-code").FillAsync("AAAA-BBBB-CCCC");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#held-fault p").WaitForAsync();
        await LookAsync(page, "staff-held-unknown");
        await page.GetByTestId("held-code").FillAsync(DemoClass.All(browser.Server.Output)[1].Codes[^1]);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("held").WaitForAsync();
        await LookAsync(page, "staff-held");
        await page.GetByTestId("held-erase").ClickAsync();
        await page.GetByTestId("ask-yes").WaitForAsync();
        await LookAsync(page, "staff-held-ask");
        await page.GetByTestId("ask-yes").ClickAsync();
        await page.Locator("[data-testid=held-done].notice").WaitForAsync();
        await page.GetByTestId("held-code").FillAsync(DemoClass.All(browser.Server.Output)[1].Codes[^1]);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-testid=held][data-state=expired]").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task The_set_up_page_asks_for_a_sign_in_and_leads_back_by_keyboard_alone()
    {
        IPage page = await PageAsync("/setup");
        await page.GetByTestId("setup-sign-in").WaitForAsync();
        await LookAsync(page, "setup-sign-in");
        await page.GetByTestId("setup-sign-in").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("staff-login").WaitForAsync();
        await page.GetByTestId("staff-login").FocusAsync();
        await page.Keyboard.TypeAsync("регион");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(DemoPassword());
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("setup-school").First.WaitForAsync();
        await LookAsync(page, "setup");
        string? cards = await page.GetByTestId("setup-cards").First.GetAttributeAsync("href");
        await page.GotoAsync(cards!);
        await page.Locator(".card").First.WaitForAsync();
        await page.LookAsync("cards");
        await page.Context.CloseAsync();
    }

    private async Task<IPage> PageAsync(string address)
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    private async Task<IPage> AcceptAsync(string link, string login, string picture)
    {
        IPage page = await PageAsync(link);
        await page.GetByTestId("invite-login").WaitForAsync();
        Assert.DoesNotContain("invite", page.Url, StringComparison.Ordinal);
        await LookAsync(page, picture);
        await TakeUpAsync(page, login);
        await SignInAsync(page, login, RunningServer.Password);
        await page.GetByTestId("home").WaitForAsync();
        return page;
    }

    internal static async Task TakeUpAsync(IPage page, string login)
    {
        await page.GetByTestId("invite-login").FillAsync(login);
        await page.GetByTestId("invite-name").FillAsync($"Сотрудник {login}");
        await page.GetByTestId("invite-password").FillAsync(RunningServer.Password);
        await page.GetByTestId("invite-accept").ClickAsync();
        await page.GetByTestId("staff-login").WaitForAsync();
    }

    internal static async Task SignInAsync(IPage page, string login, string password)
    {
        await page.GetByTestId("staff-login").FillAsync(login);
        await page.GetByTestId("staff-password").FillAsync(password);
        await page.GetByTestId("staff-enter").ClickAsync();
    }

    /// <summary>Whoever has no second factor invites nobody who needs one, and is told what to do.</summary>
    private static async Task RefusedAsync(IPage coordinator)
    {
        await coordinator.GetByTestId("invite").ClickAsync();
        await coordinator.GetByTestId("invite-role").SelectOptionAsync("psychologist");
        await coordinator.GetByTestId("invite-place").WaitForAsync();
        await coordinator.GetByTestId("invite-make").ClickAsync();
        await coordinator.Locator("#invite-fault p").WaitForAsync();
        await LookAsync(coordinator, "staff-invite-factor-first");
        await coordinator.GetByTestId("invite-link").HasCountAsync(0);
    }

    /// <summary>From the people to the account, the second factor set there, and back.</summary>
    private static async Task SetFactorAsync(IPage coordinator)
    {
        await coordinator.GotoAsync("/staff#account");
        await coordinator.GetByTestId("factor-anew").ClickAsync();
        await coordinator.GetByTestId("owner-proof").WaitForAsync();
        await LookAsync(coordinator, "staff-factor-proof");
        await coordinator.GetByTestId("factor-prove").ClickAsync();
        await coordinator.Locator("#proof-fault p").WaitForAsync();
        await coordinator.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await coordinator.Keyboard.PressAsync("Enter");
        await coordinator.GetByTestId("factor-code").FillAsync(await coordinator.FactorCodeAsync());
        await coordinator.GetByTestId("factor-confirm").ClickAsync();
        await coordinator.GetByTestId("recovery-kept").ClickAsync();
        await coordinator.GotoAsync("/staff#people");
        await coordinator.GetByTestId("people").WaitForAsync();
    }

    /// <summary>Invites somebody to the first place that fits the role.</summary>
    internal static async Task<string> InviteAsync(IPage page, string role)
    {
        await page.GetByTestId("invite").ClickAsync();
        await page.GetByTestId("invite-role").SelectOptionAsync(role);
        await page.GetByTestId("invite-place").WaitForAsync();
        if (await page.GetByTestId("invite-place").InputValueAsync() == "")
        {
            await page.GetByTestId("invite-place").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }

        await page.GetByTestId("invite-make").ClickAsync();
        await page.GetByTestId("invite-link").WaitForAsync();
        return await page.GetByTestId("invite-link").InputValueAsync();
    }

    private string DemoPassword() => PrintedPassword().Match(browser.Server.Output).Groups[1].Value;

    private static Task LookAsync(IPage page, string name) => PageTour.LookAsync(page, name);

    [GeneratedRegex(@"пароль\s+(\S+)")]
    internal static partial Regex PrintedPassword();
}
