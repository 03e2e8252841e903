using System.Collections.Immutable;
using Diagnostics.Engine.Atlas.Overlay;

namespace Diagnostics.Engine.Demand;

/// <summary>What a region needs by sector, and the deeds it came of.</summary>
/// <param name="Region">Its name.</param>
/// <param name="Revision">Whoever writes names it.</param>
/// <param name="Standing">Number of the version that stands: the one that can be taken back. 0 of none.</param>
/// <param name="IsDamaged">The version that stands cannot be read: nothing of it is shown.</param>
/// <param name="Versions">The newest first.</param>
public sealed record DemandPage(
    ImmutableArray<DemandSector> Sectors, ImmutableArray<DemandForecast> Forecasts, string Region, long Revision, long Standing, bool IsDamaged, ImmutableArray<DemandVersion> Versions);

/// <param name="About">Of what was taken out: year, system of codes, region.</param>
/// <param name="MadeBy">The name of whoever did it.</param>
/// <param name="TakenBackBy">Null while nobody took it back.</param>
public sealed record DemandVersion(
    long Number, DemandAct Act, string About, long Added, long Changed, long Removed, string MadeBy, long AtMs, string? TakenBackBy, long? TakenBackAtMs);

public enum DemandAct
{
    Imported,
    TakenOut,
}

/// <summary>Which forecast it is.</summary>
public sealed record ForecastKey(int Year, DemandCodes System, string Region);

/// <summary>How a deed at the demand of a region ended.</summary>
public enum DemandOutcome
{
    Done,

    /// <summary>No region, no row, too many of them, or no such forecast.</summary>
    Invalid,

    /// <summary>The table has faults: nothing was written.</summary>
    Faulty,

    /// <summary>Somebody else wrote meanwhile: nothing was written.</summary>
    Changed,

    /// <summary>The version that stands cannot be read. It can be taken back.</summary>
    Damaged,
}
