using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Tests.Reliability;

public sealed class FeldtIntervalTests
{
    /// <summary>F points at 0.025 and 0.975 from a continued fraction of the incomplete beta function in 40 digits.</summary>
    [Theory]
    [InlineData(2, 2, 0.0015437125086741309661, 647.78901147784530866)]
    [InlineData(2, 60, 0.00099043500154949847071, 5.2902157396278382522)]
    [InlineData(3, 10, 0.025353452033152397054, 4.5596717126520082645)]
    [InlineData(10, 3, 0.27016213936232097562, 2.9291124931232649049)]
    [InlineData(40, 10, 0.59544489116124274929, 1.5349127123366850939)]
    [InlineData(611, 10, 0.88583229451658860517, 1.1224882921597006644)]
    [InlineData(6000, 10, 0.96269934502957748776, 1.0381466342671038928)]
    [InlineData(100_000, 10, 0.99078595574840973316, 1.0092647944943152571)]
    [InlineData(1_000_000, 10, 0.99708079377120969989, 1.0029242812041545191)]
    [InlineData(1_000_000, 60, 0.99720679252957438936, 1.0027971923098384356)]
    public void The_bounds_of_alpha_nought_are_the_points_of_F(long respondents, int items, double lower, double upper)
    {
        var interval = FeldtInterval.Of(0, respondents, items);
        Assert.Equal(1, (1 - interval.High) / lower, 1e-10);
        Assert.Equal(1, (1 - interval.Low) / upper, 1e-10);
    }

    [Fact]
    public void The_interval_holds_alpha_and_narrows_with_respondents()
    {
        var few = FeldtInterval.Of(0.8, 50, 10);
        var many = FeldtInterval.Of(0.8, 5000, 10);
        Assert.True(few.Low < many.Low && many.Low < 0.8 && 0.8 < many.High && many.High < few.High);
        Assert.Equal(new FeldtInterval(1, 1), FeldtInterval.Of(1, 50, 10));
    }

    [Theory]
    [InlineData(double.NaN, 100, 10)]
    [InlineData(0.8, 0, 10)]
    [InlineData(0.8, 1, 10)]
    [InlineData(0.8, 100, 1)]
    public void Without_alpha_respondents_or_items_there_is_none(double alpha, long respondents, int items)
    {
        var interval = FeldtInterval.Of(alpha, respondents, items);
        Assert.True(double.IsNaN(interval.Low) && double.IsNaN(interval.High));
    }

    [Fact]
    public void Two_thousand_million_respondents_do_not_break_it()
    {
        var interval = FeldtInterval.Of(0.8, 2_000_000_000, 200);
        Assert.True(interval.Low < 0.8 && 0.8 < interval.High && interval.High - interval.Low < 1e-3);
    }
}
