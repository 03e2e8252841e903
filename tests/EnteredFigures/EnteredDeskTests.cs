using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.EnteredFigures;

/// <summary>Figures that schools tell: what a row does, what a small one becomes, and that nobody writes for a foreign school.</summary>
public sealed class EnteredDeskTests : IAsyncLifetime
{
    private const int Year = 2025;

    private TestHouse _house = null!;
    private string _region = null!;
    private School[] _schools = null!;
    private School _foreign = null!;

    public async Task InitializeAsync()
    {
        _house = await TestHouse.OpenAsync();
        var organisation = _house.Engine.Organisation;
        _region = (await organisation.AddRegionAsync("Край", default)).Id;
        Municipality own = await organisation.AddMunicipalityAsync(_region, "Заречье", default);
        Municipality other = await organisation.AddMunicipalityAsync(_region, "Берёзово", default);
        _schools = [await organisation.AddSchoolAsync(own.Id, "Школа № 1", Settlement.City, default), await organisation.AddSchoolAsync(own.Id, "Школа № 2", Settlement.City, default)];
        _foreign = await organisation.AddSchoolAsync(other.Id, "Школа № 1", Settlement.Village, default);
        await _house.ExecuteAsync($"INSERT INTO school_code (region_id, code, school_id) VALUES ('{_region}', 'А-17', '{_schools[0].Id}')");
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    private OrgNode Region => new(NodeKind.Region, _region);

    private OrgNode Municipality => new(NodeKind.Municipality, _schools[0].MunicipalityId);

    private static EnteredRow Row(int line, string indicator, string value, string school = "Школа № 2", string code = "", string schoolCode = "", string? id = null, string date = "31.05.2026") =>
        new(line, id, schoolCode, "Заречье", school, indicator, code, value, "Отчёт школы", date);

    private async Task<string> WriteAsync(OrgNode place, params EnteredRow[] rows) =>
        string.Join(' ', (await _house.Engine.Entered.WriteAsync(place, new EnteredOrder(Year, rows, MayRemove: true), "somebody", default))!.Value.Select(line => $"{line.Fault}{line.Change}"));

    private async Task<EnteredPage> ReadAsync(OrgNode place, string? school = null) => (await _house.Engine.Entered.ReadAsync(place, Year, school, default))!;

    [Fact]
    public async Task A_row_is_new_then_changes_nothing_then_is_changed_and_taken_out()
    {
        EnteredRow row = Row(2, "Профессиональные пробы", "1 240", school: "", schoolCode: "а-17");
        Assert.Equal("New", await WriteAsync(Region, row));
        Assert.Equal("Unchanged", await WriteAsync(Region, row));
        Assert.Equal("Changed", await WriteAsync(Region, row with { Value = "1241" }));
        EnteredFigure kept = Assert.Single((await ReadAsync(Region, _schools[0].Id)).Figures);
        Assert.Equal((_schools[0].Id, "trials", 1241L, "Отчёт школы", "2026-05-31"), (kept.SchoolId, kept.Indicator, kept.Value!.Value, kept.Source, kept.Date));
        Assert.Equal("Removed", await WriteAsync(Region, row with { Value = "" }));
        Assert.Empty((await ReadAsync(Region)).Sums);
        Assert.Equal(3, await _house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'figuresEntered'"));
        Assert.Equal(1, await _house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE detail = '2025: trials : 1240 > 1241'"));
    }

    [Fact]
    public async Task Looking_writes_nothing()
    {
        EnteredOrder order = new(Year, [Row(2, "trials", "30"), Row(3, "trials", "сорок", school: "Школа № 1")], MayRemove: false);
        Assert.Equal([EnteredChange.New, null], (await _house.Engine.Entered.LookAsync(Region, order, default))!.Value.Select(line => line.Change));
        Assert.Empty((await ReadAsync(Region)).Sums);
    }

    [Fact]
    public async Task More_people_than_a_school_has_places_is_a_doubt_and_written_all_the_same()
    {
        await _house.Engine.Organisation.AddClassAsync(_schools[0].Id, 9, "А", 25, 5, default);
        await _house.Engine.Organisation.AddClassAsync(_schools[0].Id, 11, "А", 20, 0, default);
        // Events may be many, and of a school without classes nothing is known.
        EnteredRow[] rows =
        [
            Row(2, "trials", "45", schoolCode: "А-17", school: ""), Row(3, "contracts", "46", schoolCode: "А-17", school: ""), Row(4, "fairs", "100", schoolCode: "А-17", school: ""),
            Row(5, "trials", "400"), Row(6, "graduates-study", "450", schoolCode: "А-17", school: "", code: "09.03.01"),
        ];
        EnteredOrder order = new(Year, rows, MayRemove: false);
        Assert.Equal([null, 45L, null, null, 45L], (await _house.Engine.Entered.LookAsync(Region, order, default))!.Value.Select(line => line.Places));
        Assert.All((await _house.Engine.Entered.WriteAsync(Region, order, "somebody", default))!.Value, line => Assert.Equal((null, EnteredChange.New), (line.Fault, line.Change)));
    }

    /// <summary>From one to four people are not kept as a number, and a sum says what it may be.</summary>
    [Fact]
    public async Task A_few_people_are_never_a_number()
    {
        await WriteAsync(Region, Row(2, "contracts", "3"), Row(3, "contracts", "20", schoolCode: "А-17", school: ""), Row(4, "fairs", "3"), Row(5, "trials", "< 5"), Row(6, "trials", "0", schoolCode: "А-17", school: ""));
        Assert.Equal(0, await _house.CountAsync("SELECT COUNT(*) FROM entered_figure WHERE indicator <> 'fairs' AND figure > 0 AND figure < 5"));
        EnteredPage page = await ReadAsync(Region);
        Assert.Equal(
            [new EnteredSum("contracts", "", 2, 21, 24), new EnteredSum("trials", "", 2, 1, 4), new EnteredSum("fairs", "", 1, 3, 3)], page.Sums.AsEnumerable());
        Assert.Null((await ReadAsync(Region, _schools[1].Id)).Figures.Single(one => one.Indicator == "contracts").Value);
    }

    [Fact]
    public async Task Every_fault_is_named_and_the_other_rows_are_written()
    {
        EnteredRow right = Row(10, "trials", "30");
        string outcome = await WriteAsync(
            Region,
            Row(1, "trials", "30", school: "Лицей"), Row(2, "нечто", "30"), Row(3, "trials", "30", code: "09.03.01"), Row(4, "graduates-study", "30"), Row(5, "graduates-study", "30", code: "9.3.1"),
            Row(6, "trials", "-1"), Row(7, "trials", "12,5"), Row(8, "fairs", "<5"), Row(9, "trials", "30", date: "31.02.2026"), right, Row(11, "trials", "31"),
            Row(12, "contracts", "30", date: "2999-01-01"), Row(13, "contracts", "30") with { Source = " \u0007 " }, Row(14, "contracts", "2000000"), Row(15, "graduates-study", "30", code: "09.03.01"),
            Row(16, "trials", "") with { Source = "" }, Row(17, "trials", "1", id: _foreign.Id + "x"));
        Assert.Equal("School Indicator Code Code Code Value Value Value Date New Repeated Date Source Value New Repeated School", outcome);
        Assert.Equal(30, (await ReadAsync(Region, _schools[1].Id)).Figures.Single(one => one.Indicator == "trials").Value);
        EnteredPage page = await ReadAsync(Region);
        Assert.Equal("09.03.01", Assert.Single(page.Directions).Key);
    }

    [Fact]
    public async Task Nobody_writes_or_reads_beyond_the_own_place()
    {
        EnteredRow foreign = Row(2, "trials", "30", id: _foreign.Id);
        OrgNode school = new(NodeKind.School, _schools[0].Id);
        Assert.Equal("School", await WriteAsync(Municipality, foreign));
        Assert.Equal("School", await WriteAsync(Municipality, foreign with { SchoolId = null, Municipality = "Берёзово", School = "Школа № 1" }));
        Assert.Equal("School", await WriteAsync(school, Row(2, "trials", "30")));
        Assert.Equal("New", await WriteAsync(Region, foreign));
        Assert.Equal("New", await WriteAsync(school, Row(2, "trials", "30", school: "")));
        Assert.Equal(_schools[0].Id, Assert.Single((await ReadAsync(school)).Schools).Id);
        Assert.Equal(30, Assert.Single((await ReadAsync(school)).Sums).Most);
        Assert.Equal(30, Assert.Single((await ReadAsync(Municipality)).Sums).Most);
        Assert.Equal(60, Assert.Single((await ReadAsync(Region)).Sums).Most);
    }

    /// <summary>The one school of both years is compared with itself; the sums of all stand beside each other with how many schools they are of.</summary>
    [Fact]
    public async Task Two_years_are_compared_by_the_schools_that_told_both()
    {
        Assert.Null((await ReadAsync(Region)).Before);
        await WriteYearAsync(Year - 2, Row(2, "trials", "100"), Row(3, "trials", "3", schoolCode: "А-17", school: ""), Row(4, "contracts", "9"));
        await WriteAsync(Region, Row(2, "trials", "120"), Row(3, "fairs", "7"));
        EnteredBefore before = (await ReadAsync(Region)).Before!;
        Assert.Equal(Year - 2, before.Year);
        Assert.Equal(["contracts", "trials", "fairs"], before.Figures.Select(one => one.Indicator));
        Assert.Equal(
            new EnteredPair("trials", "", new EnteredSum("trials", "", 1, 120, 120), new EnteredSum("trials", "", 2, 101, 104), new EnteredSum("trials", "", 1, 120, 120), new EnteredSum("trials", "", 1, 100, 100)),
            before.Figures[1]);
        Assert.Equal((null, null), (before.Figures[0].Now, before.Figures[0].SameThen));
        Assert.Equal((null, null), (before.Figures[2].Then, before.Figures[2].SameNow));
        // A school sees its own alone, and a year that nothing comes before has none.
        Assert.Equal(["trials"], (await ReadAsync(new OrgNode(NodeKind.School, _schools[0].Id))).Before!.Figures.Select(one => one.Indicator));
        Assert.Null((await _house.Engine.Entered.ReadAsync(Region, Year - 2, null, default))!.Before);
    }

    [Fact]
    public async Task Of_leavers_codes_are_summed_by_the_level_they_name()
    {
        await WriteAsync(
            Region, Row(2, "graduates-study", "30", code: "09.02.07"), Row(3, "graduates-study", "3", code: "15.01.05"), Row(4, "graduates-study", "12", schoolCode: "А-17", school: "", code: "09.02.07"),
            Row(5, "graduates-study", "20", code: "09.03.01"), Row(6, "graduates-study", "6", code: "01.09.01"), Row(7, "contracts", "8"), Row(8, "trials", "500"));
        Assert.Equal(
            [
                new EnteredSum("contracts", "", 1, 8, 8), new EnteredSum("graduates-study", EnteredSums.Vocational, 2, 43, 46),
                new EnteredSum("graduates-study", EnteredSums.Higher, 1, 20, 20), new EnteredSum("graduates-study", EnteredSums.Other, 1, 6, 6),
            ],
            (await _house.Engine.Entered.LeaversAsync(Region, Year, default)).Select(one => one.Sum));
        Assert.Empty(await _house.Engine.Entered.LeaversAsync(Region, Year - 1, default));
    }

    private async Task WriteYearAsync(int year, params EnteredRow[] rows) =>
        Assert.All((await _house.Engine.Entered.WriteAsync(Region, new EnteredOrder(year, rows, MayRemove: false), "somebody", default))!.Value, line => Assert.Null(line.Fault));

    [Fact]
    public async Task A_name_that_several_schools_have_is_nobodys()
    {
        School twin = await _house.Engine.Organisation.AddSchoolAsync(_schools[0].MunicipalityId, "школа №2", Settlement.City, default);
        Assert.Equal("SchoolMixed New", await WriteAsync(Region, Row(2, "trials", "30"), Row(3, "trials", "30", id: twin.Id)));
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2100)]
    public async Task A_year_nobody_means_is_refused(int year)
    {
        Assert.Null(await _house.Engine.Entered.ReadAsync(Region, year, null, default));
        Assert.Null(await _house.Engine.Entered.WriteAsync(Region, new EnteredOrder(year, [Row(2, "trials", "30")], MayRemove: false), "somebody", default));
    }

    [Fact]
    public void The_built_in_file_is_right_and_a_wrong_one_is_told()
    {
        Assert.Contains(EnteredLibrary.LoadBuiltIn().All, one => one.ByCode);
        // Who works by now left school years ago: not those whose plans stand beside it.
        Assert.Equal(["contracts", "graduates-study"], EnteredLibrary.LoadBuiltIn().All.Where(one => one.OfLeavers).Select(one => one.Id));
        EnteredReading wrong = EnteredReader.Read(Encoding.UTF8.GetBytes("""
            {"schema": 1, "version": "1.0.0", "indicators": [
              {"id": "a", "title": {"ru": "А"}, "note": {"ru": "А"}, "counts": "heads"},
              {"id": "b", "title": {"ru": "А"}, "note": {"ru": "А"}, "counts": "people"},
              {"id": "b", "title": {"ru": "А"}, "note": {"ru": "А"}, "counts": "people", "byCode": 1}]}
            """));
        Assert.Null(wrong.Library);
        Assert.Equal(["$.indicators[0].counts", "$.indicators[2].byCode", "$.indicators[2]"], wrong.Faults.Select(fault => fault.Path));
    }
}
