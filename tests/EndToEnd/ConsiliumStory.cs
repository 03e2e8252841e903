using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A consilium by keyboard: typed and found again, closed, its protocol saved and read back by another program, what became of its steps, and one screen with the student.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ConsiliumStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ReportFact]
    public async Task A_consilium_is_held_its_protocol_read_back_and_its_steps_are_asked_about()
    {
        CodeSheet sheet = await _server.MakeClassAsync(seats: 1);
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        await _server.FinishAsync(sheet, 1, "R", "I");
        IPage keeper = await browser.StaffAsync(_server, sheet, StaffRole.Coordinator);
        await keeper.MakeKeyAsync();
        IPage page = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await keeper.HandKeyAsync(page);
        await keeper.Context.CloseAsync();

        await AskAsync(page, sheet);
        await page.PressAsync("profile-consilium");
        await page.SeeAsync("[data-testid=consilium-none]");
        await TypeAsync(page);
        await page.LookAsync("consilium");
        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=consilium][data-open=true] [data-testid=consilium-step]");
        Assert.Equal("Решаем вместе до весны.", await page.GetByTestId("consilium-conclusion").InputValueAsync());
        Assert.Contains("Мамина Ольга", await page.GetByTestId("consilium-name").InputValueAsync(), StringComparison.Ordinal);
        await page.PressAsync("consilium-close");
        await page.LookAsync("consilium-close");
        await page.PressAsync("consilium-close-yes");
        await page.SeeAsync("[data-testid=consilium-held][data-number='1']");
        await page.LookAsync("consilium-held");
        await ProtocolAsync(page);
        await StepsAsync(page, sheet);
        await TalkAsync(page, sheet);
        await page.Context.CloseAsync();
    }

    /// <summary>A teacher of the school is asked about the student, answers by keyboard, and stands beside the student's own answers.</summary>
    private async Task AskAsync(IPage page, CodeSheet sheet)
    {
        IPage teacher = await browser.StaffAsync(_server, sheet, StaffRole.Teacher);
        Colleague asked = (await _server.Engine.Reviews.ColleaguesAsync(sheet.Class.Id, default)).Single(one => one.Role == StaffRole.Teacher);
        await page.GotoAsync($"/review#s/{sheet.Class.Id}/1");
        await page.SeeAsync("[data-testid=observers-none]");
        await page.GetByTestId("observer-whom").SelectOptionAsync(asked.Id);
        await page.PressAsync("observer-ask");
        await page.SeeAsync("[data-testid=observer][data-state=waiting]");

        await teacher.GotoAsync("/staff#addressed");
        await teacher.LookAsync("forms");
        await teacher.PressAsync("forms-fill-1");
        await teacher.PressAsync("form-send");
        await teacher.SeeAsync("[data-testid=form-missing]");
        for (int question = 0; question < 16; question++)
        {
            await teacher.MarkAsync($"form-{question}-{(question is 1 or 13 ? 5 : question is 3 ? 0 : 3)}");
        }

        await teacher.LookAsync("form");
        await teacher.PressAsync("form-send");
        await teacher.SeeAsync("[data-testid=forms-said]:not(:empty)");
        await teacher.GetByTestId("forms").HasCountAsync(0);
        await teacher.Context.CloseAsync();

        await page.ReloadAsync();
        await page.SeeAsync("[data-testid=observer][data-state=answered] [data-testid=observer-beside]");
        Assert.Equal("more", await page.Locator("[data-testid=observer-beside] tbody tr").First.Locator("td").Nth(1).GetAttributeAsync("data-seen"));
        await page.LookAsync("observers");
    }

    /// <summary>Two participants, a result from elsewhere, a conclusion and a step whose day has come.</summary>
    private static async Task TypeAsync(IPage page)
    {
        await page.PressAsync("consilium-begin");
        await page.GetByTestId("consilium-held-on").FillAsync("2026-11-20");
        await page.PressAsync("consilium-person-add");
        await page.GetByTestId("consilium-role").Nth(1).SelectOptionAsync("parent");
        await InsertAsync(page.GetByTestId("consilium-name"), "Мамина Ольга");
        await InsertAsync(page.GetByTestId("consilium-opinion").First, "Интерес к технике держится второй год.");
        await page.PressAsync("consilium-outside-add");
        await page.SeeAsync("[data-testid=consilium-saving][data-stage=unsound]");
        await page.GetByTestId("consilium-sector").SelectOptionAsync("it");
        await InsertAsync(page.GetByTestId("consilium-conclusion"), "Решаем вместе до весны.");
        await page.PressAsync("consilium-step-add");
        await page.GetByTestId("consilium-kind").SelectOptionAsync("tryOut");
        await page.GetByTestId("consilium-due").FillAsync("2026-11-21");
        await InsertAsync(page.GetByTestId("consilium-step-words"), "Проба в мастерской колледжа");
        await page.SeeAsync("[data-testid=consilium-saving][data-stage=saved]");

        async Task InsertAsync(ILocator field, string words)
        {
            await field.FocusAsync();
            await page.Keyboard.InsertTextAsync(words);
        }
    }

    private static async Task ProtocolAsync(IPage page)
    {
        IDownload download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("consilium-pdf-make"), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        string file = await download.PathAsync();
        if (Browser.KeepsPictures)
        {
            File.Copy(file, Path.Combine(Browser.Screenshots, "consilium.pdf"), overwrite: true);
        }

        string text = Assert.Single(await PdfReader.PagesAsync(file));
        foreach (string told in new[] { "Протокол консилиума № 1", "Мамина Ольга", "Решаем вместе до весны.", "Профессиональная проба", "мастерской", "«Билет в будущее»", "Подписи участников" })
        {
            Assert.Contains(told, text, StringComparison.Ordinal);
        }

        // On paper only what was asked for.
        await page.EvaluateAsync("window.print = () => { window.kept = document.querySelector('[data-testid=consilium-held]').classList.contains('no-print'); }");
        await page.PressAsync("consilium-print");
        await page.WaitForFunctionAsync("() => window.kept === false");
    }

    private async Task StepsAsync(IPage page, CodeSheet sheet)
    {
        await page.GotoAsync("/review#f");
        await page.GetByTestId("steps-until").FillAsync("2027-01-10");
        await page.SeeAsync("[data-testid=steps][data-total='1']");
        await page.MarkAsync("steps-all");
        await page.GetByTestId("steps-outcome").SelectOptionAsync("goesOn");
        await page.GetByTestId("steps-next").FillAsync("2027-02-01");
        await page.LookAsync("steps");
        await page.PressAsync("steps-save");
        await page.SeeAsync("[data-testid=steps-saved][data-n='1']");
        await page.SeeAsync("[data-testid=steps-empty]");
        ConsiliumView held = Assert.Single((await _server.Engine.Consilia.ReadAsync(sheet.Class.Id, 1, "nobody", default))!.All);
        Assert.Equal(new DateOnly(2027, 2, 1), Assert.Single(held.Steps[0].Outcomes).Next);
    }

    /// <summary>Nothing before a release; then the result and the steps, without anything that is the psychologist's.</summary>
    private async Task TalkAsync(IPage page, CodeSheet sheet)
    {
        await page.GotoAsync($"/review#t/{sheet.Class.Id}/1");
        await page.SeeAsync("[data-testid=talk-unreleased]");
        await _server.Engine.Releases.ReleaseAsync(sheet.Class.Id, 1, "psychologist", default);
        await page.ReloadAsync();
        await page.PressAsync("talk-begin");
        await page.PressAsync("consilium-step-add");
        await page.SeeAsync("[data-testid=talk-saving][data-stage=saved]");
        await page.LookAsync("talk");
        foreach (string kept in new[] { "profile-trust", "profile-path", "review-need", "consilium-conclusion", "consilium-opinion" })
        {
            await page.GetByTestId(kept).HasCountAsync(0);
        }

        Assert.Equal(2, (await _server.Engine.Consilia.ReadAsync(sheet.Class.Id, 1, "nobody", default))!.All.Length);
    }
}
