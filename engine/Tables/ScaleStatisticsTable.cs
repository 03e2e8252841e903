using System.Collections.Immutable;
using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Engine.Tables;

/// <summary>Statistics of scales, one row each.</summary>
internal static class ScaleStatisticsTable
{
    private static readonly ImmutableArray<string> Columns =
    [
        "scale", "n_complete", "items", "mean", "sd", "var", "min", "max", "skew_g1", "kurt_g2", "alpha", "alpha_std",
        "mean_inter_item_r", "lambda2", "lambda6_std", "omega_total_1f_cov", "omega_total_1f_std", "split_half_oddeven_r",
        "split_half_sb", "sem_alpha", "sem_omega", "alpha_feldt_lo95", "alpha_feldt_hi95",
        "sem_t_alpha", "sem_t_omega", "heywood", "rows", "not_reached", "speeded",
    ];

    public static void Write(ImmutableArray<ScaleStatistics> scales, TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(Columns);
        foreach (ScaleStatistics scale in scales)
        {
            writer.Cell(scale.Scale.Id);
            writer.Cells(Numbers(scale));
            writer.EndRow();
        }

        writer.Flush();
    }

    private static double[] Numbers(ScaleStatistics scale) =>
    [
        scale.Totals.Count, scale.Items.Length, scale.Totals.Mean, scale.Totals.StandardDeviation, scale.Totals.Variance,
        scale.Totals.Minimum, scale.Totals.Maximum, scale.Totals.Skewness, scale.Totals.Kurtosis, scale.Alpha, scale.StandardisedAlpha,
        scale.MeanInterItemCorrelation, scale.Lambda2, scale.Lambda6, scale.Omega, scale.StandardisedOmega, scale.SplitHalfCorrelation,
        scale.SplitHalf, scale.StandardErrorByAlpha, scale.StandardErrorByOmega, scale.AlphaInterval.Low, scale.AlphaInterval.High,
        scale.StandardErrorOfTByAlpha, scale.StandardErrorOfTByOmega, Heywood(scale), scale.Rows, scale.NotReached,
        scale.IsSpeeded ? 1 : 0,
    ];

    private static double Heywood(ScaleStatistics scale)
    {
        if (!scale.Factor.IsAvailable)
        {
            return double.NaN;
        }

        return scale.Factor.IsHeywood ? 1 : 0;
    }
}
