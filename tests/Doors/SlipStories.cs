using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Slips;
using Diagnostics.Tests.Slips;

namespace Diagnostics.Tests.Doors;

/// <summary>The door of slips: open to any device, with a bound on size and on tries, and nothing told but whose slip it was.</summary>
public sealed class SlipStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_slip_made_with_what_the_entrance_gave_is_taken_by_anybody_once()
    {
        (StudentClient student, long epoch) = await StudentAsync(0);
        using HttpClient anybody = server.Client();
        string slip = SlipMaker.Make(PassOf(student), epoch, 1, [new(0, "3", 10), new(1, "2", 20)], finishes: true);
        using HttpResponseMessage first = await HandInAsync(anybody, slip);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("no-store", first.Headers.CacheControl!.ToString());
        JsonElement told = await first.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("answers,className,finished,kind,seat", string.Join(',', told.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(("taken", 2, true), (told.GetProperty("kind").GetString(), told.GetProperty("answers").GetInt32(), told.GetProperty("finished").GetBoolean()));
        using HttpResponseMessage second = await HandInAsync(anybody, slip);
        Assert.Equal("already", (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("kind").GetString());

        // The student's own device is told the key, over the way it always goes.
        Assert.NotNull((await student.FinishAsync(epoch, 2)).ResultKey);
        student.Dispose();
    }

    [Fact]
    public async Task What_cannot_be_taken_is_called_by_its_name()
    {
        (StudentClient student, long epoch) = await StudentAsync(1);
        SlipPass pass = PassOf(student);
        AnswerEntry[] answers = [new(0, "3", 10)];
        string good = SlipMaker.Make(pass, epoch, 1, answers);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "slip-damaged", good[..^3]);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "slip-version", SlipMaker.Letters(SlipMaker.Seal(pass, SlipMaker.Pack(pass, epoch, 1, answers), version: 9)));
        SlipPass foreign = new SlipKeys("elsewhere"u8).PassOf("0123456789abc");
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "slip-foreign", SlipMaker.Make(foreign, epoch, 1, answers));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "slip-invalid", SlipMaker.Make(pass, epoch, 1, [new(0, "99", 10)]));
        await AssertRefusedAsync(HttpStatusCode.Conflict, "slip-gap", SlipMaker.Make(pass, epoch, 5, answers));
        await AssertRefusedAsync(HttpStatusCode.NotFound, "slip-unknown", SlipMaker.Make(server.Engine.Slips.PassOf("0000000000000"), 1, 1, answers));
        student.Dispose();
    }

    [Fact]
    public async Task Too_large_a_body_is_refused_before_it_is_read_and_too_many_wrong_ones_wait_and_right_ones_do_not()
    {
        RunningServer still = await RunningServer.StartAsync(new RunningServer { DoorClock = new ManualClock() });
        using HttpClient anybody = still.Client();
        using HttpResponseMessage large = await HandInAsync(anybody, new string('0', 30_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        for (int tries = 0; tries < 61; tries++)
        {
            using HttpResponseMessage reply = await HandInAsync(anybody, "00");
            Assert.Equal(tries < 60 ? HttpStatusCode.BadRequest : HttpStatusCode.TooManyRequests, reply.StatusCode);
        }

        (StudentClient student, long epoch) = await StudentAsync(still, 0);
        using HttpResponseMessage right = await HandInAsync(anybody, SlipMaker.Make(PassOf(student), epoch, 1, [new(0, "3", 10)]));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        student.Dispose();
        await still.DisposeAsync();
    }

    private async Task AssertRefusedAsync(HttpStatusCode status, string code, string slip)
    {
        using HttpClient anybody = server.Client();
        using HttpResponseMessage reply = await HandInAsync(anybody, slip);
        Assert.Equal((status, code), (reply.StatusCode, (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    private static Task<HttpResponseMessage> HandInAsync(HttpClient anybody, string slip) => anybody.PostAsJsonAsync("/api/slip", new { slip });

    private static SlipPass PassOf(StudentClient student) => student.Entered.GetProperty("slip").Deserialize<SlipPass>(RunningServer.Json)!;

    private Task<(StudentClient Student, long Epoch)> StudentAsync(int seat) => StudentAsync(server, seat);

    private static async Task<(StudentClient Student, long Epoch)> StudentAsync(RunningServer server, int seat)
    {
        CodeSheet sheet = await server.MakeClassAsync();
        StudentClient student = new(server.Client(), $"0123456789abcd{seat}0");
        await student.EnterAsync(sheet.Cards[seat].Code);
        await student.DecideAsync(agree: true);
        using HttpClient teacher = await server.TeacherAsync(sheet);
        using HttpResponseMessage begun = await teacher.PostAsJsonAsync($"/api/board/{sheet.Class.BoardLink}/lesson", new { lesson = "running" });
        begun.EnsureSuccessStatusCode();
        return (student, (await student.HelloAsync()).Epoch);
    }
}
