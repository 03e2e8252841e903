namespace Diagnostics.Engine;

public sealed class EngineOptions
{
    /// <summary>Folder of the keys and, by default, of the SQLite file. Default: data below the current folder.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>
    /// Connection string, led by its engine: <c>sqlite:…</c>, <c>postgres:…</c> or <c>sqlserver:…</c>.
    /// Default null: SQLite in diagnostics.db in the data folder.
    /// </summary>
    public string? Database { get; init; }
}
