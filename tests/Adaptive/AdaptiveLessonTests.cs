using System.Text.Json.Nodes;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Scoring;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Adaptive;

/// <summary>A lesson with an adaptive section through the way of every answer: the store, the acknowledgement, the profile.</summary>
public sealed class AdaptiveLessonTests : IDisposable
{
    private const string Lesson = """
        {
          "schema": 1, "id": "adaptive-10", "version": "1.0.0", "title": { "ru": "Урок с подбором заданий" }, "grades": [10],
          "steps": [
            { "instrument": "plans", "version": "1.1.0", "form": "full", "minutes": 4 },
            { "instrument": "aptitude-numerical-bank", "version": "1.0.0", "form": "full", "minutes": 10, "adaptive": { "most": 12, "least": 6, "error": 0.3 } }
          ]
        }
        """;

    private readonly ScratchFolder _folder = new();
    private readonly ItemBank _bank = BankLibrary.Get("aptitude-numerical-bank");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_acknowledgement_names_the_next_task_until_the_section_ends_and_the_profile_tells_ability_and_error()
    {
        await using TestHouse house = await OpenAsync();
        (Pupil pupil, BatteryStep step) = await SitDownAsync(house);
        NextTask next = Assert.Single((await pupil.HelloAsync(pupil.Epoch)).Next!);
        Assert.Equal((1, 0), (next.Step, next.Given));
        List<int> path = [];
        for (long number = 1; next.Item is { } item; number++)
        {
            path.Add(item);
            PutReply reply = await pupil.PutItemsAsync(number, (item, Answer(step, item, isRight: number % 3 != 0)));
            Assert.Equal(PutStatus.Ok, reply.Status);
            next = Assert.Single(reply.Next!);
            Assert.Equal(number, next.Given);
        }

        Assert.Equal(12, path.Distinct().Count());
        Assert.All(path, item => Assert.InRange(item, step.FirstItem, step.FirstItem + step.Form.Items.Length - 1));
        FinishReply finish = await pupil.FinishAsync(12);
        Assert.Equal(PutStatus.Ok, finish.Status);
        ProfileScale scale = (await ProfileAsync(house, pupil)).Sections.Single(section => section.Instrument == _bank.Instrument.Id).Scales.Single();
        Assert.Equal((12, 0, 20, 0, 20.0), (scale.Answered, scale.NotReached!.Value, scale.Items, scale.Min, scale.Max));
        Assert.True(scale.Ability is { Predicted: true, StandardError: > 0.3 and < 0.9 });
        Assert.InRange(scale.Raw!.Value, 5, 20);
        Assert.NotNull(await house.Engine.Results.OpenAsync(finish.ResultKey!, default));
    }

    [Fact]
    public async Task Another_server_over_the_same_store_names_the_same_next_task()
    {
        await using TestHouse house = await OpenAsync();
        (Pupil pupil, BatteryStep step) = await SitDownAsync(house);
        NextTask next = Assert.Single((await pupil.HelloAsync(pupil.Epoch)).Next!);
        for (long number = 1; number <= 5; number++)
        {
            next = Assert.Single((await pupil.PutItemsAsync(number, (next.Item!.Value, Answer(step, next.Item.Value, isRight: true)))).Next!);
        }

        await house.ReopenAsync();
        Assert.Equal(next, Assert.Single((await pupil.HelloAsync(pupil.Epoch)).Next!));
        PutReply repeated = await pupil.PutItemsAsync(5, (step.FirstItem, ""));
        Assert.Equal((PutStatus.Ok, 5), (repeated.Status, repeated.HighWater));
        Assert.Equal(next, Assert.Single(repeated.Next!));
    }

    /// <summary>Without a link the page goes by the fixed order; all of it arrives at once and is taken, and the chosen tasks go on behind it.</summary>
    [Fact]
    public async Task Answers_given_without_a_link_are_taken_and_the_section_goes_on_behind_them()
    {
        await using TestHouse house = await OpenAsync();
        (Pupil pupil, BatteryStep step) = await SitDownAsync(house);
        (int, string)[] given = [.. step.Adaptive!.OrderWithoutLink.Take(7).Select(item => step.FirstItem + item).Select(item => (item, Answer(step, item, isRight: true)))];
        PutReply reply = await pupil.PutItemsAsync(1, given);
        NextTask next = Assert.Single(reply.Next!);
        Assert.Equal((7, 7L), (next.Given, reply.HighWater));
        Assert.DoesNotContain(next.Item!.Value, given.Select(one => one.Item1));
    }

    [Fact]
    public async Task A_page_that_answers_out_of_turn_or_too_much_breaks_nothing_and_loses_nothing()
    {
        await using TestHouse house = await OpenAsync();
        (Pupil pupil, BatteryStep step) = await SitDownAsync(house);
        Assert.Null((await pupil.PutItemsAsync(1, (0, "1"))).Next);
        (int, string)[] all = [.. Enumerable.Range(0, step.Form.Items.Length).Reverse().Select(item => (step.FirstItem + item, item % 5 == 4 ? "" : "0"))];
        Assert.Equal(PutStatus.Ok, (await pupil.PutItemsAsync(2, all[..50])).Status);
        PutReply last = await pupil.PutItemsAsync(52, all[50..]);
        NextTask end = Assert.Single(last.Next!);
        Assert.Equal((step.Form.Items.Length, (int?)null), (end.Given, end.Item));
        Assert.Equal(PutStatus.Invalid, (await pupil.PutItemsAsync(73, (step.FirstItem + 3, "4"))).Status);
        Assert.Equal(PutStatus.Invalid, (await pupil.PutItemsAsync(73, (step.FirstItem + step.Form.Items.Length + 9, "1"))).Status);
        // An answer may be changed after the end: the highest number wins, as everywhere.
        Assert.Null(Assert.Single((await pupil.PutItemsAsync(73, (step.FirstItem, "3"))).Next!).Item);
        Assert.Equal(73, await pupil.RowsAsync());
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(73)).Status);
        Assert.Equal(step.Form.Items.Length - 14, (await ProfileAsync(house, pupil)).Sections.Single(section => section.Instrument == _bank.Instrument.Id).Scales.Single().Answered);
    }

    [Fact]
    public async Task A_section_nobody_answered_has_no_score_and_a_finish_without_it_is_taken()
    {
        await using TestHouse house = await OpenAsync();
        (Pupil pupil, _) = await SitDownAsync(house);
        await pupil.PutItemsAsync(1, (0, "1"));
        FinishReply finish = await pupil.FinishAsync(1);
        Assert.Equal(PutStatus.Ok, finish.Status);
        ProfileScale scale = (await ProfileAsync(house, pupil)).Sections.Single(section => section.Instrument == _bank.Instrument.Id).Scales.Single();
        Assert.Equal((null, null, 0), (scale.Raw, scale.Ability, scale.Answered));
        Assert.NotNull(await house.Engine.Results.OpenAsync(finish.ResultKey!, default));
    }

    /// <summary>What a psychologist reads: the tasks that were given and no other, and ability with its error.</summary>
    [Fact]
    public void A_protocol_has_the_given_tasks_alone_those_passed_by_too()
    {
        Battery battery = ContentShelf.Load(WriteLesson(_folder)).Batteries.Named("adaptive-10", 10)!;
        BatteryStep step = battery.Steps[1];
        string?[] values = new string?[battery.ItemCount];
        (values[step.FirstItem + 3], values[step.FirstItem + 40], values[step.FirstItem + 60]) =
            (Answer(step, step.FirstItem + 3, isRight: true), Answer(step, step.FirstItem + 40, isRight: false), "");
        TaskSection section = Assert.Single(TaskOutcomes.Of(battery, new PackedAnswers(values, new long?[values.Length]), null));
        Assert.Equal([TaskState.Right, TaskState.Wrong, TaskState.Omitted], section.Tasks.Select(task => task.State));
        Assert.True(section.Ability is { IsPredicted: true, StandardError: > 0.5 and < 1 });
    }

    [Fact]
    public async Task The_board_counts_as_many_tasks_as_the_section_gives()
    {
        await using TestHouse house = await OpenAsync();
        (Pupil pupil, BatteryStep step) = await SitDownAsync(house);
        Battery battery = house.Engine.Batteries.Named("adaptive-10", 10)!;
        Assert.Equal(12, step.Length);
        Assert.Equal(battery.Steps[0].Form.Items.Length + 12, new AnswerRules(battery, TimeSpan.Zero).CountedItems);
        Assert.Equal(PutStatus.Ok, (await pupil.PutItemsAsync(1, (step.FirstItem, "0"))).Status);
    }

    [Fact]
    public async Task The_package_tells_how_many_tasks_at_most_and_the_order_without_a_link_and_nothing_of_parameters_or_keys()
    {
        await using TestHouse house = await OpenAsync();
        Battery battery = house.Engine.Batteries.Named("adaptive-10", 10)!;
        JsonNode package = JsonNode.Parse(house.Engine.Batteries.PackageOf(battery).Json.Span)!;
        JsonNode step = package["steps"]![1]!;
        Assert.Equal(12, step["adaptive"]!["most"]!.GetValue<int>());
        Assert.Equal(battery.Steps[1].Adaptive!.OrderWithoutLink, step["adaptive"]!["order"]!.AsArray().Select(item => item!.GetValue<int>()));
        Assert.Equal(["most", "order"], step["adaptive"]!.AsObject().Select(one => one.Key));
        Assert.Equal(["adaptive", "first", "formats", "id", "instruction", "items", "minutes", "tasks", "title"], step.AsObject().Select(one => one.Key).Order());
        Assert.Null(package["steps"]![0]!["adaptive"]);
    }

    private async Task<TestHouse> OpenAsync()
    {
        return await TestHouse.OpenAsync(content: WriteLesson(_folder));
    }

    /// <summary>A folder of content with a lesson of plans and an adaptive section for grade 10.</summary>
    internal static string WriteLesson(ScratchFolder folder)
    {
        string file = folder.PathOf("batteries/adaptive-10/1.0.0/battery.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Lesson);
        return folder.PathOf("");
    }

    private static async Task<(Pupil Pupil, BatteryStep Step)> SitDownAsync(TestHouse house)
    {
        Region region = await house.Engine.Organisation.AddRegionAsync("Край", default);
        Municipality municipality = await house.Engine.Organisation.AddMunicipalityAsync(region.Id, "Округ", default);
        School school = await house.Engine.Organisation.AddSchoolAsync(municipality.Id, "Школа", Settlement.City, default);
        SchoolClass room = await house.Engine.Organisation.AddClassAsync(school.Id, 10, "А", 1, 0, "adaptive-10", default);
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        return (await house.PupilAsync(room), house.Engine.Batteries.Named("adaptive-10", 10)!.Steps[1]);
    }

    private static async Task<Profile> ProfileAsync(TestHouse house, Pupil pupil) =>
        Profile.FromJson(await house.TextAsync($"SELECT profile FROM profile WHERE session_id = '{pupil.SessionId}'"));

    private static string Answer(BatteryStep step, int position, bool isRight)
    {
        ItemKey.Options key = (ItemKey.Options)step.Form.Key.Scales[0].Items.Single(one => one.Item == position - step.FirstItem);
        int right = key.Points.IndexOf((byte)1);
        return (isRight ? right : (right + 1) % 4).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
