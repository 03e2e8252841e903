using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Tests.Doors;

/// <summary>A file of classes on the server: whose it is, how large it may be, and that nothing stays of one with names.</summary>
public sealed class RosterStories(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly object Columns = new { fields = new[] { "schoolName", "class" }, settlement = "city" };

    [Fact]
    public async Task A_file_belongs_to_whoever_brought_it_and_goes_with_the_next()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        var place = new OrgNode(NodeKind.Municipality, sheet.School.MunicipalityId);
        using HttpClient own = await server.StaffAsync(StaffRole.Municipality, place);
        using HttpClient colleague = await server.StaffAsync(StaffRole.Municipality, place);
        string work = (await BringAsync(own, "Школа;Класс\nШкола;8А\n")).GetProperty("work").GetString()!;
        Assert.Single(Directory.GetFiles(server.Engine.Roster.Folder), file => file.EndsWith(work, StringComparison.Ordinal));
        foreach (string door in new[] { "plan", "apply", "drop" })
        {
            using HttpResponseMessage foreign = await colleague.PostAsJsonAsync($"/api/staff/roster/{work}/{door}", Columns);
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        }

        using HttpResponseMessage early = await own.PostAsJsonAsync($"/api/staff/roster/{work}/apply", new { });
        Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        string next = (await BringAsync(own, "Школа;Класс\nШкола;8Б\n")).GetProperty("work").GetString()!;
        using HttpResponseMessage gone = await own.GetAsync(new Uri($"/api/staff/roster/{work}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using HttpResponseMessage dropped = await own.PostAsJsonAsync($"/api/staff/roster/{next}/drop", new { });
        Assert.Equal(HttpStatusCode.NoContent, dropped.StatusCode);
        Assert.DoesNotContain(Directory.GetFiles(server.Engine.Roster.Folder), file => file.EndsWith(work, StringComparison.Ordinal) || file.EndsWith(next, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Школа;Класс;Фамилия\nШкола;8А;Иванова\n")]
    [InlineData("Школа;Класс;Прочее\nШкола;8А;Иванова Анна Петровна\n")]
    public async Task Nothing_stays_of_a_file_with_names_and_no_cell_of_it_is_told(string text)
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient own = await server.StaffAsync(StaffRole.Municipality, new OrgNode(NodeKind.Municipality, sheet.School.MunicipalityId));
        int before = Directory.Exists(server.Engine.Roster.Folder) ? Directory.GetFiles(server.Engine.Roster.Folder).Length : 0;
        JsonElement told = await BringAsync(own, text);
        Assert.Equal(JsonValueKind.Null, told.GetProperty("work").ValueKind);
        Assert.Equal("name", told.GetProperty("found").GetProperty("personal")[0].GetProperty("kind").GetString());
        Assert.DoesNotContain("Иванова", told.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(server.Engine.Roster.Folder).Length);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_its_place_and_not_kept()
    {
        using HttpClient own = await server.StaffAsync(StaffRole.Operator);
        using HttpResponseMessage refused = await own.PostAsync(new Uri("/api/staff/roster", UriKind.Relative), new StringContent("Школа;Школа\n1;2\n"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        JsonElement told = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("roster-headings", 1), (told.GetProperty("code").GetString(), told.GetProperty("line").GetInt32()));
    }

    private static async Task<JsonElement> BringAsync(HttpClient browser, string text)
    {
        using HttpResponseMessage taken = await browser.PostAsync(new Uri("/api/staff/roster", UriKind.Relative), new StringContent(text));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        return await taken.Content.ReadFromJsonAsync<JsonElement>();
    }
}
