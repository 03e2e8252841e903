using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Demand;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.Demand;

/// <summary>What a table of a forecast would do beside what stands there.</summary>
public sealed class DemandPlanTests
{
    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Rows_are_new_changed_or_there_already_and_those_nobody_mentions_stay()
    {
        ImmutableArray<RegionalDemand> first = Plan([], Row(2, "2411", "40"), Row(3, "821", "10")).Next;
        Assert.Equal([("2411", 40), ("821", 10)], first.Select(need => (need.Code, need.Volume)));
        Assert.All(first, need => Assert.True(need.IsImported));

        DemandPlan second = Plan(first, Row(2, "2411", "41"), Row(3, "325", "7"));
        Assert.Equal((1, 1, 0, false), (second.Look.New, second.Look.Changed, second.Look.Unchanged, second.ChangesNothing));
        Assert.Equal([("2411", 41), ("821", 10), ("325", 7)], second.Next.Select(need => (need.Code, need.Volume)));

        DemandPlan again = Plan(second.Next, Row(2, "2411", "41"), Row(3, "325", "7"));
        Assert.Equal((0, 0, 2, true), (again.Look.New, again.Look.Changed, again.Look.Unchanged, again.ChangesNothing));
        Assert.Equal(second.Next.AsEnumerable(), again.Next);
    }

    [Fact]
    public void Another_source_stands_beside_and_what_it_names_no_more_counts_of_the_first_again()
    {
        ImmutableArray<RegionalDemand> first = Plan([], Row(2, "2411", "40")).Next;
        // Of one day what stood there first counts, and the other is kept.
        DemandPlan same = Plan(first, Row(2, "2411", "70") with { Source = "Союз" });
        Assert.Equal((1, 0, 0, 1), (same.Look.New, same.Look.Changed, same.Look.Replaced, same.Look.Outdated));
        Assert.Equal([("Служба", 40), ("Союз", 70)], same.Next.Select(need => (need.Source, need.Volume)));
        Assert.Equal(40, TotalOf(same));

        DemandPlan later = Plan(first, Row(2, "2411", "70") with { Source = "Союз", Date = "2026-11-22" });
        Assert.Equal((1, 0, 1, 0), (later.Look.New, later.Look.Changed, later.Look.Replaced, later.Look.Outdated));
        Assert.Equal(70, TotalOf(later));
        DemandPlan without = Plan(later.Next, Row(2, "821", "1") with { Source = "Союз", Date = "2026-11-23" });
        Assert.Equal((3, 41), (without.Next.Length, TotalOf(without)));
        // One table may be of both.
        Assert.Equal((0, 2), Plan([], Row(2, "2411", "40"), Row(3, "2411", "70") with { Source = "Союз" }).Look is var both ? (both.FaultCount, both.New) : default);

        static long TotalOf(DemandPlan plan) => Assert.Single(SectorDemand.Of(plan.Next, Atlas).Forecasts).Total;
    }

    [Theory]
    [InlineData("code", "24110", "code", DemandFaultKind.Okz)]
    [InlineData("code", "", "code", DemandFaultKind.Empty)]
    [InlineData("system", "окпдтр", "system", DemandFaultKind.System)]
    [InlineData("system", "", "code", DemandFaultKind.Profession)]
    [InlineData("system", "отрасль", "code", DemandFaultKind.Sector)]
    [InlineData("system", "направление", "code", DemandFaultKind.Direction)]
    [InlineData("year", "следующий", "year", DemandFaultKind.Year)]
    [InlineData("year", "1999", "year", DemandFaultKind.Year)]
    [InlineData("volume", "сорок", "volume", DemandFaultKind.Volume)]
    [InlineData("volume", "-1", "volume", DemandFaultKind.Volume)]
    [InlineData("volume", "10000001", "volume", DemandFaultKind.Volume)]
    [InlineData("volume", "1,5", "volume", DemandFaultKind.Fraction)]
    [InlineData("source", " \u0007 ", "source", DemandFaultKind.Empty)]
    [InlineData("date", "31.02.2026", "date", DemandFaultKind.Date)]
    [InlineData("date", "2026-02-31", "date", DemandFaultKind.Date)]
    [InlineData("date", "24.11.2026", "date", DemandFaultKind.Future)]
    public void A_fault_names_line_and_column(string field, string value, string column, DemandFaultKind kind)
    {
        DemandRow row = Row(7, "2411", "40");
        row = field switch
        {
            "code" => row with { Code = value },
            "system" => row with { System = value },
            "year" => row with { Year = value },
            "volume" => row with { Volume = value },
            "source" => row with { Source = value },
            _ => row with { Date = value },
        };
        DemandLineFault fault = Assert.Single(Plan([], Row(2, "821", "10"), row).Look.Faults);
        Assert.Equal((7, column, kind), (fault.Line, fault.Column, fault.Kind));
    }

    [Fact]
    public void Every_fault_of_a_row_is_told_and_too_many_are_counted()
    {
        DemandLook look = Plan([], new DemandRow(4, null, null, null, null, null, null, null), Row(5, "2411", "1") with { Source = new string('я', 301) }).Look;
        Assert.Equal(["code", "year", "source", "date", "volume", "source"], look.Faults.Select(fault => fault.Column));
        Assert.Equal(DemandFaultKind.TooLong, look.Faults[^1].Kind);
        look = Plan([], [.. Enumerable.Range(2, 700).Select(line => Row(line, "2411", "x"))]).Look;
        Assert.Equal((700, 500), (look.FaultCount, look.Faults.Length));
    }

    [Fact]
    public void A_code_twice_in_a_table_is_a_fault_of_the_later_line() =>
        Assert.Equal((3, DemandFaultKind.Repeated), Assert.Single(Plan([], Row(2, "2411", "40"), Row(3, "2411", "40"), Row(4, "2411", "40") with { Year = "2031" }).Look.Faults.Select(fault => (fault.Line, fault.Kind))));

    [Fact]
    public void A_table_may_be_written_in_russian_and_name_no_region()
    {
        DemandPlan plan = Plan([], new DemandRow(2, " 38.02.01 ", "Направление подготовки", "2030", "1 200", "Служба\u00a0занятости", null, "1.5.2026"), new DemandRow(3, "2411", "ОКЗ", "2030", "7", "Служба", "Страна", "2026-05-01"));
        Assert.Equal(0, plan.Look.FaultCount);
        Assert.Equal(new RegionalDemand("38.02.01", 2030, 1200, "Служба занятости", "Край", "2026-05-01") { System = DemandCodes.Direction, IsImported = true }, plan.Next[0]);
        Assert.Equal("Страна", plan.Next[1].Region);
    }

    [Fact]
    public void The_row_of_the_forms_example_is_passed_over()
    {
        DemandPlan plan = Plan([], Row(2, "ПРИМЕР (удалите строку)", "x"), Row(3, "2411", "40"));
        Assert.Equal((0, 1), (plan.Look.FaultCount, plan.Look.New));
    }

    [Fact]
    public void It_is_told_what_would_count_no_more_and_what_would_not_count()
    {
        RegionalDemand inFolder = new("821", 2030, 5, "Служба", "Край", "2026-10-01") { System = DemandCodes.Okz };
        DemandLook later = Plan([], [inFolder], Row(2, "2411", "40")).Look;
        Assert.Equal((1, 0), (later.Replaced, later.Outdated));
        DemandLook earlier = Plan([], [inFolder], Row(2, "2411", "40") with { Date = "2026-09-01" }).Look;
        Assert.Equal((0, 1), (earlier.Replaced, earlier.Outdated));
        // Another source replaces nothing it does not name.
        Assert.Equal((0, 0), (Plan([], [inFolder], Row(2, "2411", "40") with { Source = "Союз" }).Look is var look ? (look.Replaced, look.Outdated) : default));
    }

    [Fact]
    public void A_group_beside_its_own_part_is_a_fault_of_the_table_wherever_the_other_stands()
    {
        RegionalDemand inFolder = new("24", 2030, 5, "Союз", "Край", "2026-10-01") { System = DemandCodes.Okz };
        Assert.Equal((3, "2411, 24"), Assert.Single(Plan([], [inFolder], Row(2, "821", "1"), Row(3, "2411", "40")).Look.Faults.Where(fault => fault.Kind == DemandFaultKind.Part).Select(fault => (fault.Line, fault.Said))));
        Assert.Equal(3, Assert.Single(Plan([], Row(2, "2411", "1"), Row(3, "24", "40")).Look.Faults).Line);
        Assert.Equal(3, Assert.Single(Plan(Plan([], Row(2, "2411", "1")).Next, Row(3, "24", "40")).Look.Faults).Line);
        Assert.Empty(Plan([], Row(2, "2411", "1"), Row(3, "24", "40") with { Year = "2031" }).Look.Faults);
        // Of two that stood there before, the table is not to blame.
        Assert.Empty(Plan([inFolder with { Code = "2411", IsImported = true }], [inFolder], Row(2, "821", "1")).Look.Faults);
    }

    [Fact]
    public void Of_one_day_the_page_counts_and_a_later_day_wherever_it_stands()
    {
        RegionalDemand folder = new("2411", 2030, 5, "Служба", "Край", "2026-11-21") { System = DemandCodes.Okz };
        RegionalDemand page = folder with { Volume = 9, IsImported = true };
        Assert.Equal((9, 1), Forecast([page, folder]));
        Assert.Equal((5, 1), Forecast([page with { Date = "2026-11-20" }, folder]));
        Assert.True(Assert.Single(SectorDemand.Of([page, folder], Atlas).Forecasts[0].Sources).IsImported);

        (long, int) Forecast(RegionalDemand[] said) => (SectorDemand.Of(said, Atlas).Forecasts[0].Total, SectorDemand.Of(said, Atlas).Forecasts[0].Imported);
    }

    /// <summary>A folder that was changed after an import may lie across it.</summary>
    [Fact]
    public void What_is_counted_twice_between_folder_and_page_is_told()
    {
        RegionalDemand folder = new("24", 2030, 5, "Союз", "Край", "2026-11-21") { System = DemandCodes.Okz };
        DemandForecast forecast = SectorDemand.Of([new("2411", 2030, 9, "Служба", "Край", "2026-11-21") { System = DemandCodes.Okz, IsImported = true }, folder], Atlas).Forecasts[0];
        Assert.Equal(["24", "2411"], forecast.Twice.AsEnumerable());
        Assert.Empty(SectorDemand.Of([folder], Atlas).Forecasts[0].Twice);
    }

    /// <summary>What was stored by an earlier atlas: pages and the report go on without it.</summary>
    [Fact]
    public void A_stored_sector_the_atlas_has_not_counts_as_unknown()
    {
        RegionalDemand known = new("finance", 2030, 5, "Служба", "Край", "2026-11-21") { System = DemandCodes.Sector };
        ImmutableArray<RegionalDemand>? stored = PackedDemand.TryRead(PackedDemand.Of([known, known with { Code = "cosmos", Volume = 7 }]));
        SectorDemand demand = DemandStanding.Of(1, 1, stored, [], Atlas).Sectors;
        DemandForecast forecast = Assert.Single(demand.Forecasts);
        Assert.Equal(("finance", 12L, 7L, "cosmos"), (Assert.Single(forecast.Sectors).Sector, forecast.Total, forecast.Unknown.Volume, Assert.Single(forecast.Unknown.Codes)));
        ReportDemand report = ReportDemand.NewestOf(demand, "Край")!;
        Assert.Equal(("finance", 7L), (Assert.Single(report.Sectors).Id, report.Unplaced));
        Assert.Empty(ReportDemand.NewestOf(DemandStanding.Of(1, 1, [known with { Code = "cosmos" }], [], Atlas).Sectors, "Край")!.Sectors);
    }

    [Fact]
    public void Rows_are_kept_letter_by_letter_and_damage_is_seen()
    {
        ImmutableArray<RegionalDemand> rows = Plan([], Row(2, "2411", "40") with { Source = "Служба «Труд»" }, new DemandRow(3, "finance", "sector", "2031", "0", "Союз", "Страна", "2026-05-01")).Next;
        Assert.Equal(rows.AsEnumerable(), PackedDemand.TryRead(PackedDemand.Of(rows))!.Value);
        Assert.Null(PackedDemand.TryRead("none"));
        Assert.Null(PackedDemand.TryRead(Engine.Storage.PackedText.Pack("[{}]")));
        Assert.Null(PackedDemand.TryRead(Engine.Storage.PackedText.Pack("[null]")));
        Assert.Null(PackedDemand.TryRead(Engine.Storage.PackedText.Pack("null")));
    }

    private static DemandPlan Plan(ImmutableArray<RegionalDemand> there, params DemandRow[] rows) => Plan(there, [], rows);

    private static DemandPlan Plan(ImmutableArray<RegionalDemand> there, ImmutableArray<RegionalDemand> folder, params DemandRow[] rows) =>
        DemandPlan.Of(rows, new DemandCheck(Atlas), there, folder, "Край", Today);

    private static DemandRow Row(int line, string code, string volume) => new(line, code, "okz", "2030", volume, "Служба", "Край", "2026-11-21");
}
