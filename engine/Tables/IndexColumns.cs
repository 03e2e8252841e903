using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// The interest indices as columns of a table, under the names researchers lay beside R's; empty cells when any of the six scores is not
/// available.
/// </summary>
public sealed class IndexColumns : ScoreColumns
{
    private readonly ImmutableArray<int> _scales;

    /// <summary>Finds the six scales.</summary>
    /// <exception cref="ArgumentException">One of them is not in the key.</exception>
    public IndexColumns(ScoringKey key)
    {
        ImmutableArray<string> ids = [.. key.Scales.Select(scale => scale.Id)];
        _scales = [.. HollandCode.Letters.Select(letter => ids.IndexOf(letter.ToString()))];
        if (_scales.Contains(-1))
        {
            throw new ArgumentException($"Indices need the scales R, I, A, S, E, C; the key has {string.Join(", ", ids)}.", nameof(key));
        }

        ScaleKey[] six = [.. _scales.Select(scale => key.Scales[scale])];
        if (six.Select(scale => (scale.Lowest, scale.Highest)).Distinct().Count() > 1)
        {
            string bounds = string.Join(", ", six.Select(scale => $"{scale.Id} {scale.Lowest}..{scale.Highest}"));
            throw new ArgumentException($"Indices compare six scores in one unit; the scales have {bounds}.", nameof(key));
        }
    }

    public override ImmutableArray<string> Names { get; } =
    [
        "code3", "tie_in_top3", "diff_holland", "diff_top3", "iachan_L1", "iachan_L2", "DI3_holland_pkg", "profile_sd_pop",
        "profile_var_pop", "elevation_sum", "elevation_mean", "consistency_hexdist", "consistency_3to1",
        "prediger_TP", "prediger_DI_173", "prediger_DI_sqrt3", "prediger_angle_deg", "prediger_radius",
    ];

    /// <inheritdoc/>
    public override void Write(in ScoredRow row, TableWriter writer)
    {
        Span<double> scores = stackalloc double[HollandCode.Letters.Length];
        for (int letter = 0; letter < scores.Length; letter++)
        {
            scores[letter] = row.Raw[_scales[letter]];
        }

        RiasecIndices indices = RiasecIndices.Of(scores);
        writer.Cell(indices.Code3);
        writer.Cell(indices.IsAvailable ? Convert.ToDouble(indices.TieInTop3) : double.NaN);
        writer.Cells(
        [
            indices.HollandDifferentiation, indices.Top3Differentiation, indices.IachanL1, indices.IachanL2, indices.Di3,
            indices.ProfileSd, indices.ProfileVariance, indices.ElevationSum, indices.ElevationMean, indices.HexagonDistance,
            indices.Consistency,
            indices.ThingsPeople, indices.DataIdeas173, indices.DataIdeas, indices.AngleDegrees, indices.Radius,
        ]);
    }
}
