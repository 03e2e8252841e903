using System.Collections.Concurrent;
using System.Data.Common;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>
/// Where the servers of stories keep their rows: a SQLite file in their folder, or with DIAGNOSTICS_STORIES=postgres a PostgreSQL database for each folder,
/// the same for every server on it, gone when the run ends.
/// </summary>
internal static class StoryStore
{
    private const string Postgres = "postgres";

    private static readonly ConcurrentDictionary<string, Lazy<Task<OwnDatabase>>> Databases = DroppedAtTheEnd();

    /// <summary>The SQL engine of every story that does not say which.</summary>
    public static string Usual { get; } = Environment.GetEnvironmentVariable("DIAGNOSTICS_STORIES") == Postgres ? Postgres : "sqlite";

    /// <summary>The store of a folder on this SQL engine, as <c>--database</c> takes it.</summary>
    public static async Task<string> LocationAsync(string folder, string? engine = null) => (engine ?? Usual) == Postgres
        ? (await Databases.GetOrAdd(folder, _ => new Lazy<Task<OwnDatabase>>(OwnDatabase.MakeAsync)).Value).Location
        : $"sqlite:{Path.Combine(folder, "diagnostics.db")}";

    /// <summary>Takes the database of a folder away, where it has one.</summary>
    public static async Task DropAsync(string folder)
    {
        if (Databases.TryRemove(folder, out Lazy<Task<OwnDatabase>>? made))
        {
            await (await made.Value).DisposeAsync();
        }
    }

    /// <summary>Reads rows of a store while its server runs.</summary>
    public static IReadOnlyList<T> Read<T>(string location, string sql, Func<DbDataReader, T> take)
    {
        using var dialect = Dialect.For(location, new StoreOptions());
        using DbConnection connection = dialect.Readers.OpenConnection();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader rows = command.ExecuteReader();
        List<T> read = [];
        while (rows.Read())
        {
            read.Add(take(rows));
        }

        return read;
    }

    private static ConcurrentDictionary<string, Lazy<Task<OwnDatabase>>> DroppedAtTheEnd()
    {
        ConcurrentDictionary<string, Lazy<Task<OwnDatabase>>> made = new(StringComparer.Ordinal);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Task.WhenAll(made.Keys.Select(DropAsync)).GetAwaiter().GetResult();
        return made;
    }
}
