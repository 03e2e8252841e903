using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Benchmarks;

/// <summary>The pass that calibration repeats, over 1,000 different respondents to 60 items of right and wrong: the readable loop and the vector loop.</summary>
[MemoryDiagnoser]
[MinColumn]
public class CalibrationBenchmarks
{
    private readonly CalibrationSample _sample = DrawnAnswers.Of(respondents: 1_000, items: 60);
    private double[] _expected = null!;
    private ImmutableArray<ItemParameters> _items;

    [GlobalSetup]
    public void Setup()
    {
        _expected = new double[_sample.Rows * MarginalLikelihood.Nodes];
        _items = [.. Enumerable.Range(0, 60).Select(item => new ItemParameters(1 + (item / 100.0), [1 - (item / 30.0)]))];
    }

    [Benchmark(Baseline = true, Description = "pass over answers, scalar twin")]
    public double Scalar() => ScalarMarginalLikelihood.At(_sample, _items.AsSpan(), _expected);

    [Benchmark(Description = "pass over answers, vector")]
    [Guarded(nameof(Scalar), LeastTimesFaster = 5, MostBytes = 1_500_000)]
    public double Vectorized() => MarginalLikelihood.At(_sample, _items.AsSpan(), _expected);
}
