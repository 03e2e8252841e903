using System.Globalization;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>How many people a region says it needs: evidence beside a recommendation, never part of its fit.</summary>
/// <param name="Code">Code in its system.</param>
/// <param name="Source">Who said so.</param>
/// <param name="Date">When, ISO. Which rows count says <see cref="ValidDemand"/>; earlier ones stay as versions.</param>
public sealed record RegionalDemand(string Code, int Year, int Volume, string Source, string Region, string Date)
{
    public DemandCodes System { get; init; }

    /// <summary>It was brought by the region on its page, and does not lie in the operator's folder.</summary>
    [JsonIgnore]
    public bool IsImported { get; init; }

    /// <summary>What a source says once. Another source's row stands beside it; which of the two counts says <see cref="ValidDemand"/>.</summary>
    internal string Key => string.Create(CultureInfo.InvariantCulture, $"{System} {Code} {Year} {Region} {Date} {Source}");
}

/// <summary>Whose codes a forecast is written in.</summary>
public enum DemandCodes
{
    /// <summary>A profession of the atlas.</summary>
    Profession,

    /// <summary>A group of the Russian classification of occupations, one digit to four.</summary>
    Okz,

    /// <summary>A study direction, NN.NN.NN.</summary>
    Direction,

    /// <summary>A sector of the atlas.</summary>
    Sector,
}
