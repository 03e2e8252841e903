using System.IO.Compression;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Keeping;

/// <summary>Stores that go between SQLite and PostgreSQL, by the verbs.</summary>
[StoreEngine("postgres")]
public sealed class PostgresKeepingTests : KeptStore
{
    private string From => $"sqlite:{DatabaseIn(Live)}";

    [StoreFact]
    public async Task A_store_goes_to_postgres_serves_there_comes_back_and_serves_again()
    {
        await using OwnDatabase database = await OwnDatabase.MakeAsync();
        Pupil[] pupils;
        await using (TestHouse house = await TestHouse.OpenAsync(folder: Live))
        {
            Assert.True(await house.Engine.SeedDemoAsync(default));
            SchoolClass room = await house.ClassAsync();
            pupils = [await house.PupilAsync(room), await house.PupilAsync(room, 2), await house.PupilAsync(room, 3)];
            await pupils[0].PutAsync(1, "1", "2", "3");
            await house.ExecuteAsync("UPDATE region SET name = 'Край 🌲 «ё» \u0301 \u200f\t' WHERE name = 'Край'");
        }

        Assert.True(ExitCode.Success == await DbAsync("copy", "--from", From, "--to", database.Location, "--data", Live), Messages.ToString());
        string told = Output.ToString();
        Assert.True(ExitCode.Success == await DbAsync("verify", "--database", database.Location, "--data", Live), Output.ToString());
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT COUNT(*) FROM pg_class WHERE relkind = 'S'"));

        // What goes back and forth unchanged has the same hash, but for what only SQLite has.
        string back = Folder.PathOf("back");
        CopyKeys(Live, back);
        Assert.True(ExitCode.Success == await DbAsync("copy", "--from", database.Location, "--to", $"sqlite:{DatabaseIn(back)}"), Messages.ToString());
        Assert.Equal(told, Output.ToString());
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", back), Output.ToString());
        await GoOnAsync(pupils, null, back, "a session of a store that came back");
        Assert.Equal(Count(back, "SELECT COUNT(*) FROM test_session"), Count(back, """
            SELECT COUNT(*) FROM test_session x WHERE (x.started_at IS NULL) = (x.log_floor IS NULL)
                AND NOT EXISTS (SELECT 1 FROM answer_log l WHERE l.session = x.id AND l.id <= x.log_floor)
            """));

        await GoOnAsync(pupils, database.Location, Live, "a session of a store that went");
        Assert.True(ExitCode.Success == await DbAsync("verify", "--database", database.Location, "--data", Live), Output.ToString());
    }

    [StoreFact]
    public async Task A_copy_that_was_stopped_opens_nowhere_and_is_begun_anew_and_one_row_postgres_refuses_is_named()
    {
        await using OwnDatabase database = await OwnDatabase.MakeAsync();
        string[] sessions = await MakeAsync(Live);
        using (CancellationTokenSource stop = new())
        {
            InvalidOperationException stopped = Assert.Throws<InvalidOperationException>(
                () => new StoreCopier(TimeProvider.System).Copy(From, database.Location, null, new Stopper(stop), stop.Token));
            Assert.Contains("Stopped", stopped.Message, StringComparison.Ordinal);
        }

        InvalidOperationException closed = await Assert.ThrowsAsync<InvalidOperationException>(() => TestHouse.OpenAsync(database.Location, folder: Live));
        Assert.Contains("not finished", closed.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await DbAsync("backup", "--database", database.Location, "--data", Live, "--out", Backup));
        Assert.False(File.Exists(Backup));

        // The log of SQLite has no key; PostgreSQL's has, and a log that counts twice is damaged anyway.
        Execute(Live, "UPDATE answer_log SET number = 1 WHERE session = @id AND number = 2", new { id = sessions[0] });
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", From, "--to", database.Location));
        Assert.Contains("Table answer_log, rows 1 to 84: the target refuses them", Messages.ToString(), StringComparison.Ordinal);
        Execute(Live, "UPDATE answer_log SET number = 2 WHERE id = (SELECT MAX(id) FROM answer_log WHERE session = @id AND number = 1)", new { id = sessions[0] });
        Assert.True(ExitCode.Success == await DbAsync("copy", "--from", From, "--to", database.Location), Messages.ToString());
        Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", From, "--to", database.Location));
        Assert.Contains("holds a store already", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(84, await database.ScalarAsync<long>("SELECT COUNT(*) FROM answer_log"));
    }

    [StoreFact]
    public async Task A_backup_of_postgres_is_taken_while_answers_flow_and_restores_into_a_file_and_into_an_empty_database_only()
    {
        await using OwnDatabase database = await OwnDatabase.MakeAsync();
        await using OwnDatabase second = await OwnDatabase.MakeAsync();
        Pupil pupil;
        long acknowledged;
        await using (TestHouse house = await TestHouse.OpenAsync(database.Location, TimeProvider.System, Live))
        {
            pupil = await house.PupilAsync(await house.ClassAsync());
            using CancellationTokenSource stop = new();
            long mark = 0;
            Task answering = Task.Run(async () =>
            {
                for (long first = 1; !stop.IsCancellationRequested; first++)
                {
                    Volatile.Write(ref mark, (await pupil.PutAsync(first, "1")).HighWater);
                }
            });
            while (Volatile.Read(ref mark) < 50)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }

            acknowledged = Volatile.Read(ref mark);
            Assert.True(
                ExitCode.Success == await DbAsync("backup", "--database", database.Location, "--data", Live, "--out", Backup, "--with-keys"), Messages.ToString());

            // A server that is heard from would lose what it takes in after a copy.
            await house.Engine.Day.BeatAsync(isStarved: false, default);
            Assert.Equal(ExitCode.BadInput, await DbAsync("copy", "--from", database.Location, "--to", second.Location));
            Assert.Contains("was heard from", Messages.ToString(), StringComparison.Ordinal);
            Assert.Equal(0, await second.ScalarAsync<long>("SELECT COUNT(*) FROM pg_class WHERE relname = 'region'"));
            await stop.CancelAsync();
            await answering;
            await house.Engine.Day.LeaveAsync(default);
        }

        using (ZipArchive zip = ZipFile.OpenRead(Backup))
        {
            Assert.Equal(["diagnostics.db", "manifest.json"], zip.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("keys/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }

        Assert.True(ExitCode.Success == await DbAsync("verify", "--file", Backup), Output.ToString());
        string file = Folder.PathOf("file");
        Assert.True(ExitCode.Success == await DbAsync("restore", Backup, "--data", file), Messages.ToString());
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", file), Output.ToString());
        Assert.InRange(Count(file, "SELECT COUNT(*) FROM answer_log"), acknowledged, long.MaxValue);

        string other = Folder.PathOf("other");
        Assert.True(ExitCode.Success == await DbAsync("restore", Backup, "--data", other, "--database", second.Location), Messages.ToString());
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", other, "--database", second.Location), Output.ToString());
        Assert.Equal(["keys"], Directory.GetDirectories(other).Select(Path.GetFileName));
        await GoOnAsync([pupil], second.Location, other, "a session of a restored database");

        // What is there is never written over: it is named what to do.
        long rows = await second.ScalarAsync<long>("SELECT COUNT(*) FROM answer_log");
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", other, "--database", second.Location));
        Assert.Contains("Make an empty database", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", other, "--database", second.Location, "--replace"));
        Assert.Contains("Make an empty database", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(rows, await second.ScalarAsync<long>("SELECT COUNT(*) FROM answer_log"));
    }

    /// <summary>The first of these has begun: what was acknowledged is there, and the next answer is taken.</summary>
    private static async Task GoOnAsync(Pupil[] pupils, string? location, string folder, string which)
    {
        await using TestHouse house = await TestHouse.OpenAsync(location, pupils[0].House.Clock, folder);
        Pupil pupil = pupils[0] with { House = house };
        HelloReply hello = await pupil.HelloAsync(pupil.Epoch);
        Assert.True(hello.Status == PutStatus.Ok, which);
        Assert.Equal(hello.HighWater, await pupil.RowsAsync());
        Assert.True(hello.HighWater >= 3, which);
        Assert.Equal(hello.HighWater + 1, (await pupil.PutAsync(hello.HighWater + 1, "2")).HighWater);
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(hello.HighWater + 1)).Status);
    }

    /// <summary>Ends the copy where the rows are half there.</summary>
    private sealed class Stopper(CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value > 0.3)
            {
                stop.Cancel();
            }
        }
    }
}
