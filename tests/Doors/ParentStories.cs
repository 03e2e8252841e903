using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>A parent's link from the printed sheet to the decision, and what staff sees of it, through the public doors.</summary>
public sealed partial class ParentStories(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Words = "parent-4";

    [Fact]
    public async Task The_sheet_is_printed_the_parent_agrees_and_the_student_begins()
    {
        CodeSheet sheet = await server.MakeClassAsync(parents: false);
        string[] links = await PrintAsync(sheet);
        Assert.Equal(sheet.Cards.Count, links.Distinct().Count());
        using HttpClient phone = server.Client();
        JsonElement seen = (await LookAsync(phone, links[0])).GetProperty("seen");
        Assert.Equal((1, true), (seen.GetProperty("seat").GetInt32(), seen.GetProperty("isNeeded").GetBoolean()));
        using HttpClient teacher = await server.TeacherAsync(sheet);
        Assert.Equal(3, (await teacher.GetFromJsonAsync<JsonElement>($"/api/board/{sheet.Class.BoardLink}")).GetProperty("consentMissing").GetInt32());
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        (await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" })).EnsureSuccessStatusCode();
        HelloReply hello = await student.HelloAsync();
        Assert.Equal((SessionState.Issued, ParentWord.Awaited), (hello.State, hello.Parent));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(phone, "decide", new { link = links[0], agree = true, textVersion = Words }));
        Assert.Equal(SessionState.InProgress, (await student.HelloAsync(hello.Epoch)).State);
    }

    [Fact]
    public async Task Nothing_but_a_right_link_with_the_words_of_now_decides_and_guesses_are_told_to_wait()
    {
        CodeSheet sheet = await server.MakeClassAsync(parents: false);
        string link = (await PrintAsync(sheet))[0];
        using HttpClient phone = server.Client();
        foreach (object body in new object[]
        {
            new { link, agree = true }, new { link, textVersion = Words }, new { link, agree = true, textVersion = "parent-0" },
            new { link, agree = true, textVersion = "consent-3-timed" },
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(phone, "decide", body));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(phone, "ask", new { link, kind = "money" }));
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            last = await PostAsync(phone, "look", new { link = $"ABCD-EFGH-JKMN-PQRS-{attempt:D4}" });
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(phone, "look", new { link }));
    }

    [Fact]
    public async Task What_a_parent_is_shown_holds_no_name_code_answer_or_result()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        string link = (await PrintAsync(sheet))[0];
        using HttpClient phone = server.Client();
        JsonElement seen = (await LookAsync(phone, link)).GetProperty("seen");
        Assert.Equal(
            ["asked", "className", "decided", "decision", "eraseFromMs", "isNeeded", "operatorAddress", "operatorName", "progress", "schoolName", "seat"],
            seen.EnumerateObject().Select(one => one.Name).Order());
        Assert.DoesNotContain(sheet.Cards[0].Code, seen.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_result_says_kindly_that_it_is_closed()
    {
        CodeSheet sheet = await server.MakeClassAsync(grade: 9);
        string link = (await PrintAsync(sheet))[0];
        using HttpClient teacher = await server.TeacherAsync(sheet);
        (await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" })).EnsureSuccessStatusCode();
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        await student.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "1", 1_000));
        FinishReply finish = await student.FinishAsync(hello.Epoch, 1);
        using HttpClient phone = server.Client();
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(phone, "decide", new { link, agree = false, textVersion = Words }));
        using HttpResponseMessage closed = await phone.PostAsJsonAsync("/api/result", new { key = finish.ResultKey });
        Assert.Equal(HttpStatusCode.Gone, closed.StatusCode);
        Assert.Equal("result-withdrawn", (await closed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Paper_is_recorded_for_all_but_some_and_every_text_can_be_read_again()
    {
        CodeSheet sheet = await server.MakeClassAsync(parents: false);
        using HttpClient psychologist = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, sheet.School.Id));
        string room = $"/api/consent/classes/{sheet.Class.Id}";
        using HttpResponseMessage none = await psychologist.PostAsJsonAsync($"{room}/record", new { seats = Array.Empty<int>(), party = "parent", agree = true });
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        using HttpResponseMessage two = await psychologist.PostAsJsonAsync($"{room}/record", new { seats = new[] { 1, 3, 77 }, party = "parent", agree = true });
        Assert.Equal(2, (await two.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recorded").GetInt32());
        JsonElement seats = (await psychologist.GetFromJsonAsync<JsonElement>(room)).GetProperty("seats");
        Assert.Equal(["agreed", null, "agreed", null], seats.EnumerateArray().Select(seat => seat.GetProperty("parent").GetString()));
        JsonElement line = seats[0].GetProperty("history")[0];
        Assert.Equal(("paper", "Сотрудник"), (line.GetProperty("way").GetString(), line.GetProperty("recordedBy").GetString()));
        using HttpClient anybody = server.Client();
        foreach (string version in server.Engine.ConsentTexts.Versions)
        {
            JsonElement text = await anybody.GetFromJsonAsync<JsonElement>($"/api/consent-text/{version}.json");
            Assert.Equal(version, text.GetProperty("version").GetString());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(new Uri("/api/consent-text/parent-0.json", UriKind.Relative))).StatusCode);
    }

    private async Task<string[]> PrintAsync(CodeSheet sheet)
    {
        using HttpClient keeper = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, sheet.School.Id));
        string html = await keeper.GetStringAsync(new Uri($"/setup/classes/{sheet.Class.Id}/parents", UriKind.Relative));
        return [.. LinkOnPaper().Matches(html).Select(match => match.Groups[1].Value)];
    }

    private static async Task<JsonElement> LookAsync(HttpClient phone, string link)
    {
        using HttpResponseMessage reply = await phone.PostAsJsonAsync("/api/parent/look", new { link });
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient phone, string door, object body)
    {
        using HttpResponseMessage reply = await phone.PostAsJsonAsync($"/api/parent/{door}", body);
        return reply.StatusCode;
    }

    [GeneratedRegex("""/parent#([0-9A-Z-]+)""")]
    internal static partial Regex LinkOnPaper();
}
