using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Keeping;

/// <summary>Where a store's file is.</summary>
internal static class StorePlace
{
    private const string Sqlite = "sqlite:";

    /// <summary>The folder whose disk the store fills.</summary>
    /// <exception cref="ArgumentException">The store is no SQLite file.</exception>
    public static string FolderOfSqlite(EngineOptions options) => Path.GetDirectoryName(Path.GetFullPath(OfSqlite(options)))!;

    /// <exception cref="ArgumentException">The store is no SQLite file.</exception>
    public static string OfSqlite(EngineOptions options) => options.Location.StartsWith(Sqlite, StringComparison.Ordinal)
        ? SqliteFile.Parse(options.Location[Sqlite.Length..]).DataSource
        : throw new ArgumentException("This works on a SQLite file.");
}
