using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Tests.Doors;

/// <summary>A school's own lesson, read from a folder at the start, is offered for its grades and opens a class.</summary>
public sealed class OwnLessonStories
{
    [Fact]
    public async Task An_own_lesson_is_offered_for_its_grade_and_opens_a_class()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            new RunningServer { ContentFolder = Path.Combine(Repository.Root, "examples", "content") });
        School school = await new SchoolRegister(server.Engine.Organisation).AddSchoolAsync(null, "Заречье", "Школа № 5", Settlement.City, default);
        using HttpClient browser = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, school.Id));
        JsonElement own = (await browser.GetFromJsonAsync<JsonElement>("/api/setup")).GetProperty("own")[0];
        Assert.Equal("school-5", own.GetProperty("id").GetString());
        Assert.Equal([5], own.GetProperty("grades").EnumerateArray().Select(grade => grade.GetInt32()));
        Assert.Equal(HttpStatusCode.OK, await AddAsync(browser, school.Id, 5, "school-5"));
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync(browser, school.Id, 9, "school-5"));
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync(browser, school.Id, 5, "no-such-lesson"));
    }

    private static async Task<HttpStatusCode> AddAsync(HttpClient browser, string schoolId, int grade, string battery)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(
            "/api/setup/classes", new { schoolId, grade, letter = "А", seats = 2, spares = 0, battery });
        return reply.StatusCode;
    }
}
