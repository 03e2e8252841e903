using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Storage;

public sealed class MigrationTests
{
    [Theory]
    [InlineData("postgres")]
    [InlineData("sqlserver")]
    public void Every_engine_has_the_same_migrations_as_sqlite(string dialect)
    {
        Assert.NotEmpty(Migrations.Of("sqlite"));
        Assert.Equal(Migrations.Of("sqlite").Select(migration => migration.Name), Migrations.Of(dialect).Select(migration => migration.Name));
    }

    [Fact]
    public void Every_migration_is_numbered_without_holes() =>
        Assert.Equal(
            Enumerable.Range(1, Migrations.Of("sqlite").Count).Select(number => number.ToString("D4", null)),
            Migrations.Of("sqlite").Select(migration => migration.Name[..4]));

    [Fact]
    public void A_connection_string_without_a_known_engine_is_refused() =>
        Assert.Throws<ArgumentException>(() => Dialect.For("mysql:Server=x", new StoreOptions()));
}
