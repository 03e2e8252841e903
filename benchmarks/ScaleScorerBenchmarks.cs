using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Benchmarks;

/// <summary>
/// Sums and scores of <see cref="Inventory"/>: the readable loop, the vector loop, and the limit: the same bytes through the same memory,
/// read once and written once.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class ScaleScorerBenchmarks
{
    private readonly Inventory _inventory = new();
    private readonly double[] _raw = new double[Inventory.Respondents * Inventory.Scales];
    private readonly ushort[] _sums = new ushort[Inventory.Respondents * Inventory.Scales];
    private readonly ushort[] _answered = new ushort[Inventory.Respondents * Inventory.Scales];
    private ScoringPlan _plan = null!;

    [GlobalSetup]
    public void Setup() => _plan = ScoringPlan.Compile(_inventory.Key);

    [Benchmark(Baseline = true, Description = "scores, scalar twin")]
    public void Scalar() => ScalarScaleScorer.Score(_inventory.Key, _inventory.Responses, _raw, _answered);

    [Benchmark(Description = "scores, vector")]
    [Guarded(nameof(Scalar), LeastTimesFaster = 5, MostBytes = 0)]
    public void Vectorized() => ScaleScorer.Score(_plan, _inventory.Responses, _raw, _answered);

    [Benchmark(Description = "sums alone, vector")]
    [Guarded(nameof(Scalar), LeastTimesFaster = 5, MostBytes = 0)]
    public void Sums() => ScaleScorer.Sum(_plan, _inventory.Responses, _sums, _answered);

    [Benchmark(Description = "read the same bytes, fill the same places")]
    public long MoveBytes()
    {
        Vector<ulong> sum = Vector<ulong>.Zero;
        foreach (Vector<ulong> some in MemoryMarshal.Cast<byte, Vector<ulong>>(_inventory.Rows))
        {
            sum += some;
        }

        ushort one = (ushort)sum[0];
        _sums.AsSpan().Fill(one);
        _answered.AsSpan().Fill(one);
        return (long)Vector.Sum(sum);
    }
}
