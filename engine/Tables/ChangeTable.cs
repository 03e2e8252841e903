using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Change;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// From a table with two occasions to a table of reliable change. The file is read twice: first the two columns, 16 bytes a respondent, for
/// the summary; then row by row for the result, which passes every other column through.
/// </summary>
public sealed class ChangeTable(ChangeTableOptions options)
{
    private const double LargestScore = 400_000;

    /// <summary>The columns of the summary.</summary>
    private static readonly ImmutableArray<string> SummaryNames =
    [
        "n", "mean1", "mean2", "sd1", "sd2", "r12", "rel_used", "sem1_rel", "sdiff_jt_rel", "sed_iverson", "srb_b", "srb_see",
    ];

    /// <summary>First reading: what the two occasions look like.</summary>
    /// <param name="progress">Told the share of the reading that is done, 0..1.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The indices, ready for a person's scores, and what was read.</returns>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public (ReliableChange Change, ResponseTally Tally) Summarise(IProgress<double>? progress, CancellationToken cancellation)
    {
        using TableReader table = TableReader.Open(options.File);
        (int firstPlace, int secondPlace) = (PlaceOf(table, options.First), PlaceOf(table, options.Second));
        List<double> first = [];
        List<double> second = [];
        long invalid = 0;
        while (table.Read(progress, cancellation))
        {
            first.Add(ScoreAt(table, firstPlace, ref invalid));
            second.Add(ScoreAt(table, secondPlace, ref invalid));
        }

        double[] known = [.. first.Concat(second).Where(score => !double.IsNaN(score))];
        ComparableScore score = ComparableScore.Declared(
            options.First,
            known.Length == 0 ? 0 : (int)Math.Floor(known.Min()),
            known.Length == 0 ? 0 : (int)Math.Ceiling(known.Max()));
        TwoOccasions occasions = TwoOccasions.Of(score, first.ToArray(), second.ToArray());
        return (new ReliableChange(occasions, options.Reliability), new ResponseTally(first.Count, invalid));
    }

    /// <summary>Second reading: every respondent's change.</summary>
    /// <param name="change">What the first reading found.</param>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="progress">Told the share of the reading that is done, 0..1.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public void Write(ReliableChange change, TextWriter output, IProgress<double>? progress, CancellationToken cancellation)
    {
        using TableReader table = TableReader.Open(options.File);
        (int firstPlace, int secondPlace) = (PlaceOf(table, options.First), PlaceOf(table, options.Second));
        int id = table.IndexOf(options.Id ?? ResponseTable.UsualId);
        int[] passed = [.. Enumerable.Range(0, table.Columns.Length).OrderByDescending(place => place == id)];
        using var writer = new TableWriter(output, options.Excel);
        WriteHeader(table, passed, writer);
        long invalid = 0;
        while (table.Read(progress, cancellation))
        {
            foreach (int place in passed)
            {
                writer.Cell(table[place]);
            }

            WriteChange(change.Of(ScoreAt(table, firstPlace, ref invalid), ScoreAt(table, secondPlace, ref invalid)), writer);
            writer.EndRow();
        }

        writer.Flush();
    }

    /// <summary>The summary as one row.</summary>
    /// <param name="change">What the first reading found.</param>
    /// <param name="output">Receives the CSV; left open.</param>
    public void WriteSummary(ReliableChange change, TextWriter output)
    {
        using var writer = new TableWriter(output, options.Excel);
        writer.Row(SummaryNames);
        TwoOccasions occasions = change.Occasions;
        writer.Cells(
        [
            occasions.Count, occasions.FirstMean, occasions.SecondMean, occasions.FirstDeviation, occasions.SecondDeviation,
            occasions.Correlation, change.Reliability, change.FirstError, change.DifferenceError, change.PracticeDifferenceError,
            change.Slope, change.EstimateError,
        ]);
        writer.EndRow();
        writer.Flush();
    }

    private void WriteHeader(TableReader table, int[] passed, TableWriter writer)
    {
        // 0.85 is named rel_085, with at least two decimals, so that tables with different reliabilities can stand side by side.
        string reliability = options.Reliability.ToString("0.00##########", CultureInfo.InvariantCulture);
        string suffix = reliability.Replace(".", "", StringComparison.Ordinal);
        string[] added =
            ["rci_jt_retest_r", "class_retest_r", $"rci_jt_rel_{suffix}", $"class_rel_{suffix}", $"rci_iverson_{suffix}", "srb_z"];
        string[] names = [.. passed.Select(place => table.Columns[place]), .. added];
        table.RefuseRepeated(names);
        writer.Row(names);
    }

    private static void WriteChange(ChangeScore change, TableWriter writer)
    {
        writer.Cell(change.RetestIndex);
        writer.Cell(NameOf(change.RetestClass));
        writer.Cell(change.ReliabilityIndex);
        writer.Cell(NameOf(change.ReliabilityClass));
        writer.Cell(change.PracticeIndex);
        writer.Cell(change.RegressionZ);
    }

    private static string NameOf(ChangeClass? change) => change switch
    {
        ChangeClass.Same => "same",
        ChangeClass.Up => "up",
        ChangeClass.Down => "down",
        null => "",
    };

    private int PlaceOf(TableReader table, string column)
    {
        if (options.Id is { } id && table.IndexOf(id) < 0)
        {
            throw table.Fault(null, $"no column {id}");
        }

        int place = table.IndexOf(column);
        return place >= 0 ? place : throw table.Fault(null, $"no column {column}");
    }

    private double ScoreAt(TableReader table, int place, ref long invalid)
    {
        string cell = table[place].Trim();
        if (cell.Length == 0)
        {
            return double.NaN;
        }

        if (NumberCell.TryRead(cell, out double score) && Math.Abs(score) <= LargestScore)
        {
            return score;
        }

        invalid++;
        return options.Lenient
            ? double.NaN
            : throw table.Fault(table.Columns[place], $"\"{cell}\" is no score; an empty cell is a missing one");
    }
}
