using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Privacy;

/// <summary>The list an erasure goes by, beside the schema: a table that can hold something of one session stands in it, and in an order in which it can be deleted.</summary>
public sealed class SessionTableTests
{
    [Fact]
    public async Task Every_table_with_rows_of_a_session_or_its_seat_stands_in_the_list()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string[] columns = ["session_id", "session", "seat_id", "seat"];
        IReadOnlyList<string> found = await house.Engine.Writer.RunAsync(
            null,
            scope => scope.Query<string>(
                "SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.name"),
            default);
        Assert.Equal(
            found.Where(column => columns.Contains(column.Split('.')[1])),
            SessionTables.All.Select(table => $"{table.Name}.{table.Column}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_refers_to_a_row_is_deleted_before_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string[] order = [.. SessionTables.All.Select(table => table.Name)];
        IReadOnlyList<string> references = await house.Engine.Writer.RunAsync(
            null,
            scope => scope.Query<string>("SELECT t.name || '>' || f.\"table\" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'"),
            default);
        (string From, string To)[] within =
            [.. references.Select(one => one.Split('>')).Select(ends => (ends[0], ends[1])).Where(one => order.Contains(one.Item1) && order.Contains(one.Item2))];
        Assert.Contains(("profile", "finished_session"), within);
        Assert.All(within, one => Assert.True(Array.IndexOf(order, one.From) < Array.IndexOf(order, one.To), $"{one.From} refers to {one.To}"));
    }

    [Fact]
    public async Task A_row_that_can_stand_alone_makes_its_session_one_that_is_held()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        var room = await house.ClassAsync(parents: false);
        await house.ExecuteAsync(
            "INSERT INTO time_grant (class_id, number, seat, given_at, given_ms, outage) VALUES (@Id, 1, 2, 1, 1, 0), (@Id, 2, NULL, 1, 1, 0)", new { room.Id });
        await house.ExecuteAsync(
            "INSERT INTO parent_request (id, session_id, kind, asked_at) SELECT 'asked', id, 'meeting', 1 FROM test_session WHERE seat_id = (SELECT id FROM seat WHERE number = 3)");
        Assert.Equal(2, await house.CountAsync($"SELECT COUNT(*) FROM test_session x WHERE {SessionTables.Held}"));
        await house.ExecuteAsync("INSERT INTO erasure (session_id, erased_at, complete) SELECT session_id, 1, 1 FROM parent_request");
        Assert.Equal(1, await house.CountAsync($"SELECT COUNT(*) FROM test_session x WHERE {SessionTables.Held}"));
    }
}
