using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>Collection forms of a region → an overlay, or every fault; codes are looked up in an atlas. For one reading.</summary>
public sealed partial class OverlayReader
{
    private readonly List<string> _faults = [];
    private readonly HashSet<string> _sectors;
    private readonly HashSet<string> _professions;
    private readonly int _year;

    /// <summary>Rows about groups of occupations, each with what tells a fault of it.</summary>
    private readonly List<(RegionalDemand Need, Action<string, string> Fault)> _groups = [];

    private OverlayReader(AtlasYear atlas)
    {
        _sectors = [.. atlas.Sectors.Select(sector => sector.Id)];
        _professions = [.. atlas.Professions.Select(one => one.Code)];
        _year = atlas.Year;
    }

    /// <summary>Reads the forms that are there; a file that is no table is a fault like any other.</summary>
    public static OverlayReading Read(string region, OverlayFiles files, AtlasYear atlas)
    {
        OverlayReader reader = new(atlas);
        ImmutableArray<RegionalProgramme> places = reader.Rows(files.Programmes, OverlayForms.Programmes, reader.Programme);
        ImmutableArray<RegionalDemand> needs = reader.Rows(files.Demand, OverlayForms.Demand, reader.Demand);
        reader.RefuseParts(needs);
        ImmutableArray<RegionalLink> links = reader.Rows(files.Links, OverlayForms.Links, reader.Link);
        RegionalOverlay overlay = new(region, reader._year)
        {
            Programmes = [.. places.Where(place => place.Kind != "resource")],
            Resources = [.. places.Where(place => place.Kind == "resource")],
            Demand = needs,
            Links = links,
        };
        return new OverlayReading(reader._faults.Count == 0 ? overlay : null, [.. reader._faults]);
    }

    private ImmutableArray<T> Rows<T>(string? file, ImmutableArray<string> columns, Func<OverlayRow, (string Key, T Row)> read)
    {
        try
        {
            return file is null ? [] : RowsOf(file, columns, read);
        }
        catch (TableException fault)
        {
            _faults.Add(fault.Message);
            return [];
        }
    }

    private ImmutableArray<T> RowsOf<T>(string file, ImmutableArray<string> columns, Func<OverlayRow, (string Key, T Row)> read)
    {
        using TableReader table = file.EndsWith(OverlaySheet.Ending, StringComparison.OrdinalIgnoreCase) ? OverlaySheet.Open(file) : TableReader.Open(file);
        string[] absent = [.. columns.Where(column => column != OverlayForms.DemandSystem && table.IndexOf(column) < 0)];
        if (absent.Length > 0)
        {
            _faults.AddRange(absent.Select(column => table.Fault(column, "is absent").Message));
            return [];
        }

        OverlayRow row = new(table, _faults);
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<T>.Builder rows = ImmutableArray.CreateBuilder<T>();
        while (table.Read())
        {
            if (row.Cell(columns[0]).StartsWith(OverlayForms.Example, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            (string key, T made) = read(row);
            if (!seen.Add(key))
            {
                row.Fault(columns[0], $"\"{key}\" is in the table already");
            }

            rows.Add(made);
        }

        return rows.ToImmutable();
    }

    private (string Key, RegionalProgramme Row) Programme(OverlayRow row)
    {
        string id = row.Matching("id", JsonPatterns.Id(), "an identifier (lower-case letters, digits, hyphens)");
        string link = row.Cell("link");
        if (link.Length > 0)
        {
            row.Address("link");
        }

        RegionalProgramme made = new(
            id, row.Words("title"), row.Matching("kind", Kind(), "programme, trial, excursion or resource"), row.Words("organisation"),
            row.Optional("address"), link.Length > 0 ? link : null,
            row.Matching("adapted", Flag(), "true or false") == "true", row.Words("source"),
            row.Matching("date", AtlasPatterns.Date(), "a date like 2026-11-20"))
        {
            Latitude = row.Number("latitude", -90, 90),
            Longitude = row.Number("longitude", -180, 180),
            AgeFrom = row.Whole("age_from", 0, 99),
            AgeTo = row.Whole("age_to", 0, 99),
            Sectors = row.Known("sectors", _sectors, "sector"),
            Professions = row.Known("professions", _professions, "profession"),
        };
        if (made.AgeFrom > made.AgeTo)
        {
            row.Fault("age_to", "is below age_from");
        }

        if (made.Sectors.IsEmpty && made.Professions.IsEmpty)
        {
            row.Fault("professions", "is empty as sectors is: the row would be shown nowhere");
        }

        return (id, made);
    }

    private (string Key, RegionalDemand Row) Demand(OverlayRow row)
    {
        DemandCodes system = SystemOf(row);
        string code = system switch
        {
            DemandCodes.Okz => row.Matching("code", OkzGroup(), "a group of ОКЗ (one digit to four)"),
            DemandCodes.Direction => row.Matching("code", Direction(), "a code like 09.02.07"),
            DemandCodes.Profession or DemandCodes.Sector => row.Text("code"),
        };
        if (system is DemandCodes.Profession or DemandCodes.Sector)
        {
            row.Known("code", system == DemandCodes.Profession ? _professions : _sectors, system == DemandCodes.Profession ? "profession" : "sector");
        }

        int year = row.Matching("year", Year(), "a year like 2026") is { Length: 4 } ? row.Whole("year", 2000, 2100) ?? 0 : 0;
        row.Text("volume");
        RegionalDemand made = new(
            code, year, row.Whole("volume", 0, 10_000_000) ?? 0, row.Words("source"), row.Words("region"),
            row.Matching("date", AtlasPatterns.Date(), "a date like 2026-11-20"))
        {
            System = system,
        };
        if (system == DemandCodes.Okz && code.Length > 0)
        {
            _groups.Add((made, row.Later()));
        }

        return ($"{system} {code} {year} {made.Region} {made.Date}", made);
    }

    private static DemandCodes SystemOf(OverlayRow row)
    {
        string system = row.Cell(OverlayForms.DemandSystem);
        switch (system)
        {
            case "" or "profession":
                return DemandCodes.Profession;
            case "okz":
                return DemandCodes.Okz;
            case "direction":
                return DemandCodes.Direction;
            case "sector":
                return DemandCodes.Sector;
            default:
                row.Fault(OverlayForms.DemandSystem, $"\"{system}\" is not profession, okz, direction or sector");
                return DemandCodes.Profession;
        }
    }

    /// <summary>A group and a part of it would be counted twice, where both count.</summary>
    private void RefuseParts(ImmutableArray<RegionalDemand> needs)
    {
        HashSet<RegionalDemand> valid = [.. ValidDemand.Of(needs)];
        HashSet<(int Year, string Region, string Code)> before = [];
        foreach ((RegionalDemand need, Action<string, string> fault) in _groups.Where(one => valid.Contains(one.Need)))
        {
            if (before.FirstOrDefault(other => (other.Year, other.Region) == (need.Year, need.Region) && IsPart(other.Code, need.Code)) is { Code: { } twice })
            {
                fault("code", $"one of {need.Code} and {twice} is a part of the other: it would be counted twice");
            }

            before.Add((need.Year, need.Region, need.Code));
        }

        static bool IsPart(string one, string other) => one != other && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal));
    }

    private (string Key, RegionalLink Row) Link(OverlayRow row)
    {
        string id = row.Matching("id", JsonPatterns.Id(), "an identifier (lower-case letters, digits, hyphens)");
        string by = row.Text("by");
        if (by.Length > 0 && !AtlasWords.LinkCodes.Contains(by))
        {
            row.Fault("by", $"\"{by}\" is not one of {string.Join(", ", AtlasWords.LinkCodes)}");
        }

        AtlasLink made = new(
            id, row.Words("title"), by, row.Matching("template", AtlasPatterns.Template(), $"an https address with the place {AtlasLink.Place}"));
        return (id, new RegionalLink(made, row.Words("source"), row.Matching("date", AtlasPatterns.Date(), "a date like 2026-11-20")));
    }

    [GeneratedRegex(@"^(programme|trial|excursion|resource)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^(true|false)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Flag();

    [GeneratedRegex(@"^[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"^[0-9]{1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OkzGroup();

    [GeneratedRegex(@"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Direction();
}
