using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Storage;

[StoreEngine("sqlserver")]
public sealed class SqlServerStoreTests : StoreSuite, IAsyncLifetime
{
    private readonly List<string> _databases = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (string database in _databases)
        {
            await ServerAsync($"ALTER DATABASE {database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {database}");
        }
    }

    protected override async Task<string?> NewStoreAsync()
    {
        string database = $"diagnostics_{Guid.NewGuid():N}";
        await ServerAsync($"CREATE DATABASE {database}");
        _databases.Add(database);
        return $"sqlserver:{StoreEngineAttribute.Connection("sqlserver")};Initial Catalog={database}";
    }

    private protected override async Task<string?> CopyToEarlierAsync(string? today, string folder, string earlierFolder, int back)
    {
        string from = _databases[0];
        string? earlier = await NewStoreAsync();
        Assert.True(EarlierSchema.CopySqlServer(from, earlier!["sqlserver:".Length..], back) > 43);
        return earlier;
    }

    protected override (string Forbid, string Allow) Forbidding(string table, string condition) => (
        $"ALTER TABLE {table} ADD CONSTRAINT forbidding CHECK (NOT ({string.Format(null, condition, "")}))",
        $"ALTER TABLE {table} DROP CONSTRAINT forbidding");

    internal override async Task<IAsyncDisposable> LoseAsync(TestHouse house)
    {
        await ServerAsync($"ALTER DATABASE {_databases[^1]} SET OFFLINE WITH ROLLBACK IMMEDIATE");
        return new Offline(_databases[^1]);
    }

    private static async Task ServerAsync(string sql)
    {
        using var dialect = Dialect.For("sqlserver:" + StoreEngineAttribute.Connection("sqlserver"), new StoreOptions());
        await using DbConnection connection = await dialect.Readers.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private sealed class Offline(string database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await ServerAsync($"ALTER DATABASE {database} SET ONLINE");
    }
}
