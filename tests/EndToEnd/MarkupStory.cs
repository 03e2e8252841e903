using System.Text.RegularExpressions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Markup in every text that people type stays text on every page that shows it: a school's and a municipality's name, a colleague's login and
/// name, codes and keys in the address.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed partial class MarkupStory(Browser browser)
{
    private const string Login = "<svg/onload=hacked=1>";

    [ChromiumFact]
    public async Task Markup_that_is_typed_is_shown_and_never_run()
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/staff");
        await StaffTour.SignInAsync(page, "оператор", StaffTour.PrintedPassword().Match(browser.Server.Output).Groups[1].Value);
        await page.GetByTestId("home").WaitForAsync();
        string school = await MakeSchoolAsync(page);
        string made = await PostAsync(page, "/api/setup/classes", $$"""{"schoolId":"{{school}}","grade":9,"letter":"Я","seats":1,"spares":0}""");
        string classId = Id().Match(made).Groups[1].Value;
        await page.GotoAsync("/setup");
        await page.ShowsMarkupAsync("setup");
        await page.GotoAsync($"/setup/classes/{classId}/cards");
        await page.ShowsMarkupAsync("cards");

        string link = InvitePath().Match(await PostAsync(page, "/api/staff/invitations", $$"""{"role":"teacher","kind":"school","id":"{{school}}"}""")).Groups[1].Value;
        IPage teacher = await (await browser.DeviceAsync()).NewPageAsync();
        await teacher.GotoAsync(link);
        await teacher.ShowsMarkupAsync("invitation");
        await teacher.GetByTestId("invite-login").FillAsync(Login);
        await teacher.GetByTestId("invite-name").FillAsync(TypedMarkup.Text);
        await teacher.GetByTestId("invite-password").FillAsync(RunningServer.Password);
        await teacher.GetByTestId("invite-accept").ClickAsync();
        await StaffTour.SignInAsync(teacher, Login, RunningServer.Password);
        await teacher.GetByTestId("home").WaitForAsync();
        await teacher.ShowsMarkupAsync("home");
        await page.GotoAsync("/staff#people");
        await page.GetByTestId("people").WaitForAsync();
        await page.ShowsMarkupAsync("people");
        await page.GotoAsync("/staff#journal");
        await page.GetByTestId("journal").WaitForAsync();
        await page.ShowsMarkupAsync("journal");
        foreach (string address in new[] { $"/#{TypedMarkup.Text}", $"/result#{TypedMarkup.Text}", $"/board/{Uri.EscapeDataString(TypedMarkup.Text)}", $"/staff#to={TypedMarkup.Text}", $"/staff#invite={TypedMarkup.Text}" })
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(address);
            await page.Locator("h1").First.WaitForAsync();
            await page.IsSafeAsync(address);
        }

        await page.Context.CloseAsync();
        await teacher.Context.CloseAsync();
    }

    private static async Task<string> MakeSchoolAsync(IPage page) => Id().Match(await PostAsync(
        page, "/api/setup/schools",
        System.Text.Json.JsonSerializer.Serialize(new { municipalityName = TypedMarkup.Text, name = TypedMarkup.Text, settlement = "city" }))).Groups[1].Value;

    /// <summary>As the page itself would: with its cookie and its word.</summary>
    private static Task<string> PostAsync(IPage page, string path, string body) => page.EvaluateAsync<string>(
        """
        async ([path, body]) => {
          const { word } = await (await fetch('/api/staff/me')).json();
          const reply = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Staff': word }, body });
          return await reply.text();
        }
        """,
        new[] { path, body });

    [GeneratedRegex("\"id\":\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("\"path\":\"([^\"]+)\"")]
    private static partial Regex InvitePath();
}
