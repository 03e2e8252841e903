using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.EnteredFigures;

/// <summary>Rows beside the schools of a place and what stands there: what each would do. Pure.</summary>
internal sealed partial class EnteredPlan
{
    public const int LongestSource = 200;

    /// <summary>More of anything is a slip of the keyboard.</summary>
    private const long MostValue = 1_000_000;

    private static readonly string[] Days = ["yyyy-MM-dd", "d.M.yyyy"];

    private EnteredPlan(ImmutableArray<EnteredLine> lines, ImmutableArray<EnteredEdit> changes) => (Lines, Changes) = (lines, changes);

    /// <summary>In the order of the rows.</summary>
    public ImmutableArray<EnteredLine> Lines { get; }

    /// <summary>What is to be written: no row that changes nothing.</summary>
    public ImmutableArray<EnteredEdit> Changes { get; }

    /// <param name="there">Figures of the year at the place.</param>
    /// <param name="places">Of the schools that have any: places in the classes of a year.</param>
    /// <param name="latestDay">A source is of no later day.</param>
    /// <param name="mayRemove">Whether an empty value takes a figure out.</param>
    public static EnteredPlan Of(
        IReadOnlyList<EnteredRow> rows, EnteredLibrary library, EnteredSchools schools, IReadOnlyDictionary<EnteredKey, EnteredCell> there, IReadOnlyDictionary<string, long> places,
        DateOnly latestDay, bool mayRemove)
    {
        ImmutableArray<EnteredLine>.Builder lines = ImmutableArray.CreateBuilder<EnteredLine>(rows.Count);
        ImmutableArray<EnteredEdit>.Builder changes = ImmutableArray.CreateBuilder<EnteredEdit>();
        HashSet<EnteredKey> seen = [];
        foreach (EnteredRow row in rows)
        {
            (KnownSchool? school, EnteredFault? fault) = schools.Find(row);
            EnteredCell? cell = null;
            bool isRemoved = mayRemove && PlainCell.Of(row.Value).Length == 0;
            if (fault is null)
            {
                (cell, fault) = Read(row, school!.Id, library, latestDay, isRemoved);
            }

            if (cell is not null && !seen.Add(cell.Key))
            {
                fault = EnteredFault.Repeated;
            }

            if (fault is not null)
            {
                lines.Add(new EnteredLine(row.Line, fault, null, school?.Name ?? ""));
                continue;
            }

            EnteredCell? before = there.GetValueOrDefault(cell!.Key);
            EnteredChange change = (isRemoved, before) switch
            {
                (true, null) => EnteredChange.Unchanged,
                (true, _) => EnteredChange.Removed,
                (false, null) => EnteredChange.New,
                _ => before == cell ? EnteredChange.Unchanged : EnteredChange.Changed,
            };
            bool isDoubtful = places.TryGetValue(school!.Id, out long seats) && cell.Value > seats && library.Find(cell.Key.Indicator)!.IsPeople;
            lines.Add(new EnteredLine(row.Line, null, change, school.Name, isDoubtful ? seats : null));
            if (change != EnteredChange.Unchanged)
            {
                changes.Add(new EnteredEdit(change, cell, before));
            }
        }

        return new EnteredPlan(lines.MoveToImmutable(), changes.ToImmutable());
    }

    private static (EnteredCell? Cell, EnteredFault? Fault) Read(EnteredRow row, string schoolId, EnteredLibrary library, DateOnly latestDay, bool isRemoved)
    {
        if (library.Find(PlainCell.Of(row.Indicator)) is not { } indicator)
        {
            return (null, EnteredFault.Indicator);
        }

        string code = PlainCell.Of(row.Code);
        if (indicator.ByCode ? !DirectionCode().IsMatch(code) : code.Length > 0)
        {
            return (null, EnteredFault.Code);
        }

        EnteredKey key = new(schoolId, indicator.Id, code);
        if (isRemoved)
        {
            return (new EnteredCell(key, null, "", ""), null);
        }

        if (!TryValue(PlainCell.Of(row.Value), indicator.IsPeople, out long? value))
        {
            return (null, EnteredFault.Value);
        }

        string source = PlainCell.Of(row.Source);
        if (source.Length is 0 or > LongestSource)
        {
            return (null, EnteredFault.Source);
        }

        return DateOnly.TryParseExact(PlainCell.Of(row.Date), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day <= latestDay && day.Year >= EnteredDesk.FirstYear
            ? (new EnteredCell(key, value, source, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), null)
            : (null, EnteredFault.Date);
    }

    /// <summary>One to four people become "fewer than five": the number goes no further.</summary>
    private static bool TryValue(string text, bool isPeople, out long? value)
    {
        value = null;
        if (isPeople && Few().IsMatch(text))
        {
            return true;
        }

        // Thousands may be parted by spaces, as workbooks show them.
        if (!long.TryParse(text.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > MostValue)
        {
            return false;
        }

        value = isPeople && number is > 0 and < SmallCells.Least ? null : number;
        return true;
    }

    [GeneratedRegex(@"^\d{2}\.\d{2}\.\d{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DirectionCode();

    [GeneratedRegex(@"^(< ?5|менее 5|меньше 5|fewer than 5)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Few();
}

/// <summary>The schools of a place, found as an import of classes finds them.</summary>
/// <param name="only">The one school of the place; null where it has many.</param>
internal sealed class EnteredSchools(KnownSchools known, RosterScope scope, string? only)
{
    public IEnumerable<KnownSchool> All => known.Schools.Where(school => only is null || school.Id == only);

    public (KnownSchool? School, EnteredFault? Fault) Find(EnteredRow row)
    {
        if (row.SchoolId is { Length: > 0 } id)
        {
            return All.FirstOrDefault(school => school.Id == id) is { } found ? (found, null) : (null, EnteredFault.School);
        }

        string code = (row.SchoolCode ?? "").Trim().ToUpperInvariant(), name = (row.School ?? "").Trim();
        if (only is not null && code.Length + name.Length == 0)
        {
            return (All.First(), null);
        }

        RosterSchool said = new((row.Municipality ?? "").Trim(), code, name, row.Line);
        return known.IsMixed(scope, said) ? (null, EnteredFault.SchoolMixed)
            : known.Find(scope, said) is { } there && (only is null || there.Id == only) ? (there, null)
            : (null, EnteredFault.School);
    }
}
