using System.Diagnostics;
using System.Globalization;

namespace Diagnostics.Web.Rehearsal.Floors;

/// <summary>Every line sends its next answer as soon as the last one is acknowledged: how much a server takes.</summary>
internal static class ClosedLoop
{
    private const int OpeningAtOnce = 50;
    private const int ReopeningAtOnce = 200;
    private const double MostWarmSeconds = 10;

    public static Task<LoopLine[]> OpenAsync(int connections, Func<int, Task<LoopLine>> open, CancellationToken cancellation) =>
        FewAsync(connections, OpeningAtOnce, open, cancellation);

    private static async Task<T[]> FewAsync<T>(int count, int atOnce, Func<int, Task<T>> work, CancellationToken cancellation)
    {
        using SemaphoreSlim few = new(atOnce);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            await few.WaitAsync(cancellation);
            try
            {
                return await work(number);
            }
            finally
            {
                few.Release();
            }
        }));
    }

    /// <summary>The loop, and then every line closed and opened anew, two hundred at a time.</summary>
    /// <param name="server">Whose processor time is told; works for nobody else meanwhile.</param>
    public static async Task<LoopFigures> RunAsync(
        IReadOnlyList<LoopLine> lines, int seconds, Process server, TimeProvider time, CancellationToken cancellation)
    {
        LatencyCounts latencies = new();
        long[] numbers = new long[lines.Count];
        using CancellationTokenSource warm = new(TimeSpan.FromSeconds(Math.Min(MostWarmSeconds, seconds / 2.0)), time);
        await Task.WhenAll(lines.Select((line, at) => AnswerAsync(line, at, null, warm.Token)));
        server.Refresh();
        TimeSpan before = server.TotalProcessorTime;
        long began = time.GetTimestamp();
        using CancellationTokenSource end = new(TimeSpan.FromSeconds(seconds), time);
        await Task.WhenAll(lines.Select((line, at) => AnswerAsync(line, at, latencies, end.Token)));
        double elapsed = time.GetElapsedTime(began).TotalSeconds;
        server.Refresh();
        TimeSpan used = server.TotalProcessorTime - before;
        long memory = server.WorkingSet64;
        began = time.GetTimestamp();
        await FewAsync(lines.Count, ReopeningAtOnce, async at =>
        {
            await lines[at].ReopenAsync(++numbers[at], cancellation);
            return at;
        }, cancellation);
        return new LoopFigures(
            lines.Count, Math.Round(latencies.Count / elapsed), latencies.Percentile(0.5), latencies.Percentile(0.99),
            Math.Round(used.TotalMicroseconds / Math.Max(1, latencies.Count), 1), memory, Math.Round(lines.Count / time.GetElapsedTime(began).TotalSeconds));

        async Task AnswerAsync(LoopLine line, int at, LatencyCounts? counts, CancellationToken until)
        {
            while (!until.IsCancellationRequested)
            {
                cancellation.ThrowIfCancellationRequested();
                long sent = time.GetTimestamp();
                await line.AnswerAsync(++numbers[at], cancellation);
                counts?.Add(time.GetElapsedTime(sent).TotalMilliseconds);
            }
        }
    }
}

/// <param name="PerSecond">Acknowledged answers.</param>
/// <param name="P50">Of the acknowledgements, ms.</param>
/// <param name="P99">Of the acknowledgements, ms.</param>
/// <param name="CpuMicroseconds">Processor time of the server for each of them.</param>
/// <param name="ReopenedPerSecond">Lines opened anew, up to the first answered call.</param>
internal sealed record LoopFigures(
    int Connections, double PerSecond, double P50, double P99, double CpuMicroseconds, long MemoryBytes, double ReopenedPerSecond)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Connections,6} connections {PerSecond,9:0} answers/s  p50 {P50,6:0.0} ms  p99 {P99,6:0.0} ms  {CpuMicroseconds,5:0.0} us CPU an answer  {MemoryBytes / 1048576.0,5:0} MB  {ReopenedPerSecond,6:0} lines/s opened anew");
}
