using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>A portfolio is signed for whoever brings the result key, and for nobody else; the keys are anybody's.</summary>
public sealed class PortfolioStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_key_of_a_result_opens_it_until_the_agreement_is_withdrawn_and_wrong_keys_are_slowed()
    {
        (CodeSheet sheet, string key) = await FinishAsync();
        using HttpClient anybody = server.Client();
        using HttpResponseMessage signed = await PostAsync(anybody, key);
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        Assert.True(signed.Headers.CacheControl!.NoStore);
        JsonElement body = await signed.Content.ReadFromJsonAsync<JsonElement>();
        string text = body.GetProperty("statement").GetProperty("text").GetString()!;
        Assert.Equal(9, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("grade").GetInt32());
        Assert.DoesNotContain(sheet.School.Name, body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(sheet.Class.Id, body.ToString(), StringComparison.Ordinal);

        using HttpResponseMessage published = await anybody.GetAsync(new Uri("/api/portfolio/keys.json", UriKind.Relative));
        Assert.True(published.Headers.CacheControl!.NoCache);
        JsonElement one = Assert.Single((await published.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("keys").EnumerateArray());
        Assert.Equal(["kty", "crv", "x", "y", "kid", "use", "alg"], one.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("EC", "P-256", "ES256"), (one.GetProperty("kty").GetString(), one.GetProperty("crv").GetString(), one.GetProperty("alg").GetString()));
        Assert.Equal(body.GetProperty("mark").GetProperty("key").GetString(), one.GetProperty("kid").GetString());

        await RefusedAsync(anybody, "0000-0000-0000", HttpStatusCode.NotFound, "result-unknown");
        await RefusedAsync(anybody, sheet.Cards[0].Code, HttpStatusCode.NotFound, "result-unknown");
        await server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE test_session SET parent_consent = 0 WHERE class_id = @Id", new { sheet.Class.Id }), default);
        await RefusedAsync(anybody, key, HttpStatusCode.Gone, "result-withdrawn");
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            using HttpResponseMessage reply = await PostAsync(anybody, $"AAAA-BBBB-{attempt:D4}");
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient anybody, string key) => anybody.PostAsJsonAsync("/api/result/portfolio", new { key });

    private static async Task RefusedAsync(HttpClient anybody, string key, HttpStatusCode status, string code)
    {
        using HttpResponseMessage reply = await PostAsync(anybody, key);
        Assert.Equal(status, reply.StatusCode);
        Assert.Equal(code, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private async Task<(CodeSheet Sheet, string Key)> FinishAsync()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        using StudentClient student = new(server.Client(), "portfoliodoor1");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        await student.PutAsync(hello.Epoch, 1, [new AnswerEntry(0, "3", 5_000)]);
        return (sheet, (await student.FinishAsync(hello.Epoch, 1)).ResultKey!);
    }
}
