namespace Diagnostics.Engine.Storage;

/// <summary>A table as the catalogue of a store has it.</summary>
/// <param name="Parents">Tables its foreign keys refer to, itself left out.</param>
internal sealed record StoreTable(string Name, IReadOnlyList<StoreColumn> Columns, IReadOnlyList<string> Parents)
{
    /// <summary>Every table after those it refers to, otherwise by name.</summary>
    /// <exception cref="InvalidOperationException">Tables refer to each other in a ring.</exception>
    public static IReadOnlyList<StoreTable> ParentsFirst(IEnumerable<StoreTable> tables)
    {
        List<StoreTable> left = [.. tables.OrderBy(table => table.Name, StringComparer.Ordinal)];
        List<StoreTable> ordered = [];
        while (left.Count > 0)
        {
            var waiting = left.Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
            StoreTable[] free = [.. left.Where(table => !table.Parents.Any(waiting.Contains))];
            if (free.Length == 0)
            {
                throw new InvalidOperationException($"Tables refer to each other in a ring: {string.Join(", ", waiting)}.");
            }

            ordered.AddRange(free);
            left.RemoveAll(free.Contains);
        }

        return ordered;
    }
}

/// <param name="Type">As the engine's catalogue names it, lower case.</param>
/// <param name="MostChars">UTF-16 units a text may have; null without a bound.</param>
internal sealed record StoreColumn(string Name, string Type, long? MostChars)
{
    /// <summary>Null where nobody has taught the copy this type.</summary>
    public ColumnKind? Kind => Type switch
    {
        "text" or "nvarchar" or "varchar" or "character varying" => ColumnKind.Text,
        "bigint" or "integer" or "int" or "int8" or "int4" => ColumnKind.Whole,
        _ => null,
    };
}

/// <summary>What the columns of a store hold. There are no others: flags are 0 and 1, instants are milliseconds, payloads are texts.</summary>
internal enum ColumnKind
{
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,
}
