using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Exports;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Exports;
using Diagnostics.Tests.Keeping;
using Diagnostics.Tests.Paper;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Adaptive;

/// <summary>The built-in lesson whose tasks are chosen by the answers: nobody gets it who did not ask for it by name, and whatever is done with finished sessions is done with its own.</summary>
public sealed class OfferedLessonTests : KeptStore
{
    private const string Lesson = "lesson-adaptive-10-11";

    [Fact]
    public void It_is_given_by_name_alone_fits_its_lessons_and_says_what_it_is()
    {
        BatteryLibrary batteries = ContentShelf.LoadBuiltIn().Batteries;
        Battery[] offered = [.. batteries.Own];
        Assert.Equal(["lesson-adaptive-10-11", "lesson-adaptive-8-9"], offered.Select(one => one.Id));
        foreach (Battery one in offered)
        {
            Assert.All(
                from grade in Enumerable.Range(1, 11) from variant in Enum.GetValues<BatteryVariant>() select batteries.For(grade, variant), other => Assert.NotEqual(one.Id, other?.Id));
            Assert.Equal(3, one.Steps.Count(step => step.Adaptive is not null));
            Assert.All(one.Steps.Where(step => step.HasTasks), step => Assert.Equal((12, 12), (step.Length, step.Printed.Length)));
            Assert.All(BatteryRules.Examine(one), finding => Assert.Equal(LintSeverity.Info, finding.Severity));
            Assert.All(
                new[] { "Только для занятий на компьютере", "со связью", "предсказана", "не откалибрована", "апробация" }, words => Assert.Contains(words, one.Note!.Russian, StringComparison.Ordinal));
        }

        // What somebody chooses for a group is never a whole bank.
        Assert.All(new[] { 8, 9, 10, 11 }, grade => Assert.DoesNotContain(batteries.Offered(grade), step => step.Instrument.Id.EndsWith("-bank", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sessions_of_it_on_a_screen_and_on_paper_are_told_counted_exported_and_proven()
    {
        await using (TestHouse house = await TestHouse.OpenAsync(folder: Live))
        {
            Region region = await house.Engine.Organisation.AddRegionAsync("Край", default);
            Municipality municipality = await house.Engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default);
            School school = await house.Engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default);
            SchoolClass room = await house.Engine.Organisation.AddClassAsync(school.Id, 10, "А", 2, 0, Lesson, default);
            Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
            Battery battery = house.Engine.Batteries.Named(Lesson, 10)!;
            BatteryStep[] chosen = [.. battery.Steps.Where(step => step.Adaptive is not null)];

            Pupil pupil = await house.PupilAsync(room);
            int[][] met = await TakeAsync(pupil, battery);
            string paper = await KeyAsync(house, room, battery);

            // The profile and the psychologist's page.
            ProtocolView view = (await house.Engine.Protocols.ReadAsync(room.Id, 1, "psychologist", default))!;
            Assert.Equal(met.Select(one => one.Length), chosen.Select(step => Assert.Single(ScalesOf(view.Result, step))).Select(scale => scale.Answered));
            Profile onPaper = Profile.FromJson(await house.TextAsync($"SELECT profile FROM profile WHERE session_id = '{paper}'"));
            Assert.All(chosen, step => Assert.Equal(12, onPaper.Sections.Single(section => section.Instrument == step.Instrument.Id).Scales.Single().Answered));

            // Everybody met other tasks: no item, no reliability, no norm.
            RegionReading reading = await house.Engine.RegionPass.RunAsync(region.Id, new Progress<double>(), default);
            Assert.Equal((2L, 0L, 0L), (reading.Sessions, reading.Differing, reading.Unreadable));
            Assert.DoesNotContain(reading.Forms, form => form.Instrument.Id.EndsWith("-bank", StringComparison.Ordinal));

            await ExportAsync(house, region, room, battery, pupil, met);
        }

        Assert.True(await DbAsync("verify", "--data", Live) == ExitCode.Success, Output.ToString());
    }

    /// <summary>Answers all that is asked of everybody, then each section as the server names its tasks, right and wrong in turn.</summary>
    /// <returns>By section the positions of the tasks that were met.</returns>
    private static async Task<int[][]> TakeAsync(Pupil pupil, Battery battery)
    {
        HashSet<int> tasks = [.. battery.Steps.Where(step => step.Adaptive is not null).SelectMany(step => Enumerable.Range(step.FirstItem, step.Form.Items.Length))];
        AnswerEntry[] asked = [.. new SimulatedStudent(battery, new Random(7)).Answers().Where(answer => !tasks.Contains(answer.Item))];
        long number = 0;
        foreach (AnswerEntry[] batch in asked.Chunk(Session.MostAnswers))
        {
            Assert.Equal(PutStatus.Ok, (await pupil.House.Engine.Sessions.PutAsync(pupil.SessionId, new PutRequest(pupil.Epoch, number + 1, batch), default)).Status);
            number += batch.Length;
        }

        List<int[]> met = [];
        for (int index = 0; index < battery.Steps.Length; index++)
        {
            if (battery.Steps[index].Adaptive is null)
            {
                continue;
            }

            List<int> path = [];
            NextTask next = (await pupil.HelloAsync(pupil.Epoch)).Next!.Single(one => one.Step == index);
            while (next.Item is { } item)
            {
                path.Add(item);
                PutReply reply = await pupil.PutItemsAsync(++number, (item, path.Count == 3 ? "" : $"{path.Count % 4}"));
                next = reply.Next!.Single(one => one.Step == index);
            }

            Assert.InRange(path.Count, 8, 12);
            met.Add([.. path]);
        }

        FinishReply finish = await pupil.FinishAsync(number);
        Assert.Equal(PutStatus.Ok, finish.Status);
        Assert.NotNull(await pupil.House.Engine.Results.OpenAsync(finish.ResultKey!, default));
        return [.. met.Select(path => path.Where((_, place) => place != 2).ToArray())];
    }

    /// <summary>The second seat's form: twelve tasks a section stand on it, and an answer to another one was never on that paper.</summary>
    private static async Task<string> KeyAsync(TestHouse house, SchoolClass room, Battery battery)
    {
        string id = (await house.Engine.Privacy.FindAsync(await house.CodeAsync(room, 2), default))!.SessionId;
        string[] answers = PaperFill.Of(battery);
        int printed = battery.Steps.Sum(step => step.Printed.Length);
        Assert.Equal(printed, answers.Count(answer => answer.Length > 0));
        string[] more = [.. answers];
        BatteryStep step = battery.Steps.First(one => one.Adaptive is not null);
        more[step.FirstItem + Enumerable.Range(0, step.Form.Items.Length).Except(step.Printed).First()] = "1";
        Assert.Equal(new PaperOutcome.Refused(PaperFault.Invalid), await PutAsync(more));
        Assert.Equal(new PaperOutcome.Merged(printed), await PutAsync(answers));
        return id;

        Task<PaperOutcome> PutAsync(string[] keyed) => house.Engine.Paper.PutAsync(id, new PaperKeying("keying-1", true, keyed) { IsVerified = true }, "one", default);
    }

    /// <summary>What was not given to somebody is no question passed over and no empty cell.</summary>
    private static async Task ExportAsync(TestHouse house, Region region, SchoolClass room, Battery battery, Pupil pupil, int[][] met)
    {
        ExportCampaign campaign = Assert.Single(await house.Engine.Exports.CampaignsAsync(region.Id, default));
        ExportOrder order = new() { CampaignId = campaign.Id, IsEverybody = true };
        ExportPlan plan = (await house.Engine.Exports.PlanAsync(region.Id, order, new Progress<double>(), default))!;
        PersonTraits traits = new(false, RowStanding.Counts, battery.Id, room.Grade, null, null, null, null);
        ColumnBook book = new([battery], order, order.Traits);
        ExportPlan one = new(order, region.Id, plan.Summary, book, [new ExportPerson(pupil.SessionId, traits)]);
        Dictionary<string, string> spss = await PartsAsync(ExportFormat.Spss);
        string[][] lines = [.. spss["data.csv"].TrimStart('\ufeff').Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(','))];
        Dictionary<string, string> row = lines[0].Zip(lines[1]).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
        int section = 0;
        foreach (BatteryStep step in battery.Steps.Where(step => step.Adaptive is not null))
        {
            string[] cells = [.. step.Form.Items.Select(item => row[$"{step.Instrument.Id}_{item.Id}".Replace('-', '_')])];
            Assert.DoesNotContain("", cells);
            Assert.Equal(1, cells.Count(cell => cell == "-1"));
            Assert.Equal(met[section].Select(item => item - step.FirstItem).Order(), Enumerable.Range(0, cells.Length).Where(item => cells[item] is not ("-1" or "-2")));
            string scale = $"{step.Instrument.Id}_{{0}}_{step.Form.Key.Scales[0].Id}".Replace('-', '_');
            Assert.InRange(double.Parse(row[string.Format(null, scale, "theta")], System.Globalization.CultureInfo.InvariantCulture), -4, 4);
            Assert.InRange(double.Parse(row[string.Format(null, scale, "se")], System.Globalization.CultureInfo.InvariantCulture), 0.2, 1);
            ExportColumn raw = book.Columns.Single(column => column.Role == ColumnRole.Raw && column.Form!.Instrument == step.Instrument.Id);
            Assert.Equal((0, 20), raw.Range);
            section++;
        }

        Assert.Contains("-2 'не предъявлялось'", spss.Single(part => part.Key.EndsWith(".sps", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        Assert.Contains("(-1, -2).", spss.Single(part => part.Key.EndsWith(".sps", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        Assert.Contains("not_given", (await PartsAsync(ExportFormat.R)).Single(part => part.Key.EndsWith(".R", StringComparison.Ordinal)).Value, StringComparison.Ordinal);

        // As statements and results there are the tasks that were given and no others.
        int given = met.Sum(path => path.Length);
        Assert.Equal(given, System.Text.RegularExpressions.Regex.Count(string.Concat((await PartsAsync(ExportFormat.Xapi)).Where(part => part.Key != "codebook.json").Select(part => part.Value)), "\"id\":\"urn:diagnostics:aptitude-[a-z]+-bank:[^\"]*item:"));
        Assert.Equal(given + 3, System.Text.RegularExpressions.Regex.Count(string.Concat((await PartsAsync(ExportFormat.Qti)).Where(part => part.Key.EndsWith(".xml", StringComparison.Ordinal)).Select(part => part.Value)), "<itemResult identifier=\"aptitude-[a-z]+-bank"));

        async Task<Dictionary<string, string>> PartsAsync(ExportFormat format)
        {
            using MemoryStream file = new();
            Assert.Equal(1, await house.Engine.Exports.WriteAsync(one, format, "tester", file, new Progress<double>(), default));
            return ExportHouse.PartsOf(file.ToArray());
        }
    }

    private static IEnumerable<ScaleResult> ScalesOf(StudentResult result, BatteryStep step) => result.Sections.Single(section => section.InstrumentId == step.Instrument.Id).Scales;
}
