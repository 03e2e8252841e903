using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Demand;
using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Engine.Results;

/// <summary>
/// Which region stands beside a result: the server's own, and without one the marked examples, for simulated answers only. The demand is that of the student's region, also what it brought on its page.
/// </summary>
internal sealed class RegionShelf(RegionalOverlay? overlay, AtlasYear atlas, DemandShelf demand)
{
    private readonly Nearby? _own = overlay is null ? null : new Nearby(overlay, atlas);
    private readonly Nearby _examples = new(DemoOverlay.Of(atlas), atlas);
    private readonly Nearby _none = new(new RegionalOverlay("", atlas.Year), atlas);

    /// <summary>Where to try something, the same in every region of the server.</summary>
    public Nearby? Places(bool simulated) => _own ?? (simulated ? _examples : null);

    public Nearby? For(bool simulated, string regionId)
    {
        ImmutableDictionary<string, DemandView> needed = demand.Of(regionId).Professions;
        return needed.IsEmpty ? Places(simulated) : (Places(simulated) ?? _none).With(needed);
    }

    /// <summary>A link of this identifier, the region's own before an example; null where it is offered no more.</summary>
    public ResourceLink? Find(string id) => _own?.Resources.GetValueOrDefault(id) ?? _examples.Resources.GetValueOrDefault(id);
}
