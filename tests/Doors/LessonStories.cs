using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>One lesson told through the public doors, over HTTP and over the hub.</summary>
public sealed class LessonStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_student_enters_answers_finishes_and_opens_the_result_with_another_key()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        Assert.Equal("Школа № 5", student.Entered.GetProperty("place").GetProperty("schoolName").GetString());
        await student.DecideAsync(agree: true);
        Assert.Equal(LessonState.Lobby, (await student.HelloAsync()).Run);

        await StartAsync(teacher, sheet);
        HelloReply hello = await student.HelloAsync();
        Assert.Equal(SessionState.InProgress, hello.State);
        long last = await student.AnswerAllAsync(hello.Epoch);
        FinishReply finished = await student.FinishAsync(hello.Epoch, last);

        Assert.Equal(PutStatus.Ok, finished.Status);
        Assert.Equal(finished.ResultKey, (await student.FinishAsync(hello.Epoch, last)).ResultKey);
        Assert.NotEqual(sheet.Cards[0].Code, finished.ResultKey);
        JsonElement result = await ResultAsync(finished.ResultKey!);
        string[] shown = [.. result.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("instrumentId").GetString()!)];
        Assert.Equal(["riasec", "object-of-work", "work-values-7", "plans", "inclinations"], shown);
        using HttpClient stranger = server.Client();
        using HttpResponseMessage byCode = await stranger.PostAsJsonAsync("/api/result", new { key = sheet.Cards[0].Code });
        Assert.Equal(HttpStatusCode.NotFound, byCode.StatusCode);
    }

    [Fact]
    public async Task The_hub_answers_like_plain_http_and_tells_the_older_window_that_it_was_superseded()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        await StartAsync(teacher, sheet);
        using HubSocket older = await ConnectAsync(student);
        HelloReply hello = await older.CallAsync<HelloReply>("Hello", new HelloRequest(null, student.Device, 0, 0));
        PutReply put = await older.CallAsync<PutReply>("Put", new PutRequest(hello.Epoch, 1, [new AnswerEntry(0, "3", 10), new AnswerEntry(1, "", 20)]));
        Assert.Equal(2, put.HighWater);

        using HubSocket newer = await ConnectAsync(student);
        HelloReply second = await newer.CallAsync<HelloReply>("Hello", new HelloRequest(null, student.Device, 0, 0));
        Assert.Equal(["3", ""], second.Answers!.OrderBy(answer => answer.Item).Select(answer => answer.Value));
        JsonElement control = await older.PushedAsync("Ctl");
        Assert.Equal("superseded", control.GetProperty("kind").GetString());
        Assert.Equal(hello.Epoch + 1, control.GetProperty("epoch").GetInt64());
        PutReply late = await older.CallAsync<PutReply>("Put", new PutRequest(hello.Epoch, 3, [new AnswerEntry(2, "1", 30)]));
        Assert.Equal(PutStatus.Superseded, late.Status);
    }

    [Fact]
    public async Task Start_and_pause_reach_every_socket_of_the_class_and_no_other()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        using HubSocket hub = await ConnectAsync(student);
        await hub.CallAsync<HelloReply>("Hello", new HelloRequest(null, student.Device, 0, 0));
        await StartAsync(teacher, sheet);
        Assert.Equal("running", (await hub.PushedAsync("Ctl")).GetProperty("run").GetString());
        await SetLessonAsync(teacher, sheet, "paused", HttpStatusCode.NoContent);
        Assert.Equal("paused", (await hub.PushedAsync("Ctl")).GetProperty("run").GetString());
        await SetLessonAsync(teacher, sheet, "lobby", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task One_seat_is_paused_ended_and_opened_over_the_socket_and_by_asking_while_its_neighbour_goes_on()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        await StartAsync(teacher, sheet);
        using StudentClient away = Student();
        using StudentClient here = Student();
        await away.EnterAsync(sheet.Cards[0].Code);
        await away.DecideAsync(agree: true);
        await here.EnterAsync(sheet.Cards[1].Code);
        await here.DecideAsync(agree: true);
        using HubSocket hub = await ConnectAsync(away);
        HelloReply hello = await hub.CallAsync<HelloReply>("Hello", new HelloRequest(null, away.Device, 0, 0));
        await here.HelloAsync();
        foreach (string run in new[] { "paused", "running", "paused", "ended", "running", "ended" })
        {
            await SetSeatAsync(teacher, sheet, 0, run, HttpStatusCode.NoContent);
            Assert.Equal(run, (await hub.PushedAsync("Ctl")).GetProperty("run").GetString());
            HelloReply asked = await hub.CallAsync<HelloReply>("Hello", new HelloRequest(hello.Epoch, away.Device, 0, 0));
            Assert.Equal(run, asked.Run.ToString(), ignoreCase: true);
            Assert.Equal(LessonState.Running, (await here.HelloAsync()).Run);
            JsonElement seat = (await teacher.GetFromJsonAsync<JsonElement>($"/api/board/{sheet.Class.BoardLink}")).GetProperty("seats")[0];
            Assert.Equal(run == "running" ? null : run, seat.GetProperty("halt").GetString());
        }

        await SetSeatAsync(teacher, sheet, 0, "paused", HttpStatusCode.Conflict);
        PutReply put = await hub.CallAsync<PutReply>("Put", new PutRequest(hello.Epoch, 1, [new AnswerEntry(0, "3", 10)]));
        Assert.Equal((PutStatus.Ok, 1), (put.Status, put.HighWater));
    }

    [Fact]
    public async Task A_message_is_told_by_its_name_to_one_or_to_all_and_no_other_words_are_taken()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: true);
        using HubSocket hub = await ConnectAsync(student);
        HelloReply hello = await hub.CallAsync<HelloReply>("Hello", new HelloRequest(null, student.Device, 0, 0));
        Assert.Null(hello.Messages);
        Assert.Equal(HttpStatusCode.NoContent, await SayAsync(teacher, sheet, new { seat = (int?)null, message = "raiseHand" }));
        Assert.Equal("message", (await hub.PushedAsync("Ctl")).GetProperty("kind").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await SayAsync(teacher, sheet, new { seat = sheet.Cards[1].Seat, message = "restEyes" }));
        ToldMessage heard = Assert.Single((await hub.CallAsync<HelloReply>("Hello", new HelloRequest(hello.Epoch, student.Device, 0, 0))).Messages!);
        Assert.Equal(LessonMessage.RaiseHand, heard.Message);
        Assert.Equal(HttpStatusCode.BadRequest, await SayAsync(teacher, sheet, new { seat = (int?)null, message = "Иванов, ты последний" }));
        Assert.Equal(HttpStatusCode.Conflict, await SayAsync(teacher, sheet, new { seat = 99, message = "goOn" }));
    }

    [Fact]
    public async Task A_second_device_needs_the_teachers_tap_while_the_first_is_there()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        using StudentClient first = Student();
        await first.EnterAsync(sheet.Cards[0].Code);
        await first.DecideAsync(agree: true);
        await first.HelloAsync();
        using StudentClient second = Student();
        using (HttpResponseMessage refused = await second.TryEnterAsync(sheet.Cards[0].Code))
        {
            Assert.Equal("session-occupied", await CodeOfAsync(refused));
        }

        using HttpResponseMessage allowed = await teacher.PostAsJsonAsync(
            $"/api/board/{sheet.Class.BoardLink}/takeover", new { seat = sheet.Cards[0].Seat });
        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        await second.EnterAsync(sheet.Cards[0].Code);
        Assert.Equal(PutStatus.Ok, (await second.HelloAsync()).Status);
        Assert.Equal(PutStatus.Superseded, (await first.HelloAsync()).Status);
    }

    [Fact]
    public async Task Who_refuses_takes_no_part_and_may_think_again()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        await StartAsync(teacher, sheet);
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        await student.DecideAsync(agree: false);
        HelloReply hello = await student.HelloAsync();
        Assert.Equal(false, hello.Consent);
        Assert.Equal(PutStatus.Closed, (await student.PutAsync(hello.Epoch, 1, new AnswerEntry(0, "1", 1))).Status);
        JsonElement board = await teacher.GetFromJsonAsync<JsonElement>($"/api/board/{sheet.Class.BoardLink}");
        Assert.Contains(board.GetProperty("seats").EnumerateArray(), seat => seat.GetProperty("state").GetString() == "refused");
        await student.DecideAsync(agree: true);
        Assert.Equal(SessionState.InProgress, (await student.HelloAsync()).State);
    }

    [Fact]
    public async Task The_board_is_pushed_to_its_viewer_and_shows_no_answer()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClientHandler cookies = new();
        using HttpClient teacher = new(cookies) { BaseAddress = server.Address };
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/enter", new { pin = sheet.Pin });
        using HubSocket board = await HubSocket.ConnectAsync(
            server.Address, $"/hub/board/{sheet.Class.BoardLink}", cookies.CookieContainer.GetCookieHeader(server.Address));
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[1].Code);
        await student.DecideAsync(agree: true);
        await student.HelloAsync();
        JsonElement view;
        do
        {
            view = await board.PushedAsync("Board");
        }
        while (view.GetProperty("seats").EnumerateArray().All(seat => seat.GetProperty("state").GetString() != "waiting"));
        Assert.DoesNotContain("answers", view.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_ticket_opens_one_socket_and_a_session_token_opens_none()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using StudentClient student = Student();
        await student.EnterAsync(sheet.Cards[0].Code);
        string path = $"/hub/session?ticket={await student.TicketAsync()}";
        using HubSocket once = await HubSocket.ConnectAsync(server.Address, path);
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, path));
        string token = student.Entered.GetProperty("token").GetString()!;
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={token}"));
        string fresh = $"/hub/session?ticket={await student.TicketAsync()}";
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, fresh, origin: "https://elsewhere.example"));
    }

    private async Task<JsonElement> ResultAsync(string key)
    {
        using HttpClient anyone = server.Client();
        using HttpResponseMessage reply = await anyone.PostAsJsonAsync("/api/result", new { key });
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task StartAsync(HttpClient teacher, CodeSheet sheet) => SetLessonAsync(teacher, sheet, "running", HttpStatusCode.NoContent);

    private static async Task SetLessonAsync(HttpClient teacher, CodeSheet sheet, string lesson, HttpStatusCode expected)
    {
        using HttpResponseMessage reply = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson });
        Assert.Equal(expected, reply.StatusCode);
    }

    private static async Task<HttpStatusCode> SayAsync(HttpClient teacher, CodeSheet sheet, object message)
    {
        using HttpResponseMessage reply = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/message", message);
        return reply.StatusCode;
    }

    private static async Task SetSeatAsync(HttpClient teacher, CodeSheet sheet, int card, string run, HttpStatusCode expected)
    {
        using HttpResponseMessage reply = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/seat", new { seat = sheet.Cards[card].Seat, run });
        Assert.Equal(expected, reply.StatusCode);
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage reply) =>
        (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    private async Task<HubSocket> ConnectAsync(StudentClient student) =>
        await HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={await student.TicketAsync()}");

    private StudentClient Student() => new(server.Client(), Guid.NewGuid().ToString("N"));
}
