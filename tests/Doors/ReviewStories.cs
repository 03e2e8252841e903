using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>The queue, the talks and profiles through the door: whose students are told to whom, and what stands in the log of it.</summary>
public sealed class ReviewStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_psychologist_reads_the_queue_notes_a_talk_and_both_stand_in_the_log()
    {
        (School school, SchoolClass room) = await SchoolAsync();
        (School other, _) = await SchoolAsync(school.MunicipalityId);
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, school.Id));
        using HttpClient both = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.Municipality, school.MunicipalityId));

        JsonElement row = Assert.Single((await ReadAsync(own, "")).GetProperty("rows").EnumerateArray().ToArray());
        Assert.Equal((room.Id, 1), (row.GetProperty("classId").GetString(), row.GetProperty("seat").GetInt32()));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("talk").ValueKind);
        await ReadAsync(own, "");
        Assert.Equal(HttpStatusCode.NoContent, await NoteAsync(own, room.Id, 1, held: true));
        Assert.Equal(HttpStatusCode.NotFound, await NoteAsync(own, room.Id, 2, held: true));
        row = Assert.Single((await ReadAsync(own, "?state=talked")).GetProperty("rows").EnumerateArray().ToArray());
        Assert.Equal("Сотрудник", row.GetProperty("talk").GetProperty("by").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await NoteAsync(own, room.Id, 1, held: false));

        // The same by a colleague of both schools: one of them at a time, or all; each that is shown gets an entry.
        Assert.Equal(2, (await ReadAsync(both, "")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await ReadAsync(both, $"?school={other.Id}")).GetProperty("total").GetInt32());
        Assert.Equal(
            [AuditAct.ResultsRead, AuditAct.TalkTakenBack, AuditAct.TalkHeld, AuditAct.ResultsRead],
            (await server.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, school.Id), long.MaxValue, default))
                .Select(line => line.Act).Where(act => act is AuditAct.ResultsRead or AuditAct.TalkHeld or AuditAct.TalkTakenBack));
        Assert.Equal(
            1,
            (await server.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, other.Id), long.MaxValue, default)).Count(line => line.Act == AuditAct.ResultsRead));
    }

    [Fact]
    public async Task Another_school_is_not_there_and_a_question_that_makes_no_sense_is_refused()
    {
        (School school, SchoolClass room) = await SchoolAsync();
        (School other, SchoolClass foreign) = await SchoolAsync(school.MunicipalityId);
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, school.Id));
        using HttpClient coordinator = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(own, $"?school={other.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(own, "?school=nowhere"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(coordinator, ""));
        Assert.Equal(HttpStatusCode.NotFound, await NoteAsync(own, foreign.Id, 1, held: true));
        Assert.Equal(HttpStatusCode.NotFound, await NoteAsync(own, "", 1, held: true));
        using HttpResponseMessage nothing = await own.PostAsJsonAsync("/api/review/talks", new { classId = room.Id, seat = 1 });
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Equal(0, (await ReadAsync(own, $"?class={foreign.Id}")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await ReadAsync(own, $"?class={room.Id}&grade=9&talks=5&from=0")).GetProperty("counts").GetProperty("all").GetInt32());
        foreach (string query in new[] { "?state=else", "?state=1", "?reason=else", "?reason=3", "?talks=-1", "?from=-1", "?grade=x" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(own, query));
        }
    }

    [Fact]
    public async Task A_profile_is_read_by_its_schools_psychologist_and_by_nobody_next_door()
    {
        (School school, SchoolClass room) = await SchoolAsync();
        (School other, SchoolClass foreign) = await SchoolAsync(school.MunicipalityId);
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, school.Id));
        using HttpClient both = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.Municipality, school.MunicipalityId));
        using HttpClient coordinator = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id));
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, school.Id));
        foreach (string path in new[] { "", "/path" })
        {
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(own, $"{room.Id}/seats/1{path}"));
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(both, $"{foreign.Id}/seats/1{path}"));
            Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(own, $"{foreign.Id}/seats/1{path}"));
            Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(own, $"{room.Id}/seats/2{path}"));
            Assert.Equal(HttpStatusCode.NotFound, await OpenAsync(own, $"{room.Id}/seats/x{path}"));
            Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync(coordinator, $"{room.Id}/seats/1{path}"));
            Assert.Equal(HttpStatusCode.Forbidden, await OpenAsync(teacher, $"{room.Id}/seats/1{path}"));
        }

        // What was not shown is not in the log.
        Assert.Equal([AuditAct.AnswerPathRead, AuditAct.ProfileRead], await OpenedAsync(school));
        Assert.Equal([AuditAct.AnswerPathRead, AuditAct.ProfileRead], await OpenedAsync(other));

        async Task<AuditAct[]> OpenedAsync(School one) =>
            [.. (await server.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, one.Id), long.MaxValue, default))
                .Select(line => line.Act).Where(act => act is AuditAct.ProfileRead or AuditAct.AnswerPathRead)];
    }

    [Fact]
    public async Task No_profile_and_no_path_tells_a_key_a_solution_or_what_was_answered_to_a_task()
    {
        (School school, SchoolClass room) = await SchoolAsync();
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, school.Id));
        foreach (string path in new[] { "", "/path" })
        {
            string text = await own.GetStringAsync(new Uri($"/api/review/classes/{room.Id}/seats/1{path}", UriKind.Relative));
            foreach (string secret in new[] { "solution", "points", "key", "scoring", "sessionId" })
            {
                Assert.DoesNotContain($"\"{secret}\"", text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    private static async Task<HttpStatusCode> OpenAsync(HttpClient browser, string path)
    {
        using HttpResponseMessage reply = await browser.GetAsync(new Uri($"/api/review/classes/{path}", UriKind.Relative));
        return reply.StatusCode;
    }

    private static async Task<JsonElement> ReadAsync(HttpClient browser, string query) =>
        await browser.GetFromJsonAsync<JsonElement>($"/api/review/queue{query}");

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string query)
    {
        using HttpResponseMessage reply = await browser.GetAsync(new Uri($"/api/review/queue{query}", UriKind.Relative));
        return reply.StatusCode;
    }

    private static async Task<HttpStatusCode> NoteAsync(HttpClient browser, string classId, int seat, bool held)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync("/api/review/talks", new { classId, seat, held });
        return reply.StatusCode;
    }

    /// <summary>A school with a class of which seat 1 has finished.</summary>
    private async Task<(School School, SchoolClass Room)> SchoolAsync(string? municipality = null)
    {
        OrgTree tree = server.Engine.Organisation;
        string place = municipality
            ?? (await tree.AddMunicipalityAsync((await tree.AddRegionAsync($"Край {Guid.NewGuid():N}", default)).Id, "Округ", default)).Id;
        School school = await tree.AddSchoolAsync(place, $"Школа {Guid.NewGuid():N}", Settlement.City, default);
        SchoolClass room = await tree.AddClassAsync(school.Id, 9, "А", 2, 0, default);
        await Consent.ParentsOnPaper.AgreeAsync(server.Engine, room.Id);
        await server.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync((await server.Engine.Cards.ReadAsync(room.Id, default))!.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        await student.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "1", 1_000));
        await student.FinishAsync(hello.Epoch, 1);
        return (school, room);
    }
}
