using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>What came of reading collection forms: an overlay, or every fault as a sentence with file, line, column and reason.</summary>
public sealed record OverlayReading(RegionalOverlay? Overlay, ImmutableArray<string> Faults);
