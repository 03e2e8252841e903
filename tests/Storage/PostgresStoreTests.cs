using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.LiveDay;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Npgsql;

namespace Diagnostics.Tests.Storage;

[StoreEngine("postgres")]
public sealed class PostgresStoreTests : StoreSuite, IAsyncLifetime
{
    private readonly List<string> _databases = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (string database in _databases)
        {
            await ServerAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        }
    }

    [StoreFact]
    public async Task An_epoch_raised_on_one_node_fences_the_other()
    {
        string? store = await NewStoreAsync();
        await using TestHouse one = await TestHouse.OpenAsync(store);
        Pupil pupil = await one.PupilAsync(await one.ClassAsync());
        await pupil.PutAsync(1, "1", "2");
        await using TestHouse two = await TestHouse.OpenAsync(store, one.Clock, one.Folder);
        Pupil moved = pupil with { House = two };

        // A node that has just begun keeps every session for its device for a while: it cannot know who was heard from.
        one.Manual.Advance(TimeSpan.FromSeconds(31));
        HelloReply hello = await moved.HelloAsync(null, device: "other");
        Assert.Equal((PutStatus.Ok, 2, true), (hello.Status, hello.HighWater, hello.Epoch > pupil.Epoch));
        Assert.Equal(["1", "2"], hello.Answers!.Select(answer => answer.Value));
        moved = moved with { Epoch = hello.Epoch };
        Assert.Equal(3, (await moved.PutAsync(3, "4")).HighWater);

        // Node one knows nothing of this yet: the store tells it inside the transaction.
        Assert.Equal(PutStatus.Superseded, (await pupil.PutAsync(3, "0")).Status);
        Assert.Equal(3, await pupil.RowsAsync());
        Assert.Equal(1, await one.CountAsync("SELECT COUNT(*) FROM orphan_answer"));
        Assert.Equal(PutStatus.Superseded, (await pupil.FinishAsync(3)).Status);
        Assert.Equal(PutStatus.Ok, (await moved.FinishAsync(3)).Status);
    }

    [StoreFact]
    public async Task Either_node_takes_the_answers_of_a_client_that_changes_between_them()
    {
        string? store = await NewStoreAsync();
        await using TestHouse one = await TestHouse.OpenAsync(store);
        Pupil first = await one.PupilAsync(await one.ClassAsync());
        await using TestHouse two = await TestHouse.OpenAsync(store, one.Clock, one.Folder);
        Pupil second = first with { House = two };
        Assert.Equal(2, (await first.PutAsync(1, "1", "2")).HighWater);
        Assert.Equal(4, (await second.PutAsync(3, "3", "4")).HighWater);
        Assert.Equal(5, (await first.PutAsync(5, "0")).HighWater);
        Assert.Equal(5, (await second.PutAsync(5, "0")).HighWater);
        Assert.Equal(5, await first.RowsAsync());
        FinishReply done = await second.FinishAsync(5);
        Assert.Equal(PutStatus.Ok, done.Status);
        Assert.Equal(done.ResultKey, (await first.FinishAsync(5)).ResultKey);
    }

    [StoreFact]
    public async Task A_node_that_knows_an_older_epoch_asks_the_store_before_it_refuses_a_hello()
    {
        string? store = await NewStoreAsync();
        await using TestHouse one = await TestHouse.OpenAsync(store);
        Pupil here = await one.PupilAsync(await one.ClassAsync());
        await using TestHouse two = await TestHouse.OpenAsync(store, one.Clock, one.Folder);
        Pupil there = here with { House = two };
        one.Manual.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(PutStatus.Ok, (await there.HelloAsync(here.Epoch)).Status);
        HelloReply moved = await here.HelloAsync(null, device: "other");
        Assert.Equal(PutStatus.Ok, moved.Status);
        Assert.Equal(PutStatus.Ok, (await there.HelloAsync(moved.Epoch, device: "other")).Status);
        Assert.Equal(PutStatus.Superseded, (await there.HelloAsync(here.Epoch)).Status);
    }

    [StoreFact]
    public async Task A_node_that_has_not_seen_what_another_took_in_does_not_tell_its_student_less()
    {
        string? store = await NewStoreAsync();
        await using TestHouse one = await TestHouse.OpenAsync(store);
        Pupil here = await one.PupilAsync(await one.ClassAsync());
        await using TestHouse two = await TestHouse.OpenAsync(store, one.Clock, one.Folder);
        Pupil there = here with { House = two };
        Assert.Equal(PutStatus.Ok, (await there.HelloAsync(here.Epoch)).Status);
        Assert.Equal(2, (await here.PutAsync(1, "1", "2")).HighWater);
        HelloReply moved = await two.Engine.Sessions.HelloAsync(here.SessionId, new HelloRequest(here.Epoch, "device", 2, 0), default);
        Assert.Equal((PutStatus.Ok, 2), (moved.Status, moved.HighWater));
    }

    [StoreFact]
    public async Task What_a_node_locked_that_fell_silent_in_the_middle_of_a_transaction_is_given_up()
    {
        string? store = await NewStoreAsync();
        await using TestHouse house = await TestHouse.OpenAsync(store, TimeProvider.System);
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        using PostgresDialect silent = new(store!["postgres:".Length..]);
        using DbConnection connection = silent.OpenWriter();
        using DbTransaction transaction = connection.BeginTransaction();
        connection.Execute("SELECT 1 FROM test_session WHERE id = @SessionId FOR UPDATE", new { pupil.SessionId }, transaction);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(90));
        PutReply put;
        while ((put = await pupil.PutAsync(1, "1")).Status == PutStatus.Busy)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), limit.Token);
        }

        Assert.Equal((PutStatus.Ok, 1), (put.Status, put.HighWater));
        Assert.Equal(1, await pupil.RowsAsync());
    }

    [StoreFact]
    public async Task The_day_is_the_same_on_two_nodes_whichever_a_student_is_at_and_when_one_falls_silent()
    {
        string? store = await NewStoreAsync();
        await using TestHouse one = await TestHouse.OpenAsync(store);
        SchoolClass room = await one.ClassAsync();
        OrgNode region = new(NodeKind.Region, (await one.Engine.Paths.FindAsync(new OrgNode(NodeKind.Class, room.Id), default))!.RegionId!);
        await using TestHouse two = await TestHouse.OpenAsync(store, one.Clock, one.Folder);
        Pupil here = await one.PupilAsync(room);
        Pupil there = await two.PupilAsync(room, 2, "second");
        Pupil third = await two.PupilAsync(room, 3, "third");
        await here.PutAsync(1, "1");
        await there.PutAsync(1, "1");
        await third.PutAsync(1, "1");
        await third.FinishAsync(1);
        Assert.Equal([(2, 0, 1), (2, 0, 1)], await CountAsync());

        // What a node measures of itself reaches the other one as it was said.
        NodeFigures measured = new(
            3, 1, 2, 4.5, new TimeFigures(1, 2, 3.5), new TimeFigures(null, null, null), new TimeFigures(0.5, 1, 1), 7, null, new RefusedFigures(1, 0, 0, 0.5), 0, 0.25, 4, null,
            0.01, 1_000, 8, 0, null, 512, IsDraining: true, [new StandingAlert("sockets < 5", "sockets", 3, 77)]);
        one.Engine.Day.Self = starved => new NodeWord(one.Engine.Day.LookAtLoad(starved), measured);
        await CountAsync();
        IReadOnlyList<StandingAlert> none = [];
        OtherNode heard = Assert.Single(two.Engine.Day.Others);
        Assert.Equal((true, measured with { Alerts = none }, measured.Alerts[0]), (heard.IsHeard, heard.Word.Figures! with { Alerts = none }, heard.Word.Figures!.Alerts.Single()));
        Assert.Null(Assert.Single(one.Engine.Day.Others).Word.Figures);

        // A student comes over: the node that was left hears nothing more and does not count it as lost.
        await (there with { House = one }).HelloAsync(there.Epoch, device: "second");
        one.Manual.Advance(TimeSpan.FromSeconds(14));
        await (there with { House = one }).HelloAsync(there.Epoch, device: "second");
        await here.HelloAsync(here.Epoch);
        one.Manual.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([(2, 0, 1), (2, 0, 1)], await CountAsync());

        // Node one is killed: nobody answers for it, and its students have no link until they come to the other.
        for (int second = 0; second < 16; second += 2)
        {
            one.Manual.Advance(TimeSpan.FromSeconds(2));
            await two.Engine.Day.BeatAsync(isStarved: false, default);
        }

        DayView alone = two.Engine.Day.Read(region, null)!;
        Assert.Equal((0, 2, 1), (alone.Total.Answering, alone.Total.Lost, alone.Total.FinishedNow));
        Assert.Equal(TroubleKind.ServerSilent, alone.Troubles[0].Kind);
        Assert.Equal([true, false], alone.Servers.Select(server => server.IsHeard));

        Pupil came = here with { House = two };
        await came.HelloAsync(here.Epoch);
        await two.Engine.Day.BeatAsync(isStarved: false, default);
        Assert.Equal((1, 1), (two.Engine.Day.Read(region, null)!.Total.Answering, two.Engine.Day.Read(region, null)!.Total.Lost));

        // It is back, or ends as it should: no incident either way.
        Assert.Equal(2, (await CountAsync()).Count(counts => counts.Finished == 1));
        await one.Engine.Day.LeaveAsync(default);
        await two.Engine.Day.BeatAsync(isStarved: false, default);
        Assert.Empty(two.Engine.Day.Read(region, null)!.Troubles);
        Assert.Single(two.Engine.Day.Read(region, null)!.Servers);

        async Task<(int Answering, int Lost, int Finished)[]> CountAsync()
        {
            foreach (TestHouse node in new[] { one, two, one })
            {
                await node.Engine.Day.BeatAsync(isStarved: false, default);
            }

            return
            [
                .. new[] { one, two }.Select(node => node.Engine.Day.Read(region, null)!.Total).Select(total => (total.Answering, total.Lost, total.FinishedNow)),
            ];
        }
    }

    [StoreFact]
    public async Task Two_nodes_may_start_on_an_empty_store_at_once()
    {
        string? store = await NewStoreAsync();
        string folder = Directory.CreateTempSubdirectory("diagnostics-nodes-").FullName;
        TestHouse[] nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => TestHouse.OpenAsync(store, TimeProvider.System, folder))));
        Assert.Equal(Migrations.Of("postgres").Count, await nodes[0].CountAsync("SELECT COUNT(*) FROM schema_migration"));
        foreach (TestHouse node in nodes)
        {
            await node.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [StoreFact]
    public async Task A_hole_in_the_log_closes_its_session_when_the_class_is_loaded_and_no_other()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Pupil other = await house.PupilAsync(room, seat: 2);
        await pupil.PutAsync(1, "1", "2", "3");
        await other.PutAsync(1, "1");
        await house.ExecuteAsync($"DELETE FROM answer_log WHERE number = 2 AND session = '{pupil.SessionId}'");
        await house.ReopenAsync();
        for (int look = 0; look < 2; look++)
        {
            Assert.Equal(PutStatus.Closed, (await pupil.HelloAsync(pupil.Epoch)).Status);
            Assert.Equal(PutStatus.Closed, (await pupil.PutAsync(4, "1")).Status);
            Assert.Equal(PutStatus.Ok, (await other.HelloAsync(other.Epoch)).Status);
            Assert.Equal(2 + look, (await other.PutAsync(2 + look, "2")).HighWater);
            Assert.NotNull(await house.Engine.Board.ReadAsync(room.Id, default));
            house.Manual.Advance(TimeSpan.FromSeconds(2));
        }
    }

    protected override async Task<string?> NewStoreAsync()
    {
        string database = $"diagnostics_{Guid.NewGuid():N}";
        await ServerAsync($"CREATE DATABASE {database}");
        _databases.Add(database);
        var text = new NpgsqlConnectionStringBuilder(StoreEngineAttribute.Connection("postgres")) { Database = database };
        return "postgres:" + text;
    }

    private protected override async Task<string?> CopyToEarlierAsync(string? today, string folder, string earlierFolder, int back)
    {
        string? earlier = await NewStoreAsync();
        Assert.True(EarlierSchema.CopyPostgres(today!["postgres:".Length..], earlier!["postgres:".Length..], back) > 43);
        return earlier;
    }

    protected override (string Forbid, string Allow) Forbidding(string table, string condition) => (
        $"ALTER TABLE {table} ADD CONSTRAINT forbidding CHECK (NOT ({string.Format(null, condition, "")}))",
        $"ALTER TABLE {table} DROP CONSTRAINT forbidding");

    internal override async Task<IAsyncDisposable> LoseAsync(TestHouse house)
    {
        string database = _databases[^1];
        await ServerAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS false");
        await ServerAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");
        return new Closed(database);
    }

    private static async Task ServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(StoreEngineAttribute.Connection("postgres"));
        await connection.ExecuteAsync(sql);
    }

    private sealed class Closed(string database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await ServerAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS true");
    }
}
