namespace Diagnostics.Engine.Readings;

/// <summary>How a level is picked; each file of readings names its own. The bounds are stated at <see cref="Levels"/>.</summary>
public enum LevelRule
{
    /// <summary>Ratings that compare with each other: the leading tier, and what stands apart below the middle of the range.</summary>
    Leading,

    /// <summary>Counts of choices that add up to a constant: the leading tier, and what is told from it within the lowest quarter.</summary>
    Choices,

    /// <summary>Best–worst values: their tier.</summary>
    Tiers,

    /// <summary>A few statements about oneself: the mean answer.</summary>
    Answers,

    /// <summary>Tasks with right answers: the share solved.</summary>
    Tasks,
}
