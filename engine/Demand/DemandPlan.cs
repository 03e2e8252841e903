using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Atlas.Overlay;

namespace Diagnostics.Engine.Demand;

/// <summary>Rows of a table beside what stands there: what they would do. Pure.</summary>
/// <param name="Next">All rows of the region afterwards.</param>
internal sealed record DemandPlan(DemandLook Look, ImmutableArray<RegionalDemand> Next)
{
    /// <summary>More faults are counted, not told.</summary>
    private const int MostFaults = 500;

    public bool ChangesNothing => Look.New + Look.Changed == 0;

    /// <param name="imported">What the region brought before.</param>
    /// <param name="folder">What lies in the operator's folder.</param>
    /// <param name="own">The region's name, for rows that name none.</param>
    /// <param name="latestDay">No source is of a later day.</param>
    public static DemandPlan Of(
        IReadOnlyList<DemandRow> rows, DemandCheck check, ImmutableArray<RegionalDemand> imported, ImmutableArray<RegionalDemand> folder, string own, DateOnly latestDay)
    {
        List<DemandLineFault> faults = [];
        Dictionary<string, (RegionalDemand Need, int Line)> read = new(StringComparer.Ordinal);
        string latest = latestDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (DemandRow row in rows.Where(row => !row.Cell("code", own).StartsWith(OverlayForms.Example, StringComparison.OrdinalIgnoreCase)))
        {
            (RegionalDemand need, ImmutableArray<DemandFault> wrong) = check.Read(column => row.Cell(column, own));
            if (wrong.IsEmpty && DayFault(need, latest) is { } day)
            {
                wrong = [day];
            }

            need = need with { IsImported = true };
            if (wrong.IsEmpty && !read.TryAdd(need.Key, (need, row.Line)))
            {
                wrong = [new DemandFault("code", DemandFaultKind.Repeated, need.Code)];
            }

            faults.AddRange(wrong.Select(fault => new DemandLineFault(row.Line, fault)));
        }

        Dictionary<string, RegionalDemand> before = imported.ToDictionary(need => need.Key, StringComparer.Ordinal);
        ImmutableArray<RegionalDemand> next = [.. imported.Select(need => read.TryGetValue(need.Key, out (RegionalDemand Need, int Line) newer) ? newer.Need : need), .. read.Values.Select(one => one.Need).Where(need => !before.ContainsKey(need.Key))];
        ImmutableArray<RegionalDemand> counted = ValidDemand.Of([.. next, .. folder]);
        HashSet<string> counts = [.. counted.Select(need => need.Key)];
        // What stood there first: then the fault is told of a row of the table.
        IEnumerable<RegionalDemand> inOrder = counted.OrderBy(need => read.TryGetValue(need.Key, out (RegionalDemand Need, int Line) one) ? one.Line : -1);
        faults.AddRange(
            from nested in ValidDemand.Nested(inOrder)
            where read.ContainsKey(nested.Need.Key)
            select new DemandLineFault(read[nested.Need.Key].Line, new DemandFault("code", DemandFaultKind.Part, $"{nested.Need.Code}, {nested.Other}")));
        int changed = read.Count(one => before.TryGetValue(one.Key, out RegionalDemand? was) && was != one.Value.Need), made = read.Keys.Count(key => !before.ContainsKey(key));
        DemandLook look = new(
            0, made, changed, read.Count - made - changed,
            ValidDemand.Of([.. imported, .. folder]).Count(need => !counts.Contains(need.Key)), read.Keys.Count(key => !counts.Contains(key)),
            faults.Count, [.. faults.OrderBy(fault => fault.Line).Take(MostFaults)]);
        return new DemandPlan(look, next);
    }

    private static DemandFault? DayFault(RegionalDemand need, string latest) =>
        !DemandRow.IsDay(need.Date) ? new DemandFault("date", DemandFaultKind.Date, need.Date)
        : string.CompareOrdinal(need.Date, latest) > 0 ? new DemandFault("date", DemandFaultKind.Future, need.Date)
        : null;
}

/// <summary>What a table would do.</summary>
/// <param name="Revision">Of what it was laid beside: whoever writes names it.</param>
/// <param name="Unchanged">Rows that stand there already.</param>
/// <param name="Replaced">Rows that count now and would no more.</param>
/// <param name="Outdated">Rows of the table that would not count: something later was said.</param>
public sealed record DemandLook(long Revision, int New, int Changed, int Unchanged, int Replaced, int Outdated, int FaultCount, ImmutableArray<DemandLineFault> Faults);

public sealed record DemandLineFault(int Line, string Column, DemandFaultKind Kind, string Said)
{
    internal DemandLineFault(int line, DemandFault fault)
        : this(line, fault.Column, fault.Kind, fault.Said)
    {
    }
}
