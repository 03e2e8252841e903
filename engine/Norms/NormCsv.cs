using System.Collections.Immutable;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Norms;

/// <summary>
/// Norm tables as rows, under the names researchers lay beside R's: every score of every scale in every group by all columns, however
/// small, or of everybody when there are no columns.
/// </summary>
/// <param name="norms">The norms; smoothed ones are written with the smoothed columns.</param>
/// <param name="namesScale">Whether a first column names the scale; a column of ready scores by group goes without.</param>
public sealed class NormCsv(NormSet norms, bool namesScale)
{
    private static readonly ImmutableArray<string> Plain =
    [
        "raw", "freq", "cum_below", "pr_midrank", "pr_cum_at_or_below", "z_linear", "T_linear", "z_normalized", "T_normalized",
        "T_normalized_rounded", "sten_linear", "stanine_linear", "sten_normalized", "stanine_normalized",
    ];

    private static readonly ImmutableArray<string> Smoothed =
        ["raw", "freq", "freq_smoothed", "pr_smoothed", "z_smoothed", "T_smoothed", "moment1_obs", "moment1_fit"];

    private readonly bool _isSmoothed = norms.Settings.SmoothingDegree is not null;
    private readonly bool _countsGroup = !norms.By.IsEmpty || norms.Settings.SmoothingDegree is not null;

    /// <summary>Writes everything.</summary>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void Write(TextWriter output, bool excel)
    {
        using var writer = new TableWriter(output, excel);
        string[] head = [.. namesScale ? ["scale"] : Array.Empty<string>(), .. norms.By, .. _countsGroup ? ["n"] : Array.Empty<string>()];
        writer.Row(head.Concat(_isSmoothed ? Smoothed : Plain));
        ImmutableArray<NormGroup> groups = norms.By.IsEmpty ? [NormGroup.Everybody] : norms.Groups;
        for (int score = 0; score < norms.Scores.Length; score++)
        {
            foreach (NormGroup group in groups)
            {
                WriteTable(norms.TableOf(group, score), writer);
            }
        }

        writer.Flush();
    }

    private void WriteTable(NormTable table, TableWriter writer)
    {
        foreach (NormRow row in table.Rows)
        {
            if (namesScale)
            {
                writer.Cell(table.Score.Id);
            }

            foreach (string value in table.Group.Values)
            {
                writer.Cell(value);
            }

            if (_countsGroup)
            {
                writer.Cell((double)table.Count);
            }

            writer.Cells(_isSmoothed ? SmoothedCells(table, row) : PlainCells(row));
            writer.EndRow();
        }
    }

    private static double[] PlainCells(NormRow row) =>
    [
        row.Raw, row.Frequency, row.CumulativeBelow, row.PercentileMidRank, row.PercentileAtOrBelow, row.LinearZ, row.LinearT,
        row.NormalisedZ, row.NormalisedT, Number(row.NormalisedTRounded),
        Number(StandardScale.Sten(row.LinearZ)), Number(StandardScale.Stanine(row.LinearZ)),
        Number(StandardScale.Sten(row.NormalisedZ)), Number(StandardScale.Stanine(row.NormalisedZ)),
    ];

    private static double[] SmoothedCells(NormTable table, NormRow row) =>
    [
        row.Raw, row.Frequency, row.SmoothedFrequency, row.SmoothedPercentile, row.SmoothedZ, row.SmoothedT, table.Mean, table.SmoothedMean,
    ];

    private static double Number(int? whole) => whole ?? double.NaN;
}
