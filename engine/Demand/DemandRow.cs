using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Demand;

/// <summary>One row of a forecast as a browser has read it from a table; nothing of it is trusted.</summary>
/// <param name="Line">Of the table, to name a fault by.</param>
/// <param name="System">profession (or nothing), okz, direction, sector; or the same in Russian.</param>
/// <param name="Region">Empty: the region itself.</param>
/// <param name="Date">Of the source: 2026-05-31 or 31.05.2026.</param>
public sealed partial record DemandRow(int Line, string? Code, string? System, string? Year, string? Volume, string? Source, string? Region, string? Date)
{
    private static readonly string[] Days = ["yyyy-MM-dd", "d.M.yyyy"];

    /// <summary>A cell as the form of a folder has it.</summary>
    /// <param name="own">The region's name.</param>
    internal string Cell(string column, string own) => column switch
    {
        "code" => PlainCell.Of(Code),
        OverlayForms.DemandSystem => SystemOf(PlainCell.Of(System).ToLowerInvariant()),
        "year" => PlainCell.Of(Year),
        // Thousands may be parted by spaces, as workbooks show them.
        "volume" => Parted().Replace(PlainCell.Of(Volume), ""),
        "source" => PlainCell.Of(Source),
        "region" => PlainCell.Of(Region) is { Length: > 0 } said ? said : own,
        "date" => DayOf(PlainCell.Of(Date)),
        _ => throw new ArgumentException($"A forecast has no column {column}.", nameof(column)),
    };

    /// <summary>Whether the calendar has the day: the forms of a folder are not asked that.</summary>
    internal static bool IsDay(string iso) => DateOnly.TryParseExact(iso, Days[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string DayOf(string date) =>
        DateOnly.TryParseExact(date, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day.ToString(Days[0], CultureInfo.InvariantCulture) : date;

    private static string SystemOf(string said) => said switch
    {
        "профессия" or "профессии" => "profession",
        "окз" => "okz",
        "направление" or "направления" or "направление подготовки" or "специальность" => "direction",
        "отрасль" or "отрасли" => "sector",
        _ => said,
    };

    [GeneratedRegex("(?<=[0-9]) (?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Parted();
}
