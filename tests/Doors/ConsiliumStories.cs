using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Doors;

/// <summary>Consilia and colleagues' forms through the door: what makes no sense is refused with its word, and a colleague reads no answers of another.</summary>
public sealed class ConsiliumStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task What_makes_no_sense_is_refused_with_its_word()
    {
        SchoolClass room = await FinishedAsync();
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, room.SchoolId));
        object[] none = [];
        foreach ((string path, object body, HttpStatusCode status, string code) in new (string, object, HttpStatusCode, string)[]
        {
            ("seats/1/consilium", new { }, HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order(none, none, none, words: "слова"), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order([new { accountId = "a" }], none, none), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order([new { role = "parent" }, null!], none, none), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order([new { role = "parent", accountId = "nobody" }], none, none), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order(none, [new { kind = "talk" }], none), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order(none, [new { kind = "talk", due = "1026-01-01" }], none), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order(none, [.. Enumerable.Repeat(new { kind = "talk", due = "2026-12-01" }, 16)], none), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order(none, none, [new { source = "college", on = "2026-12-01", sectors = new[] { "nowhere" } }]), HttpStatusCode.BadRequest, "consilium-invalid"),
            ("seats/1/consilium", Order(none, none, none), HttpStatusCode.Conflict, "consilium-changed"),
            ("seats/1/consilium/close", new { number = 1, revision = 1 }, HttpStatusCode.Conflict, "consilium-changed"),
            ("seats/2/consilium/close", new { number = 1, revision = 1 }, HttpStatusCode.NotFound, "not-found"),
            ("steps", new { }, HttpStatusCode.BadRequest, "steps-invalid"),
            ("steps", new { marks = none }, HttpStatusCode.BadRequest, "steps-invalid"),
            ("steps", new { marks = new[] { new { seat = 1, number = 1, step = 1, entry = 0 } } }, HttpStatusCode.BadRequest, "steps-invalid"),
            ("steps", new { marks = new[] { new { seat = 1, number = 1, step = 1, entry = 0, outcome = "done" } } }, HttpStatusCode.Conflict, "steps-changed"),
            ("seats/1/observers", new { accountId = "nobody" }, HttpStatusCode.Conflict, "observer-changed"),
            ("seats/1/observers/recall", new { }, HttpStatusCode.Conflict, "observer-changed"),
        })
        {
            using HttpResponseMessage reply = await own.PostAsJsonAsync($"/api/review/classes/{room.Id}/{path}", body);
            Assert.True(reply.StatusCode == status, $"{path} {JsonSerializer.Serialize(body)}: {reply.StatusCode}");
            Assert.Equal(code, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        Assert.Equal(0, (await own.GetFromJsonAsync<JsonElement>("/api/review/steps?until=2030-01-01")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_colleague_answers_what_was_asked_of_the_own_account_and_reads_nothing_back()
    {
        SchoolClass room = await FinishedAsync();
        OrgNode school = new(NodeKind.School, room.SchoolId);
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, school);
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, school);
        using HttpClient neighbour = await server.StaffAsync(StaffRole.Coordinator, school);
        string asked = (await server.Engine.Reviews.ColleaguesAsync(room.Id, default)).Single(one => one.Role == StaffRole.Teacher).Id;
        using HttpResponseMessage sent = await own.PostAsJsonAsync($"/api/review/classes/{room.Id}/seats/1/observers", new { accountId = asked });
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        string door = $"/api/staff/addressed/forms/classes/{room.Id}/seats/1";
        JsonElement asks = (await teacher.GetFromJsonAsync<JsonElement>("/api/staff/addressed/forms")).GetProperty("questions");
        string? version = asks.GetProperty("version").GetString();
        int[] given = [.. asks.GetProperty("questions").EnumerateArray().Select(_ => 4)];
        object answers = new { version, answers = given };
        using HttpResponseMessage old = await teacher.PostAsJsonAsync(door, new { version = "1.0.0", answers = given });
        Assert.Equal((HttpStatusCode.Conflict, "questions-changed"), (old.StatusCode, (await old.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        foreach ((HttpClient who, object body, bool kept) in new (HttpClient, object, bool)[]
        {
            (neighbour, answers, false), (own, answers, false), (teacher, new { }, false), (teacher, new { version, answers = new[] { 1 } }, false), (teacher, answers, true), (teacher, answers, false),
        })
        {
            using HttpResponseMessage reply = await who.PostAsJsonAsync(door, body);
            Assert.Equal(kept, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("kept").GetBoolean());
        }

        Assert.Equal(0, (await teacher.GetFromJsonAsync<JsonElement>("/api/staff/addressed/forms")).GetProperty("forms").GetArrayLength());
        using HttpResponseMessage read = await teacher.GetAsync($"/api/review/classes/{room.Id}/seats/1/observers");
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        JsonElement form = Assert.Single((await own.GetFromJsonAsync<JsonElement>($"/api/review/classes/{room.Id}/seats/1/observers")).GetProperty("forms").EnumerateArray());
        Assert.Equal(given.Length, form.GetProperty("answers").GetArrayLength());
        Assert.Equal(asks.GetRawText(), form.GetProperty("questions").GetRawText());
    }

    private static object Order(object[] participants, object[] steps, object[] outside, string words = "a") =>
        new { number = 1, generation = 1, revision = 1, participants, steps, outside, @sealed = words };

    /// <summary>A class of which seat 1 has finished.</summary>
    private async Task<SchoolClass> FinishedAsync()
    {
        OrgTree tree = server.Engine.Organisation;
        Municipality place = await tree.AddMunicipalityAsync((await tree.AddRegionAsync($"Край {Guid.NewGuid():N}", default)).Id, "Округ", default);
        SchoolClass room = await tree.AddClassAsync((await tree.AddSchoolAsync(place.Id, "Школа", Settlement.City, default)).Id, 9, "А", 2, 0, default);
        await Consent.ParentsOnPaper.AgreeAsync(server.Engine, room.Id);
        await server.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync((await server.Engine.Cards.ReadAsync(room.Id, default))!.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        AnswerEntry[] answers = [.. Interested.Answers(server.Engine.Batteries.For(9)!, "R", "I")];
        await student.PutAsync(hello.Epoch, 1, answers);
        await student.FinishAsync(hello.Epoch, answers.Length);
        return room;
    }
}
