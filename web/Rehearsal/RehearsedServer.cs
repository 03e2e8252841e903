using System.Runtime.CompilerServices;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Web.Access;
using Diagnostics.Web.Api;

namespace Diagnostics.Web.Rehearsal;

/// <summary>The rehearsal's doors of the server under test.</summary>
internal sealed class RehearsedServer : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public RehearsedServer(Uri url, string? key, string? authority, TimeProvider time)
    {
        _time = time;
        SocketsHttpHandler handler = new() { UseProxy = false, SslOptions = CrowdTrust.Of(authority) };
        _http = new HttpClient(handler) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add(RehearsalKey.Header, key);
        }
    }

    /// <summary>Whether a call failed because the server is gone, or did not answer in time.</summary>
    public static bool IsAway(Exception error) =>
        error is HttpRequestException or IOException or TaskCanceledException { InnerException: TimeoutException };

    /// <exception cref="HttpRequestException">The server is not there, or refuses.</exception>
    public async Task<IReadOnlyList<RehearsedClass>> OpenAsync(RehearsalSize size, bool replace, CancellationToken cancellation)
    {
        using HttpResponseMessage reply = await _http.PostAsJsonAsync(
            "api/rehearsal/open", new { classes = size.Classes, students = size.Students, replace }, cancellation);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<List<RehearsedClass>>(CrowdLine.Json, cancellation))!;
    }

    public async Task CloseAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage reply = await _http.PostAsync(new Uri("api/rehearsal/close", UriKind.Relative), null, cancellation);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>Leaves the report with the server, where a region finds it when it plans waves.</summary>
    /// <exception cref="HttpRequestException">The server is not there, or refuses.</exception>
    public async Task KeepAsync(RehearsalReport report, CancellationToken cancellation)
    {
        using HttpResponseMessage reply = await _http.PostAsJsonAsync("api/rehearsal/report", new { text = report.ToJson() }, RehearsalReport.Json, cancellation);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>How hard the server works, and how long the call took.</summary>
    public async Task<(ServerMeters Meters, double Ms)> MetersAsync(CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        ServerMeters meters = (await _http.GetFromJsonAsync<ServerMeters>("api/rehearsal/meters", CrowdLine.Json, cancellation))!;
        return (meters, _time.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Rows "class seat number item value" of the log.</summary>
    public IAsyncEnumerable<string> AnswersAsync(CancellationToken cancellation) => LinesAsync("api/rehearsal/answers", cancellation);

    /// <summary>Rows "class seat finished numbers".</summary>
    public IAsyncEnumerable<string> SessionsAsync(CancellationToken cancellation) => LinesAsync("api/rehearsal/sessions", cancellation);

    public void Dispose() => _http.Dispose();

    private async IAsyncEnumerable<string> LinesAsync(string door, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using HttpResponseMessage reply = await _http.GetAsync(
            new Uri(door, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
        reply.EnsureSuccessStatusCode();
        using StreamReader lines = new(await reply.Content.ReadAsStreamAsync(cancellation));
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            yield return line;
        }
    }
}
