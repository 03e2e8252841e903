using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;
using Microsoft.Data.Sqlite;
using StoreOptions = Diagnostics.Engine.Storage.StoreOptions;

namespace Diagnostics.Tests.Keeping;

/// <summary>What a copy proves and refuses, on SQLite; to another engine it goes in <see cref="PostgresKeepingTests"/>.</summary>
public sealed class CopyTests : KeptStore
{
    private string From => $"sqlite:{DatabaseIn(Live)}";

    private string Target => Folder.PathOf("target");

    private string To => $"sqlite:{DatabaseIn(Target)}";

    [Fact]
    public void Every_table_the_migrations_make_is_copied_after_those_it_refers_to()
    {
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using var sqlite = Dialect.For("sqlite::memory:", new StoreOptions());
        Migrations.Apply(connection, sqlite, Migrations.Of("sqlite"), TimeProvider.System);
        IReadOnlyList<StoreTable> tables = sqlite.Loader.Tables(connection, null);
        using SqliteCommand names = new("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_migration' ORDER BY name", connection);
        using SqliteDataReader rows = names.ExecuteReader();
        List<string> made = [];
        while (rows.Read())
        {
            made.Add(rows.GetString(0));
        }

        Assert.Equal(made, tables.Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.All(tables.SelectMany(table => table.Columns), column => Assert.NotNull(column.Kind));
        HashSet<string> before = [];
        foreach (StoreTable table in tables)
        {
            Assert.Subset(before, table.Parents.ToHashSet());
            before.Add(table.Name);
        }
    }

    [Fact]
    public async Task A_copy_holds_the_same_rows_and_goes_on_where_the_store_stood()
    {
        await MakeAsync(Live);
        CopyKeys(Live, Target);
        Assert.True(ExitCode.Success == await DbAsync("copy", "--from", From, "--to", To, "--data", Target), Messages.ToString());
        Assert.Contains("answer_log: 84 rows, ", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("the same", Messages.ToString(), StringComparison.Ordinal);
        string told = Output.ToString();
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Target), Output.ToString());

        // Whatever way the rows went, their hash says the same.
        Assert.Equal(ExitCode.Success, await DbAsync("copy", "--from", To, "--to", $"sqlite:{Folder.PathOf("third.db")}"));
        Assert.Equal(told, Output.ToString());
        await using TestHouse house = await TestHouse.OpenAsync(folder: Target);
        Assert.Equal(84, await house.CountAsync("SELECT COUNT(*) FROM answer_log"));
    }

    [Fact]
    public async Task A_copy_is_refused_while_a_server_holds_the_store_and_into_what_is_not_empty_and_with_other_keys()
    {
        await using (await TestHouse.OpenAsync(folder: Live))
        {
            Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", From, "--to", To));
            Assert.Contains("Another process", Messages.ToString(), StringComparison.Ordinal);
        }

        await MakeAsync(Target);
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", From, "--to", To));
        Assert.Contains("holds a store already", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(84, Count(Target, "SELECT COUNT(*) FROM answer_log"));

        string third = Folder.PathOf("third.db");
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", From, "--to", $"sqlite:{third}", "--data", Target));
        Assert.Contains("other keys", Messages.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(third));
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", $"sqlite:{third}", "--to", To));
        Assert.Contains("no store", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", "mysql:Server=x", "--to", To));

        string stranger = Folder.PathOf("stranger");
        Directory.CreateDirectory(stranger);
        Execute(stranger, "CREATE TABLE theirs (id integer)");
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", From, "--to", $"sqlite:{DatabaseIn(stranger)}"));
        Assert.Contains("theirs", Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE region SET name = 'a' || char(0) || 'b'", "Table region, column name, row 1: it holds the character U+0000")]
    [InlineData("UPDATE region SET name = CAST(X'C328' AS text)", "Table region, column name, row 1: it holds a text that is no UTF-8")]
    [InlineData("UPDATE region SET name = X'00FF'", "Table region, column name, row 1: it holds a value that is no text")]
    [InlineData("UPDATE campaign SET year = 'then'", "Table campaign, column year, row 1: it holds a value that is no whole number")]
    [InlineData("UPDATE campaign SET year = 2026.5", "Table campaign, column year, row 1: it holds a value that is no whole number")]
    public async Task What_another_engine_would_not_keep_is_named_by_its_place_and_the_half_copy_opens_nowhere(string change, string said)
    {
        await MakeAsync(Live);
        Execute(Live, change);
        CopyKeys(Live, Target);
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", From, "--to", To));
        Assert.Contains(said, Messages.ToString(), StringComparison.Ordinal);
        InvalidOperationException closed = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHouse.OpenAsync(folder: Target));
        Assert.Contains("not finished", closed.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Target));
        Assert.Contains("not finished", Output.ToString(), StringComparison.Ordinal);

        // Mended, the same command begins anew.
        Execute(Live, "UPDATE region SET name = 'Край 🌲 ё'");
        Execute(Live, "UPDATE campaign SET year = 2026");
        Assert.True(ExitCode.Success == await DbAsync("copy", "--from", From, "--to", To), Messages.ToString());
        Assert.Equal(ExitCode.Success, await DbAsync("verify", "--data", Target));
    }

    [Fact]
    public async Task A_row_that_is_not_as_it_was_read_is_found()
    {
        await MakeAsync(Live);
        CopyKeys(Live, Target);
        using var source = Dialect.For(From, new StoreOptions());
        using var target = Dialect.For(To, new StoreOptions());
        // Between the two readings somebody else writes into the target.
        var meddler = new Meddler(() => Execute(Target, "UPDATE answer_log SET value = '4' WHERE id = 7"));
        InvalidOperationException found = Assert.Throws<InvalidOperationException>(
            () => new StoreCopy(source, target, TimeProvider.System).Run(meddler, default));
        Assert.Contains("Table answer_log: 84 rows with hash", found.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Target));
    }

    private sealed class Meddler(Action meddle) : IProgress<double>
    {
        private bool _done;

        public void Report(double value)
        {
            if (value >= 0.5 && !_done)
            {
                _done = true;
                meddle();
            }
        }
    }
}
