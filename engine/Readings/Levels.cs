using Diagnostics.Scoring.BestWorst;

namespace Diagnostics.Engine.Readings;

/// <summary>Picks the level a text is chosen by. Pure; every bound is a stated choice, not a norm.</summary>
public static class Levels
{
    /// <param name="rule">The rule of the instrument's readings.</param>
    /// <param name="standing">What is known of the scale.</param>
    /// <returns>The level, or null: without a score there is nothing to read.</returns>
    public static ReadingLevel? Of(LevelRule rule, ScaleStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return rule switch
        {
            LevelRule.Leading => Relative(standing, score => score < (standing.Lowest + standing.Highest) / 2),
            LevelRule.Choices => Relative(standing, score => 4 * (score - standing.Lowest) <= standing.Highest - standing.Lowest),
            LevelRule.Tiers => Tier(standing.Tier),
            LevelRule.Answers => Thirds(standing),
            LevelRule.Tasks => Quarters(standing),
        };
    }

    /// <summary>
    /// A leading tier of more than half of the scales singles nothing out, so nothing is high then. What is not in the tier can be told
    /// from a highest scale; it is low only when the answers themselves lean away from it: somebody may like five things of six.
    /// </summary>
    private static ReadingLevel? Relative(ScaleStanding standing, Func<double, bool> leansAway)
    {
        if (standing.Score is not { } score)
        {
            return null;
        }

        if (standing.Flat || standing.Leaders == 0)
        {
            return ReadingLevel.Middle;
        }

        if (standing.Leads)
        {
            return 2 * standing.Leaders <= standing.Scales ? ReadingLevel.High : ReadingLevel.Middle;
        }

        return leansAway(score) ? ReadingLevel.Low : ReadingLevel.Middle;
    }

    private static ReadingLevel? Tier(ValueTier tier) => tier switch
    {
        ValueTier.NotAvailable => null,
        ValueTier.Low => ReadingLevel.Low,
        ValueTier.Middle => ReadingLevel.Middle,
        ValueTier.High => ReadingLevel.High,
    };

    /// <summary>
    /// High from two thirds of the range on, low up to one third: of three answers 0..4 a sum of 8 (3, 3, 2: two agree, one wavers) is
    /// high and a sum of 4 (1, 1, 2) low. Multiplied out, so that 8 of 12 is exactly two thirds.
    /// </summary>
    private static ReadingLevel? Thirds(ScaleStanding standing) =>
        ByShare(standing, (part, range) => 3 * part >= 2 * range, (part, range) => 3 * part <= range);

    /// <summary>By share, so that a short form is read like a long one: low up to a quarter of the tasks, high from three quarters on. Of eight that is
    /// up to 2 and from 6 on, three equally wide bands; of six up to 1 and from 5 on.</summary>
    private static ReadingLevel? Quarters(ScaleStanding standing) =>
        ByShare(standing, (part, range) => 4 * part >= 3 * range, (part, range) => 4 * part <= range);

    private static ReadingLevel? ByShare(ScaleStanding standing, Func<double, double, bool> isHigh, Func<double, double, bool> isLow)
    {
        if (standing.Score is not { } score)
        {
            return null;
        }

        double part = score - standing.Lowest;
        double range = standing.Highest - standing.Lowest;
        return isHigh(part, range) ? ReadingLevel.High : isLow(part, range) ? ReadingLevel.Low : ReadingLevel.Middle;
    }
}
