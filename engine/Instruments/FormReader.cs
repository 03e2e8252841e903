using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Instruments;

/// <summary>Reads which items the shorter forms keep: strict subsets in the instrument's order, none of them losing a scale.</summary>
internal sealed class FormReader(ImmutableArray<Item> items)
{
    internal const string Full = "full";

    private readonly Dictionary<string, int> _columns =
        items.Select((item, column) => (item.Id, column)).ToDictionary(entry => entry.Id, entry => entry.column, StringComparer.Ordinal);

    /// <summary>The columns of each form, the full one among them.</summary>
    /// <param name="place">The forms, or null when there are none.</param>
    /// <param name="scoring">The key, or null when it is faulty itself and says nothing about forms.</param>
    public ImmutableSortedDictionary<string, ImmutableArray<int>> ReadAll(JsonPlace? place, ScoringRules? scoring)
    {
        ImmutableSortedDictionary<string, ImmutableArray<int>>.Builder forms =
            ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<int>>(StringComparer.Ordinal);
        foreach ((string name, JsonPlace entry) in place?.Entries(0, 16) ?? [])
        {
            if (!JsonPatterns.Name().IsMatch(name) || name == Full)
            {
                entry.Fault($"A form's name has up to 32 letters, digits, _ and -, and is not full: that one is always there.");
            }

            ImmutableArray<int> columns = ReadColumns(entry);
            CheckScales(entry, columns, scoring);
            forms[name] = columns;
        }

        forms[Full] = [.. Enumerable.Range(0, items.Length)];
        return forms.ToImmutable();
    }

    private ImmutableArray<int> ReadColumns(JsonPlace place)
    {
        ImmutableArray<int>.Builder columns = ImmutableArray.CreateBuilder<int>();
        foreach (JsonPlace entry in place.Elements(1, ItemReader.MostItems))
        {
            if (entry.Name() is not { } id)
            {
                continue;
            }

            if (!_columns.TryGetValue(id, out int column))
            {
                entry.Fault($"There is no valid item {id}.");
            }
            else if (columns.Count > 0 && column <= columns[^1])
            {
                entry.Fault($"Item {id} is out of the instrument's order, or there twice.");
            }
            else
            {
                columns.Add(column);
            }
        }

        if (columns.Count == items.Length)
        {
            place.Fault($"A shorter form leaves out at least one item.");
        }

        return columns.ToImmutable();
    }

    private static void CheckScales(JsonPlace place, ImmutableArray<int> columns, ScoringRules? scoring)
    {
        HashSet<int> kept = [.. columns];
        foreach ((string scale, _) in scoring?.Keys.Where(entry => !entry.Value.Any(key => kept.Contains(key.Item))) ?? [])
        {
            place.Fault($"The form has no item of scale {scale}.");
        }
    }
}
