using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Benchmarks;

/// <summary>
/// The chain answers → six sums → T → letters over <see cref="Inventory"/>: the readable loop, the vector loop on one core and on all.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class InterestScorerBenchmarks
{
    private readonly Inventory _inventory = new();
    private readonly double[] _scores = new double[Inventory.Respondents * Inventory.Scales];
    private readonly ushort[] _answered = new ushort[Inventory.Respondents * Inventory.Scales];
    private readonly HollandLetters[] _letters = new HollandLetters[Inventory.Respondents];
    private InterestPlan _plan = null!;

    [GlobalSetup]
    public void Setup() => _plan = InterestPlan.Compile(
        _inventory.Key.Items,
        [.. _inventory.Key.Scales.Cast<ComparableScale>()],
        [18, 19, 20, 21, 22, 20],
        [7, 8, 9, 8, 7, 8.5]);

    [Benchmark(Baseline = true, Description = "chain, scalar twin")]
    public void Scalar() => ScalarInterestScorer.Score(_plan, _inventory.Responses, _answered, _scores, _letters);

    [Benchmark(Description = "chain, vector")]
    [Guarded(nameof(Scalar), LeastTimesFaster = 6, MostBytes = 0)]
    public void Vectorized() => InterestScorer.Score(_plan, _inventory.Responses, _scores, _letters);

    [Benchmark(Description = "chain, vector, all cores")]
    public void AllCores()
    {
        int tiles = (Inventory.Respondents + ScaleScorer.TileRows - 1) / ScaleScorer.TileRows;
        Parallel.For(0, tiles, tile =>
        {
            int first = tile * ScaleScorer.TileRows;
            int count = Math.Min(ScaleScorer.TileRows, Inventory.Respondents - first);
            InterestScorer.ScoreRows(_plan, _inventory.Responses, first, count, _scores, _letters);
        });
    }
}
