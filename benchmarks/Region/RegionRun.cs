using System.Diagnostics;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Monitoring;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Benchmarks.Region;

/// <summary>Regions that <c>db synthesize</c> made, scored again and normed: how long, and how it grows with sessions.</summary>
internal static class RegionRun
{
    public static async Task<int> RunAsync(IReadOnlyList<DirectoryInfo> stores, int rounds, TextWriter output, CancellationToken cancellation)
    {
        await output.WriteLineAsync("| sessions | counted | seconds, least of the rounds | sessions/s | most memory, MB |\n|---:|---:|---:|---:|---:|");
        foreach (DirectoryInfo store in stores)
        {
            EngineOptions options = new() { DataFolder = store.FullName };
            await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
            string region = (await engine.Organisation.RegionsAsync(cancellation))[0].Id;
            double least = double.MaxValue;
            RegionReading? reading = null;
            for (int round = 0; round < rounds; round++)
            {
                long begun = Stopwatch.GetTimestamp();
                reading = await engine.RegionPass.RunAsync(region, new Progress<double>(), cancellation);
                least = Math.Min(least, Stopwatch.GetElapsedTime(begun).TotalSeconds);
            }

            if (reading!.Differing > 0)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{reading.Differing} profiles differ from what their answers give: this is no figure."));
                return 1;
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {reading.Sessions} | {reading.Counted} | {least:F1} | {reading.Sessions / least:F0} | {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} |"));
        }

        return 0;
    }
}
