using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;
using MathNet.Numerics.Distributions;

namespace Diagnostics.Scoring.Norms;

/// <summary>
/// Norms of one score in one group: every raw score of the scale with its percentile and standard scores. Immutable; safe to read from
/// many threads.
/// </summary>
/// <remarks>
/// Degenerate groups: without respondents everything is NaN; with one respondent, or when all have the same score (SD 0), what is linear
/// is NaN, percentiles are defined, and normalised z is defined but says nothing with one (0 for every score).
/// </remarks>
public sealed class NormTable
{
    /// <summary>Fewest respondents of a table that is more than provisional, whatever group size a look-up asks for.</summary>
    public const int FrozenCount = 300;

    private const double SmallestShare = 1.0 / (1L << 53);

    private NormTable(string set, NormGroup group, ScoreHistogram histogram, NormSettings settings)
    {
        Id = $"{set}/{histogram.Score.Id}/{group}";
        Score = histogram.Score;
        Group = group;
        Settings = settings;
        Count = histogram.Count;
        FrequencyMoments moments = histogram.Moments;
        Mean = moments.Mean;
        StandardDeviation = moments.StandardDeviation;
        Smoothing = settings.SmoothingDegree is { } degree ? LogLinear.Fit(histogram, degree) : null;
        Rows = RowsOf(histogram.Frequencies);
        SmoothedMean = Smoothing is null ? double.NaN : Rows.Sum(row => row.SmoothedFrequency * row.Raw) / Count;
    }

    /// <summary>Names this table for good: norms and version / scale / group. Results are stored with it.</summary>
    public string Id { get; }

    /// <summary>The score and its bounds.</summary>
    public ComparableScore Score { get; }

    /// <summary>The group.</summary>
    public NormGroup Group { get; }

    /// <summary>How the table was made.</summary>
    public NormSettings Settings { get; }

    /// <summary>N, number of respondents.</summary>
    public long Count { get; }

    /// <summary>M, in points; NaN without respondents.</summary>
    public double Mean { get; }

    /// <summary>SD (n − 1), in points; NaN with fewer than two respondents.</summary>
    public double StandardDeviation { get; }

    /// <summary>Whether there are enough respondents; a table that is not frozen is provisional and is not shown to students.</summary>
    public bool IsFrozen => Count >= FrozenCount;

    /// <summary>The smoothing; null when none was asked for.</summary>
    public LogLinearFit? Smoothing { get; }

    /// <summary>Whether look-ups use smoothed percentiles: smoothing was asked for and its fit converged.</summary>
    public bool IsSmoothed => Smoothing is { Converged: true };

    /// <summary>Mean of the smoothed frequencies, in points: <see cref="Mean"/> again but for rounding. NaN when there are none.</summary>
    public double SmoothedMean { get; }

    /// <summary>One row for every score from the lowest to the highest.</summary>
    public ImmutableArray<NormRow> Rows { get; }

    /// <summary>Makes the table of a group.</summary>
    /// <param name="set">Id and version of the norms the table belongs to.</param>
    /// <param name="group">The group.</param>
    /// <param name="histogram">Its scores; read, not kept.</param>
    /// <param name="settings">How to make the table.</param>
    /// <returns>The table.</returns>
    public static NormTable Of(string set, NormGroup group, ScoreHistogram histogram, NormSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(set);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentNullException.ThrowIfNull(settings);
        return new NormTable(set, group, histogram, settings);
    }

    /// <summary>Looks a score up by the table's own method.</summary>
    /// <param name="raw">Score in points; NaN = not available.</param>
    public NormScore Look(double raw) => Look(raw, Settings.Method);

    /// <summary>
    /// Looks a score up. A score outside the table is taken as its end row and flagged. Linear z and T come from the score itself;
    /// percentile and normalised z from the row of floor(raw + 0.5), because a prorated score between two rows has no frequency of its own.
    /// </summary>
    /// <param name="raw">Score in points, whole or prorated; NaN = not available.</param>
    /// <param name="method">Which z.</param>
    /// <returns>The score seen in this table; all NaN for NaN or without respondents.</returns>
    public NormScore Look(double raw, NormMethod method)
    {
        if (double.IsNaN(raw) || Count == 0)
        {
            return NormScore.NotAvailable(method);
        }

        double inside = Math.Clamp(raw, Score.Lowest, Score.Highest);
        NormRow row = Rows[(int)(Math.Floor(inside + 0.5) - Score.Lowest)];
        double z = method switch
        {
            NormMethod.Linear => LinearZ(inside),
            NormMethod.Normalised => IsSmoothed ? row.SmoothedZ : row.NormalisedZ,
        };
        double percentile = IsSmoothed ? row.SmoothedPercentile : row.PercentileMidRank;
        return new NormScore(z, percentile, Count, inside != raw, method);
    }

    private double LinearZ(double raw) => StandardDeviation > 0 ? (raw - Mean) / StandardDeviation : double.NaN;

    private ImmutableArray<NormRow> RowsOf(ReadOnlySpan<long> frequencies)
    {
        ImmutableArray<NormRow>.Builder rows = ImmutableArray.CreateBuilder<NormRow>(frequencies.Length);
        long below = 0;
        double smoothedBelow = 0;
        for (int place = 0; place < frequencies.Length; place++)
        {
            double smoothed = Smoothing?.Frequencies[place] ?? double.NaN;
            double smoothedShare = (smoothedBelow + (smoothed / 2)) / Count;
            rows.Add(new NormRow
            {
                Raw = Score.Lowest + place,
                Frequency = frequencies[place],
                CumulativeBelow = below,
                PercentileMidRank = 100 * (below + (frequencies[place] / 2.0)) / Count,
                PercentileAtOrBelow = 100.0 * (below + frequencies[place]) / Count,
                LinearZ = LinearZ(Score.Lowest + place),
                NormalisedZ = Quantile((below + (frequencies[place] / 2.0)) / Count, 0.5 / Count),
                SmoothedFrequency = smoothed,
                SmoothedPercentile = 100 * smoothedShare,
                SmoothedZ = Quantile(smoothedShare, SmallestShare),
            });
            below += frequencies[place];
            smoothedBelow += smoothed;
        }

        return rows.MoveToImmutable();
    }

    /// <summary>Φ⁻¹ of a share held away from 0 and 1; NaN for NaN.</summary>
    private static double Quantile(double share, double least) =>
        double.IsNaN(share) ? double.NaN : Normal.InvCDF(0, 1, Math.Clamp(share, least, 1 - least));
}
