using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Doors;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Tests.Watch;

/// <summary>A collector that takes OTLP over http: what leaves the server while a lesson runs, and what does not.</summary>
public sealed class TelemetryStory
{
    [Fact]
    public async Task Spans_of_the_answer_path_and_metrics_reach_the_collector_and_carry_no_secret()
    {
        ConcurrentQueue<(string Path, string Bytes)> came = [];
        await using WebApplication collector = await CollectAsync(came);
        RunningServer server;
        List<string> secrets;
        using (Telemetry.Start(new Uri(collector.Urls.First())))
        {
            server = await RunningServer.StartAsync(new RunningServer());
            secrets = await LessonAsync(server);
        }

        await server.DisposeAsync();
        string traces = string.Concat(came.Where(one => one.Path == "/v1/traces").Select(one => one.Bytes));
        string metrics = string.Concat(came.Where(one => one.Path == "/v1/metrics").Select(one => one.Bytes));
        foreach (string span in new[] { "POST /api/session/enter", "POST /api/session/answers", "GET /api/board/{link}", "answers.put", "answers.wait", "answers.commit", "SessionHub/Put" })
        {
            Assert.Contains(span, traces, StringComparison.Ordinal);
        }

        foreach (string metric in new[] { "answers.acknowledged", "answers.accepted", "store.commit", "store.batch", "doors.sockets", "dotnet.gc.pause.time", "http.server.request.duration" })
        {
            Assert.Contains(metric, metrics, StringComparison.Ordinal);
        }

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, traces + metrics, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_tag_nobody_knows_is_taken_away_and_a_span_with_an_event_is_not_sent()
    {
        using ActivitySource source = new("a source of this test");
        using ActivityListener listener = new()
        {
            ShouldListenTo = one => one == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using KnownTags known = new();
        using Activity told = source.StartActivity("told")!;
        told.SetTag("url.path", "/api/board/a-link").SetTag("http.route", "/api/board/{link}").SetStatus(ActivityStatusCode.Error, "a message");
        known.OnEnd(told);
        Assert.Equal(["http.route"], told.TagObjects.Select(tag => tag.Key));
        Assert.Equal((ActivityStatusCode.Error, null, true), (told.Status, told.StatusDescription, told.Recorded));
        using Activity failed = source.StartActivity("failed")!;
        failed.AddException(new InvalidOperationException("a message"));
        known.OnEnd(failed);
        Assert.False(failed.Recorded);
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentQueue<(string, string)> came)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            // Texts stand in protobuf as they are.
            came.Enqueue((request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>A student over http and over a socket, and a teacher at the board.</summary>
    private static async Task<List<string>> LessonAsync(RunningServer server)
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        await server.Engine.Board.SetLessonAsync(sheet.Class.Id, LessonState.Running, default);
        using (HttpResponseMessage board = await teacher.GetAsync(new Uri($"/api/board/{sheet.Class.BoardLink}", UriKind.Relative)))
        {
            board.EnsureSuccessStatusCode();
        }

        using StudentClient student = new(server.Client(), "fedcba9876543210");
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        await student.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "1", 1_234_567));
        string ticket = await student.TicketAsync();
        using (HubSocket socket = await HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={ticket}"))
        {
            Assert.Equal(PutStatus.Ok, (await socket.CallAsync<PutReply>("Put", new PutRequest(hello.Epoch, 2, [new AnswerEntry(1, "1", 7_654_321)]))).Status);
        }

        return
        [
            sheet.Pin, sheet.Class.Id, sheet.Class.BoardLink, sheet.School.Id, sheet.Cards[0].Code, ticket, "fedcba9876543210", "Школа № 5",
            student.Entered.GetProperty("token").GetString()!,
        ];
    }
}
