using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Groups;

namespace Diagnostics.Tests.Doors;

/// <summary>Classes and schools through the door: what each role gets of them, and what stands in the log of it.</summary>
public sealed class GroupStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Each_role_gets_as_much_of_a_school_as_is_its_own_and_a_neighbour_nothing()
    {
        (School school, string room) = await SchoolAsync();
        using HttpClient psychologist = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, school.Id));
        using HttpClient coordinator = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id));
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, school.Id));
        (School other, _) = await SchoolAsync();
        using HttpClient neighbour = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, other.Id));
        string shares = $"schools/{school.Id}/shares", students = $"schools/{school.Id}/students", map = $"classes/{room}/students";
        foreach ((HttpClient caller, HttpStatusCode ofShares, HttpStatusCode ofStudents) in new[]
        {
            (psychologist, HttpStatusCode.OK, HttpStatusCode.OK),
            (coordinator, HttpStatusCode.OK, HttpStatusCode.Forbidden),
            (teacher, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (neighbour, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
        })
        {
            Assert.Equal((ofShares, ofStudents, ofStudents), (await StatusAsync(caller, shares), await StatusAsync(caller, students), await StatusAsync(caller, map)));
            JsonElement[] classes = [.. (await caller.GetFromJsonAsync<JsonElement>("/api/groups")).EnumerateArray()];
            Assert.Equal(caller == neighbour ? other.Id : school.Id, Assert.Single(classes.Select(one => one.GetProperty("schoolId").GetString()).Distinct()));
        }

        await StatusAsync(psychologist, shares);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(psychologist, "classes/nowhere/students"));
        AuditAct[] read =
        [
            .. (await server.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, school.Id), long.MaxValue, default))
                .Select(line => line.Act).Where(act => act is AuditAct.SharesRead or AuditAct.ResultsRead),
        ];
        Assert.Equal((2, 2), (read.Count(act => act == AuditAct.SharesRead), read.Count(act => act == AuditAct.ResultsRead)));
    }

    [Fact]
    public async Task Shares_name_no_seat_and_no_number_that_is_small()
    {
        (School school, _) = await SchoolAsync();
        using HttpClient coordinator = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id));
        JsonElement shares = await coordinator.GetFromJsonAsync<JsonElement>($"/api/groups/schools/{school.Id}/shares");
        Assert.DoesNotContain("seat", shares.GetRawText(), StringComparison.Ordinal);
        JsonElement told = shares.GetProperty("parallels").EnumerateArray().Single();
        JsonElement[] cells = [.. told.GetProperty("school").GetProperty("leading").EnumerateArray()];
        Assert.Equal([10, null, null, 12, 12, null], cells.Select(cell => cell.GetProperty("with").ValueKind == JsonValueKind.Null ? (int?)null : cell.GetProperty("with").GetInt32()));
        Assert.Equal(JsonValueKind.Null, told.GetProperty("others").ValueKind);
    }

    private async Task<(School School, string Room)> SchoolAsync()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        School school = await server.Engine.Organisation.AddSchoolAsync(sheet.School.MunicipalityId, $"Школа {sheet.Class.Letter} {Guid.NewGuid()}", Settlement.City, default);
        GroupFacts[] students = Crowd.Of((10, Crowd.Leaning("R")), (12, Crowd.Leaning("S", "E")), (3, Crowd.Leaning("A")));
        return (school, await Crowd.AddClassAsync(server.Engine, sheet.Class, school.Id, "А", students));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient caller, string path)
    {
        using HttpResponseMessage reply = await caller.GetAsync(new Uri($"/api/groups/{path}", UriKind.Relative));
        return reply.StatusCode;
    }
}
