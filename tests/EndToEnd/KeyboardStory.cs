using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Whoever has no mouse: inviting, accepting, setting a second factor, closing an account, erasing by code, and a way in without the second
/// factor. Every field and button is walked to with the Tab key.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class KeyboardStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task An_account_from_its_invitation_to_its_end_and_an_erasure_by_keyboard_alone()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        IPage coordinator = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        string link = await InviteAsync(coordinator);
        IPage teacher = await PageAsync(link);
        await teacher.TabTypeAsync("invite-login", "kolosov");
        await teacher.TabTypeAsync("invite-name", "Колосов П. И.");
        await teacher.TabTypeAsync("invite-password", RunningServer.Password);
        await teacher.TabPressAsync("invite-accept");
        await SignInAsync(teacher, "kolosov");
        await teacher.GetByTestId("home").WaitForAsync();
        await SetFactorAsync(teacher);

        await coordinator.ReloadAsync();
        await coordinator.TabPressAsync("person-disable");
        await coordinator.TabPressAsync("ask-yes");
        await coordinator.Locator("[data-testid^=person-][data-disabled=true]").WaitForAsync();
        await teacher.ReloadAsync();
        await teacher.GetByTestId("staff-login").WaitForAsync();

        await coordinator.GotoAsync("/staff#held");
        await coordinator.TabTypeAsync("held-code", sheet.Cards[0].Code);
        await coordinator.TabPressAsync("held-look");
        await coordinator.TabPressAsync("held-erase");
        await coordinator.TabPressAsync("ask-yes");
        await coordinator.Locator("[data-testid=held-done].notice").WaitForAsync();
        await coordinator.TabTypeAsync("held-code", sheet.Cards[0].Code);
        await coordinator.Keyboard.PressAsync("Enter");
        await coordinator.Locator("[data-testid=held][data-state=expired]").WaitForAsync();
        await coordinator.Context.CloseAsync();
        await teacher.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_second_factor_the_server_cannot_open_is_told_and_a_recovery_code_leads_in_by_keyboard_alone()
    {
        (Account account, string[] recovery) = await LostFactorStories.WithBrokenFactorAsync(_server, "no sealed text", RunningServer.Password);
        IPage owner = await PageAsync("/staff");
        await SignInAsync(owner, account.Login);
        await owner.TabTypeAsync("staff-code", "000000");
        await owner.TabPressAsync("staff-code-enter");
        await owner.Locator("#code-fault").GetByText("(factor-lost)").WaitForAsync();
        await PageTour.LookAsync(owner, "staff-factor-lost");
        await owner.TabPressAsync("staff-recovery");
        await owner.TabTypeAsync("staff-recovery-code", recovery[0]);
        await owner.TabPressAsync("staff-code-enter");
        await owner.GetByTestId("home").WaitForAsync();
        await owner.Context.CloseAsync();
    }

    /// <summary>Invites a teacher to the only school there is, and closes the window that shows the link.</summary>
    private static async Task<string> InviteAsync(IPage coordinator)
    {
        await coordinator.GotoAsync("/staff#people");
        await coordinator.TabPressAsync("invite");
        await coordinator.TabToAsync("invite-role");
        await coordinator.Keyboard.PressAsync("Home");
        for (int steps = 0; steps < 10 && await coordinator.GetByTestId("invite-role").InputValueAsync() != "teacher"; steps++)
        {
            await coordinator.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal("teacher", await coordinator.GetByTestId("invite-role").InputValueAsync());
        await coordinator.TabPressAsync("invite-make");
        await coordinator.TabToAsync("invite-link");
        string link = await coordinator.GetByTestId("invite-link").InputValueAsync();
        await coordinator.Keyboard.PressAsync("Escape");
        await coordinator.GetByTestId("invite-link").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        return link;
    }

    private static async Task SignInAsync(IPage page, string login)
    {
        await page.TabTypeAsync("staff-login", login);
        await page.TabTypeAsync("staff-password", RunningServer.Password);
        await page.TabPressAsync("staff-enter");
    }

    private static async Task SetFactorAsync(IPage page)
    {
        await page.GotoAsync("/staff#account");
        await page.TabPressAsync("factor-anew");
        await page.TabTypeAsync("owner-proof", RunningServer.Password);
        await page.TabPressAsync("factor-prove");
        await page.TabTypeAsync("factor-code", await page.FactorCodeAsync());
        await page.TabPressAsync("factor-confirm");
        await page.TabPressAsync("recovery-kept");
        await page.GetByTestId("factor-anew").WaitForAsync();
    }

    private async Task<IPage> PageAsync(string address)
    {
        IPage page = await (await browser.DeviceAsync(address: _server.Address)).NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }
}
