using System.Collections.Immutable;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Adaptive;

/// <summary>A simulation of precision as a table; its first column says of every row that it is simulated.</summary>
public static class PrecisionTable
{
    /// <summary>Writes the rows.</summary>
    /// <param name="bank">Whose parameters they rest on.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public static void Write(ItemBank bank, ImmutableArray<PrecisionRow> rows, TextWriter output, bool excel)
    {
        ArgumentNullException.ThrowIfNull(bank);
        using TableWriter writer = new(output, excel);
        writer.Row(["source", "form", "theta_from", "theta_to", "persons", "items", "mean_se", "rmse", "bias", "max_exposure", "never_given"]);
        foreach (PrecisionRow row in rows)
        {
            writer.Cell(bank.IsPredicted ? "simulated on predicted parameters" : "simulated on calibrated parameters");
            writer.Cell(NameOf(row.Form));
            writer.Cells([double.IsFinite(row.From) ? row.From : double.NaN, double.IsFinite(row.To) ? row.To : double.NaN]);
            writer.Cell(row.Persons);
            writer.Cells([row.Items, row.Error, row.TrueError, row.Bias, row.MostExposed]);
            writer.Cell(row.NeverGiven);
            writer.EndRow();
        }

        writer.Flush();
    }

    private static string NameOf(PrecisionForm form) => form switch
    {
        PrecisionForm.Adaptive => "adaptive",
        PrecisionForm.Fixed => "fixed",
        PrecisionForm.BestFixed => "fixed-best",
    };
}
