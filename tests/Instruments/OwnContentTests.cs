using Diagnostics.Engine;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Content;
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
        Assert.Equal(["school-5"], shelf.Batteries.Own.Select(one => one.Id));
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
