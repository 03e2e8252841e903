using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Benchmarks;

/// <summary>
/// Six scales of ten ratings 0..4 with 5 % blanks, 200,000 respondents: the readable loop, the vector loop, and the limit: reading the same
/// bytes once. The least time stands beside the mean: it is the steadier one on a shared machine.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class ScaleScorerBenchmarks
{
    private const int Respondents = 200_000;
    private const int Items = 60;
    private const int Scales = 6;

    private readonly double[] _raw = new double[Respondents * Scales];
    private readonly ushort[] _sums = new ushort[Respondents * Scales];
    private readonly ushort[] _answered = new ushort[Respondents * Scales];
    private readonly byte[] _bytes = new byte[Respondents * Items];
    private ScoringKey _key = null!;
    private ScoringPlan _plan = null!;
    private ResponseMatrix _responses = null!;

    [GlobalSetup]
    public void Setup()
    {
        _key = ScoringKey.Create(
            [.. Enumerable.Range(1, Items).Select(item => $"q{item}")],
            [.. Enumerable.Range(0, Scales).Select(ScaleOf)]);
        _plan = ScoringPlan.Compile(_key);
        var random = new Random(20261120);
        for (int cell = 0; cell < _bytes.Length; cell++)
        {
            _bytes[cell] = random.Next(100) < 5 ? ResponseMatrix.Missing : (byte)random.Next(5);
        }

        _responses = ResponseMatrix.FromRows(_bytes, Items);
    }

    [Benchmark(Baseline = true, Description = "scalar twin")]
    public void Scalar() => ScalarScaleScorer.Score(_key, _responses, _raw, _answered);

    [Benchmark(Description = "vector, sums alone")]
    public void Sums() => ScaleScorer.Sum(_plan, _responses, _sums, _answered);

    [Benchmark(Description = "vector")]
    public void Vectorized() => ScaleScorer.Score(_plan, _responses, _raw, _answered);

    [Benchmark(Description = "vector, new result")]
    public ScaleScores VectorizedNewResult() => ScaleScorer.Score(_key, _responses);

    [Benchmark(Description = "read the same bytes")]
    public long ReadBytes()
    {
        Vector<ulong> sum = Vector<ulong>.Zero;
        foreach (Vector<ulong> eight in MemoryMarshal.Cast<byte, Vector<ulong>>(_bytes))
        {
            sum += eight;
        }

        return (long)Vector.Sum(sum);
    }

    private static ScaleKey ScaleOf(int scale)
    {
        int perScale = Items / Scales;
        ImmutableArray<ItemKey> items =
            [.. Enumerable.Range(0, perScale).Select(position => new ItemKey.Rating((position * Scales) + scale, 0, 4, position % 3 == 2))];
        return new NormativeScale($"s{scale}", items, new MissingRule.Prorate(0.75));
    }
}
