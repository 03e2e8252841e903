using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Web.Rehearsal;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary>
/// <c>delivery [--connections N] [--seconds S] [--rounds R] [--out FILE]</c>: the same closed loop against raw socket, bare hub, durable hub and the product, one after the other
/// in one run, each server in a process of its own. Absolute figures drift with the machine; the ratios are what counts.
/// </summary>
internal static partial class DeliveryRun
{
    private const int StudentsPerClass = 25;

    public static async Task<int> RunAsync(
        int connections, int seconds, int rounds, FileInfo? file, TextWriter output, CancellationToken cancellation)
    {
        List<DeliveryRound> done = [];
        for (int round = 0; round < rounds; round++)
        {
            done.Add(await RoundAsync(connections, seconds, output, cancellation));
            await output.WriteLineAsync($"round {round + 1} of {rounds}: {done[^1]}");
        }

        DeliveryReport report = new(connections, seconds, done);
        await output.WriteLineAsync($"{connections} connections, median: {report.Middle}");
        if (file is not null)
        {
            await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(report, RehearsalReport.Json), cancellation);
        }

        return 0;
    }

    private static async Task<DeliveryRound> RoundAsync(int connections, int seconds, TextWriter output, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("diagnostics-delivery-");
        try
        {
            Dictionary<FloorKind, LoopFigures> floors = [];
            foreach (FloorKind kind in Enum.GetValues<FloorKind>())
            {
                floors[kind] = await FloorProcess.MeasureAsync(
                    kind, connections, seconds, Path.Combine(folder.FullName, kind.ToString()), TimeProvider.System, cancellation);
                await output.WriteLineAsync($"{kind,-8} {floors[kind]}");
            }

            LoopFigures product = await ProductAsync(connections, seconds, Path.Combine(folder.FullName, "product"), cancellation);
            await output.WriteLineAsync($"{"Product",-8} {product}");
            return new DeliveryRound(floors, product);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<LoopFigures> ProductAsync(int connections, int seconds, string folder, CancellationToken cancellation)
    {
        (Process process, Uri address) = await StartProductAsync(folder);
        using (process)
        {
            try
            {
                using CrowdNetwork network = new(WorkerPlan.OfLoop(address, seconds));
                IReadOnlyList<LoopLine> lines = await OpenAsync(network, connections, cancellation);
                LoopFigures figures = await ClosedLoop.RunAsync(lines, seconds, process, TimeProvider.System, cancellation);
                await Task.WhenAll(lines.Select(line => line.DisposeAsync().AsTask()));
                return figures;
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<IReadOnlyList<LoopLine>> OpenAsync(CrowdNetwork network, int connections, CancellationToken cancellation)
    {
        using RehearsedServer server = new(network.Url, null, null, TimeProvider.System);
        int rooms = (connections + StudentsPerClass - 1) / StudentsPerClass;
        IReadOnlyList<RehearsedClass> classes = await server.OpenAsync(new RehearsalSize(rooms, StudentsPerClass), replace: true, cancellation);
        foreach ((RehearsedClass room, int number) in classes.Select((room, number) => (room, number)))
        {
            await BeginAsync(network, room, number);
        }

        return await ClosedLoop.OpenAsync(
            connections,
            number => ProductLine.OpenAsync(network, classes[number / StudentsPerClass], number % StudentsPerClass, number, cancellation),
            cancellation);
    }

    private static async Task BeginAsync(CrowdNetwork network, RehearsedClass room, int number)
    {
        Uri door = new(network.Url, $"api/board/{room.BoardLink}/");
        using HttpResponseMessage entered = await network.By(number).SendAsync(new Uri(door, "enter"), new { pin = room.Pin }, null, null, default);
        string cookie = entered.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        await network.By(number).PostAsync(new Uri(door, "lesson"), new { lesson = "running" }, null, default, cookie);
    }

    private static async Task<(Process Process, Uri Address)> StartProductAsync(string folder)
    {
        // A closed loop is faster than any student, and all of it comes in at once.
        Process process = SameProgram.Start(
            "serve", "--demo", "--urls", "http://127.0.0.1:0", "--data", folder, "--answers-per-second", "0", "--messages-per-second", "0",
            "--entries-per-second", "0");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
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

    [GeneratedRegex(@"ученик\s+(http://\S+)")]
    private static partial Regex StudentAddress();
}
