using Dapper;
using Npgsql;

namespace Diagnostics.Tests.Storage;

/// <summary>A PostgreSQL database of one test's own, on the server that was given; gone with the test.</summary>
public sealed class OwnDatabase : IAsyncDisposable
{
    private readonly string _name = $"diagnostics_{Guid.NewGuid():N}";

    private OwnDatabase() =>
        Location = "postgres:" + new NpgsqlConnectionStringBuilder(StoreEngineAttribute.Connection("postgres")) { Database = _name };

    /// <summary>As <c>--database</c> takes it.</summary>
    public string Location { get; }

    public static async Task<OwnDatabase> MakeAsync()
    {
        OwnDatabase made = new();
        await ServerAsync($"CREATE DATABASE {made._name}");
        return made;
    }

    public async Task<T> ScalarAsync<T>(string sql, object? values = null)
    {
        await using var connection = new NpgsqlConnection(Location["postgres:".Length..] + ";Pooling=false");
        return (await connection.ExecuteScalarAsync<T>(sql, values))!;
    }

    public async ValueTask DisposeAsync() => await ServerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private static async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(StoreEngineAttribute.Connection("postgres"));
        await connection.ExecuteAsync(sql);
    }
}
