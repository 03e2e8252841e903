using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Web.Rehearsal;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary>
/// <c>delivery [--connections N] [--seconds S]</c>: the same closed loop against raw socket, bare hub, durable hub and the product, one after the other
/// in one run, each server in a process of its own. Absolute figures drift with the machine; the ratios are what counts.
/// </summary>
internal static partial class DeliveryRun
{
    private const int StudentsPerClass = 25;
    private const int OpeningAtOnce = 50;

    public static async Task<int> RunAsync(int connections, int seconds, TextWriter output)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diagnostics-delivery-");
        List<DeliveryResult> results = [];
        try
        {
            foreach (DeliveryTarget target in Enum.GetValues<DeliveryTarget>())
            {
                results.Add(await MeasureAsync(target, connections, seconds, Path.Combine(folder.FullName, target.ToString())));
                await output.WriteLineAsync(results[^1].ToString());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        DeliveryResult product = results[^1];
        DeliveryResult durable = results[(int)DeliveryTarget.Durable];
        DeliveryResult hub = results[(int)DeliveryTarget.Hub];
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"product / durable floor {product.PerSecond / durable.PerSecond:0.00} (at least 0.60), product / bare hub {product.PerSecond / hub.PerSecond:0.00} (at least 0.35), CPU per answer {product.CpuMicroseconds / durable.CpuMicroseconds:0.00} x the floor (at most 1.70)"));
        return 0;
    }

    private static async Task<DeliveryResult> MeasureAsync(DeliveryTarget target, int connections, int seconds, string file)
    {
        (Process process, Uri address) = target == DeliveryTarget.Product ? await StartProductAsync(file) : await StartFloorAsync(target, file);
        using (process)
        {
            WorkerPlan plan = new(address, RehearsalProfile.Closed, 0, seconds, 1, 1, null, ["127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5"], []);
            using CrowdNetwork network = new(plan);
            try
            {
                List<LoopLine> lines = await OpenAsync(target, network, connections);
                DeliveryResult result = await LoopAsync(target, lines, seconds, process);
                await Task.WhenAll(lines.Select(line => line.DisposeAsync().AsTask()));
                return result;
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }
    }

    private static async Task<List<LoopLine>> OpenAsync(DeliveryTarget target, CrowdNetwork network, int connections)
    {
        IReadOnlyList<RehearsedClass> classes = [];
        if (target == DeliveryTarget.Product)
        {
            using RehearsedServer server = new(network.Url, null, null, TimeProvider.System);
            int rooms = (connections + StudentsPerClass - 1) / StudentsPerClass;
            classes = await server.OpenAsync(new RehearsalSize(rooms, StudentsPerClass), replace: true, default);
            foreach ((RehearsedClass room, int number) in classes.Select((room, number) => (room, number)))
            {
                await BeginAsync(network, room, number);
            }
        }

        using SemaphoreSlim few = new(OpeningAtOnce);
        LoopLine[] lines = await Task.WhenAll(Enumerable.Range(0, connections).Select(async number =>
        {
            await few.WaitAsync();
            try
            {
                return target switch
                {
                    DeliveryTarget.Raw => await LoopLine.Raw.OpenAsync(network.Hub("raw"), network.By(number), default),
                    DeliveryTarget.Product => await LoopLine.Product.OpenAsync(
                        network, classes[number / StudentsPerClass], number % StudentsPerClass, number, default),
                    _ => await LoopLine.Floor.OpenAsync(network.Hub("hub"), network.By(number), number, default),
                };
            }
            finally
            {
                few.Release();
            }
        }));
        return [.. lines];
    }

    private static async Task BeginAsync(CrowdNetwork network, RehearsedClass room, int number)
    {
        Uri door = new(network.Url, $"api/board/{room.BoardLink}/");
        using HttpResponseMessage entered = await network.By(number).SendAsync(new Uri(door, "enter"), new { pin = room.Pin }, null, null, default);
        string cookie = entered.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        await network.By(number).PostAsync(new Uri(door, "lesson"), new { lesson = "running" }, null, default, cookie);
    }

    private static async Task<DeliveryResult> LoopAsync(DeliveryTarget target, List<LoopLine> lines, int seconds, Process server)
    {
        LatencyCounts latencies = new();
        using CancellationTokenSource warm = new(TimeSpan.FromSeconds(Math.Min(3, seconds / 2.0)));
        long[] numbers = new long[lines.Count];
        await Task.WhenAll(lines.Select((line, at) => AnswerAsync(line, at, null, warm.Token)));
        server.Refresh();
        TimeSpan before = server.TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(lines.Select((line, at) => AnswerAsync(line, at, latencies, end.Token)));
        double elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        server.Refresh();
        return new DeliveryResult(
            target, lines.Count, latencies.Count / elapsed, latencies.Percentile(0.5), latencies.Percentile(0.99),
            (server.TotalProcessorTime - before).TotalMicroseconds / Math.Max(1, latencies.Count), server.WorkingSet64);

        async Task AnswerAsync(LoopLine line, int at, LatencyCounts? counts, CancellationToken until)
        {
            while (!until.IsCancellationRequested)
            {
                long sent = Stopwatch.GetTimestamp();
                await line.AnswerAsync(++numbers[at], CancellationToken.None);
                counts?.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
    }

    private static async Task<(Process Process, Uri Address)> StartFloorAsync(DeliveryTarget target, string file)
    {
        Process process = Start([typeof(DeliveryRun).Assembly.Location, "delivery-floor", target.ToString(), file]);
        return (process, new Uri((await process.StandardOutput.ReadLineAsync())! + "/"));
    }

    private static async Task<(Process Process, Uri Address)> StartProductAsync(string folder)
    {
        // A closed loop is faster than any student.
        Process process = Start(
        [
            typeof(RehearsalRun).Assembly.Location, "serve", "--demo", "--urls", "http://127.0.0.1:0", "--data", folder,
            "--answers-per-second", "0", "--messages-per-second", "0",
        ]);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (StudentAddress().Match(line) is { Success: true } found)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return (process, new Uri(found.Groups[1].Value));
            }
        }

        throw new InvalidOperationException("The product did not start.");
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    [GeneratedRegex(@"ученик\s+(http://\S+)")]
    private static partial Regex StudentAddress();
}

/// <param name="PerSecond">Acknowledged answers.</param>
/// <param name="CpuMicroseconds">Processor time of the server for each of them.</param>
internal sealed record DeliveryResult(
    DeliveryTarget Target, int Connections, double PerSecond, double P50, double P99, double CpuMicroseconds, long MemoryBytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Target,-8} {Connections,6} connections {PerSecond,9:0} answers/s  p50 {P50,6:0.0} ms  p99 {P99,6:0.0} ms  {CpuMicroseconds,5:0.0} us CPU an answer  {MemoryBytes / 1048576.0,5:0} MB");
}
