namespace Diagnostics.Scoring.Calibration;

/// <summary>Which parameters of the items are free. θ has mean 0 and deviation 1 in every model, which fixes the scale.</summary>
public enum CalibrationModel
{
    /// <summary>
    /// One slope for all items, estimated, and an intercept of each; two categories. The Rasch model with the deviation of θ as unit: slope 1 and a deviation of a is the same likelihood.
    /// </summary>
    Rasch,

    /// <summary>Slope and intercept of each item; two categories (Birnbaum, 1968†).</summary>
    TwoParameter,

    /// <summary>Slope, intercept and guessing of each item; two categories (Birnbaum, 1968†).</summary>
    ThreeParameter,

    /// <summary>Graded response: a slope and an intercept for each step of each item; two categories or more (Samejima, 1969†).</summary>
    Graded,
}
