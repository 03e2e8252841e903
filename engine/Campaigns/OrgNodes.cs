using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Campaigns;

public sealed record Region(string Id, string Name);

public sealed record Municipality(string Id, string RegionId, string Name);

/// <param name="Prefix">The three symbols every access code of the school begins with.</param>
public sealed record School(string Id, string MunicipalityId, string Name, string Prefix, Settlement Settlement);

/// <param name="Letter">What follows the grade in its name: a letter, and with a sitting what it is called.</param>
/// <param name="BoardLink">Unguessable part of the class board's address.</param>
public sealed record SchoolClass(string Id, string SchoolId, int Grade, string Letter, string BoardLink)
{
    public string Name => $"{Grade}{Letter}";

    /// <summary>The form it takes.</summary>
    public BatteryVariant Variant { get; init; }
}

/// <summary>What a class row is.</summary>
public enum ClassKind
{
    /// <summary>A class's lesson of the campaign's day.</summary>
    Lesson,

    /// <summary>Chosen instruments beside the day, see engine/Sittings.</summary>
    Sitting,
}

public enum Settlement
{
    City,
    Village,
}
