using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Tests.EndToEnd;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// A lesson of forty seconds: forty virtual students answer by the real protocol from processes of their own, something happens to the server
/// meanwhile, and at the end what was acknowledged is compared with what is stored. Whatever happens does so while the students are there: a crowd
/// that has gone before or meanwhile fails the test. The long form (DIAGNOSTICS_FAULTS=long) has two thousand students, about two thousand answers
/// a second and three minutes.
/// </summary>
internal sealed class ShortDay : IDisposable
{
    /// <summary>Whether the long form was asked for.</summary>
    public static readonly bool IsLong = Environment.GetEnvironmentVariable("DIAGNOSTICS_FAULTS") == "long";

    /// <summary>From here on a server that was told to take nothing takes nothing: what was on its way has come.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(0.5);

    private static readonly int Classes = IsLong ? 80 : 4;
    private static readonly int StudentsPerClass = IsLong ? 25 : 10;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-fault-");
    private readonly IReadOnlyDictionary<string, string>? _environment;
    private Process? _crowd;

    private ShortDay(IReadOnlyDictionary<string, string>? environment) => _environment = environment;

    /// <summary>How many students the crowd has.</summary>
    public static int Size => Classes * StudentsPerClass;

    public string Data => Path.Combine(_folder.FullName, "data");

    public ServerProcess Server { get; private set; } = null!;

    /// <summary>How long the lesson is.</summary>
    public double Minutes { get; set; } = IsLong ? 3 : 0.7;

    public static async Task<ShortDay> OpenAsync(IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        ShortDay day = new(environment);
        day.Server = await day.StartAsync(0, arguments);
        return day;
    }

    /// <summary>The same with a store that acknowledges before it syncs.</summary>
    public static async Task<ShortDay> OpenForgetfulAsync(IReadOnlyDictionary<string, string> environment)
    {
        ShortDay day = new(environment) { IsForgetful = true };
        day.Server = await day.StartAsync(0);
        return day;
    }

    private bool IsForgetful { get; init; }

    private Task<ServerProcess> StartAsync(int port, params string[] arguments) => IsForgetful
        ? ServerProcess.StartOtherAsync(Data, _environment, "dotnet", ForgetfulServer.Executable, Data, $"http://127.0.0.1:{port}")
        : ServerProcess.StartAsync(Data, port, _environment, arguments);

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
        Server = await StartAsync(port, arguments);
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
                $"{StudentsPerClass}", "--minutes", Minutes.ToString(CultureInfo.InvariantCulture), "--pace", IsLong ? "12" : "25", "--profile", profile, "--floor-seconds", "0", "--out", report,
                "--key", Path.Combine(Data, "keys", "rehearsal.key"), .. more,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> told = crowd.StandardOutput.ReadToEndAsync();
        Task<string> errors = crowd.StandardError.ReadToEndAsync();
        _crowd = crowd;
        try
        {
            await AnswersFlowAsync();
            AssertCrowdIsThere();
            await inTheMiddle();
            AssertCrowdIsThere();
            await crowd.WaitForExitAsync();
        }
        finally
        {
            if (!crowd.HasExited)
            {
                crowd.Kill(entireProcessTree: true);
            }
        }

        string output = await told + await errors;
        Assert.True(File.Exists(report), output);
        return (JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(report)), output);
    }

    /// <summary>
    /// Waits for the middle of the lesson: all have begun, as more answers than there are students have been stored. After a restart: they are back.
    /// </summary>
    public async Task AnswersFlowAsync()
    {
        using HttpClient look = new() { BaseAddress = Server.Address };
        long before = await StoredAsync(look);
        while (await StoredAsync(look) < before + (2 * Classes * StudentsPerClass))
        {
            AssertCrowdIsThere();
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    /// <summary>A fault that lasts: until it ends the server makes no answer durable and the crowd hears of none.</summary>
    /// <param name="begin">From here on nothing can be stored.</param>
    /// <param name="end">All is well again.</param>
    /// <returns>The span in which no acknowledgement may stand in the report; see <see cref="AssertSilent"/>.</returns>
    public async Task<(DateTimeOffset From, DateTimeOffset Until)> TakesNothingAsync(Action begin, TimeSpan length, Action end)
    {
        using HttpClient look = new() { BaseAddress = Server.Address };
        begin();
        await Task.Delay(OnItsWay);
        DateTimeOffset from = DateTimeOffset.UtcNow;
        long before = await StoredAsync(look);
        await Task.Delay(length - OnItsWay);
        long after = await StoredAsync(look);
        DateTimeOffset until = DateTimeOffset.UtcNow;
        end();
        Assert.Equal(before, after);
        return (from, until);
    }

    /// <summary>What the crowd itself counted: it heard of no durable answer in this span, and of some in the lesson.</summary>
    public static void AssertSilent(JsonElement report, (DateTimeOffset From, DateTimeOffset Until) span)
    {
        // Looked at every two seconds; each process of the crowd told what it had up to a second before.
        DateTimeOffset began = report.GetProperty("startedAt").GetDateTimeOffset();
        JsonElement[] moments = [.. report.GetProperty("timeline").EnumerateArray()];
        DateTimeOffset[] at = [.. moments.Select(moment => began.AddSeconds(moment.GetProperty("second").GetDouble()))];
        double[] rates = [.. moments.Select(moment => moment.GetProperty("answersPerSecond").GetDouble())];
        double[] within = [.. rates.Where((_, index) => index > 0 && at[index - 1] > span.From.AddSeconds(1.5) && at[index] < span.Until)];
        Assert.NotEmpty(within);
        Assert.All(within, rate => Assert.Equal(0, rate));
        Assert.Contains(rates, rate => rate > 0);
    }

    /// <summary>What a write transaction came to from now on, for so long.</summary>
    /// <returns>Its mean duration, and the mean number of answers in it.</returns>
    public async Task<(double Ms, double Answers)> CommitsAsync(TimeSpan length)
    {
        using HttpClient look = new() { BaseAddress = Server.Address };
        JsonElement before = await StoreAsync(look);
        await Task.Delay(length);
        JsonElement after = await StoreAsync(look);
        double commits = Grown("commits");
        Assert.True(commits > 0, "Nothing was written.");
        return (Grown("commitMs") / commits, Grown("answers") / commits);

        double Grown(string what) => after.GetProperty(what).GetDouble() - before.GetProperty(what).GetDouble();
    }

    private void AssertCrowdIsThere() => Assert.False(_crowd!.HasExited, "The students have gone: nothing happens in the middle of their lesson.");

    private static async Task<long> StoredAsync(HttpClient look) => (await StoreAsync(look)).GetProperty("answers").GetInt64();

    private static async Task<JsonElement> StoreAsync(HttpClient look) =>
        (await look.GetFromJsonAsync<JsonElement>("/api/rehearsal/meters")).GetProperty("store");

    public void Dispose()
    {
        Server.Dispose();
        _folder.Delete(recursive: true);
    }
}
