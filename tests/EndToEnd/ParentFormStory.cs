using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The parents' questions by keyboard on a phone: agreed by the slip's link, answered, corrected, read by the psychologist beside the student's own answers, and gone with the agreement.</summary>
[Collection(InOneBrowser.Name)]
public sealed class ParentFormStory(Browser browser) : IAsyncLifetime
{
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [ChromiumFact]
    public async Task A_parent_answers_and_corrects_and_the_psychologist_reads_it_until_the_agreement_is_taken_back()
    {
        CodeSheet sheet = await _server.MakeClassAsync(seats: 1, parents: false);
        string link = (await _server.Engine.ParentSheets.PrintAsync(sheet.Class.Id, "keeper", default))!.Cards[0].Link;
        IPage phone = await (await browser.DeviceAsync(360, address: _server.Address)).NewPageAsync();
        await phone.GotoAsync($"{_server.Address}parent#{link}");
        await phone.SeeAsync("[data-testid=parent][data-decision=none]");
        await phone.GetByTestId("parent-questions").HasCountAsync(0);
        await phone.PressAsync("parent-agree");
        await phone.PressAsync("parent-yes");
        await phone.SeeAsync("[data-testid=parent-questions][data-answered=false]");
        await phone.LookAsync("parent-questions");
        await FillAsync(phone);

        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        await _server.FinishAsync(sheet, 1, "R", "I");
        IPage psychologist = await browser.StaffAsync(_server, sheet, StaffRole.Psychologist);
        await psychologist.GotoAsync($"/review#s/{sheet.Class.Id}/1");
        await psychologist.SeeAsync("[data-testid=parents][data-answered=true] [data-testid=parents-beside]");
        ILocator first = psychologist.Locator("[data-testid=parents-beside] tbody tr").First;
        Assert.Equal(("ahead", "unseen"), (await first.Locator("td").Nth(0).GetAttributeAsync("data-own"), await first.Locator("td").Nth(1).GetAttributeAsync("data-seen")));
        Assert.Contains("Поступить в колледж или техникум", await psychologist.GetByTestId("parents-plans").InnerTextAsync(), StringComparison.Ordinal);
        await psychologist.LookAsync("profile-parents");
        await psychologist.GotoAsync($"/review#g/{sheet.Class.Id}");
        await psychologist.SeeAsync("[data-testid=group-part-parents]");

        await CorrectAsync(phone);
        await psychologist.GotoAsync($"/review#s/{sheet.Class.Id}/1");
        await psychologist.ReloadAsync();
        await psychologist.SeeAsync("[data-testid=parents-plans]:has-text('Поступить в вуз')");
        await phone.PressAsync("parent-withdraw");
        await phone.PressAsync("parent-yes");
        await phone.SeeAsync("[data-testid=parent][data-decision=withdrawn]");
        await phone.GetByTestId("parent-questions").HasCountAsync(0);
        await phone.PressAsync("parent-agree");
        await phone.PressAsync("parent-yes");
        await phone.SeeAsync("[data-testid=parent-questions][data-answered=false]");
        await psychologist.ReloadAsync();
        await psychologist.SeeAsync("[data-testid=parents][data-answered=false]");
        await phone.Context.CloseAsync();
        await psychologist.Context.CloseAsync();
    }

    /// <summary>Screen by screen; one that is not whole is not left, and a line that breaks loses nothing.</summary>
    private static async Task FillAsync(IPage phone)
    {
        await phone.PressAsync("parent-questions-start");
        await phone.SeeAsync("[data-testid=parent-form][data-block='0']");
        await phone.PressAsync("parent-form-next");
        await phone.SeeAsync("[data-testid=parent-form-missing]");
        await phone.LookAsync("parent-form-missing");
        foreach ((string[] doings, int block) in new[] { (new[] { "c01", "r01", "a01", "i01" }, 0), (["s01", "e01", "i02", "r02"], 1), (["e02", "s02", "c02", "a02"], 2) })
        {
            await phone.SeeAsync($"[data-testid=parent-form][data-block='{block}']");
            foreach (string doing in doings)
            {
                await phone.MarkAsync($"parent-{doing}-{(doing[0] == 'r' ? "unknown" : doing[0] == 'i' ? "4" : "2")}");
            }

            await phone.PressAsync("parent-form-next");
        }

        await phone.SeeAsync("[data-testid=parent-form][data-block='3']");
        await phone.MarkAsync("parent-goal-1");
        await phone.MarkAsync("parent-support-2");
        await phone.MarkAsync("parent-support-0");
        await phone.LookAsync("parent-form-next");
        await phone.PressAsync("parent-form-next");
        await phone.SeeAsync("[data-testid=parent-form][data-block='4']");
        foreach (string said in new[] { "told", "s1", "s2", "s3" })
        {
            await phone.MarkAsync($"parent-{said}-3");
        }

        await phone.LookAsync("parent-form-last");
        await phone.Context.SetOfflineAsync(true);
        await phone.PressAsync("parent-form-next");
        await phone.SeeAsync("[data-testid=parent-form-fault][data-fault=offline]");
        await phone.LookAsync("parent-form-offline");
        await phone.Context.SetOfflineAsync(false);
        await phone.SeeAsync("[data-testid=parent-questions][data-answered=true]");
        Assert.Equal(0, await phone.EvaluateAsync<int>("sessionStorage.length"));
        await phone.LookAsync("parent-answered");
    }

    private static async Task CorrectAsync(IPage phone)
    {
        await phone.PressAsync("parent-questions-start");
        for (int block = 0; block < 5; block++)
        {
            await phone.SeeAsync($"[data-testid=parent-form][data-block='{block}']");
            if (block == 3)
            {
                await phone.MarkAsync("parent-goal-2");
            }

            await phone.PressAsync("parent-form-next");
        }

        await phone.Locator("[data-testid=parent-questions] summary").PressAsync("Enter");
        await phone.SeeAsync("[data-testid=parent-own]:has-text('Поступить в вуз')");
        await phone.LookAsync("parent-own");
    }
}
