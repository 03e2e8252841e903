using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Tests.Roster;
using Diagnostics.Tests.Scoring;

namespace Diagnostics.Tests.Atlas;

/// <summary>Forecasts by code and year: read, put by sector, and what of them cannot be.</summary>
public sealed class DemandTests : IDisposable
{
    private const string Head = "code,system,year,volume,source,region,date\n";
    private const string Said = ",Служба,Заречье,2026-11-21\n";

    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_forecast_is_put_by_sector_and_says_what_it_could_not_place()
    {
        SectorDemand demand = Of(
            "2411,okz,2030,40" + Said + "7233,okz,2030,7" + Said + "9999,okz,2030,3" + Said + "821,okz,2030,10" + Said
            + "accountant,profession,2030,50" + Said + "38.02.01,direction,2030,30" + Said + "15.02.09,direction,2030,20" + Said + "media,sector,2029,5" + Said);
        Assert.Equal(Atlas.Sectors.Select(sector => sector.Id), demand.Sectors.Select(sector => sector.Id));
        Assert.Equal(
            [(2030, DemandCodes.Profession), (2030, DemandCodes.Okz), (2030, DemandCodes.Direction), (2029, DemandCodes.Sector)],
            demand.Forecasts.Select(one => (one.Year, one.System)));

        // Groups of occupations: one whole group, one of three digits, one of several sectors, one the atlas has not.
        DemandForecast groups = demand.Forecasts[1];
        Assert.Equal(60, groups.Total);
        Assert.Equal([("finance", 40L), ("industry", 10L)], groups.Sectors.Select(need => (need.Sector, need.Volume)).Order());
        Assert.Equal((7L, "7233"), (groups.Several.Volume, Assert.Single(groups.Several.Codes)));
        Assert.Equal((3L, "9999"), (groups.Unknown.Volume, Assert.Single(groups.Unknown.Codes)));
        Assert.All(demand.Forecasts, one => Assert.Equal(one.Total, one.Sectors.Sum(need => need.Volume) + one.Several.Volume + one.Unknown.Volume));
        Assert.Equal("38.02.01", Assert.Single(demand.Forecasts[2].Several.Codes));
        Assert.Equal("media", Assert.Single(demand.Forecasts[3].Sectors).Sector);
    }

    [Fact]
    public void Of_one_code_and_year_what_was_said_last_counts_and_the_earlier_is_kept()
    {
        OverlayReading reading = Read("accountant,profession,2030,50" + Said + "accountant,profession,2030,70,Служба,Заречье,2027-01-10\naccountant,profession,2028,9,Служба,Заречье,2027-02-10\n");
        Assert.Empty(reading.Faults);
        Assert.Equal(3, reading.Overlay!.Demand.Length);
        DemandForecast forecast = SectorDemand.Of(reading.Overlay!.Demand, Atlas).Forecasts[0];
        Assert.Equal((70L, 1, "2027-01-10"), (forecast.Total, forecast.Earlier, Assert.Single(forecast.Sources).Date));
        DemandView shown = new Nearby(reading.Overlay, Atlas).Demand["accountant"];
        Assert.Equal((70.0, 2030), (shown.Volume, shown.Year));
    }

    [Fact]
    public void A_later_forecast_replaces_the_earlier_whole_and_may_be_finer()
    {
        const string later = ",Служба,Заречье,2027-01-10\n";
        OverlayReading fewer = Read("accountant,,2030,50" + Said + "adaptive-sport-instructor,,2030,20" + Said + "adaptive-sport-instructor,,2028,3" + Said + "accountant,,2030,70" + later);
        DemandForecast forecast = SectorDemand.Of(fewer.Overlay!.Demand, Atlas).Forecasts[0];
        Assert.Equal((70L, 2, 1), (forecast.Total, forecast.Earlier, forecast.Sectors.Sum(need => need.Codes)));
        Nearby nearby = new(fewer.Overlay!, Atlas);
        Assert.Equal([(70.0, 2030), (3.0, 2028)], new[] { "accountant", "adaptive-sport-instructor" }.Select(code => (nearby.Demand[code].Volume, nearby.Demand[code].Year)));

        OverlayReading finer = Read("24,okz,2030,9" + Said + "2411,okz,2030,4" + later);
        Assert.Empty(finer.Faults);
        Assert.Equal(4, SectorDemand.Of(finer.Overlay!.Demand, Atlas).Forecasts[0].Total);
        // The order of the rows is nothing, and among those that count a part is a fault as before.
        Assert.Empty(Read("2411,okz,2030,4" + later + "24,okz,2030,9" + Said).Faults);
        Assert.Contains("line 4, column code: one of 2411 and 24", Assert.Single(Read("33,okz,2030,1" + Said + "24,okz,2030,9" + later + "2411,okz,2030,4" + later).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sources_stand_side_by_side_and_a_code_of_both_counts_once()
    {
        SectorDemand demand = Of("accountant,,2030,50" + Said + "adaptive-sport-instructor,,2030,20" + Said + "accountant,,2030,70,Союз,Заречье,2027-01-10\n");
        Assert.Equal((90L, 1), (demand.Forecasts[0].Total, demand.Forecasts[0].Earlier));
        // Of one day the one the table has first.
        Assert.Equal(50, Of("accountant,,2030,50" + Said + "accountant,,2030,70,Союз,Заречье,2026-11-21\n").Forecasts[0].Total);
    }

    [Fact]
    public void A_code_twice_is_a_fault_whether_its_system_is_named_or_not() =>
        Assert.Contains("line 3, column code: \"Profession accountant 2030 Заречье 2026-11-21 Служба\" is in the table already", Assert.Single(Read("accountant,,2030,50" + Said + "accountant,profession,2030,60" + Said).Faults), StringComparison.Ordinal);

    [Fact]
    public void Beside_a_profession_stand_forecasts_of_professions_alone()
    {
        OverlayReading reading = Read("2411,okz,2031,40" + Said + "finance,sector,2031,40" + Said + "accountant,,2030,50" + Said);
        Assert.Equal("accountant", Assert.Single(new Nearby(reading.Overlay!, Atlas).Demand).Key);
    }

    [Fact]
    public void Forecasts_of_two_regions_are_never_added()
    {
        SectorDemand demand = Of("accountant,,2030,50" + Said + "accountant,,2030,9000,Министерство,Страна,2026-11-21\n");
        Assert.Equal([("Заречье", 50L), ("Страна", 9000L)], demand.Forecasts.Select(one => (one.Region, one.Total)));
    }

    [Theory]
    [InlineData("24110,okz,2030,1", "column code: \"24110\" is not a group of ОКЗ (one digit to four)")]
    [InlineData("38-02-01,direction,2030,1", "column code: \"38-02-01\" is not a code like 09.02.07")]
    [InlineData("space,sector,2030,1", "column code: the atlas has no sector \"space\"")]
    [InlineData("2411,profession,2030,1", "column code: the atlas has no profession \"2411\"")]
    [InlineData("2411,okpdtr,2030,1", "column system: \"okpdtr\" is not profession, okz, direction or sector")]
    [InlineData("2411,okz,2030,-1", "column volume: \"-1\" is no number 0..10000000")]
    [InlineData("2411,okz,next,1", "column year: \"next\" is not a year like 2026")]
    public void A_fault_names_line_and_column(string row, string fault) =>
        Assert.Contains(Read("accountant,,2030,50" + Said + row + Said).Faults, told => told.Contains($"demand.csv, line 3, {fault}", StringComparison.Ordinal));

    [Fact]
    public void A_group_beside_its_own_part_is_a_fault_in_either_order()
    {
        Assert.Contains("line 3, column code: one of 24 and 2411", Assert.Single(Read("2411,okz,2030,1" + Said + "24,okz,2030,9" + Said).Faults), StringComparison.Ordinal);
        Assert.Contains("line 3, column code: one of 2411 and 24", Assert.Single(Read("24,okz,2030,9" + Said + "2411,okz,2030,1" + Said).Faults), StringComparison.Ordinal);
        Assert.Empty(Read("24,okz,2030,9" + Said + "2411,okz,2031,1" + Said).Faults);
    }

    [Fact]
    public void A_workbook_is_read_as_a_table_and_faults_name_its_rows()
    {
        using RosterFiles files = new();
        string[] head = ["code", "system", "year", "volume", "source", "region", "date"];
        string good = files.Workbook(head, [], ["2411", "okz", "2030", "40", "Служба «Труд», отдел \"А\"", "Заречье", "2026-11-21"]);
        File.Copy(good, _folder.PathOf("demand.xlsx"));
        OverlayReading reading = OverlayFolder.Read(_folder.PathOf(""), Atlas);
        Assert.Empty(reading.Faults);
        Assert.Equal(("2411", 40, "Служба «Труд», отдел \"А\""), (reading.Overlay!.Demand[0].Code, reading.Overlay.Demand[0].Volume, reading.Overlay.Demand[0].Source));

        File.Copy(files.Workbook(head, [], ["2411", "okz", "2030", "сорок", "Служба", "Заречье", "2026-11-21"]), _folder.PathOf("demand.xlsx"), overwrite: true);
        Assert.Contains("demand.xlsx, line 3, column volume", Assert.Single(OverlayFolder.Read(_folder.PathOf(""), Atlas).Faults), StringComparison.Ordinal);
        _folder.Write("demand.csv", Head);
        Assert.Contains(OverlayFolder.Read(_folder.PathOf(""), Atlas).Faults, fault => fault.Contains("demand.csv and demand.xlsx: one table twice", StringComparison.Ordinal));
        File.Delete(_folder.PathOf("demand.csv"));
        _folder.Write("demand.xlsx", "no archive");
        Assert.Contains(OverlayFolder.Read(_folder.PathOf(""), Atlas).Faults, fault => fault.Contains("demand.xlsx: is no workbook that can be read", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_overlay_there_are_sectors_and_no_forecast()
    {
        SectorDemand none = SectorDemand.Of([], Atlas);
        Assert.Empty(none.Forecasts);
        Assert.Equal(Atlas.Sectors.Length, none.Sectors.Length);
    }

    private SectorDemand Of(string rows)
    {
        OverlayReading reading = Read(rows);
        Assert.Empty(reading.Faults);
        return SectorDemand.Of(reading.Overlay!.Demand, Atlas);
    }

    private OverlayReading Read(string rows) => OverlayReader.Read("Заречье", new OverlayFiles { Demand = _folder.Write("demand.csv", Head + rows) }, Atlas);
}
