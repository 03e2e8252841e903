using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Engine.Results;

/// <summary>Which region stands beside a result: the server's own, and without one the marked examples, for simulated answers only.</summary>
internal sealed class RegionShelf(RegionalOverlay? overlay, AtlasYear atlas)
{
    private readonly Nearby? _own = overlay is null ? null : new Nearby(overlay, atlas);
    private readonly Nearby _examples = new(DemoOverlay.Of(atlas), atlas);

    public Nearby? For(bool simulated) => _own ?? (simulated ? _examples : null);

    /// <summary>A link of this identifier, the region's own before an example; null where it is offered no more.</summary>
    public ResourceLink? Find(string id) => _own?.Resources.GetValueOrDefault(id) ?? _examples.Resources.GetValueOrDefault(id);
}
