using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Web.Watch;

namespace Diagnostics.Tests.Watch;

/// <summary>What the server tells of itself, and to whom, while a lesson really runs.</summary>
public sealed class WatchStories : IAsyncLifetime
{
    private const string Token = "a-token-of-the-collector";

    private readonly RunningServer _server = new()
    {
        MetricsToken = Token,
        Log = new CapturedLog(),
        Alerts = [AlertCondition.Parse("sockets < 1"), AlertCondition.Parse("answering > 100000")],
    };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Figures_go_to_whoever_brings_the_token_and_say_what_a_lesson_did()
    {
        CodeSheet sheet = await AnswerAsync();
        using HttpClient collector = _server.Client();
        foreach (string? wrong in new[] { null, "Bearer ", "Bearer another-token-entirely", $"Basic {Token}" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/metrics");
            request.Headers.TryAddWithoutValidation("Authorization", wrong);
            using HttpResponseMessage refused = await collector.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        string text = await MetricsAsync(collector);
        string[] lines = text.Split('\n');
        Assert.Contains("diagnostics_answers_accepted_total 2", lines);
        Assert.Contains("diagnostics_store_answers_total 2", lines);
        Assert.Contains("diagnostics_answers_acknowledged_milliseconds_count 1", lines);
        Assert.Contains("""diagnostics_answers_refused_total{reason="gap"} 1""", lines);
        Assert.Contains("""diagnostics_doors_sockets{kind="student"} 0""", lines);
        Assert.Contains("diagnostics_server_ready 1", lines);
        foreach (string figure in new[] { "diagnostics_store_commit_milliseconds_count", "diagnostics_store_batch_count", "diagnostics_store_read_milliseconds_count", "diagnostics_store_waiting", "diagnostics_entry_waiting", "diagnostics_disk_free_bytes", "dotnet_gc_pause_time_seconds_total", "dotnet_thread_pool_thread_count" })
        {
            Assert.True(lines.Any(line => line.StartsWith($"{figure} ", StringComparison.Ordinal)), $"{figure} is not in {text}");
        }

        foreach (string secret in new[] { sheet.Class.Id, sheet.Class.BoardLink, sheet.Cards[0].Code, sheet.Pin, "0123456789abcdef" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Without_a_token_file_there_is_no_such_door()
    {
        RunningServer plain = await RunningServer.StartAsync(new RunningServer());
        try
        {
            using HttpClient collector = plain.Client();
            collector.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "");
            using HttpResponseMessage reply = await collector.GetAsync(new Uri("/metrics", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        }
        finally
        {
            await plain.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_draining_node_lives_and_is_not_ready()
    {
        using HttpClient probe = _server.Client();
        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(probe, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "ready"), await AskAsync(probe, "/health/ready"));
        _server.Serving.BeginDrain();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "draining"), await AskAsync(probe, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "live"), await AskAsync(probe, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "ok"), await AskAsync(probe, "/health"));
        using HttpClient keeper = await _server.StaffAsync(StaffRole.Operator);
        await UntilAsync(keeper, node => node.GetProperty("figures").GetProperty("isDraining").GetBoolean());
        Assert.Contains("diagnostics_server_ready 0", (await MetricsAsync(probe)).Split('\n'));
    }

    [Fact]
    public async Task The_operator_sees_the_node_its_last_minutes_and_an_alert_that_the_log_tells_once()
    {
        await AnswerAsync();
        using HttpClient keeper = await _server.StaffAsync(StaffRole.Operator);
        JsonElement node = await UntilAsync(keeper, one => one.GetProperty("trend").GetArrayLength() > 2 && one.GetProperty("figures").GetProperty("acknowledged").GetProperty("p99").ValueKind == JsonValueKind.Number);
        JsonElement figures = node.GetProperty("figures");
        Assert.True(figures.GetProperty("diskFreeBytes").GetInt64() > 0);
        Assert.True(figures.GetProperty("memoryBytes").GetInt64() > 0);
        Assert.Equal(2, figures.GetProperty("batchMean").GetDouble());
        JsonElement alert = Assert.Single(figures.GetProperty("alerts").EnumerateArray());
        Assert.Equal(("sockets < 1", "sockets"), (alert.GetProperty("condition").GetString(), alert.GetProperty("figure").GetString()));
        Assert.Single(((CapturedLog)_server.Log!).Text.Split('\n'), line => line.Contains("Alert: sockets < 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_reply_names_its_request_and_a_refusal_names_the_same_and_no_browser_chooses_it()
    {
        using HttpClient anyone = _server.Client();
        HashSet<string> told = [];
        foreach ((string path, HttpStatusCode status) in new[] { ("/", HttpStatusCode.OK), ("/health", HttpStatusCode.OK), ("/api/staff/people", HttpStatusCode.Unauthorized), ("/no-such-page", HttpStatusCode.NotFound) })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.Add("traceparent", "00-11111111111111111111111111111111-2222222222222222-01");
            using HttpResponseMessage reply = await anyone.SendAsync(request);
            Assert.Equal(status, reply.StatusCode);
            string id = reply.Headers.GetValues("X-Request-Id").Single();
            Assert.Matches("^[0-9a-f]{32}$", id);
            Assert.NotEqual(new string('1', 32), id);
            Assert.True(told.Add(id), "Two requests have one name.");
            if (status == HttpStatusCode.Unauthorized)
            {
                JsonElement problem = await reply.Content.ReadFromJsonAsync<JsonElement>();
                Assert.Equal((id, "sign-in"), (problem.GetProperty("requestId").GetString(), problem.GetProperty("code").GetString()));
            }
        }
    }

    /// <summary>Two answers that are kept, and one that leaves a hole.</summary>
    private async Task<CodeSheet> AnswerAsync()
    {
        CodeSheet sheet = await _server.MakeClassAsync();
        await _server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        using StudentClient student = new(_server.Client(), "0123456789abcdef");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        Assert.Equal(PutStatus.Ok, (await student.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "1", 1_000), new AnswerEntry(1, "1", 2_000))).Status);
        Assert.Equal(PutStatus.Gap, (await student.PutAsync(hello.Epoch, 9, new AnswerEntry(2, "1", 3_000))).Status);
        return sheet;
    }

    private static async Task<string> MetricsAsync(HttpClient collector)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using HttpResponseMessage reply = await collector.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, PrometheusText.ContentType), (reply.StatusCode, reply.Content.Headers.ContentType!.ToString()));
        return await reply.Content.ReadAsStringAsync();
    }

    private static async Task<(HttpStatusCode, string?)> AskAsync(HttpClient probe, string path)
    {
        using HttpResponseMessage reply = await probe.GetAsync(new Uri(path, UriKind.Relative));
        return (reply.StatusCode, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    /// <summary>The node as the operator's page reads it, as soon as it is so.</summary>
    private static async Task<JsonElement> UntilAsync(HttpClient keeper, Func<JsonElement, bool> so)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            JsonElement view = await keeper.GetFromJsonAsync<JsonElement>("/api/server", limit.Token);
            JsonElement node = Assert.Single(view.GetProperty("nodes").EnumerateArray());
            if (so(node))
            {
                return node;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }
}
