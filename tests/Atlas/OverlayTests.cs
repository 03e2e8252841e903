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

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Forms_that_are_filled_in_make_an_overlay()
    {
        string resource = Good.Replace("club", "site", StringComparison.Ordinal).Replace("trial", "resource", StringComparison.Ordinal);
        OverlayReading reading = Read(ProgrammeHead + Good + resource, DemandHead + "accountant,2027,40,Служба,Заречье,2026-11-21\n");
        Assert.Empty(reading.Faults);
        Assert.Equal("club", Assert.Single(reading.Overlay!.Programmes).Id);
        Assert.Equal("site", Assert.Single(reading.Overlay.Resources).Id);
        Assert.Equal(40, Assert.Single(reading.Overlay.Demand).Volume);
    }

    [Theory]
    [InlineData("accountant", "nobody", "column professions: the atlas has no profession \"nobody\"")]
    [InlineData("finance", "space", "column sectors: the atlas has no sector \"space\"")]
    [InlineData("trial", "party", "column kind: \"party\" is not programme, trial, excursion or resource")]
    [InlineData("55.7", "155.7", "column latitude: \"155.7\" is no number -90..90")]
    [InlineData("https:", "http:", "column link: \"http://example.org/\" is not an https address")]
    [InlineData(",12,17", ",17,12", "column age_to: is below age_from")]
    [InlineData("Школа", "", "column source: is empty")]
    public void A_fault_is_told_with_file_line_and_column(string good, string bad, string fault)
    {
        OverlayReading reading = Read(ProgrammeHead + Good.Replace(good, bad, StringComparison.Ordinal), DemandHead);
        Assert.Null(reading.Overlay);
        Assert.Contains($"programmes.csv, line 2, {fault}", Assert.Single(reading.Faults), StringComparison.Ordinal);
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
        OverlayForms.WriteProgrammes(programmes, excel);
        OverlayForms.WriteDemand(demand, excel);
        OverlayReading reading = Read(programmes.ToString(), demand.ToString());
        Assert.Empty(reading.Faults);
        Assert.Empty(reading.Overlay!.Programmes);
        Assert.Empty(reading.Overlay.Demand);
    }

    private OverlayReading Read(string programmes, string demand) => OverlayReader.Read(
        "Заречье", _folder.Write("programmes.csv", programmes), _folder.Write("demand.csv", demand), AtlasLibrary.LoadBuiltIn().Newest);
}
