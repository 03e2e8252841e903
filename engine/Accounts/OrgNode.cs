namespace Diagnostics.Engine.Accounts;

/// <summary>Kinds of places in the tree of the organisation, the highest first.</summary>
public enum NodeKind
{
    /// <summary>The whole server: every region on it.</summary>
    Server,
    Region,
    Municipality,
    School,
    Class,
}

/// <summary>One place in the tree.</summary>
/// <param name="Id">Identifier of the row of that kind; "server" for the whole.</param>
public sealed record OrgNode(NodeKind Kind, string Id)
{
    public static OrgNode Server { get; } = new(NodeKind.Server, "server");
}

/// <summary>A place with everything above it. What lies below the place itself is null.</summary>
public sealed record OrgPath(string? RegionId, string? MunicipalityId, string? SchoolId, string? ClassId)
{
    public static OrgPath Root { get; } = new(null, null, null, null);

    /// <summary>Whether the place is the node or lies under it.</summary>
    public bool LiesUnder(OrgNode node) => node.Kind switch
    {
        NodeKind.Server => true,
        NodeKind.Region => RegionId == node.Id,
        NodeKind.Municipality => MunicipalityId == node.Id,
        NodeKind.School => SchoolId == node.Id,
        NodeKind.Class => ClassId == node.Id,
    };
}
