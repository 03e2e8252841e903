using System.Data.Common;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Storage;

/// <summary>A store for reading that counts its statements: a <see cref="Database"/> opens a connection for each.</summary>
internal sealed class CountedReaders(Dialect real) : Dialect
{
    private readonly Counted _counted = new(real.Readers);

    public int Statements => _counted.Opened;

    public override string Name => real.Name;

    public override bool Shared => real.Shared;

    public override DbDataSource Readers => _counted;

    public override TableLoader Loader => real.Loader;

    public override DbConnection OpenWriter() => throw new NotSupportedException("It only reads.");

    public override void LockMigrations(DbConnection connection) => throw new NotSupportedException("It only reads.");

    public override void UnlockMigrations(DbConnection connection) => throw new NotSupportedException("It only reads.");

    public override IReadOnlySet<int> Append(DbConnection connection, DbTransaction transaction, IReadOnlyList<AnswerBatch> batches) =>
        throw new NotSupportedException("It only reads.");

    public override bool IsDataError(DbException error) => real.IsDataError(error);

    public override bool IsTransient(Exception error) => real.IsTransient(error);

    public override DbTransaction BeginReading(DbConnection connection) => real.BeginReading(connection);

    private sealed class Counted(DbDataSource real) : DbDataSource
    {
        private int _opened;

        public int Opened => Volatile.Read(ref _opened);

        public override string ConnectionString => real.ConnectionString;

        protected override DbConnection CreateDbConnection() => throw new NotSupportedException("Only opened ones are counted.");

        protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _opened);
            return real.OpenConnectionAsync(cancellationToken);
        }
    }
}
