using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>What every row of a forecast must be, whether it comes from a form in a folder or from a page. Codes are looked up in an atlas. Pure.</summary>
internal sealed partial class DemandCheck(AtlasYear atlas)
{
    public const int MostVolume = 10_000_000;

    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    private readonly HashSet<string> _sectors = [.. atlas.Sectors.Select(sector => sector.Id)];
    private readonly HashSet<string> _professions = [.. atlas.Professions.Select(one => one.Code)];

    /// <param name="cell">The cell of a column; empty where the table has no such column.</param>
    /// <returns>The row as far as it could be read, and every fault of it.</returns>
    public (RegionalDemand Row, ImmutableArray<DemandFault> Faults) Read(Func<string, string> cell)
    {
        ImmutableArray<DemandFault>.Builder faults = ImmutableArray.CreateBuilder<DemandFault>();
        string said = cell(OverlayForms.DemandSystem);
        DemandCodes? system = SystemOf(said);
        if (system is null)
        {
            Fault(OverlayForms.DemandSystem, DemandFaultKind.System, said);
        }

        string code = Text("code"), year = Text("year"), source = Words("source"), region = Words("region"), date = Text("date"), volume = Text("volume");
        if (code.Length > 0 && system is { } known && CodeFault(known, code) is { } wrong)
        {
            Fault("code", wrong, code);
        }

        bool isYear = Year().IsMatch(year) && int.Parse(year, CultureInfo.InvariantCulture) is >= FirstYear and <= LastYear;
        if (year.Length > 0 && !isYear)
        {
            Fault("year", DemandFaultKind.Year, year);
        }

        double people = 0;
        if (volume.Length > 0 && !(NumberCell.TryRead(volume, out people) && people is >= 0 and <= MostVolume))
        {
            Fault("volume", DemandFaultKind.Volume, volume);
            people = 0;
        }
        else if (!double.IsInteger(people))
        {
            Fault("volume", DemandFaultKind.Fraction, volume);
        }

        if (date.Length > 0 && !AtlasPatterns.Date().IsMatch(date))
        {
            Fault("date", DemandFaultKind.Date, date);
        }

        return (new RegionalDemand(code, isYear ? int.Parse(year, CultureInfo.InvariantCulture) : 0, (int)people, source, region, date) { System = system ?? DemandCodes.Profession }, faults.ToImmutable());

        void Fault(string column, DemandFaultKind kind, string said) => faults.Add(new DemandFault(column, kind, said));

        string Text(string column)
        {
            string text = cell(column);
            if (text.Length == 0)
            {
                Fault(column, DemandFaultKind.Empty, "");
            }

            return text;
        }

        string Words(string column)
        {
            string text = Text(column);
            if (text.Length > OverlayRow.LongestWords)
            {
                Fault(column, DemandFaultKind.TooLong, "");
            }

            return text;
        }
    }

    private DemandFaultKind? CodeFault(DemandCodes system, string code) => system switch
    {
        DemandCodes.Okz => OkzGroup().IsMatch(code) ? null : DemandFaultKind.Okz,
        DemandCodes.Direction => Direction().IsMatch(code) ? null : DemandFaultKind.Direction,
        DemandCodes.Profession => _professions.Contains(code) ? null : DemandFaultKind.Profession,
        DemandCodes.Sector => _sectors.Contains(code) ? null : DemandFaultKind.Sector,
    };

    private static DemandCodes? SystemOf(string said) => said switch
    {
        "" or "profession" => DemandCodes.Profession,
        "okz" => DemandCodes.Okz,
        "direction" => DemandCodes.Direction,
        "sector" => DemandCodes.Sector,
        _ => null,
    };

    [GeneratedRegex(@"^[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"^[0-9]{1,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OkzGroup();

    [GeneratedRegex(@"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Direction();
}
