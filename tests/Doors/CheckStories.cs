using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Readiness;
using Diagnostics.Tests.Readiness;

namespace Diagnostics.Tests.Doors;

/// <summary>The check of devices through the public doors: the board shows the link, a device checks itself, the note says what came of it.</summary>
public sealed class CheckStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_device_opens_the_link_of_the_board_and_its_verdict_stands_on_the_board_and_in_the_note()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.TeacherAsync(sheet);
        Uri board = new($"/api/board/{sheet.Class.BoardLink}/readiness", UriKind.Relative);
        JsonElement before = await teacher.GetFromJsonAsync<JsonElement>(board);
        Assert.Equal(0, before.GetProperty("devices").GetProperty("checked").GetInt32());
        string address = before.GetProperty("check").GetProperty("address").GetString()!;
        Assert.StartsWith($"{server.Address}check#", address, StringComparison.Ordinal);
        using HttpClient device = server.Client();
        JsonElement opened = await OpenAsync(device, address.Split('#')[1]);
        Assert.Equal(("Школа № 5", sheet.Class.Name), (opened.GetProperty("schoolName").GetString(), opened.GetProperty("className").GetString()));
        using HttpResponseMessage package = await device.GetAsync(new Uri($"/api/package/{opened.GetProperty("packageHash").GetString()}.json", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, package.StatusCode);
        Bring(device, opened);
        using HttpResponseMessage probe = await device.PostAsJsonAsync("/api/check/probe", new { });
        Assert.True((await probe.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("nowMs").GetInt64() > 0);
        using HttpResponseMessage done = await DoneAsync(device, 7, Measured.Fine with { Storage = StorageCheck.Refused });
        JsonElement verdict = await done.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("notReady", "storageRefused"), (verdict.GetProperty("verdict").GetString(), verdict.GetProperty("findings")[0].GetProperty("reason").GetString()));

        Assert.Equal(1, (await teacher.GetFromJsonAsync<JsonElement>(board)).GetProperty("devices").GetProperty("notReady").GetInt32());
        using HttpClient coordinator = await server.StaffAsync(StaffRole.Coordinator, new OrgNode(NodeKind.School, sheet.School.Id));
        JsonElement row = (await coordinator.GetFromJsonAsync<JsonElement>("/api/staff/readiness")).EnumerateArray()
            .Single(one => one.GetProperty("classId").GetString() == sheet.Class.Id);
        Assert.Equal((1, 0, 1), (row.GetProperty("checked").GetInt32(), row.GetProperty("ready").GetInt32(), row.GetProperty("notReady").GetInt32()));
        JsonElement note = await coordinator.GetFromJsonAsync<JsonElement>($"/api/staff/readiness/classes/{sheet.Class.Id}");
        Assert.Equal(7, note.GetProperty("note").GetProperty("devices")[0].GetProperty("number").GetInt32());
        Assert.Equal(address, note.GetProperty("check").GetProperty("address").GetString());
        string cards = await coordinator.GetStringAsync(new Uri($"/setup/classes/{sheet.Class.Id}/cards", UriKind.Relative));
        Assert.Contains(address, cards, StringComparison.Ordinal);

        using HttpResponseMessage erased = await coordinator.PostAsJsonAsync($"/api/staff/readiness/classes/{sheet.Class.Id}/erase", new { });
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(0, (await teacher.GetFromJsonAsync<JsonElement>(board)).GetProperty("devices").GetProperty("checked").GetInt32());
    }

    [Fact]
    public async Task The_socket_gives_back_what_it_gets_and_its_ticket_opens_one_and_no_lesson()
    {
        JsonElement opened = await OpenAsync(server.Client(), await LinkAsync());
        string ticket = opened.GetProperty("ticket").GetString()!;
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, $"/hub/session?ticket={ticket}"));
        using HubSocket socket = await HubSocket.ConnectAsync(server.Address, $"/hub/check?ticket={ticket}");
        Assert.Equal("слово", await socket.CallAsync<string>("Echo", "слово"));
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, $"/hub/check?ticket={ticket}"));
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.ConnectAsync(server.Address, $"/hub/check?ticket={opened.GetProperty("token").GetString()}"));
    }

    [Fact]
    public async Task A_link_opens_the_check_and_nothing_else_and_a_replaced_one_nothing_at_all()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        string link = (await server.Engine.CheckLinks.OfClassAsync(sheet.Class.Id, default))!;
        using HttpClient device = server.Client();
        JsonElement opened = await OpenAsync(device, link.ToLowerInvariant());
        Bring(device, opened);
        foreach (string path in new[] { "/api/session/hello", "/api/session/answers", "/api/session/ticket" })
        {
            using HttpResponseMessage refused = await device.PostAsJsonAsync(path, new { e = 1, n = 1, a = Array.Empty<object>(), deviceId = "0123456789abcdef" });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using HttpResponseMessage parent = await device.PostAsJsonAsync("/api/parent/look", new { link });
        Assert.Equal(HttpStatusCode.NotFound, parent.StatusCode);
        using HttpClient keeper = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, sheet.School.Id));
        using HttpResponseMessage renewed = await keeper.PostAsJsonAsync($"/api/staff/readiness/classes/{sheet.Class.Id}/link", new { });
        string fresh = (await renewed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("address").GetString()!;
        Assert.DoesNotContain(link, fresh, StringComparison.Ordinal);
        using HttpResponseMessage unknown = await device.PostAsJsonAsync("/api/check/open", new { link });
        Assert.Equal((HttpStatusCode.NotFound, "link-unknown"), (unknown.StatusCode, await CodeOfAsync(unknown)));
        using HttpResponseMessage late = await DoneAsync(device, 1, Measured.Fine);
        Assert.Equal((HttpStatusCode.Gone, "check-over"), (late.StatusCode, await CodeOfAsync(late)));
    }

    [Fact]
    public async Task What_no_device_measured_is_refused_and_what_is_left_out_counts_as_missing()
    {
        using HttpClient device = server.Client();
        Bring(device, await OpenAsync(device, await LinkAsync()));
        using HttpResponseMessage empty = await device.PostAsJsonAsync("/api/check/done", new { device = "0123456789abcdef", number = 1 });
        Assert.Equal((HttpStatusCode.BadRequest, "check-invalid"), (empty.StatusCode, await CodeOfAsync(empty)));
        using HttpResponseMessage wild = await DoneAsync(device, 1, Measured.Fine with { Sent = 1 });
        Assert.Equal(HttpStatusCode.BadRequest, wild.StatusCode);
        using HttpResponseMessage large = await device.PostAsJsonAsync("/api/check/done", new { device = new string('a', 4_000), number = 1 });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using HttpResponseMessage bare = await device.PostAsJsonAsync(
            "/api/check/done", new { device = "0123456789abcdef", number = 1, measured = new { sent = 24, failed = 0, medianMs = 1, slowMs = 1, width = 1280 } });
        JsonElement verdict = await bare.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            "transportBlocked,storageMissing,browserUnknown,browserWithoutCrypto,browserWithoutLocks,browserWithoutWorker,packageMissing",
            string.Join(',', verdict.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("reason").GetString())));
    }

    [Fact]
    public async Task A_whole_class_at_once_passes_and_one_device_that_asks_without_end_does_not()
    {
        RunningServer still = await RunningServer.StartAsync(new RunningServer { DoorClock = new ManualClock() });
        CodeSheet sheet = await still.MakeClassAsync();
        string link = (await still.Engine.CheckLinks.OfClassAsync(sheet.Class.Id, default))!;
        using HttpClient room = still.Client();
        List<JsonElement> opened = [];
        for (int device = 0; device < ReadinessDesk.MostDevices; device++)
        {
            opened.Add(await OpenAsync(room, link));
        }

        foreach (JsonElement one in opened)
        {
            Bring(room, one);
            using HttpResponseMessage probe = await room.PostAsJsonAsync("/api/check/probe", new { });
            Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        }

        int passed = 1;
        while (true)
        {
            using HttpResponseMessage probe = await room.PostAsJsonAsync("/api/check/probe", new { });
            if (probe.StatusCode == HttpStatusCode.TooManyRequests)
            {
                break;
            }

            Assert.True(++passed < 20);
        }

        // The neighbour is not judged by it; a link that is opened without end is.
        Bring(room, opened[0]);
        using HttpResponseMessage neighbour = await room.PostAsJsonAsync("/api/check/probe", new { });
        Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
        HttpStatusCode last = HttpStatusCode.OK;
        for (int more = 0; more <= ReadinessDesk.MostDevices && last == HttpStatusCode.OK; more++)
        {
            using HttpResponseMessage reply = await room.PostAsJsonAsync("/api/check/open", new { link });
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        await still.DisposeAsync();
    }

    private async Task<string> LinkAsync() => (await server.Engine.CheckLinks.OfClassAsync((await server.MakeClassAsync()).Class.Id, default))!;

    private static async Task<JsonElement> OpenAsync(HttpClient device, string link)
    {
        using HttpResponseMessage reply = await device.PostAsJsonAsync("/api/check/open", new { link });
        reply.EnsureSuccessStatusCode();
        Assert.Equal("no-store", reply.Headers.CacheControl!.ToString());
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static void Bring(HttpClient device, JsonElement opened) =>
        device.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", opened.GetProperty("token").GetString());

    private static Task<HttpResponseMessage> DoneAsync(HttpClient device, int number, DeviceMeasurements measured) =>
        device.PostAsJsonAsync("/api/check/done", new { device = "0123456789abcdef", number, measured }, RunningServer.Json);

    private static async Task<string?> CodeOfAsync(HttpResponseMessage reply) =>
        (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
