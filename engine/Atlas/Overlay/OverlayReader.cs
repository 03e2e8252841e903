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
    private readonly DemandCheck _demand;
    private readonly int _year;

    /// <summary>Rows of forecasts, each with what tells a fault of it.</summary>
    private readonly List<(RegionalDemand Need, Action<string, string> Fault)> _needs = [];

    private OverlayReader(AtlasYear atlas)
    {
        _sectors = [.. atlas.Sectors.Select(sector => sector.Id)];
        _professions = [.. atlas.Professions.Select(one => one.Code)];
        _demand = new DemandCheck(atlas);
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
        (RegionalDemand made, ImmutableArray<DemandFault> faults) = _demand.Read(row.Cell);
        foreach (DemandFault fault in faults)
        {
            row.Fault(fault.Column, fault.Words);
        }

        _needs.Add((made, row.Later()));
        return (made.Key, made);
    }

    /// <summary>A group and a part of it would be counted twice, where both count.</summary>
    private void RefuseParts(ImmutableArray<RegionalDemand> needs)
    {
        HashSet<RegionalDemand> valid = [.. ValidDemand.Of(needs)];
        ILookup<RegionalDemand, Action<string, string>> faults = _needs.ToLookup(one => one.Need, one => one.Fault);
        foreach ((RegionalDemand need, string other) in ValidDemand.Nested(needs.Where(valid.Contains)))
        {
            DemandFault fault = new("code", DemandFaultKind.Part, $"{need.Code} and {other}");
            faults[need].First()(fault.Column, fault.Words);
        }
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
}
