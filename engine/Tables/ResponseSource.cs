namespace Diagnostics.Engine.Tables;

/// <summary>A file of responses and how to read it.</summary>
/// <param name="File">Path of the response CSV.</param>
/// <param name="Keyed">The key; its items are columns of the file, in any order.</param>
public sealed record ResponseSource(string File, KeyedItems Keyed)
{
    /// <summary>Column of the identifier, written first; null: the column named id, if there is one.</summary>
    public string? Id { get; init; }

    /// <summary>A column of groups that must be there and no item; it is passed through like every other. Null: none is asked for.</summary>
    public string? Group { get; init; }

    /// <summary>Count invalid answers and take them as missing. Off: the first one stops the run.</summary>
    public bool Lenient { get; init; }
}
