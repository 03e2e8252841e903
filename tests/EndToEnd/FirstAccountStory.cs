using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Tests.Doors;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// The first account as an operator makes it: at the console, before the server runs, with the password on standard input. And from that account, on
/// a server with nothing else in it, everybody a school needs, each on a browser of their own.
/// </summary>
[Collection(InOneBrowser.Name)]
public sealed class FirstAccountStory(Browser browser) : IDisposable
{
    private const string School = "Гимназия № 3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-first-account-");

    [Fact]
    public async Task Whoever_was_made_by_user_add_signs_in_and_sets_up_a_second_factor()
    {
        (int refused, string why) = await AddAsync("123456789012");
        Assert.True(refused != 0 && why.Contains("common", StringComparison.Ordinal), why);
        (int code, string output) = await AddAsync(RunningServer.Password);
        Assert.True(code == 0, output);
        (int again, string taken) = await AddAsync(RunningServer.Password);
        Assert.True(again != 0 && taken.Contains("ivanova", StringComparison.Ordinal), taken);

        using ServerProcess server = await ServerProcess.StartForGoodAsync(_folder.FullName);
        using HttpClient client = new() { BaseAddress = server.Address };
        using HttpResponseMessage wrong = await client.PostAsJsonAsync("/api/staff/enter", new { login = "ivanova", password = "не тот пароль совсем" });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using HttpResponseMessage entered = await client.PostAsJsonAsync("/api/staff/enter", new { login = "Ivanova", password = RunningServer.Password });
        Assert.Equal("factorDue", Text(await entered.Content.ReadFromJsonAsync<JsonElement>(), "stage"));
        await RunningServer.BringWordAsync(client);
        using HttpResponseMessage begun = await client.PostAsJsonAsync("/api/staff/factor", new { });
        JsonElement factor = await begun.Content.ReadFromJsonAsync<JsonElement>();
        string current = Totp.CodeAt(RunningServer.FromBase32(Text(factor, "secret")), Totp.StepAt(DateTimeOffset.UtcNow));
        using HttpResponseMessage confirmed = await client.PostAsJsonAsync("/api/staff/factor/confirm", new { kept = Text(factor, "kept"), code = current });
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        JsonElement me = await client.GetFromJsonAsync<JsonElement>("/api/staff/me");
        Assert.Equal(
            ("Иванова А. П.", "operator", "complete", "server", false),
            (Text(me, "name"), Text(me, "role"), Text(me, "stage"), Text(me.GetProperty("place"), "kind"), me.GetProperty("demo").GetBoolean()));
    }

    [ChromiumFact]
    public async Task From_the_console_to_a_school_whose_coordinator_teacher_and_psychologist_have_signed_in()
    {
        (int code, string output) = await AddAsync(RunningServer.Password);
        Assert.True(code == 0, output);
        using ServerProcess server = await ServerProcess.StartForGoodAsync(_folder.FullName);

        IPage operators = await PageAsync(server, "/staff");
        await StaffTour.SignInAsync(operators, "ivanova", RunningServer.Password);
        await SetFactorAsync(operators);
        await IsAsync(operators, "operator");
        await operators.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await operators.GetByTestId("lesson").HasCountAsync(0);
        await MakeSchoolAsync(operators);
        string toCoordinator = await InviteAsync(operators, "coordinator");

        IPage coordinator = await AcceptAsync(server, toCoordinator, "svetlova");
        await IsAsync(coordinator, "coordinator");
        await MakeClassAsync(coordinator);
        string toTeacher = await InviteAsync(coordinator, "teacher");
        await coordinator.GotoAsync("/staff#account");
        await coordinator.GetByTestId("factor-anew").ClickAsync();
        await coordinator.GetByTestId("owner-proof").FillAsync(RunningServer.Password);
        await coordinator.GetByTestId("factor-prove").ClickAsync();
        await SetFactorAsync(coordinator);
        string toPsychologist = await InviteAsync(coordinator, "psychologist");

        IPage teacher = await AcceptAsync(server, toTeacher, "kolosov");
        await IsAsync(teacher, "teacher");
        await teacher.GetByTestId("lesson").WaitForAsync();
        Assert.Equal((1, 0, 0), (await CountAsync(teacher, "lesson"), await CountAsync(teacher, "go-people"), await CountAsync(teacher, "go-results")));
        await teacher.GetByTestId("lesson-board").ClickAsync();
        await teacher.Locator("[data-testid=lesson-state][data-run=lobby]").WaitForAsync();

        IPage psychologist = await AcceptAsync(server, toPsychologist, "gorina");
        await SetFactorAsync(psychologist);
        await IsAsync(psychologist, "psychologist");
        Assert.Equal((0, 0), (await CountAsync(psychologist, "go-people"), await CountAsync(psychologist, "go-setup")));
        await psychologist.GetByTestId("go-results").ClickAsync();
        await psychologist.GetByTestId("results-classes").GetByText("9А").First.WaitForAsync();
        await psychologist.LookAsync("first-results");

        await coordinator.GotoAsync("/staff#people");
        await coordinator.ReloadAsync();
        ILocator people = coordinator.GetByTestId("people");
        foreach (string login in new[] { "svetlova", "kolosov", "gorina" })
        {
            await people.GetByText($"Сотрудник {login}").First.WaitForAsync();
        }

        Assert.DoesNotContain("Иванова", await people.InnerTextAsync(), StringComparison.Ordinal);
        foreach (IPage page in new[] { operators, coordinator, teacher, psychologist })
        {
            await page.Context.CloseAsync();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> AddAsync(string password)
    {
        string store = await StoryStore.LocationAsync(_folder.FullName);
        using Process process = Process.Start(new ProcessStartInfo(
            "dotnet", [ServerProcess.Executable, "user", "add", "--login", "ivanova", "--name", "Иванова А. П.", "--data", _folder.FullName, "--database", store])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        })!;
        await process.StandardInput.WriteLineAsync(password);
        process.StandardInput.Close();
        Task<string> said = process.StandardError.ReadToEndAsync();
        string written = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, written + await said);
    }

    /// <summary>On a server without a region: it is named with its first school.</summary>
    private static async Task MakeSchoolAsync(IPage operators)
    {
        await operators.GetByTestId("go-setup").ClickAsync();
        await operators.GetByTestId("setup-region-name").WaitForAsync();
        await operators.LookAsync("first-setup");
        await operators.GetByTestId("setup-region-name").FillAsync("Приозёрная область");
        await operators.GetByTestId("setup-municipality-name").FillAsync("Приозёрск");
        await operators.GetByTestId("setup-school-name").FillAsync(School);
        await operators.GetByTestId("setup-school-save").ClickAsync();
        await operators.GetByTestId("setup-school").GetByText(School).First.WaitForAsync();
    }

    private static async Task MakeClassAsync(IPage coordinator)
    {
        await coordinator.GetByTestId("go-setup").ClickAsync();
        await coordinator.GetByTestId("setup-add-class").ClickAsync();
        await coordinator.GetByTestId("setup-letter").FillAsync("А");
        await coordinator.GetByTestId("setup-seats").FillAsync("3");
        await coordinator.GetByTestId("setup-class-save").ClickAsync();
        await coordinator.GetByTestId("setup-class").WaitForAsync();
    }

    private async Task<IPage> PageAsync(ServerProcess server, string address)
    {
        IPage page = await (await browser.DeviceAsync(address: server.Address)).NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    /// <summary>A link of an invitation, on a browser that has seen nothing of this server.</summary>
    private async Task<IPage> AcceptAsync(ServerProcess server, string link, string login)
    {
        IPage page = await PageAsync(server, link);
        await page.GetByText(School).First.WaitForAsync();
        await StaffTour.TakeUpAsync(page, login);
        await StaffTour.SignInAsync(page, login, RunningServer.Password);
        return page;
    }

    private static async Task<string> InviteAsync(IPage page, string role)
    {
        await page.GotoAsync("/staff#people");
        await page.ReloadAsync();
        return await StaffTour.InviteAsync(page, role);
    }

    private static async Task SetFactorAsync(IPage page)
    {
        await page.GetByTestId("factor-code").FillAsync(await page.FactorCodeAsync());
        await page.GetByTestId("factor-confirm").ClickAsync();
        await page.GetByTestId("recovery-kept").ClickAsync();
    }

    private static Task IsAsync(IPage page, string role) => page.Locator($"[data-testid=home][data-role={role}]").WaitForAsync();

    private static Task<int> CountAsync(IPage page, string testId) => page.GetByTestId(testId).CountAsync();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
