using System.Globalization;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Tests.Scoring;

namespace Diagnostics.Tests.Atlas;

public sealed class OverlayTests : IDisposable
{
    private const string ProgrammeHead =
        "id,title,kind,organisation,address,latitude,longitude,link,age_from,age_to,adapted,sectors,professions,source,date\n";

    private const string DemandHead = "code,year,volume,source,region,date\n";
    private const string Good = "club,Кружок,trial,Дом,Улица,55.7,37.6,https://example.org/,12,17,true,finance,accountant,Школа,2026-11-21\n";

    private const string LinksHead = "id,title,by,template,source,date\n";
    private const string Link = "portal,Портал,okz,https://example.org/{code},Служба,2026-11-21\n";

    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Forms_that_are_filled_in_make_an_overlay()
    {
        string resource = Good.Replace("club", "site", StringComparison.Ordinal).Replace("trial", "resource", StringComparison.Ordinal);
        OverlayReading reading = Read(
            ProgrammeHead + Good + resource, DemandHead + "accountant,2027,40,Служба,Заречье,2026-11-21\n", LinksHead + Link);
        Assert.Empty(reading.Faults);
        Assert.Equal("club", Assert.Single(reading.Overlay!.Programmes).Id);
        Assert.Equal("site", Assert.Single(reading.Overlay.Resources).Id);
        Assert.Equal(40, Assert.Single(reading.Overlay.Demand).Volume);
        Assert.Equal("https://example.org/2411", Assert.Single(reading.Overlay.Links).Link.AddressOf(
            Atlas.Professions.Single(one => one.Code == "accountant")));
    }

    [Theory]
    [InlineData("accountant", "nobody", "column professions: the atlas has no profession \"nobody\"")]
    [InlineData("finance", "space", "column sectors: the atlas has no sector \"space\"")]
    [InlineData("trial", "party", "column kind: \"party\" is not programme, trial, excursion or resource")]
    [InlineData("55.7", "155.7", "column latitude: \"155.7\" is no number -90..90")]
    [InlineData("https://", "https://name:word@", "column link: \"https://name:word@example.org/\" is not an https address")]
    [InlineData("https:", "http:", "column link: \"http://example.org/\" is not an https address")]
    [InlineData(",12,17", ",17,12", "column age_to: is below age_from")]
    [InlineData("finance,accountant", ",", "column professions: is empty as sectors is: the row would be shown nowhere")]
    [InlineData("Школа", "", "column source: is empty")]
    public void A_fault_is_told_with_file_line_and_column(string good, string bad, string fault)
    {
        OverlayReading reading = Read(ProgrammeHead + Good.Replace(good, bad, StringComparison.Ordinal), DemandHead);
        Assert.Null(reading.Overlay);
        Assert.Contains($"programmes.csv, line 2, {fault}", Assert.Single(reading.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{code}", "", "column template: \"https://example.org/\" is not an https address with the place {code}")]
    [InlineData("https:", "javascript:", "column template: \"javascript://example.org/{code}\" is not an https address with the place {code}")]
    [InlineData("okz", "title", "column by: \"title\" is not one of soc, okz, direction, profession")]
    [InlineData("Портал", "", "column title: is empty")]
    [InlineData("2026-11-21", "вчера", "column date: \"вчера\" is not a date like 2026-11-20")]
    public void A_fault_of_a_link_is_told_with_file_line_and_column(string good, string bad, string fault)
    {
        OverlayReading reading = Read(ProgrammeHead, DemandHead, LinksHead + Link.Replace(good, bad, StringComparison.Ordinal));
        Assert.Null(reading.Overlay);
        Assert.Contains($"links.csv, line 2, {fault}", Assert.Single(reading.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_too_long_for_a_page_is_a_fault()
    {
        OverlayReading reading = Read(ProgrammeHead + Good.Replace("Кружок", new string('к', 301), StringComparison.Ordinal), DemandHead);
        Assert.Contains("column title: is longer than 300 characters", Assert.Single(reading.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_of_all_tables_are_told_together_missing_columns_and_broken_quotes_too()
    {
        OverlayReading reading = Read("id,title\n", DemandHead + "accountant,\"2027\"x,40\n", LinksHead + Link + Link);
        Assert.Null(reading.Overlay);
        Assert.Equal(13, reading.Faults.Count(fault => fault.Contains("programmes.csv", StringComparison.Ordinal)));
        Assert.Single(reading.Faults, fault => fault.Contains("demand.csv, line 2", StringComparison.Ordinal));
        Assert.Single(reading.Faults, fault => fault.Contains("links.csv, line 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_is_read_with_what_it_has()
    {
        _folder.Write("links.csv", LinksHead + Link);
        OverlayReading reading = OverlayFolder.Read(_folder.PathOf(""), Atlas);
        Assert.Empty(reading.Faults);
        Assert.Single(reading.Overlay!.Links);
        Assert.Empty(reading.Overlay.Programmes);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_empty_or_has_a_table_of_another_name_is_refused()
    {
        Assert.Contains("there is no such folder", FaultOf(_folder.PathOf("none")), StringComparison.Ordinal);
        Assert.Contains("holds none of programmes.csv, demand.csv, links.csv", FaultOf(_folder.PathOf("")), StringComparison.Ordinal);
        _folder.Write("links.csv", LinksHead + Link);
        _folder.Write("Programs.CSV", ProgrammeHead + Good);
        Assert.Contains("Programs.CSV: is none of programmes.csv, demand.csv, links.csv", FaultOf(_folder.PathOf("")), StringComparison.Ordinal);

        static string FaultOf(string folder)
        {
            OverlayReading reading = OverlayFolder.Read(folder, Atlas);
            Assert.Null(reading.Overlay);
            return Assert.Single(reading.Faults);
        }
    }

    [Fact]
    public void Every_row_of_the_demo_says_that_it_is_an_example_and_no_figure_is_invented()
    {
        RegionalOverlay demo = DemoOverlay.Of(Atlas);
        Assert.Empty(demo.Demand);
        Assert.Empty(demo.Links);
        RegionalProgramme[] rows = [.. demo.Programmes, .. demo.Resources];
        Assert.All(Atlas.Sectors, sector => Assert.Equal(4, rows.Count(row => row.Sectors.Contains(sector.Id))));
        Assert.Distinct(rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.StartsWith("Пример", row.Title, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.StartsWith("Пример", row.Source, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.True(row.Link is null or "https://example.org/"));
    }

    [Fact]
    public void The_same_row_twice_and_an_unknown_code_are_faults_of_demand()
    {
        const string Row = "accountant,2027,40,Служба,Заречье,2026-11-21\n";
        OverlayReading reading = Read(ProgrammeHead, DemandHead + Row + Row + Row.Replace("accountant", "nobody", StringComparison.Ordinal));
        Assert.Equal(2, reading.Faults.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_form_reads_as_no_rows_because_its_example_says_so(bool excel)
    {
        using StringWriter programmes = new(CultureInfo.InvariantCulture);
        using StringWriter demand = new(CultureInfo.InvariantCulture);
        using StringWriter links = new(CultureInfo.InvariantCulture);
        OverlayForms.WriteProgrammes(programmes, excel);
        OverlayForms.WriteDemand(demand, excel);
        OverlayForms.WriteLinks(links, excel);
        OverlayReading reading = Read(programmes.ToString(), demand.ToString(), links.ToString());
        Assert.Empty(reading.Faults);
        Assert.Empty(reading.Overlay!.Programmes);
        Assert.Empty(reading.Overlay.Demand);
        Assert.Empty(reading.Overlay.Links);
    }

    private OverlayReading Read(string programmes, string demand, string? links = null) => OverlayReader.Read(
        "Заречье",
        new OverlayFiles
        {
            Programmes = _folder.Write("programmes.csv", programmes),
            Demand = _folder.Write("demand.csv", demand),
            Links = links is null ? null : _folder.Write("links.csv", links),
        },
        Atlas);
}
