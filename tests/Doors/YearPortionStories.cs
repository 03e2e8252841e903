using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Tests.Doors;

/// <summary>How many places one request about years takes: no more than fit its body.</summary>
public sealed class YearPortionStories(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Most = 250;

    [Theory]
    [InlineData(Most, HttpStatusCode.OK)]
    [InlineData(Most + 1, HttpStatusCode.BadRequest)]
    public async Task A_request_takes_as_many_places_as_fit_its_body(int places, HttpStatusCode expected)
    {
        OrgTree tree = server.Engine.Organisation;
        Municipality place = await tree.AddMunicipalityAsync((await tree.AddRegionAsync($"Край {Guid.NewGuid():N}", default)).Id, "Округ", default);
        string school = (await tree.AddSchoolAsync(place.Id, "Школа", Settlement.City, default)).Id;
        using HttpClient own = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, school));
        object[] all = [.. Enumerable.Range(1, places).Select(seat => new { classId = Guid.NewGuid().ToString(), seat })];
        foreach ((string door, object body) in new (string, object)[]
        {
            ("link", new { pairs = all.Select(one => new { now = one, earlier = one }) }), ("unlink", new { places = all }), ("drop", new { places = all }),
        })
        {
            using HttpResponseMessage reply = await own.PostAsJsonAsync($"/api/names/schools/{school}/years/{door}", body);
            Assert.Equal(expected, reply.StatusCode);
            if (expected == HttpStatusCode.BadRequest)
            {
                Assert.Equal("years-invalid", (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
            }
        }
    }
}
