using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Doors;

/// <summary>A student's browser, spoken for in C#: the HTTP side of the answer path.</summary>
internal sealed class StudentClient(HttpClient http, string device) : IDisposable
{
    public string Device => device;

    public JsonElement Entered { get; private set; }

    public string PackageHash => Entered.GetProperty("packageHash").GetString()!;

    /// <summary>The same browser by another way to the same server.</summary>
    public StudentClient At(HttpClient other)
    {
        other.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
        return new StudentClient(other, device) { Entered = Entered };
    }

    public Task<HttpResponseMessage> TryEnterAsync(string code) =>
        http.PostAsJsonAsync("/api/session/enter", new { code, deviceId = device });

    public async Task EnterAsync(string code)
    {
        using HttpResponseMessage reply = await TryEnterAsync(code);
        reply.EnsureSuccessStatusCode();
        Entered = await reply.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Entered.GetProperty("token").GetString());
    }

    public async Task DecideAsync(bool agree)
    {
        using HttpResponseMessage reply = await http.PostAsJsonAsync("/api/session/consent", new { agree, textVersion = "consent-3-timed" });
        reply.EnsureSuccessStatusCode();
    }

    public Task<HelloReply> HelloAsync(long? epoch = null, long lastAck = 0) =>
        PostAsync<HelloReply>("/api/session/hello", new HelloRequest(epoch, device, lastAck, 0));

    public Task<PutReply> PutAsync(long epoch, long first, params AnswerEntry[] answers) =>
        PostAsync<PutReply>("/api/session/answers", new PutRequest(epoch, first, answers));

    /// <summary>Comes again when it is told to: a whole lesson at once is more than a session may send in one go.</summary>
    public async Task<PutReply> BringAsync(long epoch, long first, params AnswerEntry[] answers)
    {
        PutReply reply = await PutAsync(epoch, first, answers);
        for (; reply.Status == PutStatus.Busy; reply = await PutAsync(epoch, first, answers))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(reply.RetryMs));
        }

        return reply;
    }

    public Task<FinishReply> FinishAsync(long epoch, long last) =>
        PostAsync<FinishReply>("/api/session/finish", new FinishRequest(epoch, last));

    /// <summary>What a call of the session's own doors is answered with.</summary>
    public async Task<HttpStatusCode> StatusAsync(string call, object body)
    {
        using HttpResponseMessage reply = await http.PostAsJsonAsync($"/api/session/{call}", body, RunningServer.Json);
        return reply.StatusCode;
    }

    public async Task<string> TicketAsync()
    {
        using HttpResponseMessage reply = await http.PostAsync("/api/session/ticket", content: null);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ticket").GetString()!;
    }

    /// <summary>A valid answer to everything; returns the number of the last.</summary>
    public async Task<long> AnswerAllAsync(long epoch)
    {
        long next = 1;
        foreach (AnswerEntry[] batch in SimpleAnswers.Of(await PackageAsync()).Chunk(50))
        {
            PutReply reply = await BringAsync(epoch, next, batch);
            Assert.Equal(PutStatus.Ok, reply.Status);
            next = reply.HighWater + 1;
        }

        return next - 1;
    }

    /// <summary>The item number of the entry that begins the first section with a time limit.</summary>
    public async Task<int> TimedStartAsync()
    {
        JsonElement[] steps = [.. (await PackageAsync()).GetProperty("steps").EnumerateArray()];
        int items = steps.Sum(step => step.GetProperty("items").GetArrayLength());
        return items + Array.FindIndex(steps, step => step.TryGetProperty("seconds", out _));
    }

    public async Task<JsonElement> PackageAsync()
    {
        using HttpResponseMessage reply = await http.GetAsync(new Uri($"/api/package/{PackageHash}.json", UriKind.Relative));
        reply.EnsureSuccessStatusCode();
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    public void Dispose() => http.Dispose();

    private async Task<T> PostAsync<T>(string path, object body)
    {
        using HttpResponseMessage reply = await http.PostAsJsonAsync(path, body, RunningServer.Json);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<T>(RunningServer.Json))!;
    }
}
