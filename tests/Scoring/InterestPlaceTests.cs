using Diagnostics.Scoring.Interests;

namespace Diagnostics.Tests.Scoring;

public sealed class InterestPlaceTests
{
    private static readonly double[] Sharp = [.. Enumerable.Repeat(0.01, 6)];

    /// <summary>By hand from Prediger's weights: (2R + I − A − 2S − E + C)/4 and √3·(E + C − I − A)/4.</summary>
    [Theory]
    [InlineData(new double[] { 1, 0, 0, 0, 0, 0 }, 0.5, 0)]
    [InlineData(new double[] { 0, 1, 0, 0, 0, 0 }, 0.25, -0.4330127018922193)]
    [InlineData(new double[] { 0, 0, 0, 1, 0, 0 }, -0.5, 0)]
    [InlineData(new double[] { 0, 0, 0, 0, 1, 0 }, -0.25, 0.4330127018922193)]
    [InlineData(new double[] { 1, 1, 0, 0, 0, 1 }, 1, 0)]
    [InlineData(new double[] { 0, 0, 0, 0, 1, 1 }, 0, 0.8660254037844386)]
    public void The_six_spheres_stand_around_the_middle(double[] shares, double things, double data)
    {
        var place = InterestPlace.Of(shares, Sharp);
        Assert.Equal(things, place.ThingsPeople, 12);
        Assert.Equal(data, place.DataIdeas, 12);
        Assert.True(place.IsApart);
    }

    [Fact]
    public void How_much_somebody_likes_everything_moves_nothing()
    {
        var low = InterestPlace.Of([0.5, 0.25, 0, 0, 0.125, 0.25], Sharp);
        var high = InterestPlace.Of([1, 0.75, 0.5, 0.5, 0.625, 0.75], Sharp);
        Assert.Equal((low.ThingsPeople, low.DataIdeas), (high.ThingsPeople, high.DataIdeas));
    }

    /// <summary>Equal errors make a circle: both variances are 12·(h/1.96/4)², and 95 % of two dimensions lie within √5.991 standard errors.</summary>
    [Fact]
    public void Equal_errors_make_a_circle_of_two_dimensions()
    {
        var place = InterestPlace.Of([1, 0, 0, 0, 0, 0], [.. Enumerable.Repeat(0.2, 6)]);
        double radius = Math.Sqrt(5.991464547107979) * Math.Sqrt(12) * 0.2 / 1.96 / 4;
        Assert.Equal(radius, place.Major, 12);
        Assert.Equal(radius, place.Minor, 12);
        Assert.Equal(0, place.TiltDegrees);
        Assert.True(place.IsApart);
        Assert.False(InterestPlace.Of([0.4, 0, 0, 0, 0, 0], [.. Enumerable.Repeat(0.2, 6)]).IsApart);
    }

    [Fact]
    public void An_error_of_one_sphere_lies_along_its_direction()
    {
        var enterprising = InterestPlace.Of([0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0.2, 0]);
        Assert.Equal(-60, enterprising.TiltDegrees, 9);
        Assert.Equal(0, enterprising.Minor, 9);
        Assert.Equal(Math.Sqrt(5.991464547107979) * 0.2 / 1.96 / 2, enterprising.Major, 12);
        Assert.Equal(0, InterestPlace.Of([1, 0, 0, 0, 0, 0], [0.2, 0, 0, 0, 0, 0]).TiltDegrees, 9);
    }

    [Fact]
    public void Without_a_score_or_a_band_there_is_no_place_and_in_the_middle_no_direction()
    {
        Assert.False(InterestPlace.Of([1, 0, double.NaN, 0, 0, 0], Sharp).IsAvailable);
        Assert.False(InterestPlace.Of([1, 0, 0, 0, 0, 0], [0.1, double.NaN, 0.1, 0.1, 0.1, 0.1]).IsAvailable);
        Assert.False(InterestPlace.Of([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], new double[6]).IsApart);
        Assert.Throws<ArgumentOutOfRangeException>(() => InterestPlace.Of([1, 0, 0, 0, 0, 0], [0.1]));
    }
}
