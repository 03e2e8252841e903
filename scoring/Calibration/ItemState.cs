namespace Diagnostics.Scoring.Calibration;

/// <summary>Whether an item could be calibrated.</summary>
public enum ItemState
{
    /// <summary>It has parameters.</summary>
    Estimated,

    /// <summary>Nobody answered it; left out.</summary>
    NobodyAnswered,

    /// <summary>Everybody who answered it chose the same category: its intercepts are infinite; left out.</summary>
    Constant,

    /// <summary>A category was chosen by nobody, so that its step has no place; left out.</summary>
    EmptyCategory,

    /// <summary>
    /// Its slope grew until <see cref="CalibrationFit.SteepestSlope"/> and is held there, without an error: the item separates respondents perfectly, or it repeats another item.
    /// </summary>
    SlopeAtLimit,

    /// <summary>
    /// Its c stopped at .0001 (or .9999) and is held there, without an error: only without a prior, where the likelihood falls or grows all the way.
    /// </summary>
    GuessingAtLimit,
}
