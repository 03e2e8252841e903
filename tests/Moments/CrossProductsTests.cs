using Diagnostics.Scoring.Moments;

namespace Diagnostics.Tests.Moments;

public sealed class CrossProductsTests
{
    [Fact]
    public void Merging_in_any_order_gives_the_sums_of_the_whole()
    {
        var random = new Random(1);
        int[][] rows = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 4).Select(_ => random.Next(-5, 100)).ToArray())];
        CrossProducts whole = Of(rows);
        random.Shuffle(rows);
        CrossProducts merged = Of(rows[150..]);
        merged.Merge(Of(rows[..7]));
        merged.Merge(new CrossProducts(4));
        merged.Merge(Of(rows[7..150]));
        Assert.Equal(whole.Count, merged.Count);
        Assert.Equal(whole.Covariances(), merged.Covariances());
        Assert.Equal(whole.Correlations(), merged.Correlations());
        Assert.Equal(rows.Average(row => (double)row[2]), merged.Mean(2), 1e-12);
        Assert.Equal(rows.Sum(row => (long)row[1] * row[3]), merged.Product(1, 3));
    }

    [Fact]
    public void A_large_common_part_costs_no_digits()
    {
        CrossProducts near = Of([[0, 3], [1, 5], [2, 1], [4, 0]]);
        CrossProducts far = Of([[60_000, 60_003], [60_001, 60_005], [60_002, 60_001], [60_004, 60_000]]);
        Assert.Equal(near.Covariances(), far.Covariances());
        Assert.Equal(near.Correlation(0, 1), far.Correlation(0, 1));
    }

    [Fact]
    public void A_copy_correlates_with_one_to_the_bit_and_a_constant_with_nothing()
    {
        CrossProducts products = Of([[1, 1, 8, 7], [2, 2, 7, 7], [9, 9, 0, 7]]);
        Assert.Equal(1.0, products.Correlation(0, 1));
        Assert.Equal(-1.0, products.Correlation(0, 2));
        Assert.True(double.IsNaN(products.Correlation(0, 3)));
        Assert.True(double.IsNaN(products.Correlation(3, 3)));
    }

    [Fact]
    public void Fewer_than_two_respondents_have_no_covariance_and_no_correlation()
    {
        Assert.True(double.IsNaN(new CrossProducts(2).Mean(0)));
        Assert.True(double.IsNaN(Of([[3, 4]]).Covariance(0, 1)));
        Assert.True(double.IsNaN(Of([[3, 4]]).Correlation(0, 1)));
        Assert.Equal(0, Of([[3, 4]]).ScaledCovariance(0, 1));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossProducts(0));
        Assert.Throws<ArgumentException>(() => new CrossProducts(2).Add([1]));
        Assert.Throws<ArgumentException>(() => new CrossProducts(2).Merge(new CrossProducts(3)));
    }

    private static CrossProducts Of(int[][] rows)
    {
        var products = new CrossProducts(rows[0].Length);
        foreach (int[] row in rows)
        {
            products.Add(row);
        }

        return products;
    }
}
