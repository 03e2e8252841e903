using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Tests.Norms;

public sealed class NormSetTests
{
    private static readonly NormOrigin Origin = new("n", "1.0.0", DateTimeOffset.UnixEpoch, "made up");
    private static readonly ImmutableArray<string> By = ["grade", "sex", "region"];

    [Fact]
    public void The_last_column_is_dropped_first_until_a_group_is_large_enough()
    {
        NormSet norms = Norms(
            (["8", "F", "N"], 300), (["8", "F", "S"], 299), (["8", "M", "N"], 100), (["9", "F", "N"], 10), (["9", "M", "N"], 10));
        Assert.Equal("grade,sex,region", Level(norms, "8", "F", "N"));
        Assert.Equal("grade,sex", Level(norms, "8", "F", "S"));
        Assert.Equal("grade", Level(norms, "8", "M", "N"));
        Assert.Equal("all", Level(norms, "9", "F", "N"));
        Assert.Equal(599, norms.LevelFor(["8", "F", "S"]).Tables[0].Count);
        Assert.Equal(719, norms.Everybody.Tables[0].Count);
        Assert.True(norms.LevelFor(["8", "F", "S"]).IsFrozen);
    }

    [Fact]
    public void A_value_nobody_had_or_that_is_missing_leads_to_the_next_wider_group()
    {
        NormSet norms = Norms((["8", "F", "N"], 300), (["9", "F", "N"], 300));
        Assert.Equal("grade,sex", Level(norms, "8", "F", "moon"));
        Assert.Equal("grade,sex", Level(norms, "8", "F", ""));
        Assert.Equal("grade", Level(norms, "8", "  ", "N"));
        Assert.Equal("all", Level(norms, "", "F", "N"));
        Assert.Equal("all", Level(norms, "12", "F", "N"));
        Assert.Equal("grade,sex,region", Level(norms, " 8", "F ", "N"));
        Assert.Equal("all", Level(norms, new string('8', 1000), "F", "N"));
    }

    [Fact]
    public void Too_few_respondents_altogether_are_everybody_and_provisional()
    {
        NormSet norms = Norms((["8", "F", "N"], 299));
        Assert.Equal("all", Level(norms, "8", "F", "N"));
        Assert.False(norms.Everybody.IsFrozen);
        Assert.False(new NormAccumulator([Score("A")], By).ToNorms(Origin, new NormSettings()).Everybody.IsFrozen);
    }

    [Fact]
    public void All_scales_of_a_person_are_seen_in_the_same_group()
    {
        NormAccumulator gathered = new([Score("A"), Score("B")], ["grade"]);
        ImmutableArray<ScoreHistogram> eighth = gathered.HistogramsOf(["8"]);
        eighth[0].Push(3, 400);
        eighth[1].Push(3, 299);
        NormLevel level = gathered.ToNorms(Origin, new NormSettings()).LevelFor(["8"]);
        Assert.Equal("all", level.Group.Level);
        Assert.Equal(["n@1.0.0/A/all", "n@1.0.0/B/all"], level.Tables.Select(table => table.Id));
        Assert.Equal("grade", gathered.ToNorms(Origin, new NormSettings { LeastN = 299 }).LevelFor(["8"]).Group.Level);
    }

    [Fact]
    public void A_row_without_a_group_value_counts_for_everybody_only()
    {
        NormAccumulator gathered = new([Score("A")], ["grade", "sex"]);
        gathered.HistogramsOf(["8", "F"])[0].Push(1);
        gathered.HistogramsOf(["8", " "])[0].Push(2);
        gathered.HistogramsOf(["", "F"])[0].Push(3);
        NormSet norms = gathered.ToNorms(Origin, new NormSettings { LeastN = 1 });
        Assert.Equal(2, gathered.Ungrouped);
        Assert.Equal(1, gathered.Groups);
        Assert.Equal(1, norms.LevelFor(["8", ""]).Tables[0].Count);
        Assert.Equal(3, norms.Everybody.Tables[0].Count);
        Assert.Equal(2, norms.UngroupedOf(0).Count);
    }

    [Fact]
    public void Parts_merged_in_any_order_give_the_same_norms()
    {
        Random random = new(37);
        NormAccumulator whole = new([Score("A"), Score("B")], ["grade", "sex"]);
        NormAccumulator[] parts = [.. Enumerable.Range(0, 5).Select(_ => new NormAccumulator(whole.Scores, whole.By))];
        for (int row = 0; row < 5000; row++)
        {
            string[] values = [$"{random.Next(8, 12)}", random.Next(10) == 0 ? "" : random.Next(2) == 0 ? "F" : "M"];
            foreach (NormAccumulator gathered in new[] { whole, parts[random.Next(parts.Length)] })
            {
                gathered.HistogramsOf(values)[0].Push(row % 7);
                gathered.HistogramsOf(values)[1].Push(row % 5);
            }
        }

        random.Shuffle(parts);
        NormAccumulator merged = new(whole.Scores, whole.By);
        foreach (NormAccumulator part in parts)
        {
            merged.Merge(part);
        }

        Assert.Equal(whole.Ungrouped, merged.Ungrouped);
        AssertSame(whole.ToNorms(Origin, new NormSettings()), merged.ToNorms(Origin, new NormSettings()));
    }

    [Fact]
    public void What_is_counted_later_does_not_change_norms()
    {
        NormAccumulator gathered = new([Score("A")], ["grade"]);
        gathered.HistogramsOf(["8"])[0].Push(1);
        NormSet norms = gathered.ToNorms(Origin, new NormSettings { LeastN = 1 });
        gathered.HistogramsOf(["8"])[0].Push(1);
        norms.HistogramOf(norms.Groups[0], 0).Push(1);
        norms.UngroupedOf(0).Push(1);
        Assert.Equal(1, norms.HistogramOf(norms.Groups[0], 0).Count);
        Assert.Equal(1, norms.TableOf(norms.Groups[0], 0).Count);
        Assert.Equal(0, norms.UngroupedOf(0).Count);
    }

    [Fact]
    public void Wider_groups_are_the_sums_of_their_cells()
    {
        NormSet norms = Norms((["8", "F", "N"], 3), (["8", "F", "S"], 4), (["8", "M", "N"], 5), (["9", "F", "N"], 6));
        Assert.Equal(7, norms.HistogramOf(NormGroup.Of(By, ["8", "F"]), 0).Count);
        Assert.Equal(12, norms.HistogramOf(NormGroup.Of(By, ["8"]), 0).Count);
        Assert.Equal(18, norms.HistogramOf(NormGroup.Of(By, []), 0).Count);
        Assert.Equal(0, norms.HistogramOf(NormGroup.Of(By, ["10"]), 0).Count);
    }

    [Fact]
    public void Groups_stand_in_the_order_people_expect()
    {
        NormSet norms = Norms((["10", "M", "b"], 1), (["9", "M", "b"], 1), (["9", "M", "2"], 1), (["9", "F", "10"], 1));
        Assert.Equal(
            ["grade=9,sex=F,region=10", "grade=9,sex=M,region=2", "grade=9,sex=M,region=b", "grade=10,sex=M,region=b"],
            norms.Groups.Select(group => group.ToString()));
    }

    [Fact]
    public void An_identifier_as_a_group_is_refused_before_memory_is_full()
    {
        NormAccumulator gathered = new([Score("A")], ["id"]);
        for (int row = 0; row < NormAccumulator.MostGroups; row++)
        {
            gathered.HistogramsOf([$"{row}"]);
        }

        Assert.Contains(
            "more than 10000 different groups by id",
            Refusal(() => gathered.HistogramsOf(["one more"])),
            StringComparison.Ordinal);
        NormAccumulator wide = new([ComparableScore.Declared("W", 0, NormAccumulator.MostSteps)], ["id"]);
        Assert.Contains(
            "too many for norms",
            Refusal(() => Enumerable.Range(0, 50).ToList().ForEach(row => wide.HistogramsOf([$"{row}"]))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_scores_and_groups_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new NormAccumulator([], []));
        Assert.Throws<ArgumentException>(() => new NormAccumulator([Score("A"), Score("A")], []));
        Assert.Throws<ArgumentException>(() => new NormAccumulator([Score("A")], ["sex", "sex"]));
        Assert.Throws<ArgumentException>(() => new NormAccumulator([Score("A")], [" "]));
        Assert.Throws<ArgumentException>(() => NormGroup.Of(["sex"], ["F", "8"]));
        Assert.Throws<ArgumentException>(() => NormGroup.Of(["sex"], [" F"]));
        Assert.Throws<ArgumentException>(() => new NormAccumulator([Score("A")], [" sex"]));
        Assert.Throws<ArgumentException>(() => new NormAccumulator([Score(new string('A', 201))], []));
        Assert.Throws<ArgumentException>(() => new NormAccumulator([.. Enumerable.Range(0, 1001).Select(id => Score($"{id}"))], []));
        NormAccumulator gathered = new([Score("A")], By);
        Assert.Throws<ArgumentException>(() => gathered.HistogramsOf(["8"]));
        Assert.Throws<ArgumentException>(() => gathered.HistogramsOf(NormGroup.Of(By, ["8"])));
        Assert.Throws<ArgumentException>(() => gathered.Merge(new NormAccumulator([Score("A")], ["grade"])));
        Assert.Throws<ArgumentException>(() => gathered.ToNorms(Origin, new NormSettings()).LevelFor(["8"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NormSettings { LeastN = 0 });
    }

    [Fact]
    public void Scores_too_wide_for_memory_are_refused_in_plain_words()
    {
        string steps = Refusal(() => _ = new NormAccumulator([ComparableScore.Declared("W", 0, NormAccumulator.MostSteps + 1)], []));
        Assert.Equal("Score W: 0..65536 are more than 65535 steps, the limit of norms.", steps);
        ImmutableArray<ComparableScore> wide =
            [.. Enumerable.Range(0, 31).Select(id => ComparableScore.Declared($"{id}", 0, NormAccumulator.MostSteps))];
        Assert.Equal(
            "The scores have 2031616 different values together; 2000000 is the limit.", Refusal(() => _ = new NormAccumulator(wide, [])));
    }

    [Fact]
    public void What_a_user_can_cause_is_refused_without_the_names_of_parameters()
    {
        NormAccumulator gathered = new([Score("A")], ["grade"]);
        string[] refusals =
        [
            Refusal(() => _ = new NormAccumulator([], [])),
            Refusal(() => _ = new NormAccumulator([Score("A")], ["sex", "sex"])),
            Refusal(() => _ = new NormAccumulator([Score("A")], [.. Enumerable.Range(0, 9).Select(column => $"{column}")])),
            Refusal(() => gathered.HistogramsOf([new string('8', 201)])),
            Refusal(() => Histograms.Of(0, 8).PushAnswered([9], [1], 1)),
        ];
        Assert.All(refusals, refusal => Assert.DoesNotContain("(Parameter", refusal, StringComparison.Ordinal));
    }

    [Fact]
    public void More_respondents_than_a_histogram_holds_are_refused_before_they_are_added_up()
    {
        NormAccumulator gathered = new([Score("A")], ["grade"]);
        gathered.HistogramsOf(["8"])[0].Push(1, ScoreHistogram.MostRespondents);
        gathered.HistogramsOf([""])[0].Push(1);
        Assert.Contains(
            "1000000000001 respondents", Refusal(() => gathered.ToNorms(Origin, new NormSettings())), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_only_look_alike_when_joined_are_different_groups()
    {
        NormAccumulator gathered = new([Score("A")], ["grade", "sex"]);
        gathered.HistogramsOf(["8", "1F"])[0].Push(1, 2);
        gathered.HistogramsOf(["81", "F"])[0].Push(1, 3);
        gathered.HistogramsOf(["\u0001", "F"])[0].Push(1, 4);
        NormSet norms = gathered.ToNorms(Origin, new NormSettings { LeastN = 1 });
        Assert.Equal(3, gathered.Groups);
        Assert.Equal(2, norms.LevelFor(["8", "1F"]).Tables[0].Count);
        Assert.Equal(3, norms.LevelFor(["81", "F"]).Tables[0].Count);
        Assert.Equal(4, norms.LevelFor(["\u0001", "F"]).Tables[0].Count);
        Assert.Equal(2, norms.LevelFor(["8", "F"]).Tables[0].Count);
    }

    [Fact]
    public void All_threads_see_the_same_tables()
    {
        NormAccumulator gathered = new([Score("A")], ["grade"]);
        for (int grade = 0; grade < 50; grade++)
        {
            gathered.HistogramsOf([$"{grade}"])[0].Push(grade % 9, 300);
        }

        NormSet norms = gathered.ToNorms(Origin, new NormSettings { SmoothingDegree = 4 });
        NormLevel[] levels = new NormLevel[5000];
        Parallel.For(0, levels.Length, look => levels[look] = norms.LevelFor([$"{look % 50}"]));
        Assert.All(Enumerable.Range(0, levels.Length), look => Assert.Same(levels[look % 50], levels[look]));
    }

    internal static void AssertSame(NormSet expected, NormSet actual)
    {
        Assert.Equal(expected.Origin, actual.Origin);
        Assert.Equal(expected.Settings, actual.Settings);
        Assert.Equal(expected.Scores.AsSpan(), actual.Scores.AsSpan());
        Assert.Equal(expected.By.AsSpan(), actual.By.AsSpan());
        Assert.Equal(expected.Groups.AsSpan(), actual.Groups.AsSpan());
        for (int score = 0; score < expected.Scores.Length; score++)
        {
            Assert.Equal(expected.Everybody.Tables[score].Rows.AsSpan(), actual.Everybody.Tables[score].Rows.AsSpan());
            Assert.True(expected.UngroupedOf(score).Frequencies.SequenceEqual(actual.UngroupedOf(score).Frequencies));
            foreach (NormGroup group in expected.Groups)
            {
                Assert.Equal(expected.TableOf(group, score).Rows.AsSpan(), actual.TableOf(group, score).Rows.AsSpan());
            }
        }
    }

    private static NormSet Norms(params (string[] Values, int Count)[] cells)
    {
        NormAccumulator gathered = new([Score("A")], By);
        foreach ((string[] values, int count) in cells)
        {
            gathered.HistogramsOf(values)[0].Push(2, count);
        }

        return gathered.ToNorms(Origin, new NormSettings());
    }

    private static string Level(NormSet norms, params string[] values) => norms.LevelFor(values).Group.Level;

    private static ComparableScore Score(string id) => ComparableScore.Declared(id, 0, 8);

    private static string Refusal(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
