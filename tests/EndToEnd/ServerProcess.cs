using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>The product as an operator starts it: a process of its own, mostly with the demo region, on a loopback port and in a folder of its own.</summary>
public sealed partial class ServerProcess : IDisposable
{
    private const string Database = "--database";

    private readonly Process _process;
    private readonly List<string> _output = [];

    private ServerProcess(Process process, string folder)
    {
        _process = process;
        Folder = folder;
    }

    public string Folder { get; }

    /// <summary>Its store, as <c>--database</c> took it.</summary>
    public string Location { get; private set; } = "";

    public Uri Address { get; private set; } = null!;

    /// <summary>What the process has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>The built product, in the configuration the tests were built in.</summary>
    public static string Executable
    {
        get
        {
            string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
            return Path.Combine(Repository.Root, "web", "bin", configuration, "net10.0", "diagnostics.dll");
        }
    }

    /// <param name="environment">Variables for this process only.</param>
    /// <param name="arguments">More of the command line.</param>
    public static async Task<ServerProcess> StartAsync(
        string folder, int port = 0, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments) =>
        await LaunchAsync(folder, environment, "dotnet", Serve(folder, port, ["--demo", .. await StoredAsync(folder, arguments)]));

    /// <summary>Another program that serves this folder, or one under which the product does.</summary>
    public static Task<ServerProcess> StartOtherAsync(string folder, IReadOnlyDictionary<string, string>? environment, string program, params string[] arguments) =>
        LaunchAsync(folder, environment, program, arguments);

    /// <summary>The command line after <c>dotnet</c>.</summary>
    public static string[] Serve(string folder, int port, params string[] arguments) =>
        [Executable, "serve", "--urls", $"http://127.0.0.1:{port}", "--data", folder, .. arguments];

    /// <summary>As a region starts it for good: no demo, nothing in it that was not put there. Only the room on the disk is not asked for.</summary>
    public static async Task<ServerProcess> StartForGoodAsync(string folder) =>
        await LaunchAsync(folder, null, "dotnet", Serve(folder, 0, await StoredAsync(folder, ["--ballast-mb", "0", "--low-disk-mb", "0"])));

    /// <summary>Where a story does not say which store, it is the usual one.</summary>
    private static async Task<string[]> StoredAsync(string folder, string[] arguments) =>
        arguments.Contains(Database) ? arguments : [.. arguments, Database, await StoryStore.LocationAsync(folder)];

    private static async Task<ServerProcess> LaunchAsync(
        string folder, IReadOnlyDictionary<string, string>? environment, string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        int named = Array.IndexOf(arguments, Database);
        ServerProcess server = new(process, folder)
        {
            Location = named >= 0 ? arguments[named + 1] : await StoryStore.LocationAsync(folder, "sqlite"),
        };
        TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        DataReceivedEventHandler read = (_, line) => server.Read(line.Data, ready);
        process.OutputDataReceived += read;
        process.ErrorDataReceived += read;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        server.Address = new Uri(await ready.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        return server;
    }

    public bool IsRunning => !_process.HasExited;

    /// <summary>kill -9: no drain, no goodbye.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, as an operator's restart gives it; returns when the process has ended.</summary>
    /// <exception cref="TimeoutException">It is still there after <paramref name="within"/>.</exception>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(TimeSpan within)
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(within);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Read(string? line, TaskCompletionSource<string> ready)
    {
        if (line is null)
        {
            ready.TrySetException(new InvalidOperationException($"The server ended: {Output}"));
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        // The last line of the welcome: everything before it has been printed.
        if (line.Contains("Ctrl+C", StringComparison.Ordinal))
        {
            ready.TrySetResult(StudentAddress().Match(Output).Groups[1].Value);
        }
    }

    [GeneratedRegex(@"ученик\s+(http://\S+)")]
    private static partial Regex StudentAddress();
}
