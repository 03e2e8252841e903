using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Campaigns;

public sealed record Region(string Id, string Name);

public sealed record Municipality(string Id, string RegionId, string Name);

/// <param name="Prefix">The three symbols every access code of the school begins with.</param>
public sealed record School(string Id, string MunicipalityId, string Name, string Prefix, Settlement Settlement);

/// <param name="BoardLink">Unguessable part of the class board's address.</param>
public sealed record SchoolClass(string Id, string SchoolId, int Grade, string Letter, string BoardLink)
{
    public string Name => $"{Grade}{Letter}";

    /// <summary>The form it takes.</summary>
    public BatteryVariant Variant { get; init; }
}

public enum Settlement
{
    City,
    Village,
}
