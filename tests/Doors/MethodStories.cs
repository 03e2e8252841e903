using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Tests.Doors;

/// <summary>Methods on paper through the door: what makes no sense is refused with its word, and a key is told with its fault.</summary>
public sealed class MethodStories(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Key = "item,scale,min,max,reverse\n1,Р,0,4,0\n";

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_its_word()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, sheet.School.Id));
        string school = $"/api/review/schools/{sheet.School.Id}/methods";
        JsonElement look = await SentAsync(own, $"{school}/look", new { key = "item,scale,min,max,reverse\n1,Р,0,x,0\n" }, HttpStatusCode.OK);
        Assert.Equal(("notWhole", 2, "max"), (look.GetProperty("fault").GetProperty("kind").GetString(), look.GetProperty("fault").GetProperty("line").GetInt32(), look.GetProperty("fault").GetProperty("column").GetString()));
        string method = (await SentAsync(own, school, new { title = "Опросник", key = Key }, HttpStatusCode.OK)).GetProperty("id").GetString()!;
        string mark = (await server.Engine.Methods.ReadAsync(sheet.School.Id, default)).Single().Mark;
        string room = $"/api/review/classes/{sheet.Class.Id}/methods/{method}";
        object[] none = [];
        foreach ((string path, object body, HttpStatusCode status, string code) in new (string, object, HttpStatusCode, string)[]
        {
            (school, new { }, HttpStatusCode.BadRequest, "method-invalid"),
            (school, new { title = "Опросник", key = "item" }, HttpStatusCode.BadRequest, "method-invalid"),
            (school, new { title = new string('а', 121), key = Key }, HttpStatusCode.BadRequest, "method-invalid"),
            (school, new { method = "other", title = "Опросник", key = Key }, HttpStatusCode.BadRequest, "method-invalid"),
            ($"{school}/drop", new { method, version = 2 }, HttpStatusCode.Conflict, "method-changed"),
            ($"{school}/{method}/mapping", new { }, HttpStatusCode.BadRequest, "method-invalid"),
            ($"{school}/{method}/mapping", new { columns = new { имя = "name" }, words = new { } }, HttpStatusCode.BadRequest, "method-invalid"),
            ($"{school}/other/mapping", new { columns = new { }, words = new { } }, HttpStatusCode.BadRequest, "method-invalid"),
            ($"{room}/keying", new { version = 1, seat = 1 }, HttpStatusCode.BadRequest, "method-invalid"),
            ($"{room}/rows", new { version = 1, rows = none }, HttpStatusCode.BadRequest, "method-invalid"),
            ($"{room}/rows", new { version = 2, key = mark, rows = new[] { new { seat = 1, heldOn = "2024", answers = new[] { 1 } } } }, HttpStatusCode.Conflict, "method-changed"),
            ($"{room}/rows", new { version = 1, key = "other", rows = new[] { new { seat = 1, heldOn = "2024", answers = new[] { 1 } } } }, HttpStatusCode.Conflict, "method-changed"),
            ($"{room}/keying", new { version = 1, key = "other", seat = 1, heldOn = "2024", keying = "a", answers = new[] { 1 } }, HttpStatusCode.Conflict, "method-changed"),
            ($"{room}/rows", new { version = 1, rows = Enumerable.Repeat(new { seat = 1, heldOn = "2024", answers = new[] { 1 } }, 41) }, HttpStatusCode.BadRequest, "method-invalid"),
            ($"{room}/drop", new { seat = 1 }, HttpStatusCode.Conflict, "method-changed"),
        })
        {
            Assert.Equal(code, (await SentAsync(own, path, body, status)).GetProperty("code").GetString());
        }

        // The longest keys are longer than what other doors take.
        string rows = string.Concat(Enumerable.Range(1, 600).Select(item => $"утверждение номер {item},очень длинная шкала,0,4,0\n"));
        Assert.Equal("tooLong", (await SentAsync(own, $"{school}/look", new { key = $"item,scale,min,max,reverse\n{rows}" }, HttpStatusCode.OK)).GetProperty("fault").GetProperty("kind").GetString());

        // Nobody has finished there.
        Assert.Equal("nothing", (await SentAsync(own, $"{room}/keying", new { version = 1, key = mark, seat = 1, heldOn = "2024", keying = "a", answers = new[] { 1 } }, HttpStatusCode.OK)).GetProperty("kind").GetString());
        Assert.Equal("closed", (await SentAsync(own, $"{room}/rows", new { version = 1, key = mark, rows = new[] { new { seat = 1, heldOn = "2024", answers = new[] { 1 } } } }, HttpStatusCode.OK)).GetProperty("rows")[0].GetString());
        Assert.Empty((await own.GetFromJsonAsync<JsonElement>($"{school}/rooms")).EnumerateArray());
        using HttpResponseMessage other = await own.GetAsync($"/api/review/classes/{sheet.Class.Id}/methods/other");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static async Task<JsonElement> SentAsync(HttpClient who, string path, object body, HttpStatusCode status)
    {
        using HttpResponseMessage reply = await who.PostAsJsonAsync(path, body);
        Assert.True(reply.StatusCode == status, $"{path} {JsonSerializer.Serialize(body)}: {reply.StatusCode}");
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }
}
