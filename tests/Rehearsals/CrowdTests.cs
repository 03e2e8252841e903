using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Rehearsal;

namespace Diagnostics.Tests.Rehearsals;

/// <summary>The pieces of the crowd: what it answers, how it counts, and that it notices a loss.</summary>
public sealed class CrowdTests
{
    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());

    /// <summary>Of seed 7, number 12.</summary>
    private const string FirstDevice = "9F4299E5F0089C08851640FC";

    public static TheoryData<int> Packages => [.. Enumerable.Range(0, Batteries.All.Count)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_answer_of_a_script_is_one_the_battery_takes(int index)
    {
        Battery battery = Batteries.All.ElementAt(index);
        var script = AnswerScript.Read(JsonSerializer.Deserialize<JsonElement>(Batteries.PackageOf(battery).Json.Span));
        AnswerRules rules = new(battery, TimeSpan.Zero);
        Random random = new(5);
        for (int place = 0; place < script.Length; place++)
        {
            AnswerEntry answer = new(script[place].Item, script[place].Answer(random), 1);
            Assert.True(rules.Accepts(answer), $"{battery.Id} {battery.Version}: item {answer.Item}, \"{answer.Value}\"");
            Assert.InRange(script[place].Seconds, 1, 180);
        }

        Assert.Equal(battery.Steps.Sum(step => step.Form.Items.Length), script.ItemCount);
    }

    [Fact]
    public void A_longer_text_takes_longer_and_a_section_takes_its_minutes()
    {
        var script = AnswerScript.Read(JsonSerializer.Deserialize<JsonElement>("""
            {"steps":[{"first":0,"minutes":2,"formats":[{"type":"pair"}],"items":[{"format":0,"text":"Коротко"},{"format":0,"text":"Вопрос, который читают заметно дольше короткого"}]}]}
            """));
        Assert.Equal(120, script[0].Seconds + script[1].Seconds, 9);
        Assert.True(script[1].Seconds > script[0].Seconds);
    }

    [Fact]
    public void What_a_student_waits_for_counts_for_the_server_from_the_end_of_what_the_script_took()
    {
        ManualClock time = new();
        RunClock clock = new(time, time.GetUtcNow().ToUnixTimeMilliseconds());
        CrowdCounts counts = new(60);
        StudentWaits waits = new(clock, counts);
        waits.GoAway();
        time.Advance(TimeSpan.FromSeconds(10));
        waits.Back();
        waits.Connects();
        waits.Lost();
        time.Advance(TimeSpan.FromSeconds(4));
        waits.Connects();
        time.Advance(TimeSpan.FromSeconds(1));
        waits.Greeted();
        waits.Acknowledged(due: 9);
        waits.Acknowledged(due: 11);
        Assert.Equal((2, 1, 2), (counts[Counted.Acknowledged], counts[Counted.WaitedForLink], counts.Answers.Count));
        Assert.InRange(counts.Answers.Percentile(0.5), 4_000, 4_300);
        Assert.InRange(counts.Answers.Percentile(1), 5_000, 5_400);
        Assert.InRange(counts.Hellos.Percentile(1), 5_000, 5_400);
        Assert.InRange(counts.Returns.Percentile(1), 5_000, 5_400);
    }

    [Fact]
    public void A_crowd_of_a_rate_answers_alike_from_the_bell_to_the_end_and_begins_its_battery_again()
    {
        ManualClock time = new();
        WorkerPlan plan = Plan(seed: 3, withoutJitter: 0) with { AnswerSeconds = 2 };
        RunClock clock = new(time, time.GetUtcNow().ToUnixTimeMilliseconds());
        StudentChance chance = new(plan, 1);
        StudentWork work = new(plan, clock) { Script = AnswerScript.Read(JsonSerializer.Deserialize<JsonElement>(Batteries.PackageOf(Batteries.All.First()).Json.Span)) };
        SentAnswers sent = new();
        List<int> minutes = [];
        while (clock.Now + 60 <= plan.Closing)
        {
            int before = sent.Count;
            for (int second = 0; second < 60; second++)
            {
                work.AnswerWhatIsDue(chance, sent);
                time.Advance(TimeSpan.FromSeconds(1));
            }

            minutes.Add(sent.Count - before);
        }

        Assert.All(minutes, inMinute => Assert.InRange(inMinute, 10, 55));
        Assert.InRange(minutes.Average(), 25, 35);
    }

    [Fact]
    public void An_acknowledged_answer_that_is_not_stored_as_it_was_sent_is_lost_and_a_second_row_is_doubled()
    {
        SentAnswers sent = new();
        foreach (int number in Enumerable.Range(1, 5))
        {
            sent.Add(new AnswerEntry(number, "1", number), number, counted: true);
        }

        Assert.Equal([1, 2, 3, 4], sent.Acknowledge(4, 10));
        (long Number, int Item, string Value)[] whole = [(1, 1, "1"), (2, 2, "1"), (3, 3, "1"), (4, 4, "1")];
        Assert.Equal(new StoreComparison(4, 0, 0), Compare(whole));
        Assert.Equal(new StoreComparison(4, 0, 0), Compare([.. whole, (5, 5, "1")]));
        Assert.Equal(new StoreComparison(4, 1, 0), Compare(whole[1..]));
        Assert.Equal(new StoreComparison(4, 1, 0), Compare([.. whole[..3], (4, 4, "2")]));
        Assert.Equal(new StoreComparison(4, 0, 2), Compare([.. whole, whole[0], whole[1]]));

        StoreComparison Compare((long Number, int Item, string Value)[] rows) => sent.Compare(rows.ToLookup(row => row.Number, row => (row.Item, row.Value)));
    }

    [Fact]
    public void A_new_device_that_is_told_less_or_otherwise_than_was_acknowledged_is_a_contradiction()
    {
        SentAnswers sent = new();
        sent.Add(new AnswerEntry(0, "1", 1), 1, counted: true);
        sent.Add(new AnswerEntry(0, "2", 2), 2, counted: true);
        sent.Add(new AnswerEntry(1, "4", 3), 3, counted: true);
        sent.Acknowledge(2, 10);
        Assert.False(sent.Contradicts([new AnswerEntry(0, "2", 2)]));
        Assert.False(sent.Contradicts([new AnswerEntry(0, "2", 2), new AnswerEntry(1, "4", 3)]));
        Assert.True(sent.Contradicts([new AnswerEntry(0, "1", 1)]));
        Assert.True(sent.Contradicts([]));
        Assert.Equal((1, 1), (sent.LeaveBehind(), sent.ItemsAt(10)));
    }

    [Fact]
    public void Percentiles_are_within_a_step_and_sums_lose_nothing()
    {
        LatencyCounts counts = new();
        for (int ms = 1; ms <= 1_000; ms++)
        {
            counts.Add(ms);
        }

        Assert.InRange(counts.Percentile(0.5), 500, 500 * 1.08);
        Assert.InRange(counts.Percentile(0.99), 990, 990 * 1.08);
        LatencyCounts twice = LatencyCounts.Of(counts.ToSparse());
        twice.Add(counts);
        Assert.Equal((2_000, counts.Percentile(0.5)), (twice.Count, twice.Percentile(0.5)));
        Assert.Equal(0, new LatencyCounts().Percentile(0.99));
    }

    [Theory]
    [InlineData(0, 0, 50, 20, true)]
    [InlineData(1, 0, 50, 20, false)]
    [InlineData(0, 1, 50, 20, false)]
    [InlineData(0, 0, 49, 20, false)]
    [InlineData(0, 0, 50, 2_000, false)]
    public void A_server_holds_only_when_nothing_is_lost_doubled_unfinished_or_slow(long lost, long doubled, long finished, double p99, bool holds)
    {
        RehearsalVerdict verdict = Judge(new StoreComparison(1_000, lost, doubled), finished, Quick with { Answers = Slowest(p99) });
        Assert.Equal((holds, RehearsedResource.Database, holds ? 0 : 1), (verdict.Holds, verdict.FirstLimit, verdict.Reasons.Count));
    }

    [Fact]
    public void A_server_that_lets_in_starts_or_greets_late_does_not_hold()
    {
        StoreComparison sound = new(1_000, 0, 0);
        foreach (WaitsTold late in new[] { Quick with { Entries = Slowest(61_000) }, Quick with { Starts = Slowest(11_000) }, Quick with { Hellos = Slowest(2_100) } })
        {
            RehearsalVerdict verdict = Judge(sound, 50, late);
            Assert.StartsWith("Does not hold 50 students at once; first limit: database (70", verdict.Sentence, StringComparison.Ordinal);
            Assert.Single(verdict.Reasons);
        }
    }

    [Fact]
    public void A_server_that_is_gone_at_the_end_does_not_hold_and_what_the_crowd_saw_is_told_all_the_same()
    {
        RehearsalVerdict verdict = Judge(null, 0, Quick).Because("it stays");
        Assert.Equal((false, 2, "it stays"), (verdict.Holds, verdict.Reasons.Count, verdict.Reasons[^1]));
    }

    [Theory]
    [InlineData(29_000, 0.2, true)]
    [InlineData(31_000, 0.2, false)]
    [InlineData(31_000, 1, true)]
    [InlineData(61_000, 1, false)]
    public void After_a_storm_all_are_back_within_half_a_minute_or_a_minute_where_nobody_waits_a_random_while(double p99, double withoutJitter, bool holds) =>
        Assert.Equal(holds, Judge(new StoreComparison(1_000, 0, 0), 50, Quick with { Returns = Slowest(p99) }, withoutJitter).Holds);

    private static LatencyTold Slowest(double p99) => new(1_000, 5, 10, p99, p99);

    private static WaitsTold Quick => new(Slowest(20), Slowest(20), Slowest(20), Slowest(20), Slowest(20));

    private static RehearsalVerdict Judge(StoreComparison? compared, long finished, WaitsTold waits, double withoutJitter = WorkerPlan.UsuallyWithoutJitter)
    {
        Dictionary<Counted, long> counts = Enum.GetValues<Counted>().ToDictionary(what => what, _ => 0L);
        (counts[Counted.Entered], counts[Counted.Acknowledged]) = (50, 1_000);
        return RehearsalVerdict.Of(
            compared, counts, 50, finished, waits,
            new Dictionary<RehearsedResource, double> { [RehearsedResource.Processor] = 0.2, [RehearsedResource.Database] = 0.7 }, withoutJitter);
    }

    [Fact]
    public void The_same_seed_makes_the_same_students_in_any_process_and_another_seed_makes_others()
    {
        WorkerPlan plan = Plan(seed: 7, withoutJitter: 0.2);
        // Written down once: a hash that differs from process to process would fail here.
        Assert.Equal(FirstDevice, new StudentChance(plan, 12).Device());
        Assert.Equal(Waits(plan, 12), Waits(plan, 12));
        Assert.NotEqual(Waits(plan, 12), Waits(plan, 13));
        Assert.NotEqual(Waits(plan, 12), Waits(Plan(seed: 8, withoutJitter: 0.2), 12));
    }

    [Fact]
    public void Of_a_storm_as_many_come_back_without_jitter_as_were_asked_for()
    {
        Assert.All(AfterStorm(1), wait => Assert.Equal(TimeSpan.Zero, wait));
        Assert.All(AfterStorm(0), wait => Assert.NotEqual(TimeSpan.Zero, wait));
        Assert.InRange(AfterStorm(0.2).Count(wait => wait == TimeSpan.Zero), 150, 250);

        static List<TimeSpan> AfterStorm(double share) => [.. Enumerable.Range(0, 1_000).Select(number => new StudentChance(Plan(1, share), number).AfterStorm())];
    }

    private static WorkerPlan Plan(int seed, double withoutJitter) =>
        new(new Uri("http://127.0.0.1/"), RehearsalProfile.Storm, 0, 600, 1, seed, null, [], [], withoutJitter);

    private static TimeSpan[] Waits(WorkerPlan plan, int number)
    {
        StudentChance chance = new(plan, number);
        return [.. Enumerable.Range(0, 20).Select(chance.Jitter)];
    }
}
