using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Paper;

namespace Diagnostics.Tests.Doors;

/// <summary>A class on paper through the public doors: printed, keyed twice, and the student's result opened by the key the psychologist gives.</summary>
public sealed partial class PaperStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_form_is_printed_keyed_twice_and_its_result_opens_by_the_psychologists_key()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        OrgNode school = new(NodeKind.School, sheet.School.Id);
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, school);
        using HttpClient psychologist = await server.StaffAsync(StaffRole.Psychologist, school);
        string code = sheet.Cards[0].Code;
        string[] answers = PaperFill.Of(server.Engine.Batteries.For(9, BatteryVariant.Standard)!);
        JsonElement look = await OkAsync(teacher, "/api/staff/paper/look", new { code });
        Assert.Equal((sheet.Class.Name, 1, JsonValueKind.Null), (look.GetProperty("className").GetString(), look.GetProperty("seat").GetInt32(), look.GetProperty("waiting").ValueKind));
        Assert.Equal("waits", Kind(await OkAsync(teacher, "/api/staff/paper", new { code, keying = "first-keying", agrees = true, answers })));
        Assert.False((await OkAsync(psychologist, "/api/staff/paper/look", new { code })).GetProperty("waiting").GetProperty("isOwn").GetBoolean());
        JsonElement merged = await OkAsync(psychologist, "/api/staff/paper", new { code, keying = "second-keying", agrees = true, answers });
        Assert.Equal(("merged", answers.Length), (Kind(merged), merged.GetProperty("answers").GetInt32()));
        Assert.DoesNotContain("key", merged.GetRawText(), StringComparison.OrdinalIgnoreCase);

        JsonElement told = await OkAsync(psychologist, $"/api/staff/results/classes/{sheet.Class.Id}/key", new { seat = 1 });
        using HttpClient student = server.Client();
        JsonElement result = await OkAsync(student, "/api/result", new { key = told.GetProperty("key").GetString() });
        Assert.Equal("riasec", result.GetProperty("sections")[0].GetProperty("instrumentId").GetString());
        Assert.Equal("paper-finished", await RefusedAsync(teacher, "/api/staff/paper/look", new { code }, HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_wrong_code_and_one_of_another_school_lead_nowhere()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        School elsewhere = await new SchoolRegister(server.Engine.Organisation).AddSchoolAsync(null, "Заречье", "Школа № 6", Settlement.City, default);
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, elsewhere.Id));
        foreach (string code in new[] { sheet.Cards[0].Code, "AAAA-BBBB-CCCC", "" })
        {
            Assert.Equal("code-unknown", await RefusedAsync(teacher, "/api/staff/paper/look", new { code }, HttpStatusCode.NotFound));
            Assert.Equal(
                "code-unknown", await RefusedAsync(teacher, "/api/staff/paper", new { code, keying = "first-keying", agrees = false }, HttpStatusCode.NotFound));
        }
    }

    [Fact]
    public async Task The_printed_form_has_every_item_and_code_the_words_of_consent_and_neither_name_nor_key()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, sheet.School.Id));
        Battery battery = server.Engine.Batteries.For(9, BatteryVariant.Standard)!;
        string all = await PrintedAsync(teacher, $"/setup/classes/{sheet.Class.Id}/paper");
        Assert.Equal(Enumerable.Range(1, battery.ItemCount), ItemNumbers().Matches(all).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(sheet.Cards, card => Assert.Contains($">{card.Code}<", all, StringComparison.Ordinal));
        Assert.All(battery.Steps.SelectMany(step => step.Form.Items), item => Assert.Contains(item.Text.Russian, all, StringComparison.Ordinal));
        Assert.Equal(battery.Steps.Count(step => step.Seconds is not null), Regex.Count(all, "paper-proctor"));
        Assert.Contains("Участвовать не обязательно.", all, StringComparison.Ordinal);
        Assert.Contains("3 коротких раздела", all, StringComparison.Ordinal);
        Assert.DoesNotContain("{n", all, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", all, StringComparison.Ordinal);
        string one = await PrintedAsync(teacher, $"/setup/classes/{sheet.Class.Id}/paper?seat=2");
        Assert.Equal((true, false), (one.Contains(sheet.Cards[1].Code, StringComparison.Ordinal), one.Contains(sheet.Cards[0].Code, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync(new Uri($"/setup/classes/{sheet.Class.Id}/paper?seat=99", UriKind.Relative))).StatusCode);
        Assert.Equal(2, await server.Engine.Writer.RunAsync(
            null, scope => scope.Scalar<long>("SELECT COUNT(*) FROM audit_entry WHERE act = 'paperPrinted' AND object_id = @Id", new { sheet.Class.Id }), default));
    }

    private static async Task<string> PrintedAsync(HttpClient browser, string path) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(path, UriKind.Relative)));

    private static async Task<JsonElement> OkAsync(HttpClient browser, string path, object body)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(path, body);
        string text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, $"{path}: {reply.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<string?> RefusedAsync(HttpClient browser, string path, object body, HttpStatusCode status)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(path, body);
        Assert.Equal(status, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    private static string? Kind(JsonElement reply) => reply.GetProperty("kind").GetString();

    [GeneratedRegex(@"paper-text""><b>(\d+)\.</b>")]
    private static partial Regex ItemNumbers();
}
