namespace Diagnostics.Engine.Privacy;

/// <summary>An entry of the log of deeds as it is stored.</summary>
internal sealed record AuditRow
{
    public required long Number { get; init; }

    public required long At { get; init; }

    public required string Actor { get; init; }

    public required string Act { get; init; }

    public required string ObjectKind { get; init; }

    public string? ObjectId { get; init; }

    public string? ObjectSalt { get; init; }

    public required string ObjectDigest { get; init; }

    public string? RegionId { get; init; }

    public string? MunicipalityId { get; init; }

    public string? SchoolId { get; init; }

    public string? ClassId { get; init; }

    public required string Detail { get; init; }

    public required string Hash { get; init; }
}
