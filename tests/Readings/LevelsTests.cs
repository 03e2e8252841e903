using Diagnostics.Engine.Readings;
using Diagnostics.Scoring.BestWorst;

namespace Diagnostics.Tests.Readings;

public sealed class LevelsTests
{
    [Fact]
    public void Without_a_score_there_is_no_level() =>
        Assert.All(Enum.GetValues<LevelRule>(), rule => Assert.Null(Levels.Of(rule, new ScaleStanding { Highest = 40 })));

    [Theory]
    [InlineData(12, true, 3, ReadingLevel.High)] // leading is relative: the best of few wishes still leads
    [InlineData(30, true, 4, ReadingLevel.Middle)] // four of six single nothing out
    [InlineData(25, false, 1, ReadingLevel.Middle)]
    [InlineData(20, false, 1, ReadingLevel.Middle)]
    [InlineData(19.5, false, 1, ReadingLevel.Low)]
    [InlineData(4, false, 5, ReadingLevel.Low)]
    [InlineData(4, false, 0, ReadingLevel.Middle)] // scales that do not compare
    public void An_interest_is_high_in_a_narrow_leading_tier_and_low_outside_it_below_the_middle(
        double score, bool leads, int leaders, ReadingLevel expected) =>
        Assert.Equal(expected, Levels.Of(LevelRule.Leading, Interest(score, leads, leaders)));

    [Theory]
    [InlineData(LevelRule.Leading)]
    [InlineData(LevelRule.Choices)]
    public void In_a_flat_profile_everything_is_middle(LevelRule rule)
    {
        Assert.Equal(ReadingLevel.Middle, Levels.Of(rule, Interest(38, true, 6) with { Flat = true }));
        Assert.Equal(ReadingLevel.Middle, Levels.Of(rule, Interest(1, true, 6) with { Flat = true }));
    }

    [Theory]
    [InlineData(7, true, 2, ReadingLevel.High)]
    [InlineData(5, true, 3, ReadingLevel.Middle)] // three of five are more than half
    [InlineData(3, false, 1, ReadingLevel.Middle)]
    [InlineData(2, false, 1, ReadingLevel.Low)]
    [InlineData(2, true, 2, ReadingLevel.High)] // what cannot be told from the highest is not low
    public void A_count_of_choices_is_low_up_to_two_of_eight(double score, bool leads, int leaders, ReadingLevel expected) =>
        Assert.Equal(expected, Levels.Of(LevelRule.Choices, Interest(score, leads, leaders) with { Highest = 8, Scales = 5 }));

    [Theory]
    [InlineData(ValueTier.High, ReadingLevel.High)]
    [InlineData(ValueTier.Middle, ReadingLevel.Middle)]
    [InlineData(ValueTier.Low, ReadingLevel.Low)]
    [InlineData(ValueTier.NotAvailable, null)]
    public void A_value_has_the_level_of_its_tier(ValueTier tier, ReadingLevel? expected) =>
        Assert.Equal(expected, Levels.Of(LevelRule.Tiers, new ScaleStanding { Tier = tier }));

    [Theory]
    [InlineData(12, ReadingLevel.High)]
    [InlineData(8, ReadingLevel.High)]
    [InlineData(7, ReadingLevel.Middle)]
    [InlineData(5, ReadingLevel.Middle)]
    [InlineData(4, ReadingLevel.Low)]
    [InlineData(0, ReadingLevel.Low)]
    public void Answers_about_oneself_are_read_by_thirds_of_the_range(double score, ReadingLevel expected) =>
        Assert.Equal(expected, Levels.Of(LevelRule.Answers, new ScaleStanding { Score = score, Highest = 12 }));

    [Fact]
    public void Answers_that_do_not_begin_at_0_are_read_the_same()
    {
        Assert.Equal(ReadingLevel.High, Levels.Of(LevelRule.Answers, new ScaleStanding { Score = 11, Lowest = 3, Highest = 15 }));
        Assert.Equal(ReadingLevel.Low, Levels.Of(LevelRule.Answers, new ScaleStanding { Score = 7, Lowest = 3, Highest = 15 }));
    }

    [Theory]
    [InlineData(0, ReadingLevel.Low)]
    [InlineData(2, ReadingLevel.Low)]
    [InlineData(3, ReadingLevel.Middle)]
    [InlineData(5, ReadingLevel.Middle)]
    [InlineData(6, ReadingLevel.High)]
    [InlineData(8, ReadingLevel.High)]
    public void Eight_tasks_have_three_equally_wide_bands(double score, ReadingLevel expected) =>
        Assert.Equal(expected, Levels.Of(LevelRule.Tasks, new ScaleStanding { Score = score, Highest = 8 }));

    [Theory]
    [InlineData(0, ReadingLevel.Low)]
    [InlineData(1, ReadingLevel.Low)]
    [InlineData(2, ReadingLevel.Middle)]
    [InlineData(4, ReadingLevel.Middle)]
    [InlineData(5, ReadingLevel.High)]
    [InlineData(6, ReadingLevel.High)]
    public void Six_tasks_are_read_by_the_same_shares(double score, ReadingLevel expected) =>
        Assert.Equal(expected, Levels.Of(LevelRule.Tasks, new ScaleStanding { Score = score, Highest = 6 }));

    private static ScaleStanding Interest(double score, bool leads, int leaders) =>
        new() { Score = score, Highest = 40, Leads = leads, Leaders = leaders, Scales = 6 };
}
