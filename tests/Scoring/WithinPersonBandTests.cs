using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.Scoring;

public sealed class WithinPersonBandTests
{
    private static readonly MissingRule Rule = new MissingRule.Prorate(0.75);

    [Fact]
    public void The_half_width_is_the_item_spread_times_the_root_of_the_items()
    {
        // 0, 2, 4, 2: mean 2, squares 8, s² = 8/3.
        BandedScore score = WithinPersonBand.Measure(Keys.Likert(1, 4, Rule), [0, 2, 4, 2])[0];
        Assert.Equal(Math.Sqrt(8.0 / 3), score.ItemSpread, 12);
        Assert.Equal(1.96 * Math.Sqrt(8.0 / 3) * 2, score.HalfWidth, 12);
        Assert.Equal((2 * 4) - score.HalfWidth, score.Low, 12);
    }

    [Fact]
    public void Equal_answers_still_have_half_a_step_of_spread()
    {
        BandedScore ratings = WithinPersonBand.Measure(Keys.Likert(1, 10, Rule), [.. Enumerable.Repeat((byte)3, 10)])[0];
        Assert.Equal(0.5, ratings.ItemSpread);
        Assert.Equal(1.96 * 0.5 * Math.Sqrt(10), ratings.HalfWidth, 12);
        ScoringKey twoPoints = Keys.OneScale([new ItemKey.Options(0, [0, 2, 4]), new ItemKey.Options(1, [4, 2, 0])], Rule);
        Assert.Equal(1, WithinPersonBand.Measure(twoPoints, [1, 1])[0].ItemSpread);
    }

    [Fact]
    public void Spread_is_over_answered_items_after_reversal()
    {
        ScoringKey key = Keys.OneScale(
            [.. Enumerable.Range(0, 4).Select(item => new ItemKey.Rating(item, 0, 4, Reversed: item == 1))],
            Rule);
        Assert.Equal(0.5, WithinPersonBand.Measure(key, [4, 0, 4, ResponseMatrix.Missing])[0].ItemSpread);
    }

    [Fact]
    public void One_answered_item_or_none_gives_no_band()
    {
        ScoringKey key = Keys.Likert(1, 2, new MissingRule.Prorate(0.5));
        Assert.False(WithinPersonBand.Measure(key, [3, 255])[0].HasBand);
        Assert.True(WithinPersonBand.Measure(key, [3, 255])[0].Score.IsAvailable);
        Assert.False(WithinPersonBand.Measure(key, [255, 255])[0].HasBand);
    }

    [Fact]
    public void Two_scores_are_indistinguishable_up_to_the_joint_limit()
    {
        double limit = 1.96 * Math.Sqrt((1 * 1 * 10) + (2 * 2 * 10));
        Assert.True(WithinPersonBand.Indistinguishable(Banded(0, 1), Banded(limit - 1e-9, 2)));
        Assert.False(WithinPersonBand.Indistinguishable(Banded(0, 1), Banded(limit + 1e-9, 2)));
        Assert.False(WithinPersonBand.Indistinguishable(Banded(0, 1), Banded(double.NaN, 1)));
        Assert.True(WithinPersonBand.Indistinguishable(Banded(0, 1), Banded(40, double.NaN)));
    }

    [Fact]
    public void The_leading_tier_is_everything_indistinguishable_from_the_highest()
    {
        // Joint limit of two scales with s = 0.5, k = 10: 1.96·√5 = 4.38.
        BandedScore[] scores = [Banded(20, 0.5), Banded(26, 0.5), Banded(30, 0.5), Banded(double.NaN, 0.5), Banded(25, 0.5)];
        Assert.Equal([2, 1], WithinPersonBand.LeadingTier(scores).ToArray());
        Assert.Empty(WithinPersonBand.LeadingTier([Banded(double.NaN, 1)]));
        Assert.Empty(WithinPersonBand.LeadingTier([]));
    }

    [Fact]
    public void A_flat_profile_leads_with_all_its_scales()
    {
        ScoringKey key = Keys.Likert(6, 10, Rule);
        ImmutableArray<BandedScore> scores = WithinPersonBand.Measure(key, [.. Enumerable.Repeat((byte)2, 60)]);
        Assert.Equal([0, 1, 2, 3, 4, 5], WithinPersonBand.LeadingTier(scores.AsSpan()).ToArray());
    }

    private static BandedScore Banded(double raw, double spread) =>
        new(new ScaleScore("s", raw, 10, 0, 10, 0, 40), spread, 1.96 * spread * Math.Sqrt(10));
}
