using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>Collects what is wrong with one document; past a limit it only remembers that there was more. For one thread.</summary>
internal sealed class FaultList
{
    internal const int Limit = 1_000;
    private readonly List<InstrumentFault> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(string path, FormattableString reason)
    {
        if (_faults.Count < Limit)
        {
            _faults.Add(new InstrumentFault(path, new Wording(reason)));
        }
        else if (_faults.Count == Limit)
        {
            _faults.Add(new InstrumentFault("$", new Wording($"More than {Limit} faults; the rest is not listed.")));
        }
    }

    public ImmutableArray<InstrumentFault> ToImmutable() => [.. _faults];
}
