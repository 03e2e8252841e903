using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Tests.Quality;

public sealed class EvenOddTests
{
    private const byte Blank = RatedRows.Blank;

    private static readonly EvenOdd NotAvailable = new(double.NaN, double.NaN);

    [Fact]
    public void Halves_that_agree_give_one()
    {
        EvenOdd consistent = Of(RatedRows.Key(3, 2), 0, 0, 2, 2, 4, 4);
        Assert.Equal(1, consistent.Correlation, 12);
        Assert.Equal(1, consistent.Consistency, 12);
        Assert.Equal(-1, consistent.CarelessSign, 12);
    }

    [Fact]
    public void Spearman_Brown_stops_at_minus_one()
    {
        EvenOdd opposed = Of(RatedRows.Key(3, 2), 0, 4, 2, 2, 4, 0);
        Assert.Equal(-1, opposed.Correlation, 12);
        Assert.Equal(-1, opposed.Consistency);
        EvenOdd against = Of(RatedRows.Key(4, 2), 0, 4, 1, 1, 3, 3, 4, 0);
        Assert.Equal(-0.6, against.Correlation, 12);
        Assert.Equal(-1, against.Consistency);
    }

    [Fact]
    public void Reversed_items_are_turned_before_halves_are_compared()
    {
        EvenOdd turned = Of(RatedRows.Key(3, 2, reversed: [1, 3, 5]), 0, 4, 2, 2, 4, 0);
        Assert.Equal(1, turned.Correlation, 12);
    }

    [Fact]
    public void Means_are_over_the_answered_items_and_an_empty_half_drops_its_scale()
    {
        ScoringKey key = RatedRows.Key(4, 3);
        EvenOdd all = Of(key, 0, 0, 0, 2, 1, 2, 3, 3, 3, 4, 4, 4);
        EvenOdd blanks = Of(key, 0, 0, Blank, Blank, 1, 2, 3, 3, 3, 4, 4, 4);
        Assert.Equal(all, blanks);
        EvenOdd dropped = Of(key, 0, 0, 0, 2, Blank, 2, 3, 3, 3, 4, 4, 4);
        Assert.Equal(Of(RatedRows.Key(3, 3), 0, 0, 0, 3, 3, 3, 4, 4, 4), dropped);
    }

    [Fact]
    public void Too_few_scales_single_items_flat_halves_and_blank_rows_are_not_available()
    {
        Assert.Equal(NotAvailable, Of(RatedRows.Key(2, 2), 0, 0, 4, 4));
        Assert.Equal(NotAvailable, Of(RatedRows.Key(3, 1), 0, 2, 4));
        Assert.Equal(NotAvailable, Of(RatedRows.Key(3, 2), 1, 0, 1, 2, 1, 4));
        Assert.Equal(NotAvailable, Of(RatedRows.Key(3, 2), 0, 3, 2, 3, 4, 3));
        Assert.Equal(NotAvailable, Of(RatedRows.Key(3, 2), Blank, Blank, Blank, Blank, Blank, Blank));
    }

    [Fact]
    public void Thirds_that_are_equal_are_flat_whatever_rounding_does()
    {
        // Odd halves: means of three items 1/3 each; the sum of their squared distances from a rounded mean need not be 0.
        ScoringKey key = RatedRows.Key(5, 6);
        byte[] answers = [.. Enumerable.Range(0, 30).Select(item => (byte)(item % 6 == 0 ? 1 : item % 2 == 0 ? 0 : item % 5))];
        Assert.Equal(NotAvailable, Of(key, answers));
    }

    private static EvenOdd Of(ScoringKey key, params byte[] answers) => EvenOdd.Of(RatedItems.Of(key), answers);
}
