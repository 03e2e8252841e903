using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The first account as an operator makes it: at the console, before the server runs, with the password on standard input.</summary>
public sealed class FirstAccountStory : IDisposable
{
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

        using ServerProcess server = await ServerProcess.StartAsync(_folder.FullName);
        using HttpClient browser = new() { BaseAddress = server.Address };
        using HttpResponseMessage wrong = await browser.PostAsJsonAsync("/api/staff/enter", new { login = "ivanova", password = "не тот пароль совсем" });
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        using HttpResponseMessage entered = await browser.PostAsJsonAsync("/api/staff/enter", new { login = "Ivanova", password = RunningServer.Password });
        Assert.Equal("factorDue", Text(await entered.Content.ReadFromJsonAsync<JsonElement>(), "stage"));
        await RunningServer.BringWordAsync(browser);
        using HttpResponseMessage begun = await browser.PostAsJsonAsync("/api/staff/factor", new { });
        JsonElement factor = await begun.Content.ReadFromJsonAsync<JsonElement>();
        string current = Totp.CodeAt(RunningServer.FromBase32(Text(factor, "secret")), Totp.StepAt(DateTimeOffset.UtcNow));
        using HttpResponseMessage confirmed = await browser.PostAsJsonAsync("/api/staff/factor/confirm", new { kept = Text(factor, "kept"), code = current });
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        JsonElement me = await browser.GetFromJsonAsync<JsonElement>("/api/staff/me");
        Assert.Equal(
            ("Иванова А. П.", "operator", "complete", "server", false),
            (Text(me, "name"), Text(me, "role"), Text(me, "stage"), Text(me.GetProperty("place"), "kind"), me.GetProperty("demo").GetBoolean()));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> AddAsync(string password)
    {
        using Process process = Process.Start(new ProcessStartInfo(
            "dotnet", [ServerProcess.Executable, "user", "add", "--login", "ivanova", "--name", "Иванова А. П.", "--data", _folder.FullName])
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

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
