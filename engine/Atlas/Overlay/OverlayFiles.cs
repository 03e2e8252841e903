namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>Paths of a region's filled forms; each may be absent.</summary>
public sealed record OverlayFiles
{
    public string? Programmes { get; init; }

    public string? Demand { get; init; }

    public string? Links { get; init; }
}
