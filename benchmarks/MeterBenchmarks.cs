using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Watch;

namespace Diagnostics.Benchmarks;

/// <summary>What measuring adds to one acknowledged message with answers: while nobody listens, and while the server keeps its figures.</summary>
[MemoryDiagnoser]
[MinColumn]
public class MeterBenchmarks : IDisposable
{
    private static readonly TimeSpan Took = TimeSpan.FromMilliseconds(7);

    private readonly AnswerMeter _alone = new(() => 0, () => 0);
    private readonly AnswerMeter _heard = new(() => 0, () => 0);
    private FigureBook? _book;

    [GlobalSetup]
    public void Setup() => _book = new FigureBook([_heard.Meter]);

    [GlobalCleanup]
    public void Dispose()
    {
        _book?.Dispose();
        _alone.Dispose();
        _heard.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "a message measured, nobody listens")]
    [Guarded(MostBytes = 0)]
    public void Alone() => Measure(_alone);

    [Benchmark(Description = "a message measured and kept")]
    [Guarded(MostBytes = 0)]
    public void Kept() => Measure(_heard);

    private static void Measure(AnswerMeter meter)
    {
        meter.Accepted(3);
        meter.Acknowledged(Took, isPaced: false);
        meter.Refused(PutRefusal.Gap);
    }
}
