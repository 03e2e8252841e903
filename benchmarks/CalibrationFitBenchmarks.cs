using BenchmarkDotNet.Attributes;
using Diagnostics.Scoring.Calibration;

namespace Diagnostics.Benchmarks;

/// <summary>Whole calibrations of 5,000 respondents to 60 items, errors included, on one core and on all; unguarded, because they take a second each.</summary>
[MemoryDiagnoser]
[MinColumn]
public class CalibrationFitBenchmarks
{
    private readonly CalibrationSample _sample = DrawnAnswers.Of(respondents: 5_000, items: 60);

    [Params(CalibrationModel.Rasch, CalibrationModel.TwoParameter, CalibrationModel.ThreeParameter)]
    public CalibrationModel Model { get; set; }

    [Benchmark(Baseline = true, Description = "5,000 × 60, one core")]
    public CalibrationFit OneCore() => ItemCalibration.Fit(_sample, new CalibrationSettings(Model));

    [Benchmark(Description = "5,000 × 60, all cores")]
    public CalibrationFit AllCores() => ItemCalibration.Fit(_sample, new CalibrationSettings(Model), (count, work) => Parallel.For(0, count, work));
}
