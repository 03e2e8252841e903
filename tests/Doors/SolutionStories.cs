using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>The solutions of tasks: nothing of them at any door before the campaign's window is over, all of them afterwards.</summary>
public sealed class SolutionStories : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private readonly RunningServer _server;

    public SolutionStories() => _server = new RunningServer { Clock = _clock };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task They_open_with_the_end_of_the_window_and_no_reply_before_it_holds_anything_of_them()
    {
        List<string> before = [];
        string key = await TakeLessonAsync(11, before);
        JsonElement opening = (await BodyAsync("/api/result", key, before)).GetProperty("solutions");
        Assert.False(opening.GetProperty("open").GetBoolean());
        _clock.Advance(TimeSpan.FromMilliseconds(opening.GetProperty("fromMs").GetInt64() - _clock.NowMs - 1));
        await RefusedAsync(key, HttpStatusCode.NotFound, "solutions-closed", before);
        await BodyAsync("/api/result", key, before);
        string[] told = Solutions(11);
        Assert.Equal(18, told.Length);
        Assert.All(told, solution => Assert.DoesNotContain(solution, before));
        Assert.DoesNotContain("right", before);
        Assert.DoesNotContain("own", before);

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True((await BodyAsync("/api/result", key, [])).GetProperty("solutions").GetProperty("open").GetBoolean());
        List<string> after = [];
        JsonElement sections = (await BodyAsync("/api/result/solutions", key, after)).GetProperty("sections");
        Assert.Equal([6, 6, 6], sections.EnumerateArray().Select(section => section.GetProperty("tasks").GetArrayLength()));
        Assert.All(told, solution => Assert.Contains(solution, after));
    }

    [Fact]
    public async Task Own_answers_stand_beside_the_right_ones_only_where_aptitudes_are_shown()
    {
        string key = await TakeLessonAsync(11, []);
        _clock.Advance(TimeSpan.FromDays(365));
        JsonElement held = await BodyAsync("/api/result/solutions", key, []);
        Assert.False(held.GetProperty("withAnswers").GetBoolean());
        Assert.All(Tasks(held), task => Assert.Equal(JsonValueKind.Null, task.GetProperty("own").ValueKind));
        string show = new ShowSettings { Aptitudes = true }.ToJson();
        await _server.Engine.Writer.RunAsync(null, scope => scope.Execute("UPDATE campaign SET show_settings = @show", new { show }), default);
        JsonElement released = await BodyAsync("/api/result/solutions", key, []);
        Assert.True(released.GetProperty("withAnswers").GetBoolean());
        Assert.All(Tasks(released), task => Assert.Equal(0, task.GetProperty("own").GetInt32()));
    }

    [Fact]
    public async Task A_wrong_key_opens_none_and_is_slowed_while_the_right_one_still_opens()
    {
        string key = await TakeLessonAsync(11, []);
        _clock.Advance(TimeSpan.FromDays(365));
        await RefusedAsync("0000-0000-0000", HttpStatusCode.NotFound, "result-unknown", []);
        using HttpClient client = _server.Client();
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            using HttpResponseMessage reply = await client.PostAsJsonAsync("/api/result/solutions", new { key = $"AAAA-BBBB-{attempt:D4}" });
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        await BodyAsync("/api/result/solutions", key, []);
    }

    [Fact]
    public async Task A_lesson_without_such_tasks_speaks_of_no_solutions()
    {
        string key = await TakeLessonAsync(7, []);
        Assert.Equal(JsonValueKind.Null, (await BodyAsync("/api/result", key, [])).GetProperty("solutions").ValueKind);
        await RefusedAsync(key, HttpStatusCode.NotFound, "solutions-closed", []);
        _clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(0, (await BodyAsync("/api/result/solutions", key, [])).GetProperty("sections").GetArrayLength());
    }

    /// <summary>A whole lesson over HTTP, the first option everywhere; every word of every reply goes to <paramref name="heard"/>.</summary>
    private async Task<string> TakeLessonAsync(int grade, List<string> heard)
    {
        CodeSheet sheet = await _server.MakeClassAsync(grade);
        using HttpClient teacher = await _server.TeacherAsync(sheet);
        using StudentClient student = new(_server.Client(), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(sheet.Cards[0].Code);
        Hear(student.Entered, heard);
        await student.DecideAsync(agree: true);
        using HttpResponseMessage started = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" });
        started.EnsureSuccessStatusCode();
        JsonElement package = await student.PackageAsync();
        Hear(package, heard);
        long epoch = (await student.HelloAsync()).Epoch;
        long next = 1;
        foreach (AnswerEntry[] batch in SimpleAnswers.Of(package).Chunk(50))
        {
            next = (await student.PutAsync(epoch, next, batch)).HighWater + 1;
        }

        Hear(await teacher.GetFromJsonAsync<JsonElement>($"/api/board/{sheet.Class.BoardLink}"), heard);
        Hear(JsonSerializer.SerializeToElement(await student.HelloAsync(epoch), RunningServer.Json), heard);
        return (await student.FinishAsync(epoch, next - 1)).ResultKey!;
    }

    private async Task<JsonElement> BodyAsync(string door, string key, List<string> heard)
    {
        using HttpClient anyone = _server.Client();
        using HttpResponseMessage reply = await anyone.PostAsJsonAsync(door, new { key });
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.True(reply.Headers.CacheControl!.NoStore);
        JsonElement body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Hear(body, heard);
        return body;
    }

    private async Task RefusedAsync(string key, HttpStatusCode status, string code, List<string> heard)
    {
        using HttpClient anyone = _server.Client();
        using HttpResponseMessage reply = await anyone.PostAsJsonAsync("/api/result/solutions", new { key });
        Assert.Equal(status, reply.StatusCode);
        Assert.True(reply.Headers.CacheControl!.NoStore);
        JsonElement body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, body.GetProperty("code").GetString());
        Hear(body, heard);
    }

    private static IEnumerable<JsonElement> Tasks(JsonElement solutions) =>
        solutions.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("tasks").EnumerateArray());

    private string[] Solutions(int grade)
    {
        Battery battery = _server.Engine.Batteries.For(grade)!;
        return [.. battery.Steps.SelectMany(step => step.Form.Items).Select(item => item.Solution?.Russian).OfType<string>()];
    }

    /// <summary>Names and texts as they are read, not as they are escaped on the way.</summary>
    private static void Hear(JsonElement element, List<string> heard)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    heard.Add(property.Name);
                    Hear(property.Value, heard);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement one in element.EnumerateArray())
                {
                    Hear(one, heard);
                }

                break;
            case JsonValueKind.String:
                heard.Add(element.GetString()!);
                break;
        }
    }
}
