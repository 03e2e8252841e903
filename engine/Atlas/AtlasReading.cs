using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Atlas;

/// <summary>What came of reading a file: an atlas, or every fault of it at once. Never both.</summary>
/// <param name="Atlas">The atlas, or null when there are faults.</param>
/// <param name="Faults">The faults; empty when there is an atlas.</param>
public sealed record AtlasReading(AtlasYear? Atlas, ImmutableArray<InstrumentFault> Faults)
{
    /// <summary>The canonical JSON the atlas's content hash is of; empty when there are faults.</summary>
    internal ReadOnlyMemory<byte> Canonical { get; init; }
}
