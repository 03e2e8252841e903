using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// A table of responses read with a key: one row a respondent, one column an item in any order; every other column is passed through, the
/// identifier first. For one thread.
/// </summary>
public sealed class ResponseTable
{
    /// <summary>The identifier when none is named.</summary>
    public const string UsualId = "id";

    private readonly TableReader _table;
    private readonly KeyedItems _keyed;
    private readonly bool _lenient;
    private readonly ImmutableArray<int> _itemPlaces;
    private readonly ImmutableArray<int> _passedPlaces;

    /// <summary>Finds the key's items in the header.</summary>
    /// <param name="table">An opened table.</param>
    /// <param name="keyed">The key.</param>
    /// <param name="id">Column of the identifier; null means <see cref="UsualId"/> if there is one.</param>
    /// <param name="lenient">Count cells that are no valid answer and take them as missing, instead of stopping.</param>
    /// <exception cref="TableException">Items or the named identifier have no column, or the identifier is an item.</exception>
    public ResponseTable(TableReader table, KeyedItems keyed, string? id, bool lenient)
    {
        _table = table;
        _keyed = keyed;
        _lenient = lenient;
        _itemPlaces = [.. keyed.Key.Items.Select(table.IndexOf)];
        string[] absent = [.. keyed.Key.Items.Where(item => table.IndexOf(item) < 0)];
        if (absent.Length > 0)
        {
            throw table.Fault(null, $"no column for {Some(absent)} of the key's {keyed.Key.Items.Length} items");
        }

        int idPlace = table.IndexOf(id ?? UsualId);
        if (id is not null && (idPlace < 0 || _itemPlaces.Contains(idPlace)))
        {
            throw table.Fault(null, idPlace < 0 ? $"no column {id}" : $"column {id} is an item of the key");
        }

        _passedPlaces = [.. Enumerable.Range(0, table.Columns.Length).Except(_itemPlaces).OrderByDescending(place => place == idPlace)];
    }

    /// <summary>Names of the columns that are no item, the identifier first, then in the file's order.</summary>
    public ImmutableArray<string> Passed => [.. _passedPlaces.Select(place => _table.Columns[place])];

    /// <summary>The key's items in the order they were administered in: the form's, or that of the file's columns for a bare key.</summary>
    public ImmutableArray<int> Administered
    {
        get
        {
            IEnumerable<int> items = Enumerable.Range(0, _itemPlaces.Length);
            return _keyed.IsInAdministeredOrder ? [.. items] : [.. items.OrderBy(item => _itemPlaces[item])];
        }
    }

    /// <summary>How many cells were taken as missing because they were no valid answer.</summary>
    public long Invalid { get; private set; }

    /// <summary>Reads the next row.</summary>
    /// <param name="answers">Receives the codes, <see cref="ResponseMatrix.Missing"/> for an empty cell, [items].</param>
    /// <param name="passed">Receives the other cells, as many as <see cref="Passed"/>.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="TableException">A cell is no valid answer and the reading is not lenient, or the row is broken.</exception>
    public bool Read(Span<byte> answers, Span<string> passed)
    {
        if (!_table.Read())
        {
            return false;
        }

        for (int item = 0; item < _itemPlaces.Length; item++)
        {
            answers[item] = CodeOf(item, _table[_itemPlaces[item]]);
        }

        for (int column = 0; column < _passedPlaces.Length; column++)
        {
            passed[column] = _table[_passedPlaces[column]];
        }

        return true;
    }

    private byte CodeOf(int item, string cell)
    {
        if (cell.Length == 0)
        {
            return ResponseMatrix.Missing;
        }

        ItemCodes codes = _keyed.Codes[item];
        if (codes.TryRead(cell, out byte code))
        {
            return code;
        }

        if (string.IsNullOrWhiteSpace(cell))
        {
            return ResponseMatrix.Missing;
        }

        if (!_lenient)
        {
            throw _table.Fault(
                _keyed.Key.Items[item], $"\"{cell}\" is no valid answer ({codes.Described}); an empty cell is a missing one");
        }

        Invalid++;
        return ResponseMatrix.Missing;
    }

    private static string Some(string[] names) =>
        names.Length <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(5))} and {names.Length - 5} more";
}
