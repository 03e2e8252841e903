using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Reference;

/// <summary>A reference set with a reference calibration, read the simplest way there is.</summary>
internal sealed record CalibratedResponses(ImmutableArray<ItemParameters> Items, ResponseMatrix Responses)
{
    public static CalibratedResponses Read(Func<string, string> path, string set, string calibration)
    {
        ReferenceTable parameters = ReferenceTable.Read(path($"{calibration}_params.ref.csv"));
        return Read(path, set, parameters);
    }

    public static CalibratedResponses Read(Func<string, string> path, string set, ReferenceTable parameters)
    {
        ReferenceTable answers = ReferenceTable.Read(path($"{set}_items.csv"));
        string[] names = [.. Enumerable.Range(0, parameters.Rows).Select(item => parameters.Text(item, "item"))];
        byte[] codes =
        [
            .. Enumerable.Range(0, answers.Rows).SelectMany(row => names.Select(name =>
                double.IsNaN(answers.Number(row, name)) ? ResponseMatrix.Missing : (byte)answers.Number(row, name))),
        ];
        return new CalibratedResponses(Parameters(parameters), ResponseMatrix.FromRows(codes, names.Length));
    }

    /// <summary>Items by their intercepts, or by thresholds where the table has no others.</summary>
    public static ImmutableArray<ItemParameters> Parameters(ReferenceTable table)
    {
        string kind = table.Columns.Any(column => column is "d" or "d1") ? "d" : "b";
        string[] columns = [.. table.Columns.Where(column => column == kind || (column[..1] == kind && char.IsDigit(column[^1])))];
        return
        [
            .. Enumerable.Range(0, table.Rows).Select(row =>
            {
                ImmutableArray<double> steps = [.. columns.Select(column => table.Number(row, column))];
                double slope = table.Number(row, "a");
                return kind == "d" ? new ItemParameters(slope, steps) : ItemParameters.FromThresholds(slope, steps);
            }),
        ];
    }

    public byte[] Row(int respondent)
    {
        byte[] row = new byte[Items.Length];
        Responses.CopyRow(respondent, row);
        return row;
    }

    public GuttmanOrder Order()
    {
        StepTally tally = new([.. Items.Select(item => item.Categories)]);
        tally.Add(Responses);
        return new GuttmanOrder(tally);
    }
}
