namespace Diagnostics.Scoring.Norms;

/// <summary>The choices behind norm tables; they are stored with the norms, so that a table can be computed again.</summary>
public sealed record NormSettings
{
    /// <summary>Degree of the log-linear smoothing of <c>norms --smooth</c>: mean, variance, skewness and kurtosis are kept.</summary>
    public const int UsualDegree = 4;

    /// <summary>Highest degree that is accepted.</summary>
    public const int HighestDegree = 10;

    private readonly int _leastN = 300;
    private readonly int? _smoothingDegree;

    /// <summary>Which standard score a look-up gives unless it asks for another.</summary>
    public NormMethod Method { get; init; } = NormMethod.Linear;

    /// <summary>A group is used for a person from this many respondents on; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int LeastN
    {
        get => _leastN;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _leastN = value;
        }
    }

    /// <summary>Degree of log-linear smoothing, 1 .. <see cref="HighestDegree"/>; null = frequencies as they were observed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another degree.</exception>
    public int? SmoothingDegree
    {
        get => _smoothingDegree;
        init
        {
            if (value is { } degree)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, HighestDegree);
            }

            _smoothingDegree = value;
        }
    }
}
