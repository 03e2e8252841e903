using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Access;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Doors;

/// <summary>A lesson and a sign-in from end to end, with mistakes and a store that fails on the way: no secret stands in what was logged.</summary>
public sealed class SecretsInLogs : IAsyncLifetime
{
    private const string NewPassword = "холодный синий автобус";
    private readonly RunningServer _server = new() { Log = new CapturedLog() };
    private readonly List<string> _failed = [];
    private readonly List<string> _secrets = [RunningServer.Password, NewPassword];

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task No_password_token_code_key_or_pin_is_ever_logged()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        _secrets.Add(sheet.Pin);
        _secrets.AddRange(sheet.Cards.Select(card => card.Code));
        using HttpClient teacher = await _server.TeacherAsync(sheet);
        await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" });
        await LessonAsync(sheet);
        using HttpClient staff = await StaffAsync(sheet);
        await MistakesAsync(sheet, staff);
        await FailAsync(sheet, staff);
        string log = ((CapturedLog)_server.Log!).Text;
        // The failure above was logged: what is looked at is not empty.
        Assert.Contains("SQLite Error", log, StringComparison.Ordinal);
        Assert.All(_secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.OrdinalIgnoreCase));
        AssertStructured(((CapturedLog)_server.Log!).Json, sheet);
    }

    /// <summary>Every line is an object, says no secret and no address with a link, and where a door failed names the request as its refusal did.</summary>
    private void AssertStructured(IReadOnlyCollection<string> lines, CodeSheet sheet)
    {
        foreach (string line in lines)
        {
            using var parsed = JsonDocument.Parse(line);
            Assert.Equal(JsonValueKind.Object, parsed.RootElement.ValueKind);
        }

        // The framework's own lines below a warning hold addresses; the console never shows them.
        string own = string.Join('\n', lines.Where(line => !line.Contains("\"category\":\"Microsoft", StringComparison.Ordinal)));
        Assert.All(_secrets.Append(sheet.Class.BoardLink), secret => Assert.DoesNotContain(secret, own, StringComparison.OrdinalIgnoreCase));
        Assert.All(_failed, id => Assert.Contains(lines, line => line.Contains($"\"requestId\":\"{id}\"", StringComparison.Ordinal) && line.Contains("SQLite", StringComparison.Ordinal)));
        Assert.NotEmpty(_failed);
    }

    private async Task LessonAsync(CodeSheet sheet)
    {
        using StudentClient student = new(_server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        _secrets.Add(Keep(student.Entered, "token"));
        await student.DecideAsync(agree: true);
        string ticket = await student.TicketAsync();
        _secrets.Add(ticket);
        using (HubSocket socket = await HubSocket.ConnectAsync(_server.Address, $"/hub/session?ticket={ticket}"))
        {
            await socket.SendAsync($$"""{"type":1,"invocationId":"1","target":"Put","arguments":["{{sheet.Cards[0].Code}}"]}""");
            await socket.ReceiveAsync();
        }

        HelloReply hello = await student.HelloAsync();
        string key = (await student.FinishAsync(hello.Epoch, await student.AnswerAllAsync(hello.Epoch))).ResultKey!;
        _secrets.Add(key);
        using HttpClient anyone = _server.Client();
        using HttpResponseMessage result = await anyone.PostAsJsonAsync("/api/result", new { key });
        Assert.Equal(HttpStatusCode.OK, result.StatusCode);
    }

    private async Task<HttpClient> StaffAsync(CodeSheet sheet)
    {
        using HttpClient keeper = await _server.StaffAsync(StaffRole.Operator);
        using HttpResponseMessage invited = await keeper.PostAsJsonAsync("/api/staff/invitations", new { role = "psychologist", kind = "school", id = sheet.School.Id });
        string token = Keep(await invited.Content.ReadFromJsonAsync<JsonElement>(), "path").Split('=')[1];
        _secrets.Add(token);
        string login = $"person-{Guid.NewGuid():N}"[..20];
        HttpClient browser = _server.Client();
        using HttpResponseMessage accepted = await browser.PostAsJsonAsync(
            "/api/invitation/accept", new { token, login, name = "Новый сотрудник", password = RunningServer.Password });
        accepted.EnsureSuccessStatusCode();
        using HttpResponseMessage entered = await browser.PostAsJsonAsync("/api/staff/enter", new { login, password = RunningServer.Password });
        KeepCookies(entered);
        await BringWordAsync(browser);
        using HttpResponseMessage begun = await browser.PostAsJsonAsync("/api/staff/factor", new { password = RunningServer.Password });
        JsonElement factor = await begun.Content.ReadFromJsonAsync<JsonElement>();
        string code = Totp.CodeAt(RunningServer.FromBase32(Keep(factor, "secret")), Totp.StepAt(DateTimeOffset.UtcNow));
        using HttpResponseMessage confirmed = await browser.PostAsJsonAsync("/api/staff/factor/confirm", new { kept = Keep(factor, "kept"), code });
        KeepCookies(confirmed);
        _secrets.AddRange((await confirmed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recoveryCodes").EnumerateArray().Select(one => one.GetString()!));
        await BringWordAsync(browser);
        using HttpResponseMessage changed = await browser.PostAsJsonAsync("/api/staff/password", new { current = RunningServer.Password, next = NewPassword });
        Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        return browser;
    }

    private static async Task MistakesAsync(CodeSheet sheet, HttpClient staff)
    {
        foreach (string path in new[] { "/api/session/enter", "/api/result", "/api/staff/enter", "/api/invitation", $"/api/board/{sheet.Class.BoardLink}/enter", "/api/privacy/look", "/api/staff/password" })
        {
            foreach (string body in new[] { $"{{\"code\":\"{sheet.Cards[1].Code}\"", $"{{\"code\":[\"{sheet.Cards[1].Code}\"],\"deviceId\":7,\"login\":{{}},\"pin\":[\"{sheet.Pin}\"],\"password\":[\"{NewPassword}\"]}}", $"\"{NewPassword}\"" })
            {
                using StringContent content = new(body, Encoding.UTF8, "application/json");
                using HttpResponseMessage reply = await staff.PostAsync(new Uri(path, UriKind.Relative), content);
                Assert.InRange((int)reply.StatusCode, 400, 429);
            }
        }
    }

    /// <summary>The store loses a table, so that doors fail inside with what was sent to them in hand.</summary>
    private async Task FailAsync(CodeSheet sheet, HttpClient staff)
    {
        await using SqliteConnection other = new($"Data Source={Path.Combine(_server.Folder, "diagnostics.db")};Pooling=false");
        await other.OpenAsync();
        await using SqliteCommand drop = new("PRAGMA foreign_keys=OFF; ALTER TABLE account RENAME TO account_gone; ALTER TABLE seat RENAME TO seat_gone;", other);
        await drop.ExecuteNonQueryAsync();
        foreach ((string path, object body) in new (string, object)[]
        {
            ("/api/staff/enter", new { login = "anybody", password = NewPassword }),
            ("/api/session/enter", new { code = sheet.Cards[2].Code, deviceId = "0123456789abcdef" }),
        })
        {
            using HttpResponseMessage failed = await staff.PostAsJsonAsync(path, body);
            string told = await failed.Content.ReadAsStringAsync();
            Assert.True((int)failed.StatusCode >= 500, $"{path}: {failed.StatusCode}");
            Assert.DoesNotContain("SQLite", told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
            using var problem = JsonDocument.Parse(told);
            string id = failed.Headers.GetValues("X-Request-Id").Single();
            Assert.Equal(id, problem.RootElement.GetProperty("requestId").GetString());
            _failed.Add(id);
            SecurityHeaderTests.AssertHeaders(failed, path);
        }
    }

    private async Task BringWordAsync(HttpClient browser)
    {
        await RunningServer.BringWordAsync(browser);
        _secrets.Add(browser.DefaultRequestHeaders.GetValues(StaffCookie.WordHeader).Single());
    }

    private void KeepCookies(HttpResponseMessage reply) =>
        _secrets.AddRange(reply.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0].Split('=', 2)[1]));

    private string Keep(JsonElement element, string name)
    {
        string secret = element.GetProperty(name).GetString()!;
        _secrets.Add(secret);
        return secret;
    }
}
