using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// A lesson of forty seconds: forty virtual students answer by the real protocol from processes of their own, something happens to the server
/// meanwhile, and at the end what was acknowledged is compared with what is stored. The long form (DIAGNOSTICS_FAULTS=long) has two thousand
/// students, about two thousand answers a second and three minutes.
/// </summary>
internal sealed class ShortDay : IDisposable
{
    /// <summary>Whether the long form was asked for.</summary>
    public static readonly bool IsLong = Environment.GetEnvironmentVariable("DIAGNOSTICS_FAULTS") == "long";

    private static readonly int Classes = IsLong ? 80 : 4;
    private static readonly int StudentsPerClass = IsLong ? 25 : 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-fault-");
    private readonly IReadOnlyDictionary<string, string>? _environment;

    private ShortDay(IReadOnlyDictionary<string, string>? environment) => _environment = environment;

    /// <summary>How many students the crowd has.</summary>
    public static int Size => Classes * StudentsPerClass;

    public string Data => Path.Combine(_folder.FullName, "data");

    public ServerProcess Server { get; private set; } = null!;

    public static async Task<ShortDay> OpenAsync(IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        ShortDay day = new(environment);
        day.Server = await ServerProcess.StartAsync(day.Data, 0, environment, arguments);
        return day;
    }

    /// <summary>kill -9, and the same again on the same data.</summary>
    /// <param name="arguments">The command line of the new one.</param>
    public Task RestartAsync(params string[] arguments) => RestartAsync(() => { }, arguments);

    /// <param name="whileDead">What happens to the data between the two.</param>
    public async Task RestartAsync(Action whileDead, params string[] arguments)
    {
        int port = Server.Address.Port;
        Server.Kill();
        Server.Dispose();
        whileDead();
        Server = await ServerProcess.StartAsync(Data, port, _environment, arguments);
    }

    /// <summary>Runs the lesson and what happens in the middle of it; whatever that is, nothing is lost, nothing doubled, everybody finishes.</summary>
    /// <param name="through">Where the students' way begins, when it is not the server itself.</param>
    /// <param name="crowd">More of the crowd's command line.</param>
    public async Task<JsonElement> RunAsync(Func<Task> inTheMiddle, Uri? through = null, string profile = "bell", params string[] crowd)
    {
        (JsonElement result, string output) = await ReportAsync(inTheMiddle, through, profile, crowd);
        Assert.True(result.GetProperty("lost").GetInt64() == 0, output);
        Assert.True(result.GetProperty("doubled").GetInt64() == 0, output);
        Assert.True(result.GetProperty("counts").GetProperty("contradicted").GetInt64() == 0, output);
        Assert.True(result.GetProperty("finishedInStore").GetInt64() == Classes * StudentsPerClass, output);
        Assert.True(result.GetProperty("counts").GetProperty("acknowledged").GetInt64() > 2 * Classes * StudentsPerClass, output);
        return result;
    }

    /// <summary>The same without a judgement.</summary>
    public async Task<(JsonElement Report, string Output)> ReportAsync(Func<Task> inTheMiddle, Uri? through = null, string profile = "bell", params string[] more)
    {
        string report = Path.Combine(_folder.FullName, "report.json");
        using Process crowd = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                ServerProcess.Executable, "rehearse", "--url", (through ?? Server.Address).ToString(), "--classes", $"{Classes}", "--students-per-class",
                $"{StudentsPerClass}", "--minutes", IsLong ? "3" : "0.7", "--pace", IsLong ? "12" : "25", "--profile", profile, "--floor-seconds", "0", "--out", report,
                "--key", Path.Combine(Data, "keys", "rehearsal.key"), .. more,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> told = crowd.StandardOutput.ReadToEndAsync();
        Task<string> errors = crowd.StandardError.ReadToEndAsync();
        await AnswersFlowAsync(crowd);
        await inTheMiddle();
        await crowd.WaitForExitAsync();
        string output = await told + await errors;
        Assert.True(File.Exists(report), output);
        return (JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(report)), output);
    }

    /// <summary>The middle of the lesson: all have begun, as more answers than there are students have been stored.</summary>
    private async Task AnswersFlowAsync(Process crowd)
    {
        using HttpClient look = new() { BaseAddress = Server.Address };
        long before = await StoredAsync(look);
        while (!crowd.HasExited && await StoredAsync(look) < before + (2 * Classes * StudentsPerClass))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private static async Task<long> StoredAsync(HttpClient look) =>
        (await look.GetFromJsonAsync<JsonElement>("/api/rehearsal/meters")).GetProperty("store").GetProperty("answers").GetInt64();

    public void Dispose()
    {
        Server.Dispose();
        _folder.Delete(recursive: true);
    }
}
