using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Doors;

/// <summary>While the store cannot write, a door says so and when to come again; afterwards everything goes on.</summary>
public sealed class BusyStoreTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_decision_meets_a_locked_store_with_503_and_a_time_to_wait()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient http = server.Client();
        using StudentClient student = new(http, "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        await using (SqliteConnection other = new($"Data Source={Path.Combine(server.Folder, "diagnostics.db")};Pooling=false"))
        {
            await other.OpenAsync();
            // BEGIN IMMEDIATE takes the write lock that the server's own writer needs.
            await using SqliteCommand begin = new("BEGIN IMMEDIATE", other);
            await begin.ExecuteNonQueryAsync();
            using HttpResponseMessage busy = await http.PostAsJsonAsync("/api/session/consent", new { agree = true, textVersion = "consent-3-timed" });
            Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
            Assert.NotNull(busy.Headers.RetryAfter);
            Assert.Equal("store-busy", (await busy.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        HttpStatusCode last;
        do
        {
            using HttpResponseMessage reply = await http.PostAsJsonAsync("/api/session/consent", new { agree = true, textVersion = "consent-3-timed" });
            last = reply.StatusCode;
        }
        while (last == HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.NoContent, last);
    }
}
