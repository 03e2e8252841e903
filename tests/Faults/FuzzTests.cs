using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// Noise at the doors of a server in a process of its own. DIAGNOSTICS_FUZZ says how many inputs the hub gets, and the other doors together; by default a short form.
/// </summary>
[Trait("Kind", "Fault")]
public sealed class FuzzTests : ServerUnderNoise
{
    private const int Seed = 20261121;
    private const int InOneSocket = 200;
    private const int Students = 4;
    private const int DoorsAtOnce = 4;

    /// <summary>As many as a server gets at its hub: a session takes no more than its bound of numbers, and past it no noise would reach the log.</summary>
    private const int MostAtOneServer = 50_000;

    private static readonly string? Asked = Environment.GetEnvironmentVariable("DIAGNOSTICS_FUZZ");
    private static readonly int AtHub = int.Parse(Asked ?? "3000", CultureInfo.InvariantCulture);
    private static readonly int AtDoors = int.Parse(Asked ?? "3500", CultureInfo.InvariantCulture);

    /// <summary>What the noise that is no JSON is bent from.</summary>
    private static readonly string[] Messages =
    [
        "{\"type\":1,\"invocationId\":\"2\",\"target\":\"Put\",\"arguments\":[{\"e\":1,\"n\":1,\"a\":[{\"q\":0,\"v\":\"1\",\"d\":10},{\"q\":1,\"v\":\"2\",\"d\":20}]}]}\u001e",
        "{\"type\":6}\u001e", "{\"type\":7}\u001e", "{\"type\":4,\"invocationId\":\"4\",\"target\":\"Put\",\"arguments\":[]}\u001e",
    ];

    private const string Letters = "0409G70R00ZZABCDEFGH";

    /// <summary>What each door reads: half of its noise is bent from that, the rest from what the others read.</summary>
    private static readonly (string Path, string Body)[] Doors =
    [
        ("/api/session/enter", "{\"code\":\"AAAA-AAAA-AAAA\",\"deviceId\":\"0123456789abcdef\"}"),
        ("/api/session/consent", "{\"agree\":true,\"textVersion\":\"consent-3-timed\"}"),
        ("/api/session/hello", "{\"epoch\":EPOCH,\"deviceId\":\"0123456789abcdef\",\"lastAck\":0,\"clientNowMs\":0}"),
        ("/api/session/answers", "{\"e\":EPOCH,\"n\":1,\"a\":[{\"q\":0,\"v\":\"1\",\"d\":10}]}"),
        ("/api/session/finish", "{\"e\":EPOCH,\"lastSeq\":2}"),
        ("/api/session/leave", "{\"epoch\":1}"),
        ("/api/result", "{\"key\":\"AAAA-AAAA-AAAA\"}"),
        ("/api/staff/enter", "{\"login\":\"учитель\",\"password\":\"x\"}"),
        ("/api/board/BOARD/enter", "{\"pin\":\"123456\"}"),
        ("/api/invitation", "{\"token\":\"00000000000000000000000000\"}"),
        ("/api/parent/look", "{\"link\":\"00000000000000000000000000\"}"),
        ("/api/slip", $"{{\"slip\":\"{Letters}{Letters}{Letters}{Letters}{Letters}{Letters}{Letters}\"}}"),
        ("/api/check/open", "{\"link\":\"00000000000000000000000000\"}"),
        ("/api/check/done", "{\"device\":\"a.b\",\"number\":1,\"measured\":{\"clock\":1,\"storage\":{\"free\":0}}}"),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(Seed, (AtHub + MostAtOneServer - 1) / MostAtOneServer)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_frame_at_the_hub_hurts_the_server_or_shows_its_inside(int seed)
    {
        int inputs = Math.Min(AtHub, MostAtOneServer) / Students;
        StudentClient[] students = await Task.WhenAll(Enumerable.Range(0, Students).Select(EnterAsync));
        HubNoise[] noises = [.. students.Select((student, at) => new HubNoise(Server.Address, student, (seed * Students) + at, Messages))];
        await Task.WhenAll(noises.Select(async noise =>
        {
            for (int socket = 0; noise.Answered < inputs; socket++)
            {
                Assert.True(socket < inputs, $"Only {noise.Answered} inputs were answered.");
                AssertNothingInside(await noise.SendAsync(InOneSocket));
            }
        }));

        Array.ForEach(students, student => student.Dispose());
        await AssertWellAsync();
        // Most went past the epoch: into the log, or refused for what they held.
        Assert.All(noises, noise => Assert.True(noise.Told("ok") > inputs / 10, $"{noise.Told("ok")} of {noise.Answered} were taken."));
        Assert.All(noises, noise => Assert.True(noise.Told("invalid") > inputs / 50, $"{noise.Told("invalid")} of {noise.Answered} were found invalid."));
    }

    [Fact]
    public async Task No_body_at_a_door_hurts_the_server_or_shows_its_inside()
    {
        using StudentClient student = await EnterAsync(2);
        string epoch = $"\":{(await student.HelloAsync()).Epoch},";
        using HttpClient http = new() { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", student.Entered.GetProperty("token").GetString());
        string board = Class.Board.Segments[^1];
        // The answer path's own doors look at the epoch first.
        string[] bodies = [.. Doors.Select(door => door.Body.Replace("\":EPOCH,", epoch, StringComparison.Ordinal))];
        await Parallel.ForEachAsync(Enumerable.Range(0, Doors.Length), new ParallelOptions { MaxDegreeOfParallelism = DoorsAtOnce }, async (at, cancellation) =>
        {
            string path = Doors[at].Path.Replace("BOARD", board, StringComparison.Ordinal);
            HostileText hostile = new(Seed + at, [.. bodies, .. Enumerable.Repeat(bodies[at], bodies.Length)]);
            for (int sent = 0; sent < AtDoors / Doors.Length; sent++)
            {
                using ByteArrayContent body = new(hostile.Next());
                body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using HttpResponseMessage reply = await http.PostAsync(new Uri(path, UriKind.Relative), body, cancellation);
                Assert.True(reply.StatusCode < HttpStatusCode.InternalServerError, $"{path} answered {reply.StatusCode} to input {sent} of seed {Seed + at}.");
                AssertNothingInside(await reply.Content.ReadAsStringAsync(cancellation));
            }
        });
        await AssertWellAsync();
    }
}
