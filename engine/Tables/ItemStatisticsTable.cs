using System.Collections.Immutable;
using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Engine.Tables;

/// <summary>Statistics of items, one row for every item of every scale.</summary>
internal static class ItemStatisticsTable
{
    private static readonly ImmutableArray<string> Columns =
    [
        "item", "scale", "n", "mean", "sd", "item_total_r", "item_rest_r", "alpha_if_deleted", "loading_1f_std", "uniqueness_1f_std",
        "missing", "not_reached", "p",
    ];

    public static void Write(ImmutableArray<string> names, ImmutableArray<ScaleStatistics> scales, TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(Columns);
        foreach (ScaleStatistics scale in scales)
        {
            foreach (ItemStatistics item in scale.Items)
            {
                writer.Cell(names[item.Item.Item]);
                writer.Cell(scale.Scale.Id);
                writer.Cells(Numbers(scale, item));
                writer.EndRow();
            }
        }

        writer.Flush();
    }

    private static double[] Numbers(ScaleStatistics scale, ItemStatistics item) =>
    [
        scale.Totals.Count, item.Mean, item.StandardDeviation, item.ItemTotalCorrelation, item.ItemRestCorrelation, item.AlphaIfDeleted,
        item.Loading, item.Uniqueness, item.Missing, item.NotReached, item.Difficulty,
    ];
}
