using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Benchmarks;

/// <summary>The next item of a bank of 500: of two categories, and of five.</summary>
[MemoryDiagnoser]
[MinColumn]
public class AdaptiveBenchmarks
{
    private const int Bank = 500;
    private const int Places = 81;

    private readonly bool[] _closed = new bool[Bank];
    private AdaptiveBank _graded = null!;
    private AdaptiveBank _twoWay = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20261123);
        _twoWay = new AdaptiveBank(AbilityBenchmarks.Items(random, Bank, 1));
        _graded = new AdaptiveBank(AbilityBenchmarks.Items(random, Bank, 4));
        for (int item = 0; item < Bank; item += 17)
        {
            _closed[item] = true;
        }
    }

    [Benchmark(Description = "next of 500 items of two categories, scalar twin", OperationsPerInvoke = Places)]
    public int ScalarTwoWay() => Scalar(_twoWay);

    [Guarded(nameof(ScalarTwoWay), LeastTimesFaster = 3, MostBytes = 0)]
    [Benchmark(Description = "next of 500 items of two categories", OperationsPerInvoke = Places)]
    public int TwoWay() => Vector(_twoWay);

    [Benchmark(Description = "next of 500 graded items, scalar twin", OperationsPerInvoke = Places)]
    public int ScalarGraded() => Scalar(_graded);

    [Guarded(nameof(ScalarGraded), LeastTimesFaster = 5, MostBytes = 0)]
    [Benchmark(Description = "next of 500 graded items", OperationsPerInvoke = Places)]
    public int Graded() => Vector(_graded);

    private int Scalar(AdaptiveBank bank)
    {
        int sum = 0;
        for (int place = 0; place < Places; place++)
        {
            sum += ScalarItemSelector.Best(bank, Theta(place), _closed);
        }

        return sum;
    }

    private int Vector(AdaptiveBank bank)
    {
        int sum = 0;
        for (int place = 0; place < Places; place++)
        {
            sum += ItemSelector.Best(bank, Theta(place), _closed);
        }

        return sum;
    }

    private static double Theta(int place) => (place - (Places / 2)) / 10.0;
}
