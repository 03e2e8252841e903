using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Doors;

/// <summary>A decision through the door: signed, opened by the student's key, changed, withdrawn; and every refusal with its word.</summary>
public sealed class DecisionStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task What_is_signed_is_what_the_students_key_opens_and_the_others_texts_are_not_in_it()
    {
        (SchoolClass room, string key) = await FinishedAsync();
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, room.SchoolId));
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, room.SchoolId));
        JsonElement colleague = (await own.GetFromJsonAsync<JsonElement>($"/api/review/classes/{room.Id}/colleagues"))
            .EnumerateArray().Single(one => one.GetProperty("role").GetString() == "teacher");
        JsonElement state = await StateAsync(own, room);
        JsonElement[] computed = [.. state.GetProperty("computed").EnumerateArray()];
        string hidden = computed.First(item => item.GetProperty("kind").GetString() == "profession").GetProperty("code").GetString()!;
        string added = server.Engine.Atlases.Newest.Professions.First(one => computed.All(item => item.GetProperty("code").GetString() != one.Code)).Code;
        object order = new
        {
            version = 1,
            protocol = state.GetProperty("protocol").GetString(),
            draft = 0,
            changes = new object[]
            {
                new { kind = "profession", code = hidden, verdict = "hidden", reason = "studentsWish" },
                new { kind = "profession", code = added, verdict = "added", reason = "ownExperience", words = "Ты уже пробовал" },
            },
            texts = new { student = "Слова ученику", parent = "Слова родителю", teacher = "Слова учителю", teacherId = colleague.GetProperty("id").GetString() },
        };
        JsonElement signed = await SignAsync(own, room, order, HttpStatusCode.OK);
        string json = await OpenAsync(key);
        JsonElement conclusion = JsonDocument.Parse(json).RootElement.GetProperty("conclusion");
        Assert.Equal("Слова ученику", conclusion.GetProperty("text").GetString());
        Assert.StartsWith(conclusion.GetProperty("seal").GetString()!, signed.GetProperty("hash").GetString()!, StringComparison.Ordinal);
        Assert.Equal(added, Assert.Single(conclusion.GetProperty("chosen").EnumerateArray()).GetProperty("code").GetString());
        Assert.All(
            new[] { $"\"{hidden}\"", "Слова родителю", "Слова учителю", colleague.GetProperty("id").GetString()! },
            other => Assert.DoesNotContain(other, json, StringComparison.Ordinal));

        // The same again is a version that exists already; withdrawn, the page is preliminary and says nothing of it.
        Assert.Equal("review-signed", CodeOf(await SignAsync(own, room, order, HttpStatusCode.Conflict)));
        JsonElement version = Assert.Single((await StateAsync(own, room)).GetProperty("versions").EnumerateArray());
        Assert.Equal("Слова родителю", version.GetProperty("texts").GetProperty("parent").GetString());
        Assert.Equal("hidden", version.GetProperty("choices").EnumerateArray().Single(one => one.GetProperty("code").GetString() == hidden).GetProperty("verdict").GetString());
        using HttpResponseMessage replaced = await own.PostAsJsonAsync($"/api/staff/results/classes/{room.Id}/withdraw", new { seat = 1, reason = "replaced" });
        Assert.Equal(HttpStatusCode.BadRequest, replaced.StatusCode);
        using HttpResponseMessage withdrawn = await own.PostAsJsonAsync($"/api/staff/results/classes/{room.Id}/withdraw", new { seat = 1, reason = "mistake" });
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.DoesNotContain("Слова", await OpenAsync(key), StringComparison.Ordinal);
        Assert.Equal(
            [AuditAct.ReleaseWithdrawn, AuditAct.ResultReleased, AuditAct.ReviewSigned, AuditAct.ProfileRead],
            (await server.Engine.Audit.ReadAsync(new OrgNode(NodeKind.Class, room.Id), long.MaxValue, default)).Take(4).Select(line => line.Act));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_its_word()
    {
        (SchoolClass room, _) = await FinishedAsync();
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, room.SchoolId));
        string protocol = (await StateAsync(own, room)).GetProperty("protocol").GetString()!;
        object texts = new { student = "Слова" };
        foreach ((object order, HttpStatusCode status, string code) in new (object, HttpStatusCode, string)[]
        {
            (new { }, HttpStatusCode.BadRequest, "review-invalid"),
            (new { version = 1, protocol }, HttpStatusCode.BadRequest, "review-invalid"),
            (new { version = 1, protocol, texts, changes = new object?[] { null } }, HttpStatusCode.BadRequest, "review-invalid"),
            (new { version = 1, protocol, texts, changes = new[] { new { kind = "profession", code = "a", reason = "judgement" } } }, HttpStatusCode.BadRequest, "review-invalid"),
            (new { version = 1, protocol, texts, changes = new[] { new { kind = "profession", code = "a", verdict = "hidden", reason = "judgement" } } }, HttpStatusCode.BadRequest, "review-changes"),
            (new { version = 1, protocol, texts = new { parent = "Слова" } }, HttpStatusCode.BadRequest, "review-texts"),
            (new { version = 1, protocol, texts = new { student = "Слова", teacher = "Слова", teacherId = "nobody" } }, HttpStatusCode.BadRequest, "review-teacher"),
            (new { version = 1, protocol = new string('0', 64), texts }, HttpStatusCode.Conflict, "protocol-changed"),
            (new { version = 2, protocol, texts }, HttpStatusCode.Conflict, "review-signed"),
            (new { version = 1, protocol, texts, draft = 3 }, HttpStatusCode.Conflict, "draft-changed"),
        })
        {
            Assert.Equal(code, CodeOf(await SignAsync(own, room, order, status)));
        }

        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(own, room, "seats/1/draft", new { version = 1, generation = 1, revision = 1, protocol, @sealed = "a" }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(own, room, "seats/1/draft", new { version = 1, generation = 1, revision = 1, protocol }));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(own, room, "seats/2/sign", new { version = 1, protocol, texts }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(own, room, "batch/look", new { seats = Enumerable.Range(1, 201) }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(own, room, "batch", new { stamp = "a", texts, seats = Array.Empty<int>() }));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(own, room, "batch", new { stamp = "a", texts, seats = new[] { 1 } }));
        Assert.Equal(0, (await StateAsync(own, room)).GetProperty("versions").GetArrayLength());
    }

    private static async Task<JsonElement> StateAsync(HttpClient browser, SchoolClass room) =>
        await browser.GetFromJsonAsync<JsonElement>($"/api/review/classes/{room.Id}/seats/1/decision");

    private static async Task<JsonElement> SignAsync(HttpClient browser, SchoolClass room, object order, HttpStatusCode expected)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync($"/api/review/classes/{room.Id}/seats/1/sign", order);
        Assert.Equal(expected, reply.StatusCode);
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, SchoolClass room, string path, object body)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync($"/api/review/classes/{room.Id}/{path}", body);
        return reply.StatusCode;
    }

    private static string CodeOf(JsonElement problem) => problem.GetProperty("code").GetString()!;

    private async Task<string> OpenAsync(string key)
    {
        using HttpClient student = server.Client();
        using HttpResponseMessage reply = await student.PostAsJsonAsync("/api/result", new { key });
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return JsonSerializer.Serialize(await reply.Content.ReadFromJsonAsync<JsonElement>(), ReviewHouse.Readable);
    }

    /// <summary>A class of which seat 1 has finished, and the key of that result.</summary>
    private async Task<(SchoolClass Room, string Key)> FinishedAsync()
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
        return (room, (await student.FinishAsync(hello.Epoch, answers.Length)).ResultKey!);
    }
}
