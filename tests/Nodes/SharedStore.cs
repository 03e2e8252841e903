using Dapper;
using Diagnostics.Tests.Storage;
using Npgsql;

namespace Diagnostics.Tests.Nodes;

/// <summary>An empty PostgreSQL database for as long as a test runs.</summary>
internal sealed class SharedStore : IAsyncDisposable
{
    private readonly string _database = $"diagnostics_{Guid.NewGuid():N}";

    private SharedStore()
    {
    }

    /// <summary>As the option --database takes it.</summary>
    public string Location => "postgres:" + new NpgsqlConnectionStringBuilder(StoreEngineAttribute.Connection("postgres")) { Database = _database };

    public static async Task<SharedStore> MakeAsync()
    {
        SharedStore store = new();
        await ServerAsync($"CREATE DATABASE {store._database}");
        return store;
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Location["postgres:".Length..]);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    public async ValueTask DisposeAsync() => await ServerAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");

    private static async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(StoreEngineAttribute.Connection("postgres"));
        await connection.ExecuteAsync(sql);
    }
}
