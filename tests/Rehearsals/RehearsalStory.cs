using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Rehearsals;

/// <summary>The verb as an operator runs it, against a server in a process of its own.</summary>
public sealed class RehearsalStory : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-rehearsal-");

    [Fact]
    public async Task A_storm_over_two_classes_loses_nothing_and_leaves_nothing()
    {
        using ServerProcess server = await ServerProcess.StartAsync(Path.Combine(_folder.FullName, "data"));
        string json = Path.Combine(_folder.FullName, "report.json");
        string page = Path.Combine(_folder.FullName, "report.html");
        (int code, string output) = await RunAsync(
            "rehearse", "--url", server.Address.ToString(), "--classes", "2", "--students-per-class", "5", "--profile", "storm", "--minutes", "0.3",
            "--pace", "40", "--without-jitter", "0.5", "--floor-seconds", "1", "--floor-folder", _folder.FullName, "--out", json, "--page", page, "--keep");
        JsonElement report = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(json));
        Assert.Equal((0, 0), (report.GetProperty("lost").GetInt64(), report.GetProperty("doubled").GetInt64()));
        Assert.Equal(10, report.GetProperty("finishedInStore").GetInt64());
        Assert.Equal(0.5, report.GetProperty("withoutJitter").GetDouble());
        JsonElement counts = report.GetProperty("counts");
        Assert.True(counts.GetProperty("acknowledged").GetInt64() > 100, output);
        Assert.True(counts.GetProperty("reconnected").GetInt64() >= 9, output);
        Assert.NotEmpty(report.GetProperty("timeline").EnumerateArray());
        Assert.Contains("<polyline", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
        JsonElement floors = report.GetProperty("floor").GetProperty("loops");
        Assert.All(["raw", "hub", "durable"], kind => Assert.True(floors.GetProperty(kind).GetProperty("perSecond").GetDouble() > 0, output));
        double busiest = report.GetProperty("busiest").GetProperty("answersPerSecond").GetDouble();
        Assert.Equal(
            busiest / floors.GetProperty("durable").GetProperty("perSecond").GetDouble(), report.GetProperty("ratios").GetProperty("ofDurable").GetDouble(), 3);
        Assert.True(busiest > 0 && report.GetProperty("floor").GetProperty("fsyncMs").GetDouble() > 0, output);
        Assert.Contains("ratio      busiest ÷ durable floor", output, StringComparison.Ordinal);
        Assert.EndsWith("The server keeps the report.\n", output, StringComparison.Ordinal);
        Assert.InRange(report.GetProperty("entriesPerSecond").GetDouble(), 0.1, 10);
        Assert.Equal(10, ReportReader.Read(await File.ReadAllTextAsync(json), DateTimeOffset.UtcNow).Facts!.Students);
        Assert.Empty(Directory.GetDirectories(_folder.FullName, "diagnostics-floor-*"));
        Assert.Equal(report.GetProperty("verdict").GetProperty("holds").GetBoolean() ? 0 : 1, code);
        server.Kill();
        (int verified, string told) = await RunAsync("db", "verify", "--data", server.Folder);
        Assert.True(verified == 0, told);
        Assert.Contains("Sessions: 600,", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_demo_on_this_machine_the_doors_ask_for_the_operators_key()
    {
        EngineOptions options = new() { DataFolder = Path.Combine(_folder.FullName, "keyed") };
        await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default);
        await using WebApplication app = Server.Build(engine, new ServerOptions(options, "http://127.0.0.1:0", PublicUrl: null, Demo: false));
        await app.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(app.Urls.First()) };
        foreach (string wrong in new[] { "", "zz", new string('0', 64), new string('я', 64) })
        {
            using HttpRequestMessage asked = new(HttpMethod.Get, "/api/rehearsal/meters");
            asked.Headers.TryAddWithoutValidation("X-Rehearsal-Key", Uri.EscapeDataString(wrong));
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(asked)).StatusCode);
        }

        byte[] key = await File.ReadAllBytesAsync(Path.Combine(options.DataFolder, "keys", "rehearsal.key"));
        http.DefaultRequestHeaders.Add("X-Rehearsal-Key", Convert.ToHexStringLower(key));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/api/rehearsal/meters", UriKind.Relative))).StatusCode);
        using HttpResponseMessage large = await http.PostAsJsonAsync("/api/rehearsal/open", new { classes = 1_001, students = 1, replace = false });
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);

        // The run brings its report by the same key.
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsJsonAsync("/api/rehearsal/report", new { text = SampleReport.Of(100, DateTimeOffset.UtcNow) })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsJsonAsync("/api/rehearsal/report", new { text = "{}" })).StatusCode);
        Assert.Equal((100, ReportOrigin.Run), (await engine.RehearsalReports.ReadAsync(default)).Select(one => (one.Facts.Students, one.Origin)).Single());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_one_line()
    {
        (int code, string output) = await RunAsync("rehearse", "--url", "http://127.0.0.1:1/", "--minutes", "0.2");
        Assert.Equal(1, code);
        Assert.StartsWith("http://127.0.0.1:1/ does not answer", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [ServerProcess.Executable, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
