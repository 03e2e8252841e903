using BenchmarkDotNet.Attributes;
using Diagnostics.Benchmarks.Guarding;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;

namespace Diagnostics.Benchmarks;

/// <summary>
/// One finished session of grades 10–11 from its answers to its profile, on the path the server takes: every instrument of the battery.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class SessionBenchmarks
{
    private readonly Battery _battery = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn()).For(11)!;
    private string?[] _values = [];

    [GlobalSetup]
    public void Setup()
    {
        SimulatedStudent student = new(_battery, new Random(20261120));
        _values = [.. student.Answers().OrderBy(answer => answer.Item).Select(answer => answer.Value)];
    }

    [Benchmark(Baseline = true, Description = "session to profile")]
    // Ten sections with the optional ones (since 2026-11-21; two before): measured 90,117 bytes.
    [Guarded(MostBytes = 104_000)]
    public object Profile() => ProfileMaker.Make(_battery, _values);

    [Benchmark(Description = "session to stored profile (JSON)")]
    [Guarded(MostBytes = 122_000)]
    public string Stored() => ProfileMaker.Make(_battery, _values).ToJson();
}
