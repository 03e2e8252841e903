using Diagnostics.Scoring.Change;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Change;

public sealed class ReliableChangeTests
{
    private static readonly ComparableScore Score = ComparableScore.Declared("S", 0, 100);

    [Fact]
    public void A_textbook_example_of_Jacobson_and_Truax()
    {
        // Their marital satisfaction example, from memory; the arithmetic is 15 / (10·√2·√.12): x1 = 32.5, x2 = 47.5, s1 = 10, r = .88: RCI = 3.06.
        TwoOccasions occasions = WithFirstDeviation(10);
        ChangeScore change = new ReliableChange(occasions, 0.88).Of(32.5, 47.5);
        Assert.Equal(3.06, change.ReliabilityIndex, 0.005);
        Assert.Equal(ChangeClass.Up, change.ReliabilityClass);
    }

    [Theory]
    [InlineData(1.96, ChangeClass.Same)]
    [InlineData(1.9600001, ChangeClass.Up)]
    [InlineData(-1.96, ChangeClass.Same)]
    [InlineData(-1.9600001, ChangeClass.Down)]
    public void The_limit_itself_is_no_change(double index, ChangeClass expected) => Assert.Equal(expected, ChangeScore.ClassOf(index));

    [Fact]
    public void Turning_the_occasions_of_one_person_turns_the_sign()
    {
        ReliableChange change = new(Random(new Random(41), 50), 0.8);
        ChangeScore there = change.Of(10, 22);
        ChangeScore back = change.Of(22, 10);
        Assert.Equal(there.ReliabilityIndex, -back.ReliabilityIndex);
        Assert.Equal(there.RetestIndex, -back.RetestIndex);
    }

    [Fact]
    public void Who_changes_as_the_group_did_has_not_changed_by_Iverson_and_by_regression()
    {
        TwoOccasions occasions = Random(new Random(42), 200);
        ChangeScore average = new ReliableChange(occasions, 0.8).Of(occasions.FirstMean, occasions.SecondMean);
        Assert.Equal(0, average.PracticeIndex, 1e-12);
        Assert.Equal(0, average.RegressionZ, 1e-12);
    }

    [Fact]
    public void The_order_of_respondents_does_not_matter_for_whole_scores()
    {
        Random random = new(43);
        (double First, double Second)[] rows =
            [.. Enumerable.Range(0, 300).Select(_ => ((double)random.Next(0, 101), (double)random.Next(0, 101)))];
        TwoOccasions one = Of(rows);
        random.Shuffle(rows);
        TwoOccasions other = Of(rows);
        Assert.Equal(one.FirstMean, other.FirstMean);
        Assert.Equal(one.SecondDeviation, other.SecondDeviation, 1e-12);
        Assert.Equal(one.Correlation, other.Correlation, 1e-12);
    }

    [Fact]
    public void Who_misses_an_occasion_is_not_in_the_summary_and_has_no_index()
    {
        TwoOccasions full = Of((1, 2), (4, 3), (2, 5), (7, 9));
        TwoOccasions gaps = Of((1, 2), (double.NaN, 50), (4, 3), (2, 5), (90, double.NaN), (7, 9), (double.NaN, double.NaN));
        Assert.Equal(full, gaps);
        ChangeScore change = new ReliableChange(gaps, 0.8).Of(double.NaN, 50);
        Assert.Equal(ChangeScore.NotAvailable, change);
        Assert.Null(change.RetestClass);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Fewer_than_three_respondents_have_no_index(int count)
    {
        TwoOccasions occasions = Of([.. new[] { (1.0, 2.0), (4.0, 3.0) }.Take(count)]);
        Assert.Equal(count, occasions.Count);
        Assert.Equal(count == 0, double.IsNaN(occasions.FirstMean));
        Assert.Equal(count < 2, double.IsNaN(occasions.FirstDeviation));
        Assert.Equal(ChangeScore.NotAvailable, new ReliableChange(occasions, 0.8).Of(1, 2));
    }

    [Fact]
    public void Equal_first_scores_have_no_index_even_when_they_are_fractions()
    {
        TwoOccasions occasions = Of((0.1, 1), (0.1, 2), (0.1, 4));
        Assert.Equal(0, occasions.FirstDeviation);
        Assert.True(double.IsNaN(occasions.Correlation));
        Assert.Equal(ChangeScore.NotAvailable, new ReliableChange(occasions, 0.8).Of(0.1, 4));
    }

    [Fact]
    public void Equal_second_scores_leave_only_what_needs_no_correlation()
    {
        ChangeScore change = new ReliableChange(Of((1, 5), (2, 5), (4, 5)), 0.8).Of(1, 5);
        Assert.True(double.IsFinite(change.ReliabilityIndex));
        Assert.True(double.IsFinite(change.PracticeIndex));
        Assert.True(double.IsNaN(change.RetestIndex));
        Assert.True(double.IsNaN(change.RegressionZ));
    }

    [Fact]
    public void Perfect_reliability_has_no_index()
    {
        ReliableChange perfect = new(Random(new Random(44), 30), 1);
        Assert.True(double.IsNaN(perfect.Of(1, 2).ReliabilityIndex));
        Assert.True(double.IsNaN(perfect.Of(1, 2).PracticeIndex));
        Assert.True(double.IsFinite(perfect.Of(1, 2).RetestIndex));
        TwoOccasions line = Of((0.1, 0.3), (0.2, 0.6), (0.7, 2.1), (1.1, 3.3));
        ReliableChange exact = new(line, 0.8);
        Assert.True(double.IsNaN(exact.Of(1, 2).RetestIndex));
        Assert.True(double.IsNaN(exact.Of(1, 2).RegressionZ));
        Assert.True(double.IsNaN(new ReliableChange(Of((1, 4), (2, 3), (3, 2)), 0.8).Of(1, 2).RegressionZ));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReliableChange(Of((1, 2)), -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReliableChange(Of((1, 2)), double.NaN));
        Assert.Throws<ArgumentException>(() => TwoOccasions.Of(Score, [1], [1, 2]));
        Assert.Contains(
            "101 is outside 0..100",
            Assert.Throws<ArgumentOutOfRangeException>(() => Of((1, 101))).Message,
            StringComparison.Ordinal);
    }

    private static TwoOccasions Of(params (double First, double Second)[] rows) => TwoOccasions.Of(
        Score, [.. rows.Select(row => row.First)], [.. rows.Select(row => row.Second)]);

    private static TwoOccasions Random(Random random, int count) => Of(
    [
        .. Enumerable.Range(0, count).Select(_ => random.Next(0, 60)).Select(first => ((double)first, (double)(first + random.Next(0, 40)))),
    ]);

    private static TwoOccasions WithFirstDeviation(double deviation)
    {
        TwoOccasions occasions = Of((50 - deviation, 41), (50, 52), (50 + deviation, 40));
        Assert.Equal(deviation, occasions.FirstDeviation);
        return occasions;
    }
}
