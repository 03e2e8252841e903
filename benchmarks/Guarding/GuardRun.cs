using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Diagnostics.Benchmarks.Guarding;

/// <summary>
/// <c>guard</c>: a short run of every class that has a guarded benchmark. Prints a table and fails when a ratio has fallen under its
/// floor or an allocation budget is exceeded. The least time of each counts, because the cores are shared with other work.
/// </summary>
internal static class GuardRun
{
    /// <summary>Runs and tells.</summary>
    /// <param name="output">Receives the table.</param>
    /// <returns>0 when everything holds, 1 otherwise.</returns>
    public static int Run(TextWriter output)
    {
        Type[] classes =
        [
            .. typeof(GuardRun).Assembly.GetTypes()
                .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(GuardedAttribute))))
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];
        List<GuardLine> lines = [.. classes.SelectMany(MeasureTwiceIfNeeded)];
        Write(lines, output);
        return lines.Count > 0 && lines.TrueForAll(line => line.Fault is null) ? 0 : 1;
    }

    /// <summary>
    /// A neighbour's burst can spoil every iteration of one benchmark, and the bounds shall not be widened for that: a class that does not
    /// hold is measured once more and the second measurement stands. A lost vector path is lost both times.
    /// </summary>
    private static List<GuardLine> MeasureTwiceIfNeeded(Type type)
    {
        List<GuardLine> lines = [.. Measure(type)];
        return lines.TrueForAll(line => line.Fault is null) ? lines : [.. Measure(type)];
    }

    private static IEnumerable<GuardLine> Measure(Type type)
    {
        Summary summary = BenchmarkRunner.Run(type, Configuration());
        Dictionary<string, BenchmarkReport> reports = summary.Reports
            .ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, StringComparer.Ordinal);
        foreach (MethodInfo method in summary.BenchmarksCases.Select(benchmark => benchmark.Descriptor.WorkloadMethod))
        {
            yield return GuardLine.Of(method, reports);
        }
    }

    private static ManualConfig Configuration() => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(3)
            .WithIterationCount(8)
            .WithIterationTime(TimeInterval.FromMilliseconds(120)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithOptions(ConfigOptions.DisableLogFile);

    private static void Write(List<GuardLine> lines, TextWriter output)
    {
        const string form = "{0,-58} {1,12} {2,9} {3,28} {4,20} {5}";
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, form, "benchmark", "least, µs", "bytes", "ratio", "guard", ""));
        foreach (GuardLine line in lines)
        {
            string time = (line.Nanoseconds / 1000).ToString("N1", CultureInfo.InvariantCulture);
            string verdict = line.Fault is null ? "" : $"FAILED: {line.Fault}";
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, form, line.Name, time, line.Bytes, line.Ratio, line.Guard, verdict));
        }
    }
}
