using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Benchmarks;

/// <summary>
/// EAP on 61 nodes, per respondent, 5 % blanks: 48 graded items of five categories, and 60 items of right and wrong answers. The readable loop on
/// 200 respondents, the table on 20,000.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class AbilityBenchmarks
{
    private const int Respondents = 20_000;
    private const int ScalarRespondents = 200;

    private readonly double[] _theta = new double[Respondents];
    private readonly double[] _errors = new double[Respondents];
    private LikelihoodTable _graded = null!;
    private LikelihoodTable _twoWay = null!;
    private ResponseMatrix _gradedAnswers = null!;
    private ResponseMatrix _twoWayAnswers = null!;
    private ResponseMatrix _fewGraded = null!;
    private ResponseMatrix _fewTwoWay = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20261123);
        _graded = new LikelihoodTable(Items(random, 48, 4), AbilityGrid.Usual);
        _twoWay = new LikelihoodTable(Items(random, 60, 1), AbilityGrid.Usual);
        byte[] graded = Answers(random, 48, 5);
        byte[] twoWay = Answers(random, 60, 2);
        (_gradedAnswers, _twoWayAnswers) = (ResponseMatrix.FromRows(graded, 48), ResponseMatrix.FromRows(twoWay, 60));
        _fewGraded = ResponseMatrix.FromRows(graded.AsSpan(0, ScalarRespondents * 48), 48);
        _fewTwoWay = ResponseMatrix.FromRows(twoWay.AsSpan(0, ScalarRespondents * 60), 60);
    }

    [Benchmark(Description = "EAP, 48 graded items, scalar twin", OperationsPerInvoke = ScalarRespondents)]
    public void ScalarGraded() => ScalarEapScorer.Score(
        _graded.Items, AbilityGrid.Usual, _fewGraded, _theta.AsSpan(0, ScalarRespondents), _errors.AsSpan(0, ScalarRespondents));

    [Guarded(nameof(ScalarGraded), LeastTimesFaster = 40, MostBytes = 0)]
    [Benchmark(Description = "EAP, 48 graded items", OperationsPerInvoke = Respondents)]
    public void Graded() => EapScorer.Score(_graded, _gradedAnswers, _theta, _errors);

    [Benchmark(Description = "EAP, 60 items of two categories, scalar twin", OperationsPerInvoke = ScalarRespondents)]
    public void ScalarTwoWay() => ScalarEapScorer.Score(
        _twoWay.Items, AbilityGrid.Usual, _fewTwoWay, _theta.AsSpan(0, ScalarRespondents), _errors.AsSpan(0, ScalarRespondents));

    [Guarded(nameof(ScalarTwoWay), LeastTimesFaster = 40, MostBytes = 0)]
    [Benchmark(Description = "EAP, 60 items of two categories", OperationsPerInvoke = Respondents)]
    public void TwoWay() => EapScorer.Score(_twoWay, _twoWayAnswers, _theta, _errors);

    internal static ImmutableArray<ItemParameters> Items(Random random, int count, int steps) =>
    [
        .. Enumerable.Range(0, count).Select(_ => ItemParameters.FromThresholds(
            0.7 + (1.5 * random.NextDouble()), [.. Enumerable.Range(0, steps).Select(_ => (4 * random.NextDouble()) - 2).Order()])),
    ];

    private static byte[] Answers(Random random, int items, int categories) =>
    [
        .. Enumerable.Range(0, Respondents * items).Select(_ => random.Next(20) == 0 ? ResponseMatrix.Missing : (byte)random.Next(categories)),
    ];
}
