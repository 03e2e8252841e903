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
