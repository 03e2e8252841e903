using System.Globalization;
using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Benchmarks;

/// <summary>
/// Whole-number profiles 0..40 of 200,000 respondents against 923 occupations with two-decimal values 1..7: the readable loop on a tenth of
/// the respondents (its time is per respondent, too), the screened loop on all of them.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class MatchingBenchmarks
{
    private const int Respondents = 200_000;
    private const int ScalarRespondents = Respondents / 10;
    private const int Occupations = 923;
    private const int Scores = 6;
    private const int Top = 10;

    private readonly int[] _best = new int[Respondents * Top];
    private readonly double[] _r = new double[Respondents * Top];
    private Occupations _atlas = null!;
    private double[] _profiles = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20261120);
        _atlas = Scoring.Matching.Occupations.Create(Enumerable.Range(0, Occupations).Select(number => new Occupation(
            number.ToString("D4", CultureInfo.InvariantCulture),
            "",
            [.. Enumerable.Range(0, Scores).Select(_ => random.Next(100, 701) / 100.0)])));
        _profiles = [.. Enumerable.Range(0, Respondents * Scores).Select(_ => (double)random.Next(41))];
    }

    [Benchmark(Baseline = true, Description = "scalar twin, per respondent", OperationsPerInvoke = ScalarRespondents)]
    public void Scalar() => ScalarProfileMatcher.Match(
        _atlas,
        _profiles.AsSpan(0, ScalarRespondents * Scores),
        Top,
        _best.AsSpan(0, ScalarRespondents * Top),
        _r.AsSpan(0, ScalarRespondents * Top));

    [Guarded(nameof(Scalar), LeastTimesFaster = 6, MostBytes = 0)]
    [Benchmark(Description = "screened, per respondent", OperationsPerInvoke = Respondents)]
    public void Screened() => ProfileMatcher.Match(_atlas, _profiles, Top, _best, _r);
}
