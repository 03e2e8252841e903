using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Reports;

namespace Diagnostics.Benchmarks.Guarding;

/// <summary>One benchmark with its verdict.</summary>
/// <param name="Name">Class and description.</param>
/// <param name="Nanoseconds">Least time of one call; NaN when it did not run.</param>
/// <param name="Bytes">Allocated by one call.</param>
/// <param name="Ratio">In words, or empty.</param>
/// <param name="Guard">The floor in words, or empty.</param>
/// <param name="Fault">What does not hold, or null.</param>
internal sealed record GuardLine(string Name, double Nanoseconds, long Bytes, string Ratio, string Guard, string? Fault)
{
    /// <summary>Judges a benchmark by its attribute; one without is listed and always holds.</summary>
    public static GuardLine Of(MethodInfo method, IReadOnlyDictionary<string, BenchmarkReport> reports)
    {
        string description = method.GetCustomAttribute<BenchmarkAttribute>()?.Description ?? method.Name;
        string name = $"{method.DeclaringType!.Name.Replace("Benchmarks", "", StringComparison.Ordinal)}: {description}";
        double time = LeastTime(reports, method.Name);
        long? bytes = reports.TryGetValue(method.Name, out BenchmarkReport? report)
            ? report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)
            : null;
        var line = new GuardLine(name, time, bytes ?? 0, "", "", double.IsNaN(time) || bytes is null ? "was not measured" : null);
        return method.GetCustomAttribute<GuardedAttribute>() is { } guarded && line.Fault is null ? line.Judged(guarded, reports) : line;
    }

    private GuardLine Judged(GuardedAttribute guarded, IReadOnlyDictionary<string, BenchmarkReport> reports)
    {
        GuardLine line = this;
        if (guarded.Against is { } other)
        {
            double faster = LeastTime(reports, other) / Nanoseconds;
            line = line with
            {
                Ratio = Text(faster, $"× faster than {other}"),
                Guard = Text(guarded.LeastTimesFaster, "× least"),
                Fault = faster >= guarded.LeastTimesFaster ? null : "the ratio does not hold",
            };
        }

        bool over = guarded.MostBytes >= 0 && Bytes > guarded.MostBytes;
        string budget = guarded.MostBytes >= 0 ? $"{guarded.MostBytes.ToString(CultureInfo.InvariantCulture)} B most" : "";
        line = line with { Guard = string.Join(", ", new[] { line.Guard, budget }.Where(part => part.Length > 0)) };
        return over ? line with { Fault = $"{Bytes} bytes, {guarded.MostBytes} at most" } : line;
    }

    private static double LeastTime(IReadOnlyDictionary<string, BenchmarkReport> reports, string method) =>
        reports.TryGetValue(method, out BenchmarkReport? report) && report.ResultStatistics is { } statistics ? statistics.Min : double.NaN;

    private static string Text(double number, string what) => number.ToString("0.0", CultureInfo.InvariantCulture) + what;
}
