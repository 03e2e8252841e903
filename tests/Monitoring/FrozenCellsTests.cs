using System.Collections.Immutable;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Tests.Monitoring;

/// <summary>What is frozen and what is told of small groups, against whoever subtracts.</summary>
public sealed class FrozenCellsTests
{
    private static readonly ImmutableArray<ComparableScore> Scales = [ComparableScore.Declared("R", 0, 5)];
    private static readonly NormOrigin Origin = new("t", "1.0.0", DateTimeOffset.UnixEpoch, "t");

    [Fact]
    public void Small_municipalities_stand_together_and_no_group_of_few_can_be_had_by_subtracting()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            List<(string[] Group, int Students)> drawn =
            [
                .. from grade in new[] { "8", "9" }
                   from sex in new[] { "female", "male", "" }
                   from municipality in Enumerable.Range(0, 5)
                   select (new[] { grade, sex, $"M{municipality}" }, (int)Math.Pow(10, random.NextDouble() * 2.5) - 1),
            ];
            NormSet grades = Count(["grade"], drawn), cells = Count(["grade", "sex", "municipality"], drawn);
            if (FrozenCells.ByGrade(grades, Scales, Origin) is not { } byGrade)
            {
                continue;
            }

            NormSet byGroup = FrozenCells.ByGroup(byGrade, cells, Origin);
            Assert.All(byGrade.Groups, grade => Assert.True(byGrade.HistogramOf(grade, 0).Count >= 30));
            Assert.All(byGroup.Groups, cell => Assert.True(byGroup.HistogramOf(cell, 0).Count >= 30));
            Assert.All(byGrade.Groups, grade =>
            {
                long within = byGroup.Groups.Where(cell => cell.Values[0] == grade.Values[0]).Sum(cell => byGroup.HistogramOf(cell, 0).Count);
                Assert.False(byGrade.HistogramOf(grade, 0).Count - within is > 0 and < 30);
            });
            foreach (NormGroup cell in byGroup.Groups.Where(cell => cell.Values[2] != FrozenCells.Rest))
            {
                Assert.Equal(cells.HistogramOf(cell, 0).Frequencies.ToArray(), byGroup.HistogramOf(cell, 0).Frequencies.ToArray());
            }
        }
    }

    [Fact]
    public void Versions_subtracted_from_one_another_leave_nobody_or_many()
    {
        var random = new Random(5);
        (int Grades, int Groups) repeated = (0, 0);
        for (int round = 0; round < 120; round++)
        {
            List<(string[] Group, int Students)> drawn =
            [
                .. from grade in new[] { "8", "9" }
                   from sex in new[] { "female", "male", "" }
                   from municipality in Enumerable.Range(0, 4)
                   select (new[] { grade, sex, $"M{municipality}" }, random.Next(0, 90)),
            ];
            List<FrozenPair> versions = [];
            for (int day = 0; day < 4; day++)
            {
                if (Draw(drawn) is { } reading)
                {
                    FrozenPair told = RepeatedCells.Of(reading, [.. versions.AsEnumerable().Reverse()]);
                    versions.ForEach(before => AssertApart(told, before));
                    repeated.Grades += told.ByGrade.Groups.Count(grade => told.ByGrade.HistogramOf(grade, 0).Count != reading.ByGrade.HistogramOf(grade, 0).Count);
                    repeated.Groups += told.ByGroup.Groups.Count(cell => told.ByGroup.HistogramOf(cell, 0).Count != reading.ByGroup.HistogramOf(cell, 0).Count);
                    versions.Add(told);
                }

                drawn = [.. drawn.Select(one => (one.Group, one.Students + (random.Next(3) == 0 ? random.Next(0, 60) : 0)))];
            }
        }

        Assert.True(repeated is { Grades: > 0, Groups: > 0 });
    }

    [Fact]
    public void A_few_more_leave_a_grade_as_it_stood_and_many_are_frozen_with_their_groups()
    {
        List<(string[] Group, int Students)> first = [(["8", "female", "M"], 60), (["8", "male", "M"], 60), (["9", "female", "M"], 60)];
        FrozenPair before = Draw(first)!;
        FrozenPair after = RepeatedCells.Of(Draw([(["8", "female", "M"], 65), (["8", "male", "M"], 60), (["9", "female", "M"], 90)])!, [before]);
        Assert.Equal([120, 90], after.ByGrade.Groups.Select(grade => after.ByGrade.HistogramOf(grade, 0).Count));
        Assert.Equal([60, 60, 90], after.ByGroup.Groups.Select(cell => after.ByGroup.HistogramOf(cell, 0).Count));

        // Many more in one group and few in the other: the groups stay, their grade does not.
        FrozenPair uneven = RepeatedCells.Of(Draw([(["8", "female", "M"], 65), (["8", "male", "M"], 100), (["9", "female", "M"], 60)])!, [before]);
        Assert.Equal([165, 60], uneven.ByGrade.Groups.Select(grade => uneven.ByGrade.HistogramOf(grade, 0).Count));
        Assert.Equal([60, 60, 60], uneven.ByGroup.Groups.Select(cell => uneven.ByGroup.HistogramOf(cell, 0).Count));
    }

    private static FrozenPair? Draw(List<(string[] Group, int Students)> drawn) =>
        FrozenCells.ByGrade(Count(["grade"], drawn), Scales, Origin) is { } byGrade
            ? new FrozenPair(byGrade, FrozenCells.ByGroup(byGrade, Count(["grade", "sex", "municipality"], drawn), Origin))
            : null;

    // Whoever has both knows each cell, and who of a grade is in none: all of them differ by nobody or by many, or the cells are those of before.
    private static void AssertApart(FrozenPair now, FrozenPair before)
    {
        foreach (NormGroup grade in now.ByGrade.Groups.Where(before.ByGrade.Groups.Contains))
        {
            AssertFar(now.ByGrade.HistogramOf(grade, 0).Count - before.ByGrade.HistogramOf(grade, 0).Count);
            NormGroup[] cells = now.CellsOf(grade), then = before.CellsOf(grade);
            if (cells.Length > 0 && then.Length > 0)
            {
                Assert.Equal(then.ToHashSet(), cells.ToHashSet());
                Assert.All(cells, cell => AssertFar(now.ByGroup.HistogramOf(cell, 0).Count - before.ByGroup.HistogramOf(cell, 0).Count));
            }

            AssertFar(now.LeftOf(grade).Single().Sum());
        }

        static void AssertFar(long students) => Assert.False(Math.Abs(students) is > 0 and < 30);
    }

    [Fact]
    public void What_is_kept_back_of_a_whole_is_never_few()
    {
        var random = new Random(11);
        for (int round = 0; round < 1_000; round++)
        {
            long[] parts = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (long)random.Next(0, 90))];
            long whole = parts.Sum() + random.Next(0, 3);
            ImmutableArray<bool> told = ToldGroups.Of(parts, whole);
            Assert.All(parts.Zip(told), one => Assert.True(!one.Second || one.First >= ToldGroups.Least));
            long kept = whole - parts.Zip(told).Where(one => one.Second).Sum(one => one.First);
            Assert.True(kept is 0 or >= ToldGroups.Least || told.All(one => !one));
        }
    }

    private static NormSet Count(ImmutableArray<string> by, List<(string[] Group, int Students)> drawn)
    {
        var counted = new NormAccumulator(Scales, by);
        foreach ((string[] group, int students) in drawn)
        {
            for (int student = 0; student < students; student++)
            {
                counted.HistogramsOf(group.AsSpan()[..by.Length])[0].Push(student % 6);
            }
        }

        return counted.ToNorms(Origin, new NormSettings());
    }
}
