using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// Raw scores and answered counts of many respondents, immutable. The layout is scale-major, [scales × respondents]: what follows a score
/// (norms, reliability, matching) reads one scale over all respondents.
/// </summary>
public sealed class ScaleScores
{
    private readonly double[] _raw;
    private readonly ushort[] _answered;

    internal ScaleScores(ScoringKey key, int respondents, double[] raw, ushort[] answered)
    {
        Key = key;
        Respondents = respondents;
        _raw = raw;
        _answered = answered;
    }

    /// <summary>The key that was used.</summary>
    public ScoringKey Key { get; }

    /// <summary>Number of respondents; may be 0.</summary>
    public int Respondents { get; }

    /// <summary>Raw scores of all respondents on one scale, in points; NaN = not available.</summary>
    /// <param name="scale">Position of the scale in the key.</param>
    /// <returns>[respondents]</returns>
    public ReadOnlySpan<double> Raw(int scale) => _raw.AsSpan(Start(scale), Respondents);

    /// <summary>Numbers of answered items of all respondents on one scale.</summary>
    /// <param name="scale">Position of the scale in the key.</param>
    /// <returns>[respondents]</returns>
    public ReadOnlySpan<ushort> Answered(int scale) => _answered.AsSpan(Start(scale), Respondents);

    private int Start(int scale)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)scale, (uint)Key.Scales.Length, nameof(scale));
        return scale * Respondents;
    }
}
