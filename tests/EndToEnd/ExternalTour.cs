using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Doors;
using Diagnostics.Tests.Oidc;
using Diagnostics.Web.Access;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Signing in through the operator's provider in a real browser, where the provider is another site: no cookie of ours is sent on the way
/// back from it, and all works by keyboard.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class ExternalTour(Browser browser)
{
    [ChromiumFact]
    public async Task An_invitation_and_an_account_go_through_the_provider_and_back()
    {
        await using OwnProvider provider = await OwnProvider.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(
            new RunningServer { Oidc = ExternalStories.OptionsOf(provider), Demo = false });
        School school = (await server.MakeClassAsync()).School;
        IPage page = await PageAsync(server, "staff");
        await page.GetByTestId("external-enter").WaitForAsync();
        await page.LookAsync("external-sign-in");
        await page.PressAsync("external-enter");
        await page.Locator("[role=alert] p").First.WaitForAsync();
        Assert.Equal(new Uri(server.Address, "staff").ToString(), page.Url);
        await page.LookAsync("external-unlinked");

        string token = (await server.Engine.Invitations.InviteAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, school.Id), AuditEntry.Console, default))!;
        IPage invited = await PageAsync(server, $"staff#invite={token}");
        await invited.PressAsync("external-accept");
        await invited.Locator("[role=alert] p").First.WaitForAsync();
        await invited.LookAsync("external-invitation");
        await invited.GetByTestId("invite-login").FillAsync("kolosova");
        await invited.GetByTestId("invite-name").FillAsync("Колосова Анна Ильинична");
        await invited.PressAsync("external-accept");
        await invited.GetByTestId("home").WaitForAsync();
        Assert.DoesNotContain("code", invited.Url, StringComparison.Ordinal);
        await invited.GetByTestId("go-account").ClickAsync();
        await invited.PressAsync("external-unlink");
        await invited.Locator("[data-testid=external][data-linked=true] [role=alert] p").WaitForAsync();
        await invited.LookAsync("external-only");

        provider.Subject = "person-2";
        StaffPasswords passwords = new();
        await server.Engine.Accounts.AddAsync(
            new NewAccount("keeper", "Светлова Мария", StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id), await passwords.HashAsync(RunningServer.Password, default)),
            AuditEntry.Console, default);
        IPage owner = await PageAsync(server, "staff");
        await StaffTour.SignInAsync(owner, "keeper", RunningServer.Password);
        await owner.GetByTestId("go-account").ClickAsync();
        await owner.GetByTestId("external-link").WaitForAsync();
        await owner.LookAsync("external-account");
        await owner.PressAsync("external-link");
        await owner.Locator("#external-fault p").WaitForAsync();
        await owner.LookAsync("external-proof");
        await owner.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await owner.PressAsync("external-link");
        await owner.GetByTestId("external-said").WaitForAsync();
        await owner.LookAsync("external-linked");
        await owner.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await owner.PressAsync("external-unlink");
        await owner.Locator("[data-testid=external][data-linked=false]").WaitForAsync();
        foreach (IPage one in new[] { page, invited, owner })
        {
            await one.Context.CloseAsync();
        }
    }

    private async Task<IPage> PageAsync(RunningServer server, string address)
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync(new Uri(server.Address, address).ToString());
        return page;
    }
}
