using System.Data.Common;
using Dapper;

namespace Diagnostics.Engine.Storage;

/// <summary>What a piece of work on the writer's thread may use: the one writing connection inside its transaction.</summary>
internal sealed class WriteScope(DbConnection connection, DbTransaction transaction, Dialect dialect)
{
    private readonly List<LastingDeed> _kept = [];

    public Dialect Dialect => dialect;

    /// <summary>Deeds of this transaction for the list that outlives a restore.</summary>
    public IReadOnlyList<LastingDeed> Kept => _kept;

    public int Execute(string sql, object? values = null) => connection.Execute(sql, values, transaction);

    public IReadOnlyList<T> Query<T>(string sql, object? values = null) => connection.Query<T>(sql, values, transaction).AsList();

    public T? FirstOrDefault<T>(string sql, object? values = null) => connection.QueryFirstOrDefault<T>(sql, values, transaction);

    public T Scalar<T>(string sql, object? values = null) => connection.ExecuteScalar<T>(sql, values, transaction)!;

    /// <summary>This deed must outlive a restore: it is listed beside the store before the transaction commits.</summary>
    public void Keep(LastingDeed deed) => _kept.Add(deed);

    /// <summary>Work that failed did nothing after <paramref name="count"/> kept deeds.</summary>
    internal void ForgetKept(int count) => _kept.RemoveRange(count, _kept.Count - count);
}
