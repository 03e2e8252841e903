using Dapper;
using Diagnostics.Engine.Storage;
using Microsoft.Data.Sqlite;

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
    public void A_slot_of_before_is_the_first_lessons_and_a_capacity_without_its_report_is_the_regions_own()
    {
        using SqliteConnection connection = new("Data Source=:memory:;Foreign Keys=False");
        connection.Open();
        var sqlite = Dialect.For("sqlite::memory:", new StoreOptions());
        Migration[] all = [.. Migrations.Of("sqlite")];
        int at = Array.FindIndex(all, migration => migration.Name.EndsWith("_rehearsal_report", StringComparison.Ordinal));
        Migrations.Apply(connection, sqlite, all[..at], TimeProvider.System);
        connection.Execute("INSERT INTO class_slot (class_id, wave_id, starts_at, by_hand) VALUES ('room', 'wave', 7, 1)");
        connection.Execute(
            "INSERT INTO wave (id, campaign_id, name, state, capacity, capacity_source, at_once, grades, slots) VALUES ('wave', 'campaign', 'Первая', 'open', 900, 'rehearsal', 2, '[]', '[]')");
        Migrations.Apply(connection, sqlite, all, TimeProvider.System);
        Assert.Equal(("room", 1, "wave", 7, 1), connection.QuerySingle<(string, long, string, long, long)>("SELECT class_id, lesson, wave_id, starts_at, by_hand FROM class_slot"));
        Assert.Equal(("estimate", null, 900), connection.QuerySingle<(string, string?, long)>("SELECT capacity_source, capacity_report, capacity FROM wave"));
    }

    [Fact]
    public void A_connection_string_without_a_known_engine_is_refused() =>
        Assert.Throws<ArgumentException>(() => Dialect.For("mysql:Server=x", new StoreOptions()));
}
