using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Results;

/// <summary>What of a shown result goes further than its own page: interests and values that have something to tell, and neither tasks nor plans.</summary>
internal static class Leanings
{
    public static ImmutableArray<SectionResult> Of(IReadOnlyList<SectionResult> shown, InstrumentLibrary instruments) =>
        [.. shown.Where(section => PartOf(section, instruments) is ResultPart.Interests or ResultPart.Values && section.Scales.Any(scale => scale.Score is not null))];

    /// <summary>The same without interests: where the answers on them do not go together nobody vouches for what they say.</summary>
    public static ImmutableArray<SectionResult> WithoutInterests(IReadOnlyList<SectionResult> shown, InstrumentLibrary instruments) =>
        [.. Of(shown, instruments).Where(section => PartOf(section, instruments) != ResultPart.Interests)];

    private static ResultPart PartOf(SectionResult section, InstrumentLibrary instruments) => instruments.Newest(section.InstrumentId)?.Result ?? ResultPart.None;
}
