using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// A result from preliminary to final and back in a real browser: the student, the psychologist with a second factor, the same key before and
/// after, a new key; then the campaign's settings and the access report. Every page on the way is looked at with axe in every look.
/// </summary>
[Collection(InOneBrowser.Name)]
public class ReleaseStory(Browser browser)
{
    private const string Password = "медленный жёлтый трамвай";

    [ChromiumFact]
    public async Task A_psychologist_releases_a_class_and_the_same_key_opens_a_final_result()
    {
        Lesson lesson = await Lesson.MakeAsync(browser, grade: 11, letter: "Щ", variant: "standard");
        await lesson.NextAsync();
        await lesson.RunsAsync("running");
        string key = await TakeLessonAsync(lesson.Codes[0]);
        IPage student = await OpenResultAsync(key);
        Assert.Equal("false", await student.GetByTestId("release").GetAttributeAsync("data-released"));
        Assert.Contains("Предварительно", await student.GetByTestId("release").InnerTextAsync(), StringComparison.Ordinal);
        await student.GetByTestId("withheld").WaitForAsync();
        await student.Context.CloseAsync();

        IPage psychologist = await PsychologistAsync();
        await OpenClassAsync(psychologist, "11Щ");
        await PageTour.LookAsync(psychologist, "staff-results-class");
        await ReleaseByKeyboardAsync(psychologist);
        student = await OpenResultAsync(key);
        Assert.Equal("true", await student.GetByTestId("release").GetAttributeAsync("data-released"));
        Assert.DoesNotContain("Предварительно", await student.GetByTestId("result").InnerTextAsync(), StringComparison.Ordinal);
        await student.GetByTestId("withheld").HasCountAsync(0);
        await student.GetByTestId("reliability").WaitForAsync();
        await PageTour.LookAsync(student, "result-released");
        await student.Context.CloseAsync();

        string made = await NewKeyAsync(psychologist);
        Assert.NotEqual(key, made);
        IPage closed = await TypeKeyAsync(key);
        await closed.Locator("#key-fault p").WaitForAsync();
        await closed.Context.CloseAsync();
        student = await OpenResultAsync(made);
        Assert.Equal("true", await student.GetByTestId("release").GetAttributeAsync("data-released"));
        await student.Context.CloseAsync();

        await WithdrawAsync(psychologist);
        student = await OpenResultAsync(made);
        Assert.Equal("false", await student.GetByTestId("release").GetAttributeAsync("data-released"));
        await student.GetByTestId("withheld").WaitForAsync();
        await student.Context.CloseAsync();
        await psychologist.Context.CloseAsync();
        await lesson.Board.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_region_is_told_what_a_change_of_its_campaign_means_before_it_is_saved()
    {
        IPage page = await DemoAsync("регион");
        await page.GetByTestId("go-campaign").ClickAsync();
        await page.GetByTestId("campaign").WaitForAsync();
        await PageTour.LookAsync(page, "staff-campaign");
        await page.GetByTestId("campaign-years").FillAsync("0");
        await page.GetByTestId("campaign-look").PressAsync("Enter");
        await page.Locator("[role=alert] p").WaitForAsync();
        await PageTour.LookAsync(page, "staff-campaign-wrong");
        await page.GetByTestId("campaign-years").FillAsync("3");
        await page.GetByTestId("campaign-operator").FillAsync("Центр «Компас» Приозёрного края");
        await page.GetByTestId("campaign-look").PressAsync("Enter");
        await page.GetByTestId("campaign-effect").WaitForAsync();
        await PageTour.LookAsync(page, "staff-campaign-effect");
        await page.GetByTestId("campaign-save").PressAsync("Enter");
        await page.Locator("[data-testid=campaign-done].notice").WaitForAsync();
        Assert.Equal("3", await page.GetByTestId("campaign-years").InputValueAsync());
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task A_coordinator_reads_who_has_access_to_the_school_and_a_region_chooses_one()
    {
        IPage page = await DemoAsync("координатор");
        await page.GetByTestId("go-access").ClickAsync();
        await page.GetByTestId("access-show").PressAsync("Enter");
        await page.GetByTestId("access-report").WaitForAsync();
        Assert.NotEqual(0, await page.Locator("[data-testid=access-people] li").CountAsync());
        await PageTour.LookAsync(page, "staff-access");
        IDownload table = await page.RunAndWaitForDownloadAsync(() => page.GetByTestId("access-csv").ClickAsync());
        string csv = await File.ReadAllTextAsync((await table.PathAsync())!);
        Assert.Contains(";координатор;", csv, StringComparison.Ordinal);
        await page.Context.CloseAsync();

        IPage region = await DemoAsync("регион");
        await region.GetByTestId("go-access").ClickAsync();
        await region.GetByTestId("access-show").ClickAsync();
        await region.Locator("#access-fault p").WaitForAsync();
        await PageTour.LookAsync(region, "staff-access-choose");
        await region.GetByTestId("access-school").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await region.GetByTestId("access-show").ClickAsync();
        await region.GetByTestId("access-report").WaitForAsync();
        await region.Context.CloseAsync();
    }

    /// <summary>A student who gives every answer of the battery; the result key.</summary>
    private async Task<string> TakeLessonAsync(string code)
    {
        using StudentClient student = new(new HttpClient { BaseAddress = browser.Server.Address }, "releasestory0001");
        await student.EnterAsync(code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        AnswerEntry[] answers = [.. SimpleAnswers.Of(await student.PackageAsync())];
        long sent = 0;
        foreach (AnswerEntry[] part in answers.Chunk(Session.MostAnswers))
        {
            await student.BringAsync(hello.Epoch, sent + 1, part);
            sent += part.Length;
        }

        return (await student.FinishAsync(hello.Epoch, sent)).ResultKey!;
    }

    /// <summary>Invited by the municipality, so that every school of it is in reach; the second factor is set on the way.</summary>
    private async Task<IPage> PsychologistAsync()
    {
        IPage keeper = await DemoAsync("муниципалитет");
        await keeper.GetByTestId("go-people").ClickAsync();
        string link = await StaffTour.InviteAsync(keeper, "psychologist");
        await keeper.Context.CloseAsync();

        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync(link);
        await page.GetByTestId("invite-login").FillAsync("vypusk");
        await page.GetByTestId("invite-name").FillAsync("Психолог города");
        await page.GetByTestId("invite-password").FillAsync(Password);
        await page.GetByTestId("invite-accept").ClickAsync();
        await SignInAsync(page, "vypusk", Password);
        await page.GetByTestId("factor-code").FillAsync(await page.FactorCodeAsync());
        await page.GetByTestId("factor-confirm").ClickAsync();
        await page.GetByTestId("recovery-kept").ClickAsync();
        await page.GetByTestId("home").WaitForAsync();
        return page;
    }

    private static async Task OpenClassAsync(IPage page, string name)
    {
        await page.GetByTestId("go-results").ClickAsync();
        await page.GetByTestId("results-list").WaitForAsync();
        await PageTour.LookAsync(page, "staff-results");
        await page.Locator("[data-testid=results-list] li[data-waiting]:not([data-waiting='0']) button").First.ClickAsync();
        await page.GetByTestId("results-classes").WaitForAsync();
        await PageTour.LookAsync(page, "staff-results-school");
        await page.Locator("[data-testid=results-classes] li", new PageLocatorOptions { HasTextString = name }).Locator("button").ClickAsync();
        await page.GetByTestId("class-results").WaitForAsync();
    }

    private static async Task ReleaseByKeyboardAsync(IPage page)
    {
        await page.GetByTestId("release-all").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("ask-yes").WaitForAsync();
        await page.Locator("[data-testid=release-signs] li").HasCountAsync(4);
        await PageTour.LookAsync(page, "staff-results-ask");
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal("release-all", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("ask-yes").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("ask-yes", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-testid=seat-1][data-state=released]").WaitForAsync();
        Assert.Equal("results-done", await page.EvaluateAsync<string>("document.activeElement.dataset.testid"));
        await PageTour.LookAsync(page, "staff-results-released");
    }

    private static async Task<string> NewKeyAsync(IPage page)
    {
        await page.Locator("[data-testid=seat-1] [data-testid=seat-key]").ClickAsync();
        await page.GetByTestId("ask-yes").ClickAsync();
        await page.GetByTestId("key-slip").WaitForAsync();
        await PageTour.LookAsync(page, "staff-key-slip");
        string made = (await page.GetByTestId("new-key").InnerTextAsync()).Trim();
        await page.GetByTestId("slip-done").ClickAsync();
        await page.GetByTestId("class-results").WaitForAsync();
        Assert.DoesNotContain(made, await page.ContentAsync(), StringComparison.Ordinal);
        return made;
    }

    private static async Task WithdrawAsync(IPage page)
    {
        await page.Locator("[data-testid=seat-1] [data-testid=seat-withdraw]").ClickAsync();
        await page.GetByTestId("withdraw-yes").ClickAsync();
        await page.Locator("#reason-fault p").WaitForAsync();
        await PageTour.LookAsync(page, "staff-results-withdraw");
        await page.GetByTestId("reason-mistake").PressAsync("Space");
        await page.GetByTestId("withdraw-yes").PressAsync("Enter");
        await page.Locator("[data-testid=seat-1][data-state=preliminary]").WaitForAsync();
        await PageTour.LookAsync(page, "staff-results-withdrawn");
    }

    private async Task<IPage> OpenResultAsync(string key)
    {
        IPage page = await TypeKeyAsync(key);
        await page.GetByTestId("result").WaitForAsync();
        return page;
    }

    private async Task<IPage> TypeKeyAsync(string key)
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/result");
        await page.GetByTestId("key-input").FillAsync(key);
        await page.Keyboard.PressAsync("Enter");
        return page;
    }

    private async Task<IPage> DemoAsync(string login)
    {
        IPage page = await (await browser.DeviceAsync()).NewPageAsync();
        await page.GotoAsync("/staff");
        await SignInAsync(page, login, StaffTour.PrintedPassword().Match(browser.Server.Output).Groups[1].Value);
        await page.GetByTestId("home").WaitForAsync();
        return page;
    }

    private static async Task SignInAsync(IPage page, string login, string password)
    {
        await page.GetByTestId("staff-login").FillAsync(login);
        await page.GetByTestId("staff-password").FillAsync(password);
        await page.GetByTestId("staff-enter").ClickAsync();
    }
}
