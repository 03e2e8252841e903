using System.Data.Common;
using Dapper;

namespace Diagnostics.Engine.Storage;

/// <summary>What a piece of work on the writer's thread may use: the one writing connection inside its transaction.</summary>
internal sealed class WriteScope(DbConnection connection, DbTransaction transaction, Dialect dialect)
{
    public Dialect Dialect => dialect;

    public int Execute(string sql, object? values = null) => connection.Execute(sql, values, transaction);

    public IReadOnlyList<T> Query<T>(string sql, object? values = null) => connection.Query<T>(sql, values, transaction).AsList();

    public T? FirstOrDefault<T>(string sql, object? values = null) => connection.QueryFirstOrDefault<T>(sql, values, transaction);

    public T Scalar<T>(string sql, object? values = null) => connection.ExecuteScalar<T>(sql, values, transaction)!;
}
