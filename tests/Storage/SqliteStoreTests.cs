using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Storage;

[StoreEngine("sqlite")]
public sealed class SqliteStoreTests : StoreSuite
{
    protected override Task<string?> NewStoreAsync() => Task.FromResult<string?>(null);

    private protected override Task<string?> CopyToEarlierAsync(string? today, string folder, string earlierFolder, int back)
    {
        Assert.True(EarlierSchema.CopySqlite(Path.Combine(folder, "diagnostics.db"), Path.Combine(earlierFolder, "diagnostics.db"), back) > 43);
        return Task.FromResult<string?>(null);
    }

    protected override (string Forbid, string Allow) Forbidding(string table, string condition) => (
        $"CREATE TRIGGER forbidding BEFORE INSERT ON {table} WHEN {string.Format(null, condition, "NEW.")} BEGIN SELECT RAISE(ABORT, 'forbidden'); END",
        "DROP TRIGGER forbidding");

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHouse.OpenAsync(folder: house.Folder));
        Assert.Contains("Another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_the_files_taken_at_any_moment_has_everything_acknowledged_before()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        long acknowledged = 0;
        for (int batch = 0; batch < 20; batch++)
        {
            acknowledged = (await pupil.PutAsync((batch * 10) + 1, [.. Enumerable.Repeat("1", 10)])).HighWater;
        }

        string copy = Directory.CreateTempSubdirectory("diagnostics-crash-").FullName;
        Task<PutReply> onTheWay = pupil.PutAsync(acknowledged + 1, "2");
        foreach (string file in new[] { "diagnostics.db", "diagnostics.db-wal" })
        {
            CopyShared(Path.Combine(house.Folder, file), Path.Combine(copy, file));
        }

        Directory.CreateDirectory(Path.Combine(copy, "keys"));
        foreach (string key in Directory.GetFiles(Path.Combine(house.Folder, "keys")))
        {
            File.Copy(key, Path.Combine(copy, "keys", Path.GetFileName(key)));
        }

        await onTheWay;
        await using (TestHouse after = await TestHouse.OpenAsync(folder: copy))
        {
            HelloReply hello = await (pupil with { House = after }).HelloAsync(pupil.Epoch);
            Assert.InRange(hello.HighWater, acknowledged, acknowledged + 1);
            Assert.Equal(hello.HighWater, await (pupil with { House = after }).RowsAsync());
        }

        Directory.Delete(copy, recursive: true);
    }

    [Theory]
    [InlineData("DELETE FROM answer_log WHERE number = 2")]
    [InlineData("INSERT INTO answer_log SELECT NULL, session, 2, item, value, at_ms, server_ms, flags FROM answer_log WHERE number = 1")]
    public async Task A_hole_or_a_repeated_number_in_the_log_closes_its_session_at_the_start_and_the_class_goes_on(string damage)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1", "2", "3");
        await house.ExecuteAsync(damage);
        Pupil neighbour = await house.PupilAsync(room, 2);
        await neighbour.PutAsync(1, "1");
        await house.ReopenAsync();
        Assert.Equal(SessionState.Expired, (await pupil.HelloAsync(pupil.Epoch)).State);
        Assert.Equal(PutStatus.Closed, (await pupil.PutAsync(4, "1")).Status);
        Assert.Equal(2, (await neighbour.PutAsync(2, "4")).HighWater);
        Assert.Contains($"Critical Diagnostics.Engine.Sessions.SessionRoll: The log of session {pupil.SessionId} is damaged", house.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_reads_only_the_tail_of_unfinished_sessions()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil first = await house.PupilAsync(room);
        await first.PutAsync(1, "1", "2", "3");
        await first.FinishAsync(3);
        Pupil second = await house.PupilAsync(room, 2);
        await second.PutAsync(1, "1");
        Assert.Equal(3, await house.CountAsync("SELECT log_floor FROM test_session WHERE state = 'inProgress'"));

        // Damage below the floor belongs to a finished session: its packed row is the truth a start relies on.
        await house.ExecuteAsync("DELETE FROM answer_log WHERE session = @SessionId AND number = 2", new { first.SessionId });
        await house.ReopenAsync();
        Assert.Equal(1, (await second.HelloAsync(second.Epoch)).HighWater);
    }

    internal override async Task<IAsyncDisposable> LoseAsync(TestHouse house)
    {
        // Somebody else's lock: the writer cannot begin a transaction.
        var blocker = new SqliteConnection($"Data Source={Path.Combine(house.Folder, "diagnostics.db")};Pooling=False");
        await blocker.OpenAsync();
        return new Lock(blocker, blocker.BeginTransaction(deferred: false));
    }

    private static void CopyShared(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using FileStream target = File.Create(to);
        source.CopyTo(target);
    }

    private sealed class Lock(SqliteConnection connection, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.RollbackAsync();
            await connection.DisposeAsync();
        }
    }
}
