using System.Text.RegularExpressions;
using Dapper;
using Diagnostics.Engine.Storage;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Storage;

public sealed partial class MigrationTests
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

    /// <summary>The reserved words of Transact-SQL (Microsoft, "Reserved Keywords (Transact-SQL)") that could pass for a noun.</summary>
    private static readonly HashSet<string> Reserved = new(
        (
            "add all alter any authorization backup begin between break browse bulk by cascade case check checkpoint close clustered coalesce collate column commit "
            + "compute constraint contains continue convert create cross current cursor database deallocate declare default delete deny desc disk distinct distributed "
            + "double drop dump else end escape except exec execute exists exit external fetch file fillfactor for foreign freetext from full function goto grant group "
            + "having holdlock identity if in index inner insert intersect into is join key kill left like lineno load merge national nocheck nonclustered not null nullif "
            + "of off offsets on open option or order outer over percent pivot plan precision primary print proc procedure public raiserror read reconfigure references "
            + "replication restore restrict return revert revoke right rollback rowcount rule save schema select set shutdown some statistics table tablesample textsize then "
            + "to top tran transaction trigger truncate union unique unpivot update use user values varying view waitfor when where while with").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void No_name_in_the_scripts_of_sql_server_is_a_word_of_its_language()
    {
        string[] names = [.. Migrations.Of("sqlserver").SelectMany(migration => NamedThing().Matches(migration.Script)).Select(named => named.Groups["name"].Value)];
        Assert.True(names.Length > 400, $"Only {names.Length} names were found.");
        Assert.DoesNotContain(names, Reserved.Contains);
        Assert.Contains(NamedThing().Matches("CREATE TABLE node (\n    load nvarchar(max)\n)").Select(named => named.Groups["name"].Value), Reserved.Contains);
    }

    [Fact]
    public void A_reference_on_sql_server_has_the_type_of_what_it_refers_to()
    {
        (string Table, string Column, string Type, string Parent, string Key)[] columns =
        [
            .. Migrations.Of("sqlserver").SelectMany(migration => MadeTable().Matches(migration.Script)).SelectMany(table => MadeColumn().Matches(table.Groups["body"].Value)
                .Select(column => (table.Groups["name"].Value, column.Groups["name"].Value, column.Groups["type"].Value, column.Groups["parent"].Value, column.Groups["key"].Value))),
        ];
        var types = columns.ToDictionary(column => (column.Table, column.Column), column => column.Type);
        var references = columns.Where(column => column.Parent.Length > 0).ToArray();
        Assert.True(references.Length > 50, $"Only {references.Length} references were found.");
        Assert.All(references, column => Assert.Equal(($"{column.Table}.{column.Column}", types[(column.Parent, column.Key)]), ($"{column.Table}.{column.Column}", column.Type)));
    }

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+) \((?<body>.*?)\n\)", RegexOptions.Singleline)]
    private static partial Regex MadeTable();

    [GeneratedRegex(@"^\s+""?(?<name>\w+)""? (?<type>nvarchar\(\w+\)|bigint|int)(?![\w(])[^,\n]*?(?:REFERENCES (?<parent>\w+) \((?<key>\w+)\))?,?$", RegexOptions.Multiline)]
    private static partial Regex MadeColumn();

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+)|^\s+(?<name>\w+) (?:nvarchar|bigint|int)\b|ADD (?<name>\w+) (?:nvarchar|bigint|int)\b", RegexOptions.Multiline)]
    private static partial Regex NamedThing();

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
