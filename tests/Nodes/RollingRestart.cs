using System.Diagnostics;
using System.Text.Json;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Tests.Faults;
using Diagnostics.Tests.Storage;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Nodes;

/// <summary>Two processes, the proxy of the operators' own files, and a rehearsal's students, while one node after the other is restarted as in an upgrade.</summary>
[StoreEngine("postgres")]
public sealed class RollingRestart(ITestOutputHelper output)
{
    private const int Students = 40;

    [StoreFact]
    public async Task Nobody_loses_or_doubles_an_answer_while_the_nodes_are_restarted_one_after_the_other()
    {
        Assert.True(Nginx.Executable is not null || !Requirement.Names("nginx"), "nginx was not found (install the package nginx-light).");
        if (Nginx.Executable is null)
        {
            return;
        }

        await using SharedStore store = await SharedStore.MakeAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diagnostics-rolling-");
        ServerProcess[] nodes = [await StartAsync(store, folder, "one", 0), await StartAsync(CopyKeys(store, folder), folder, "two", 0)];
        try
        {
            using NodesProxy proxy = await NodesProxy.StartAsync(nodes[0].Address, nodes[1].Address);
            string report = Path.Combine(folder.FullName, "report.json");
            using Process load = Process.Start(new ProcessStartInfo("dotnet",
            [
                ServerProcess.Executable, "rehearse", "--url", proxy.Address.ToString(), "--key", Path.Combine(folder.FullName, "one", "keys", "rehearsal.key"), "--classes", "2",
                "--students-per-class", $"{Students / 2}", "--minutes", "0.9", "--pace", "4", "--processes", "1", "--floor-seconds", "0", "--out", report,
            ])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> said = load.StandardOutput.ReadToEndAsync();
            Task<string> complained = load.StandardError.ReadToEndAsync();
            await TwoNodeStories.UntilAsync(async () => await store.ReadAsync<long>("SELECT COUNT(*) FROM answer_log") > Students);
            for (int i = 0; i < nodes.Length; i++)
            {
                int port = nodes[i].Address.Port;
                Stopwatch end = Stopwatch.StartNew();
                Assert.Equal(0, await nodes[i].TerminateAsync(TimeSpan.FromSeconds(60)));
                output.WriteLine($"node {i}: ended in {end.Elapsed.TotalSeconds:0.0} s");
                Assert.True(end.Elapsed < TimeSpan.FromSeconds(30), nodes[i].Output);
                Assert.Contains("0 students were still here", nodes[i].Output, StringComparison.Ordinal);
                Assert.Equal(1, await store.ReadAsync<long>("SELECT COUNT(*) FROM live_node"));
                nodes[i].Dispose();
                nodes[i] = await StartAsync(store, folder, i == 0 ? "one" : "two", port);
                await TwoNodeStories.UntilAsync(async () => await store.ReadAsync<long>("SELECT COUNT(*) FROM live_node") == 2);
                // A node asks its students to go only to one it has heard: with its next beat.
                await Task.Delay(TimeSpan.FromSeconds(4));
            }

            await load.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);
            output.WriteLine(await said);
            output.WriteLine(string.Join('\n', proxy.Errors.Split('\n').TakeLast(12)));
            Assert.True(File.Exists(report), await complained + proxy.Errors);
            using JsonDocument told = JsonDocument.Parse(await File.ReadAllTextAsync(report));
            Assert.Equal((0, 0), (told.RootElement.GetProperty("lost").GetInt32(), told.RootElement.GetProperty("doubled").GetInt32()));
        }
        finally
        {
            foreach (ServerProcess node in nodes)
            {
                node.Dispose();
            }

            folder.Delete(recursive: true);
        }
    }

    private static SharedStore CopyKeys(SharedStore store, DirectoryInfo folder)
    {
        DirectoryInfo to = Directory.CreateDirectory(Path.Combine(folder.FullName, "two", "keys"));
        foreach (FileInfo key in new DirectoryInfo(Path.Combine(folder.FullName, "one", "keys")).GetFiles())
        {
            key.CopyTo(Path.Combine(to.FullName, key.Name));
        }

        return store;
    }

    private static Task<ServerProcess> StartAsync(SharedStore store, DirectoryInfo folder, string name, int port) => ServerProcess.StartOtherAsync(
        folder.FullName, null, "dotnet",
        ServerProcess.Serve(
            Path.Combine(folder.FullName, name), port, "--database", store.Location, "--node-name", name, "--trusted-proxy", "127.0.0.1", "--answers-per-second", "0",
            "--drain-seconds", "6"));
}
