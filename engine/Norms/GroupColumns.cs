using System.Collections.Immutable;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Norms;

/// <summary>Where the group columns stand among the cells of a row. Immutable.</summary>
public sealed class GroupColumns
{
    private readonly ImmutableArray<int> _places;

    private GroupColumns(ImmutableArray<int> places) => _places = places;

    /// <summary>How many there are.</summary>
    public int Count => _places.Length;

    /// <summary>Finds the columns by their names.</summary>
    /// <param name="columns">Names of the row's cells.</param>
    /// <param name="by">Group columns.</param>
    /// <param name="file">The file, for the message.</param>
    /// <exception cref="TableException">A group column is not there, or is an item of the key.</exception>
    public static GroupColumns Find(ImmutableArray<string> columns, ImmutableArray<string> by, string file)
    {
        string[] absent = [.. by.Where(name => !columns.Contains(name))];
        return absent.Length == 0
            ? new GroupColumns([.. by.Select(name => columns.IndexOf(name))])
            : throw new TableException(file, 1, null, $"no group column {string.Join(", ", absent)} among those that are no item");
    }

    /// <summary>Copies the group values of a table's current row.</summary>
    /// <param name="table">The table whose columns these were found among.</param>
    /// <param name="values">Receives [count] values.</param>
    public void Copy(TableReader table, Span<string> values)
    {
        for (int column = 0; column < values.Length; column++)
        {
            values[column] = table[_places[column]];
        }
    }

    /// <summary>Copies a row's group values.</summary>
    /// <param name="cells">The row's cells.</param>
    /// <param name="values">Receives [count] values.</param>
    public void Copy(ReadOnlySpan<string> cells, Span<string> values)
    {
        for (int column = 0; column < values.Length; column++)
        {
            values[column] = cells[_places[column]];
        }
    }
}
