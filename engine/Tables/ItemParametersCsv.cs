using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// Item parameters as a table: item, a, then d or b (d1, d2 … or b1, b2 … for more than two categories), c where answers can be guessed.
/// Where intercepts and thresholds both stand the intercepts hold. A column origin says predicted of parameters that no answer has gone into.
/// Further columns are ignored.
/// </summary>
public static class ItemParametersCsv
{
    private static readonly ImmutableArray<string> Required = ["item", "a"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="TableException">A column is absent, a cell is no number or out of its range, an item repeats, or there are no rows.</exception>
    public static ImmutableArray<CalibratedItem> Read(string file)
    {
        using TableReader table = TableReader.Open(file);
        return Read(table);
    }

    /// <summary>Reads a whole table that is there already.</summary>
    /// <param name="name">What faults call it.</param>
    /// <param name="text">The table.</param>
    /// <exception cref="TableException">As of a file.</exception>
    public static ImmutableArray<CalibratedItem> Read(string name, string text)
    {
        using TableReader table = TableReader.Of(name, text);
        return Read(table);
    }

    private static ImmutableArray<CalibratedItem> Read(TableReader table)
    {
        string[] absent = [.. Required.Where(name => table.IndexOf(name) < 0)];
        if (absent.Length > 0)
        {
            throw table.Fault(null, $"no column {string.Join(", ", absent)}; parameters are item,a,b or item,a,d or item,a,b1,b2,…", TableFault.NoColumn);
        }

        int[] intercepts = Steps(table, "d");
        int[] thresholds = Steps(table, "b");
        if (intercepts.Length + thresholds.Length == 0)
        {
            throw table.Fault(null, "no column b, d, b1 or d1", TableFault.NoColumn);
        }

        ImmutableArray<CalibratedItem>.Builder items = ImmutableArray.CreateBuilder<CalibratedItem>();
        HashSet<string> names = new(StringComparer.Ordinal);
        while (table.Read())
        {
            string item = KeyCsv.Text(table, table.IndexOf("item"));
            if (!names.Add(item))
            {
                throw table.Fault("item", $"item {item} is there already", TableFault.Repeated);
            }

            if (items.Count == LikelihoodTable.MostItems)
            {
                throw table.Fault(null, $"more than {LikelihoodTable.MostItems} items", TableFault.TooMany);
            }

            items.Add(new CalibratedItem(item, Parameters(table, intercepts, thresholds)) { IsPredicted = IsPredicted(table) });
        }

        return items.Count > 0 ? items.ToImmutable() : throw table.Fault(null, "there are no items", TableFault.NoRows);
    }

    /// <summary>Writes item, a, thresholds, intercepts, c if an item has one, and standard errors if an item has them.</summary>
    /// <param name="items">The items.</param>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public static void Write(ImmutableArray<CalibratedItem> items, TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        int steps = items.Max(item => item.Parameters.Intercepts.Length);
        bool hasGuessing = items.Any(item => item.Parameters.Guessing > 0);
        bool hasErrors = items.Any(item => !double.IsNaN(item.SlopeError) || !item.InterceptErrors.IsEmpty);
        string[] names = [.. Enumerable.Range(1, steps).Select(step => steps == 1 ? "" : step.ToString(CultureInfo.InvariantCulture))];
        writer.Row(
        [
            "item", "a", .. names.Select(name => $"b{name}"), .. names.Select(name => $"d{name}"),
            .. Enumerable.Repeat("c", hasGuessing ? 1 : 0),
            .. hasErrors ? names.Select(name => $"se_d{name}").Prepend("se_a") : [],
        ]);
        foreach (CalibratedItem item in items)
        {
            writer.Cell(item.Item);
            writer.Cell(item.Parameters.Slope);
            writer.Cells(Padded([.. item.Parameters.Thresholds.Select(threshold => double.IsFinite(threshold) ? threshold : double.NaN)], steps));
            writer.Cells(Padded(item.Parameters.Intercepts, steps));
            if (hasGuessing)
            {
                writer.Cell(item.Parameters.Guessing);
            }

            if (hasErrors)
            {
                writer.Cell(item.SlopeError);
                writer.Cells(Padded(item.InterceptErrors, steps));
            }

            writer.EndRow();
        }

        writer.Flush();
    }

    /// <summary>The items as columns of a table of responses, with codes from 0.</summary>
    public static KeyedItems Keyed(ImmutableArray<CalibratedItem> items)
    {
        ImmutableArray<ItemKey> rated =
            [.. items.Select((item, place) => new ItemKey.Rating(place, 0, (byte)(item.Parameters.Categories - 1), Reversed: false))];
        NormativeScale scale = new("theta", rated, new MissingRule.Tolerate(items.Length));
        return KeyedItems.Of(ScoringKey.Create([.. items.Select(item => item.Item)], [scale]));
    }

    /// <summary>The items as columns of a table of responses that a key turns and numbers as it did for the calibration.</summary>
    /// <param name="items">The items, all of one scale.</param>
    /// <param name="by">The key.</param>
    /// <param name="scaleId">Which scale; null: the only one that compares persons.</param>
    /// <exception cref="ArgumentException">There is no such scale, it has not the items, or an item has other categories.</exception>
    public static KeyedItems KeyedBy(ImmutableArray<CalibratedItem> items, KeyedItems by, string? scaleId)
    {
        ComparableScale scale = ScaleAnswers.ScaleOf(by.Key, scaleId);
        ILookup<string, ItemKey> known = scale.Items.ToLookup(item => by.Key.Items[item.Item], StringComparer.Ordinal);
        string[] strange = [.. items.Select(item => item.Item).Where(item => !known.Contains(item))];
        if (strange.Length > 0)
        {
            throw new ArgumentException($"Scale {scale.Id} of the key has no item {string.Join(", ", strange)} of the parameters.");
        }

        return Keyed(items) with { Codes = [.. items.Select(item => CodesOf(item, known[item.Item].First(), by))] };
    }

    private static ItemCodes CodesOf(CalibratedItem item, ItemKey key, KeyedItems by) => ItemSteps.CountOf(key) == item.Parameters.Categories
        ? by.Codes[key.Item].InSteps(ItemSteps.Of(key))
        : throw new ArgumentException($"Item {item.Item} has {ItemSteps.CountOf(key)} categories by the key and {item.Parameters.Categories} by its parameters.");

    /// <summary>Places of a parameter's columns: the bare name, or name1, name2 … without holes.</summary>
    private static int[] Steps(TableReader table, string name)
    {
        int bare = table.IndexOf(name);
        int[] numbered =
        [
            .. Enumerable.Range(1, table.Columns.Length)
                .Select(step => table.IndexOf(string.Create(CultureInfo.InvariantCulture, $"{name}{step}")))
                .TakeWhile(place => place >= 0),
        ];
        return bare < 0 ? numbered
            : numbered.Length == 0 ? [bare]
            : throw table.Fault(null, $"{name} and {name}1 are both there");
    }

    private static ItemParameters Parameters(TableReader table, int[] intercepts, int[] thresholds)
    {
        double slope = Known(table, table.IndexOf("a"));
        double[] steps = StepsOf(table, intercepts);
        if (steps.Length == 0)
        {
            steps = [.. StepsOf(table, thresholds).Select(threshold => -slope * threshold)];
            if (steps.Length > 0 && slope == 0)
            {
                throw table.Fault("a", "an item of slope 0 has no thresholds; give its intercepts");
            }
        }

        if (steps.Length == 0)
        {
            throw table.Fault(null, "the item has neither thresholds nor intercepts", TableFault.Empty);
        }

        if (steps.Zip(steps.Skip(1)).Any(pair => pair.First <= pair.Second))
        {
            throw table.Fault(null, "intercepts must descend strictly (thresholds ascend where a is above 0)");
        }

        return steps.Length < byte.MaxValue
            ? new ItemParameters(slope, [.. steps], Guessing(table, steps.Length))
            : throw table.Fault(null, $"more than {byte.MaxValue} categories", TableFault.TooMany);
    }

    private static double Guessing(TableReader table, int steps)
    {
        int place = table.IndexOf("c");
        double guessing = place < 0 ? double.NaN : NumberCell.Read(table, place);
        return double.IsNaN(guessing) ? 0
            : guessing is not (>= 0 and < 1) ? throw table.Fault("c", $"{table[place].Trim()} is not from 0 to under 1")
            : guessing > 0 && steps > 1 ? throw table.Fault("c", "only an item of two categories can be guessed")
            : guessing;
    }

    private static bool IsPredicted(TableReader table)
    {
        int place = table.IndexOf("origin");
        return place >= 0 && table[place].Trim() switch
        {
            "predicted" => true,
            "" or "calibrated" => false,
            var other => throw table.Fault("origin", $"\"{other}\" is neither predicted nor calibrated"),
        };
    }

    /// <summary>The cells up to the first empty one; a number behind an empty cell is a fault.</summary>
    private static double[] StepsOf(TableReader table, int[] places)
    {
        double[] cells = [.. places.Select(place => NumberCell.Read(table, place))];
        double[] known = [.. cells.TakeWhile(cell => !double.IsNaN(cell))];
        return cells.Skip(known.Length).All(double.IsNaN)
            ? known
            : throw table.Fault(table.Columns[places[known.Length]], "is empty and a later one is not", TableFault.Empty);
    }

    private static double Known(TableReader table, int place)
    {
        double number = NumberCell.Read(table, place);
        return double.IsNaN(number) ? throw table.Fault(table.Columns[place], "is empty", TableFault.Empty) : number;
    }

    private static double[] Padded(ImmutableArray<double> numbers, int length) =>
        [.. numbers, .. Enumerable.Repeat(double.NaN, length - numbers.Length)];
}
