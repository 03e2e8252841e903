using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Norms;

/// <summary>
/// Counts ready whole scores of one column by group, in constant memory. Without given bounds the file is read twice: first for the lowest
/// and highest score.
/// </summary>
/// <param name="File">Path of the CSV.</param>
/// <param name="Column">Column of the scores; persons are comparable on it, says who names it.</param>
/// <param name="By">Group columns; empty = everybody is one group.</param>
public sealed record ReadyNormCount(string File, string Column, ImmutableArray<string> By)
{
    private const double LargestScore = 1_000_000_000;

    /// <summary>Lowest possible score; null: the lowest of the file.</summary>
    public int? Lowest { get; init; }

    /// <summary>Highest possible score; null: the highest of the file.</summary>
    public int? Highest { get; init; }

    /// <summary>Count cells that are no score within the bounds, instead of stopping at the first.</summary>
    public bool Lenient { get; init; }

    /// <summary>Counts the file.</summary>
    /// <param name="progress">Told the share of the work that is done, 0..1.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="TableException">The file is not usable, has no such column or a cell that is no whole score.</exception>
    /// <exception cref="ArgumentException">There are too many different groups.</exception>
    public NormSample Count(IProgress<double>? progress, CancellationToken cancellation)
    {
        bool isBounded = Lowest is not null && Highest is not null;
        ComparableScore score = isBounded
            ? Declare(Lowest!.Value, Highest!.Value)
            : FindBounds(new PartOfProgress(progress, pass: 0, passes: 2), cancellation);
        return Count(score, isBounded ? progress : new PartOfProgress(progress, pass: 1, passes: 2), cancellation);
    }

    private NormSample Count(ComparableScore score, IProgress<double>? progress, CancellationToken cancellation)
    {
        NormAccumulator gathered = new([score], By);
        using TableReader table = TableReader.Open(File);
        int place = PlaceOf(table);
        GroupColumns columns = GroupColumns.Find(table.Columns, By, File);
        string[] values = new string[By.Length];
        long rows = 0;
        long invalid = 0;
        while (table.Read(progress, cancellation))
        {
            rows++;
            columns.Copy(table, values);
            invalid += Push(table, place, gathered.HistogramsOf(values)[0]) ? 0 : 1;
        }

        return new NormSample(gathered, new ResponseTally(rows, invalid), []);
    }

    /// <summary>Counts one cell; an empty one is skipped.</summary>
    /// <returns>False when it is no score and the reading is lenient.</returns>
    private bool Push(TableReader table, int place, ScoreHistogram histogram)
    {
        string cell = table[place];
        double raw = double.NaN;
        bool isScore = true;
        if (!string.IsNullOrWhiteSpace(cell))
        {
            isScore = TryRead(cell, out int whole) && whole >= histogram.Score.Lowest && whole <= histogram.Score.Highest;
            raw = isScore ? whole : double.NaN;
        }

        if (!isScore && !Lenient)
        {
            throw table.Fault(Column, string.Create(
                CultureInfo.InvariantCulture,
                $"\"{cell}\" is no whole score {histogram.Score.Lowest}..{histogram.Score.Highest}; prorated scores are no norms, "
                + $"an empty cell is a missing score"));
        }

        histogram.PushAnswered([raw], [1], 1);
        return isScore;
    }

    private ComparableScore FindBounds(PartOfProgress progress, CancellationToken cancellation)
    {
        using TableReader table = TableReader.Open(File);
        int place = PlaceOf(table);
        int least = int.MaxValue;
        int most = int.MinValue;
        while (table.Read(progress, cancellation))
        {
            string cell = table[place];
            if (TryRead(cell, out int whole))
            {
                least = Math.Min(least, whole);
                most = Math.Max(most, whole);
            }
            else if (!Lenient && !string.IsNullOrWhiteSpace(cell))
            {
                throw table.Fault(Column, $"\"{cell}\" is no whole score; prorated scores are no norms, an empty cell is a missing score");
            }
        }

        if (least > most)
        {
            throw new TableException(File, 0, Column, "there is no score; --min and --max say what scores there could be");
        }

        return Declare(Lowest ?? least, Highest ?? most);
    }

    private ComparableScore Declare(int lowest, int highest) => highest >= lowest && (long)highest - lowest <= NormAccumulator.MostSteps
        ? ComparableScore.Declared(Column, lowest, highest)
        : throw new TableException(File, 0, Column, string.Create(
            CultureInfo.InvariantCulture, $"scores {lowest}..{highest} are out of order or more than {NormAccumulator.MostSteps} steps"));

    private int PlaceOf(TableReader table)
    {
        int place = table.IndexOf(Column);
        return place >= 0 && !By.Contains(Column)
            ? place
            : throw table.Fault(null, place < 0 ? $"no column {Column}" : $"column {Column} is a group and a score");
    }

    private static bool TryRead(string cell, out int whole)
    {
        // Statistics programs write 3 as 3.0 once a column has blanks.
        bool isWhole = NumberCell.TryRead(cell, out double number) && double.IsInteger(number) && Math.Abs(number) <= LargestScore;
        whole = isWhole ? (int)number : 0;
        return isWhole;
    }
}
