namespace Diagnostics.Scoring.Calibration;

/// <summary>How a calibration ended.</summary>
public enum CalibrationEnd
{
    /// <summary>A step of EM moved nothing by more than the tolerance.</summary>
    Converged,

    /// <summary>The passes were used up; the parameters are the last ones.</summary>
    PassesUsedUp,

    /// <summary>No item can be estimated.</summary>
    NothingToEstimate,
}
