using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
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
        JsonElement[] named = [.. (await browser.GetFromJsonAsync<JsonElement>("/api/setup")).GetProperty("own").EnumerateArray()];
        Assert.Equal(["lesson-adaptive-10-11", "lesson-adaptive-8-9", "school-5"], named.Select(one => one.GetProperty("id").GetString()));
        JsonElement own = named[2];
        Assert.Equal(JsonValueKind.Null, own.GetProperty("note").ValueKind);
        Assert.Equal([5], own.GetProperty("grades").EnumerateArray().Select(grade => grade.GetInt32()));
        Assert.Equal(HttpStatusCode.OK, await AddAsync(browser, school.Id, 5, "school-5"));
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync(browser, school.Id, 9, "school-5"));
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync(browser, school.Id, 5, "no-such-lesson"));

        // The built-in one whose tasks are chosen by the answers says what it is, and of its bank twelve tasks a section are printed.
        Assert.Contains("не откалибрована", named[1].GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AddAsync(browser, school.Id, 8, "lesson-adaptive-8-9"));
        SchoolClass chosen = (await server.Engine.Organisation.ClassesAsync(school.Id, default)).Single(one => one.Grade == 8);
        string paper = await browser.GetStringAsync(new Uri($"/setup/classes/{chosen.Id}/paper", UriKind.Relative));
        Battery battery = server.Engine.Batteries.Named("lesson-adaptive-8-9", 8)!;
        Assert.Equal(
            battery.Steps.SelectMany(step => step.Printed.Select(item => step.FirstItem + item + 1)),
            System.Text.RegularExpressions.Regex.Matches(paper, @"paper-text""><b>(\d+)\.</b>").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(3, System.Text.RegularExpressions.Regex.Count(WebUtility.HtmlDecode(paper), "идут не подряд"));
    }

    private static async Task<HttpStatusCode> AddAsync(HttpClient browser, string schoolId, int grade, string battery)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(
            "/api/setup/classes", new { schoolId, grade, letter = "А", seats = 2, spares = 0, battery });
        return reply.StatusCode;
    }
}
