using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;
using Diagnostics.Scoring.Quality;
using Diagnostics.Scoring.Responses;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Diagnostics.Tests.Quality;

public sealed class MahalanobisTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(33)]
    public void Substitution_gives_what_an_inverse_gives(int items)
    {
        byte[] rows = RatedRows.Random(seed: items, cells: 300 * items, percentBlank: 0);
        CrossProducts products = ProductsOf(rows, items);
        MahalanobisReference reference = MahalanobisReference.From(products);
        Matrix<double> inverse = products.Covariances().Inverse();
        for (int row = 0; row < 300; row++)
        {
            byte[] codes = rows[(row * items)..((row + 1) * items)];
            Vector<double> distance = Vector<double>.Build.Dense(items, item => codes[item] - products.Mean(item));
            double expected = distance * inverse * distance;
            Assert.Equal(1, reference.DistanceOf(codes).Squared / expected, 10);
        }
    }

    [Fact]
    public void Distances_of_the_rows_themselves_sum_to_items_times_n_minus_one()
    {
        byte[] rows = RatedRows.Random(seed: 3, cells: 200 * 6, percentBlank: 0);
        MahalanobisReference reference = MahalanobisReference.From(ProductsOf(rows, 6));
        double sum = Enumerable.Range(0, 200).Sum(row => reference.DistanceOf(rows.AsSpan(row * 6, 6)).Squared);
        Assert.Equal(6 * 199, sum, 8);
    }

    /// <summary>
    /// For whole degrees of freedom the tail is a finite sum of positive terms (Abramowitz &amp; Stegun, 1964, 26.4.4 and 26.4.5).
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(240)]
    public void The_far_tail_of_chi_square_is_exact_to_ten_digits(int freedom)
    {
        foreach (double squared in new[] { 0.5, 3, 20, 83.3, 121, 300, 600, 1200 })
        {
            double expected = Tail(freedom, squared);
            double actual = SpecialFunctions.GammaUpperRegularized(freedom / 2.0, squared / 2);
            Assert.True(Math.Abs((actual / expected) - 1) < 1e-10, $"{freedom}, {squared}: {actual:R} and {expected:R}");
        }
    }

    [Fact]
    public void Singular_covariances_and_too_few_rows_have_no_distances()
    {
        byte[] few = RatedRows.Random(seed: 1, cells: 6 * 6, percentBlank: 0);
        Assert.False(MahalanobisReference.From(ProductsOf(few, 6)).IsAvailable);
        Assert.False(MahalanobisReference.From(new CrossProducts(3)).IsAvailable);
        Assert.False(MahalanobisReference.From(ProductsOf([2], 1)).IsAvailable);

        byte[] constant = RatedRows.Random(seed: 2, cells: 100 * 3, percentBlank: 0);
        byte[] dependent = [.. constant];
        for (int row = 0; row < 100; row++)
        {
            constant[row * 3] = 2;
            dependent[(row * 3) + 2] = (byte)(8 - dependent[row * 3] - dependent[(row * 3) + 1]);
        }

        Assert.False(MahalanobisReference.From(ProductsOf(constant, 3)).IsAvailable);
        MahalanobisReference singular = MahalanobisReference.From(ProductsOf(dependent, 3));
        Assert.False(singular.IsAvailable);
        Assert.Equal(MahalanobisDistance.NotAvailable, singular.DistanceOf([1, 2, 3]));
    }

    [Fact]
    public void A_row_with_a_blank_has_no_distance_and_is_left_out_of_the_reference()
    {
        ScoringKey key = RatedRows.Key(1, 4);
        RatedItems rated = RatedItems.Of(key);
        byte[] rows = RatedRows.Random(seed: 9, cells: 400 * 4, percentBlank: 10);
        byte[] complete = [.. rows.Chunk(4).Where(row => !row.Contains(RatedRows.Blank)).SelectMany(row => row)];
        CrossProducts products = CompleteRatings.Of(rated, ResponseMatrix.FromRows(rows, 4));

        Assert.Equal(complete.Length / 4, products.Count);
        MahalanobisReference reference = MahalanobisReference.From(products);
        Assert.Equal(MahalanobisDistance.NotAvailable, reference.DistanceOf([1, 2, RatedRows.Blank, 0]));
        byte[] one = complete[..4];
        Assert.Equal(MahalanobisReference.From(ProductsOf(complete, 4)).DistanceOf(one), reference.DistanceOf(one));
    }

    [Fact]
    public void A_kept_reference_gives_the_same_distances()
    {
        CrossProducts products = ProductsOf(RatedRows.Random(seed: 4, cells: 90 * 5, percentBlank: 0), 5);
        double[] means = [.. Enumerable.Range(0, 5).Select(products.Mean)];
        MahalanobisReference kept = MahalanobisReference.From(products.Count, means, products.Covariances());
        Assert.Equal(MahalanobisReference.From(products).DistanceOf([0, 4, 2, 1, 3]), kept.DistanceOf([0, 4, 2, 1, 3]));
        Assert.Throws<ArgumentException>(() => MahalanobisReference.From(90, means.AsSpan(1), products.Covariances()));
        Assert.Throws<ArgumentException>(() => kept.DistanceOf([1, 2]));
    }

    private static CrossProducts ProductsOf(byte[] rows, int items)
    {
        CrossProducts products = new(items);
        foreach (byte[] row in rows.Chunk(items))
        {
            products.Add([.. row.Select(code => (int)code)]);
        }

        return products;
    }

    private static double Tail(int freedom, double squared)
    {
        double x = squared / 2;
        double sum = freedom % 2 == 0 ? 0 : SpecialFunctions.Erfc(Math.Sqrt(x));
        double term = freedom % 2 == 0 ? Math.Exp(-x) : Math.Exp(-x) * Math.Sqrt(x) / (Math.Sqrt(Math.PI) / 2);
        for (double exponent = freedom % 2 == 0 ? 1 : 1.5; exponent <= freedom / 2.0; exponent++)
        {
            sum += term;
            term *= x / exponent;
        }

        return sum;
    }
}
