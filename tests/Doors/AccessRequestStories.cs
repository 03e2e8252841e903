using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;

namespace Diagnostics.Tests.Doors;

/// <summary>What the doors give out after a withdrawal: the data on request and nothing else.</summary>
public sealed class AccessRequestStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Withdrawn_data_leave_only_as_the_answer_to_a_request()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient keeper = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, sheet.School.Id));
        string code = sheet.Cards[0].Code;
        Assert.Equal((false, HttpStatusCode.OK), (await DeclinedAsync(keeper, code), await ExportAsync(keeper, new { code })));
        Assert.Equal(1, await server.Engine.Consent.RecordAsync(sheet.Class.Id, [1], ConsentParty.Student, false, "test", default));
        Assert.True(await DeclinedAsync(keeper, code));
        Assert.Equal(HttpStatusCode.Conflict, await ExportAsync(keeper, new { code }));
        Assert.Equal(HttpStatusCode.Conflict, await ExportAsync(keeper, new { code, accessRequest = false }));
        using HttpResponseMessage answered = await keeper.PostAsJsonAsync("/api/privacy/export", new { code, accessRequest = true });
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.True((await answered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("declined").GetBoolean());
    }

    private static async Task<bool> DeclinedAsync(HttpClient keeper, string code)
    {
        using HttpResponseMessage reply = await keeper.PostAsJsonAsync("/api/privacy/look", new { code });
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("declined").GetBoolean();
    }

    private static async Task<HttpStatusCode> ExportAsync(HttpClient keeper, object body)
    {
        using HttpResponseMessage reply = await keeper.PostAsJsonAsync("/api/privacy/export", body);
        return reply.StatusCode;
    }
}
