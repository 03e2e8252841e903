using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Engine.Demand;

/// <summary>What a region says it needs, as it stands: what it brought on its page beside what lies in the operator's folder. Immutable.</summary>
/// <param name="Revision">Grows with each deed.</param>
/// <param name="Number">Of the version that stands; 0 of none.</param>
/// <param name="Imported">Rows of the page alone.</param>
/// <param name="IsDamaged">The version that stands cannot be read: nothing of it is shown.</param>
internal sealed record DemandStanding(long Revision, long Number, ImmutableArray<RegionalDemand> Imported, bool IsDamaged)
{
    public required SectorDemand Sectors { get; init; }

    /// <summary>By code of the profession, as a result shows it.</summary>
    public required ImmutableDictionary<string, DemandView> Professions { get; init; }

    public static DemandStanding Of(long revision, long number, ImmutableArray<RegionalDemand>? imported, ImmutableArray<RegionalDemand> folder, AtlasYear atlas)
    {
        // Of one day the page stands first.
        ImmutableArray<RegionalDemand> said = [.. imported ?? [], .. folder];
        return new DemandStanding(revision, number, imported ?? [], imported is null) { Sectors = SectorDemand.Of(said, atlas), Professions = Nearby.DemandOf(said) };
    }
}
