using Diagnostics.Scoring.Quality;

namespace Diagnostics.Tests.Quality;

public sealed class AnswerRunsTests
{
    [Theory]
    [InlineData(new byte[] { 3, 3, 3, 1, 1, 2 }, 3, 2)]
    [InlineData(new byte[] { 0 }, 1, 1)]
    [InlineData(new byte[] { 4, 4, 4, 4 }, 4, 4)]
    [InlineData(new byte[] { 0, 1, 0, 1 }, 1, 1)]
    public void Runs_are_counted_between_neighbours(byte[] answers, double longest, double average) =>
        Assert.Equal(new AnswerRuns(longest, average), AnswerRuns.Of(answers, [.. Enumerable.Range(0, answers.Length)]));

    [Fact]
    public void Neighbours_are_those_of_the_given_order()
    {
        byte[] answers = [0, 1, 0, 1];
        Assert.Equal(new AnswerRuns(2, 2), AnswerRuns.Of(answers, [0, 2, 1, 3]));
        Assert.Equal(new AnswerRuns(2, 2), AnswerRuns.Of(answers, [2, 0]));
    }

    [Fact]
    public void A_blank_makes_both_unavailable_and_so_does_nothing_asked()
    {
        Assert.Equal(AnswerRuns.NotAvailable, AnswerRuns.Of([1, 1, RatedRows.Blank], [0, 1, 2]));
        Assert.Equal(AnswerRuns.NotAvailable, AnswerRuns.Of([RatedRows.Blank], [0]));
        Assert.Equal(AnswerRuns.NotAvailable, AnswerRuns.Of([1], []));
        Assert.Equal(new AnswerRuns(2, 2), AnswerRuns.Of([1, 1, RatedRows.Blank], [0, 1]));
    }

    [Fact]
    public void Variability_is_the_sample_sd_of_what_was_answered()
    {
        Assert.Equal(Math.Sqrt(10.0 / 4), IntraindividualVariability.Of([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]), 15);
        Assert.Equal(Math.Sqrt(2), IntraindividualVariability.Of([1, RatedRows.Blank, 3], [0, 1, 2]), 15);
        Assert.Equal(0, IntraindividualVariability.Of([3, 3, 3], [0, 1, 2]));
        Assert.Equal(double.NaN, IntraindividualVariability.Of([3, RatedRows.Blank], [0, 1]));
        Assert.Equal(double.NaN, IntraindividualVariability.Of([], []));
    }

    [Fact]
    public void Variability_does_not_depend_on_the_order()
    {
        byte[] answers = RatedRows.Random(seed: 5, cells: 61, percentBlank: 10);
        int[] columns = [.. Enumerable.Range(0, answers.Length)];
        int[] shuffled = [.. columns];
        new Random(6).Shuffle(shuffled);
        Assert.Equal(IntraindividualVariability.Of(answers, columns), IntraindividualVariability.Of(answers, shuffled));
    }
}
