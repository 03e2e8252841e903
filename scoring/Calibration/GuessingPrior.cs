namespace Diagnostics.Scoring.Calibration;

/// <summary>
/// What is believed of c before the answers: Beta(alpha, beta) on c itself. Without it c of an easy item is hardly identified. 5 and 17, the usual choice for five options (†), have
/// their mode at .20.
/// </summary>
/// <param name="Alpha">1 or more.</param>
/// <param name="Beta">1 or more; 1 and 1 is no belief at all.</param>
public sealed record GuessingPrior(double Alpha, double Beta)
{
    /// <summary>Beta(5, 17).</summary>
    public static GuessingPrior FiveOptions { get; } = new(5, 17);

    /// <summary>1 or more.</summary>
    public double Alpha { get; } = Alpha >= 1 && double.IsFinite(Alpha) ? Alpha : throw new ArgumentOutOfRangeException(nameof(Alpha), Alpha, "1 or more.");

    /// <summary>1 or more.</summary>
    public double Beta { get; } = Beta >= 1 && double.IsFinite(Beta) ? Beta : throw new ArgumentOutOfRangeException(nameof(Beta), Beta, "1 or more.");

    /// <summary>log of the density without its constant.</summary>
    internal double LogDensity(double guessing) => ((Alpha - 1) * Math.Log(guessing)) + ((Beta - 1) * Math.Log(1 - guessing));

    /// <summary>Its derivative by logit c.</summary>
    internal double Slope(double guessing) => ((Alpha - 1) * (1 - guessing)) - ((Beta - 1) * guessing);

    /// <summary>Minus its second derivative by logit c.</summary>
    internal double Curvature(double guessing) => (Alpha + Beta - 2) * guessing * (1 - guessing);
}
