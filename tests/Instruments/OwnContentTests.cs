using System.Text;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Scoring;
using Diagnostics.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Instruments;

/// <summary>A school's own instruments and batteries, read from a folder beside what is built in.</summary>
public sealed class OwnContentTests : IDisposable
{
    private const string Instrument = "instruments/school-clubs/1.0.0/instrument.json";
    private const string BatteryFile = "batteries/school-5/1.0.0/battery.json";

    private static readonly string Example = Path.Combine(Repository.Root, "examples", "content");
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_own_battery_is_offered_by_its_id_and_changes_no_built_in_choice()
    {
        ContentShelf builtIn = ContentShelf.LoadBuiltIn();
        ContentShelf shelf = ContentShelf.Load(Example);
        Assert.Equal(["lesson-adaptive-10-11", "lesson-adaptive-8-9", "school-5"], shelf.Batteries.Own.Select(one => one.Id));
        Assert.Equal(8, shelf.Batteries.Named("school-5", 5)!.Steps[0].Form.Items.Length);
        Assert.Null(shelf.Batteries.Named("school-5", 6));
        Assert.All(
            from grade in Enumerable.Range(1, 11) from variant in Enum.GetValues<BatteryVariant>() select (grade, variant),
            one => Assert.Equal(builtIn.Batteries.For(one.grade, one.variant)?.Id, shelf.Batteries.For(one.grade, one.variant)?.Id));
    }

    [Fact]
    public async Task A_class_takes_a_lesson_with_an_own_battery_and_its_result_opens()
    {
        await using TestHouse house = await TestHouse.OpenAsync(content: Example);
        Region region = await house.Engine.Organisation.AddRegionAsync("Край", default);
        Municipality municipality = await house.Engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default);
        School school = await house.Engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default);
        await Assert.ThrowsAsync<BatteryMissingException>(
            () => house.Engine.Organisation.AddClassAsync(school.Id, 6, "А", 1, 0, "school-5", default));
        SchoolClass room = await house.Engine.Organisation.AddClassAsync(school.Id, 5, "А", 1, 0, "school-5", default);
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        Pupil pupil = await house.PupilAsync(room);
        AnswerEntry[] answers = [.. new SimulatedStudent(house.Engine.Batteries.Named("school-5", 5)!, new Random(5)).Answers()];
        Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.PutAsync(pupil.SessionId, new PutRequest(pupil.Epoch, 1, answers), default)).Status);
        string key = (await pupil.FinishAsync(answers.Length)).ResultKey!;
        StudentResult result = (await house.Engine.Results.OpenAsync(key, default))!;
        Assert.Equal(5, result.Grade);
    }

    [Fact]
    public async Task Every_fault_is_named_with_file_and_place_and_the_start_is_refused()
    {
        Put(Instrument, instrument => instrument.Replace("\"wish\": {", "\"wsh\": {", StringComparison.Ordinal));
        Put(BatteryFile, battery => battery.Replace("\"school-5\"", "\"lesson-8-9\"", StringComparison.Ordinal));
        Put("instruments/misplaced.json", _ => "{}");
        InvalidDataException refusal = await Assert.ThrowsAsync<InvalidDataException>(() => DiagnosticsEngine.OpenAsync(
            new EngineOptions { DataFolder = _folder.PathOf("data"), ContentFolder = _folder.PathOf("own") },
            TimeProvider.System, NullLoggerFactory.Instance, default));
        Assert.Contains($"{Instrument}: $.items[0].format:", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{BatteryFile}: $.steps[0]", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("misplaced.json: $:", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("data")));
    }

    [Theory]
    [InlineData("school-clubs", "riasec")]
    [InlineData("school-clubs", "other")]
    public void An_id_that_is_built_in_or_not_that_of_its_folder_is_refused(string id, string instead)
    {
        Put(Instrument, instrument => instrument.Replace($"\"{id}\"", $"\"{instead}\"", StringComparison.Ordinal));
        Assert.Contains($"{Instrument}: $.id:", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_battery_with_a_built_in_id_is_refused()
    {
        Put(Instrument, instrument => instrument);
        Put(BatteryFile, battery => battery.Replace("\"school-5\"", "\"lesson-8-9\"", StringComparison.Ordinal));
        Assert.Contains($"{BatteryFile}: $.id: lesson-8-9 is built in", Refusal(), StringComparison.Ordinal);
    }

    /// <summary>An operator's figure to enter and an indicator stand behind the built-in ones, on their pages.</summary>
    [Fact]
    public async Task Own_figures_and_indicators_stand_beside_the_built_in_ones()
    {
        await using TestHouse house = await TestHouse.OpenAsync(content: Example);
        Region region = await house.Engine.Organisation.AddRegionAsync("Край", default);
        OrgNode place = new(NodeKind.Region, region.Id);
        EnteredPage entered = (await house.Engine.Entered.ReadAsync(place, null, null, default))!;
        Assert.Equal([.. EnteredLibrary.LoadBuiltIn().All.Select(one => one.Id), "mentors"], entered.Indicators.Select(one => one.Id));
        IndicatorPage told = (await house.Engine.Indicators.ReadAsync(place, default))!;
        Assert.Equal(("parents-support", "when", 5), (told.Indicators[^2].Id, told.Indicators[^1].Id, told.Indicators[^1].Members.Length));
    }

    [Fact]
    public void A_known_id_takes_the_place_of_the_built_in_one_and_makes_another_version()
    {
        Put("entered.json", _ => Figures("contracts", "people"));
        Put("indicators.json", _ => Figures("parents", "parentsAnswered"));
        ContentShelf shelf = ContentShelf.Load(_folder.PathOf("own"));
        EnteredLibrary known = EnteredLibrary.LoadBuiltIn(), entered = known.With(shelf.OwnEntered);
        Assert.Equal(known.All.Select(one => one.Id), entered.All.Select(one => one.Id));
        EnteredIndicator contracts = entered.All.Single(one => one.Id == "contracts");
        Assert.Equal(("Своё", true, true), (contracts.Title.Russian, contracts.IsPeople, contracts.OfLeavers));
        IndicatorLibrary builtIn = IndicatorLibrary.LoadBuiltIn(shelf.Instruments, AtlasLibrary.LoadBuiltIn().Newest), indicators = builtIn.With(shelf.OwnIndicators);
        Assert.Equal(builtIn.All.Select(one => one.Id), indicators.All.Select(one => one.Id));
        Assert.Equal("Своё", indicators.All.Single(one => one.Id == "parents").Title.Russian);
        Assert.NotEqual(builtIn.Version, indicators.Version);
        Assert.Same(builtIn, builtIn.With(null));
        Assert.Same(known, known.With(null));
    }

    /// <summary>What a pass counted by is named by the files' bytes: who changes an own file and not its version has other figures all the same.</summary>
    [Fact]
    public void A_changed_own_file_is_another_version_and_the_built_in_one_alone_has_no_mark()
    {
        string Version(string text)
        {
            Put("indicators.json", _ => text);
            ContentShelf shelf = ContentShelf.Load(_folder.PathOf("own"));
            return IndicatorLibrary.LoadBuiltIn(shelf.Instruments, AtlasLibrary.LoadBuiltIn().Newest).With(shelf.OwnIndicators).Version;
        }

        string text = Figures("parents", "parentsAnswered"), first = Version(text);
        Assert.Equal(first, Version(text));
        Assert.NotEqual(first, Version(text.Replace("Сколько", "Сколько их", StringComparison.Ordinal)));
        Assert.Matches(@"^\d+\.\d+\.\d+\+1\.0\.0\+[0-9a-f]{8}\+[0-9a-f]{8}$", first);
        var builtIn = IndicatorLibrary.LoadBuiltIn(ContentShelf.LoadBuiltIn().Instruments, AtlasLibrary.LoadBuiltIn().Newest);
        Assert.Equal($"1.1.0+{Sha256Hex.OfFields(builtIn.MemberIds)[..8]}", builtIn.Version);
    }

    [Fact]
    public void Faults_of_own_figures_are_named_by_file_and_field()
    {
        Put("entered.json", _ => Figures("trials", "cats"));
        Put("indicators.json", _ => Figures("seats", "course"));
        string refusal = Refusal();
        Assert.Contains("entered.json: $.indicators[0].counts:", refusal, StringComparison.Ordinal);
        Assert.Contains("indicators.json: $.indicators[0].counts: Property courses is missing.", refusal, StringComparison.Ordinal);
    }

    /// <summary>From then on one to four people would be kept as a number, or the numbers that are kept would mean something else.</summary>
    [Theory]
    [InlineData("trials", "events", "", "$.indicators[0].counts: Figure trials is known")]
    [InlineData("fairs", "people", "", "$.indicators[0].counts: Figure fairs is known")]
    [InlineData("trials", "people", ", \"byCode\": true", "$.indicators[0]: Figure trials is known")]
    [InlineData("graduates-study", "people", "", "$.indicators[0]: Figure graduates-study is known")]
    public void A_known_figure_stays_what_it_counts(string id, string counts, string more, string fault)
    {
        string text = Figures(id, counts).Replace($"\"{counts}\"", $"\"{counts}\"{more}", StringComparison.Ordinal);
        Put("entered.json", _ => text);
        Assert.Contains($"entered.json: {fault}", Refusal(), StringComparison.Ordinal);
        Assert.Equal([ContentCheck.FaultRule], new ContentCheck(ContentShelf.LoadBuiltIn().Instruments).Examine(Encoding.UTF8.GetBytes(text)).Select(finding => finding.Rule));
        EnteredLibrary own = EnteredReader.Read(Encoding.UTF8.GetBytes(text)).Library!;
        Assert.Throws<ArgumentException>(() => EnteredLibrary.LoadBuiltIn().With(own));
    }

    /// <summary>Two indicators of the same answers are told apart by grades or thresholds, and their difference is told by nobody's leave.</summary>
    [Theory]
    [InlineData("goal", """ "counts": "chosen", "instrument": "plans", "item": "goal", "grades": [8, 9, 10] """)]
    [InlineData("participation", """ "counts": "course" """)]
    [InlineData("interests", """ "counts": "leading", "grades": [8] """)]
    [InlineData("sectors", """ "counts": "nearSectors", "most": 2, "least": 0.8 """)]
    [InlineData("values", """ "counts": "upperTier", "grades": [9] """)]
    [InlineData("undecided", """ "counts": "reason", "reason": "undecided" """)]
    [InlineData("satisfaction", """ "counts": "points", "instrument": "satisfaction", "items": ["s2"], "grades": [8, 9, 10] """)]
    [InlineData("parents", """ "counts": "parentsAnswered" """)]
    [InlineData("own-reason", """ "counts": "reason", "reason": "flat", "grades": [8] """)]
    public void An_own_indicator_that_counts_what_another_counts_is_refused(string known, string counts)
    {
        string own = $$""" "title": {"ru": "Своё"}, "note": {"ru": "Сколько"}, {{counts}} """;
        string text = $$"""
            {"schema": 1, "version": "1.0.0", "courses": {"finished": {"ru": "Да"}, "unfinished": {"ru": "Не до конца"}, "notCome": {"ru": "Нет"}, "refused": {"ru": "Отказ"} },
             "indicators": [{"id": "own-reason", "title": {"ru": "Своё"}, "note": {"ru": "Сколько"}, "counts": "reason", "reason": "flat"}, {"id": "again", {{own}} }]}
            """;
        Put("indicators.json", _ => text);
        Assert.Contains($"indicators.json: $.indicators[1]: Indicator again counts what {known} counts:", Refusal(), StringComparison.Ordinal);
        Assert.Contains(ContentCheck.FaultRule, new ContentCheck(ContentShelf.LoadBuiltIn().Instruments).Examine(Encoding.UTF8.GetBytes(text)).Select(finding => finding.Rule));
        if (known != "own-reason")
        {
            Put("indicators.json", _ => text.Replace("\"again\"", $"\"{known}\"", StringComparison.Ordinal));
            Assert.Contains(ContentShelf.Load(_folder.PathOf("own")).OwnIndicators!.All, one => one.Id == known);
        }
    }

    [Theory]
    [InlineData("participation", "course")]
    [InlineData("parents", "parentsAnswered")]
    public void Who_came_and_whose_parents_answered_is_not_counted_of_some_grades(string id, string counts)
    {
        Put("indicators.json", _ => $$"""
            {"schema": 1, "version": "1.0.0", "courses": {"finished": {"ru": "Да"}, "unfinished": {"ru": "Не до конца"}, "notCome": {"ru": "Нет"}, "refused": {"ru": "Отказ"} },
             "indicators": [{"id": "{{id}}", "title": {"ru": "Своё"}, "note": {"ru": "Сколько"}, "counts": "{{counts}}", "grades": [8, 9, 10]}]}
            """);
        Assert.Contains("indicators.json: $.indicators[0].grades:", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entered.json", "events", "cats")]
    [InlineData("indicators.json", "chosen", "cats")]
    [InlineData("indicators.json", "\"item\": \"when\"", "\"item\": \"whenever\"")]
    public void The_linter_knows_both_files(string name, string part, string instead)
    {
        ContentCheck check = new(ContentShelf.Load(Example).Instruments);
        string text = File.ReadAllText(Path.Combine(Example, name));
        Assert.Empty(check.Examine(Encoding.UTF8.GetBytes(text)));
        Assert.Equal([ContentCheck.FaultRule], check.Examine(Encoding.UTF8.GetBytes(text.Replace(part, instead, StringComparison.Ordinal))).Select(finding => finding.Rule));
    }

    private static string Figures(string id, string counts) => $$$"""
        {"schema": 1, "version": "1.0.0", "indicators": [{"id": "{{{id}}}", "title": {"ru": "Своё"}, "note": {"ru": "Сколько"}, "counts": "{{{counts}}}"}]}
        """;

    [Fact]
    public void A_folder_that_is_not_there_or_empty_is_refused()
    {
        Assert.Contains("no such folder", Refusal(), StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.PathOf("own"));
        Assert.Contains("holds no content", Refusal(), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<InvalidDataException>(() => ContentShelf.Load(_folder.PathOf("own"))).Message;

    /// <summary>A copy of the example's file, changed; a file the example does not have begins empty.</summary>
    private void Put(string name, Func<string, string> change)
    {
        string from = Path.Combine(Example, name);
        string to = Path.Combine(_folder.PathOf("own"), name);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.WriteAllText(to, change(File.Exists(from) ? File.ReadAllText(from) : ""));
    }
}
