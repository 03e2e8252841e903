using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// Reads a bare key, for a method whose texts are not ours (key-only mode). Ratings: item, scale, min, max, reverse. Pairs: pair,
/// option, type; pair 1 is the response column p1 and its cells are the options' names. Further columns are ignored.
/// </summary>
public static class KeyCsv
{
    /// <summary>Least share of answered items for a prorated score; a bare key cannot say otherwise.</summary>
    public const double AnsweredShare = 0.75;

    /// <summary>Most unanswered pairs of a row with scores.</summary>
    public const int BlankPairs = 2;

    /// <summary>More items than any method has; statistics keep a number for each two of them.</summary>
    private const int MostItems = 2000;

    private static readonly ImmutableArray<string> RatingColumns = ["item", "scale", "min", "max", "reverse"];
    private static readonly ImmutableArray<string> PairColumns = ["pair", "option", "type"];

    /// <summary>Reads a key file of either kind, recognised by its header.</summary>
    /// <exception cref="TableException">The file is no key; names line, column and reason.</exception>
    public static KeyedItems Read(string file)
    {
        using TableReader table = TableReader.Open(file);
        return Read(table);
    }

    /// <summary>The same of a text that somebody sent.</summary>
    /// <exception cref="TableException">The text is no key; names line, column and reason.</exception>
    public static KeyedItems ReadText(string text)
    {
        using TableReader table = TableReader.Of("key", text);
        return Read(table);
    }

    /// <summary>The same key with its own columns alone: what else stood beside them, as the text of an item, is not in it.</summary>
    /// <param name="text">What <see cref="ReadText"/> takes.</param>
    /// <exception cref="TableException">The text is no table of a key.</exception>
    public static string Bare(string text)
    {
        using TableReader table = TableReader.Of("key", text);
        ImmutableArray<string> columns = table.Columns.Contains("pair") ? PairColumns : RatingColumns;
        int[] places = Places(table, columns);
        using StringWriter bare = new(CultureInfo.InvariantCulture);
        using (TableWriter writer = new(bare, excel: false))
        {
            writer.Row(columns);
            while (table.Read())
            {
                writer.Row(places.Select(place => table[place].Trim()));
            }
        }

        return bare.ToString();
    }

    private static KeyedItems Read(TableReader table)
    {
        KeyedItems keyed = table.Columns.Contains("pair")
            ? new PairKeyCsv(table, Places(table, PairColumns)).Read()
            : ReadRatings(table, Places(table, RatingColumns));
        return keyed.Key.Items.IsEmpty ? throw table.Fault(null, "the key has no rows", TableFault.NoRows) : keyed;
    }

    private static KeyedItems ReadRatings(TableReader table, int[] places)
    {
        List<string> items = [];
        Dictionary<string, List<ItemKey>> scales = new(StringComparer.Ordinal);
        List<string> order = [];
        while (table.Read())
        {
            string item = Text(table, places[0]);
            string scale = Text(table, places[1]);
            byte min = Whole(table, places[2], 0, 253);
            byte max = Whole(table, places[3], min + 1, 254);
            bool reversed = Whole(table, places[4], 0, 1) == 1;
            int column = PlaceOf(items, item);
            if (!scales.TryGetValue(scale, out List<ItemKey>? keys))
            {
                order.Add(scale);
                scales.Add(scale, keys = []);
            }

            if (items.Count > MostItems)
            {
                throw table.Fault("item", $"more than {MostItems} items", TableFault.TooMany);
            }

            if (keys.Any(key => key.Item == column))
            {
                throw table.Fault("item", $"item {item} is in scale {scale} already", TableFault.Repeated);
            }

            keys.Add(new ItemKey.Rating(column, min, max, reversed));
        }

        ScoringKey key = ScoringKey.Create(
            [.. items],
            [.. order.Select(id => new NormativeScale(id, [.. scales[id]], new MissingRule.Prorate(AnsweredShare)))]);
        return KeyedItems.Of(key);
    }

    private static int[] Places(TableReader table, ImmutableArray<string> names)
    {
        string[] absent = [.. names.Where(name => table.IndexOf(name) < 0)];
        return absent.Length == 0
            ? [.. names.Select(table.IndexOf)]
            : throw table.Fault(
                null,
                $"no column {string.Join(", ", absent)}; a key has {string.Join(",", RatingColumns)} or {string.Join(",", PairColumns)}",
                TableFault.NoColumn);
    }

    internal static int PlaceOf(List<string> names, string name)
    {
        int place = names.IndexOf(name);
        if (place < 0)
        {
            place = names.Count;
            names.Add(name);
        }

        return place;
    }

    internal static string Text(TableReader table, int place)
    {
        string text = table[place].Trim();
        return text.Length > 0 ? text : throw table.Fault(table.Columns[place], "is empty", TableFault.Empty);
    }

    internal static byte Whole(TableReader table, int place, int least, int most)
    {
        string cell = table[place].Trim();
        bool isWhole = int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number);
        return isWhole && number >= least && number <= most
            ? (byte)number
            : throw table.Fault(table.Columns[place], $"\"{cell}\" is no whole number {least}..{most}", TableFault.NotWhole);
    }
}
