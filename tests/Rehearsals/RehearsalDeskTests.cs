using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Rehearsals;

/// <summary>Classes for a load run: made, hidden from everybody else, read back as they are stored, taken away without a trace.</summary>
public sealed class RehearsalDeskTests
{
    private static readonly string[] Tables =
    [
        "answer_log", "consent_entry", "parent_request", "result_release", "review_need", "talk", "session_note", "name_list", "orphan_answer", "profile", "finished_session", "test_session", "seat", "lesson_pause", "time_grant", "seat_halt", "irregularity", "school_class", "school", "municipality",
        "campaign", "region", "rehearsal",
    ];

    [Fact]
    public async Task What_a_rehearsal_made_goes_and_everything_else_stays()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil neighbour = await house.PupilAsync(await house.ClassAsync());
        await neighbour.PutAsync(1, "1", "2", "0");
        Dictionary<string, long> before = await CountAsync(house);
        IReadOnlyList<RehearsedClass> rooms = await house.Engine.Rehearsals.OpenAsync(new RehearsalSize(34, 2), replace: false, default);
        await AnswerAsync(house, rooms[0], finish: true);
        await AnswerAsync(house, rooms[33], finish: false);
        await neighbour.PutAsync(4, "1");
        Assert.True(await house.Engine.Rehearsals.CloseAsync(default));
        before["answer_log"]++;
        Assert.Equal(before, await CountAsync(house));
        Assert.False(await house.Engine.Rehearsals.CloseAsync(default));
        Assert.IsType<EnterOutcome.Unknown>(await house.Engine.Entrance.EnterAsync(rooms[0].Codes[0], "device", default));
        await house.ReopenAsync();
        Assert.Equal(4, await neighbour.RowsAsync());
        Assert.Equal(
            [AuditAct.RehearsalClosed, AuditAct.RehearsalOpened],
            (await house.Engine.Audit.ReadAsync(Engine.Accounts.OrgNode.Server, long.MaxValue, default))
                .Select(line => line.Act).Where(act => act is AuditAct.RehearsalClosed or AuditAct.RehearsalOpened));
    }

    [Fact]
    public async Task No_tree_shows_a_rehearsal()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        await house.Engine.Rehearsals.OpenAsync(new RehearsalSize(1, 1), replace: false, default);
        Assert.Equal("Край", Assert.Single(await house.Engine.Organisation.RegionsAsync(default)).Name);
        Assert.Equal(3, (await house.Engine.Organisation.PlacesAsync(Engine.Accounts.OrgNode.Server, default)).Count);
    }

    [Fact]
    public async Task The_log_is_read_back_row_by_row_also_rows_that_stand_twice()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        RehearsedClass room = (await house.Engine.Rehearsals.OpenAsync(new RehearsalSize(1, 2), replace: false, default))[0];
        await AnswerAsync(house, room, finish: true);
        List<StoredAnswer> rows = await house.Engine.Rehearsals.AnswersAsync(default).ToListAsync();
        Assert.Equal(
            [(2, 1L, 0, "1"), (2, 2L, 1, "0"), (2, 3L, 0, "2")], rows.Select(row => (row.Seat, row.Number, row.Item, row.Value)));
        await house.ExecuteAsync("INSERT INTO answer_log SELECT NULL, session, number, item, value, at_ms, server_ms, flags FROM answer_log WHERE number = 2");
        Assert.Equal(2, await house.Engine.Rehearsals.AnswersAsync(default).CountAsync(row => row.Number == 2));
        Assert.Equal(
            [(1, false, 0L), (2, true, 3L)],
            await house.Engine.Rehearsals.SessionsAsync(default).Select(one => (one.Seat, one.Finished, one.Numbers)).ToListAsync());
    }

    [Fact]
    public async Task One_that_was_left_open_is_replaced_only_when_asked()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        RehearsedClass left = (await house.Engine.Rehearsals.OpenAsync(new RehearsalSize(1, 1), replace: false, default))[0];
        await house.ReopenAsync();
        await Assert.ThrowsAsync<RehearsalOpenException>(() => house.Engine.Rehearsals.OpenAsync(new RehearsalSize(1, 1), replace: false, default));
        RehearsedClass fresh = (await house.Engine.Rehearsals.OpenAsync(new RehearsalSize(1, 1), replace: true, default))[0];
        Assert.IsType<EnterOutcome.Unknown>(await house.Engine.Entrance.EnterAsync(left.Codes[0], "device", default));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(fresh.Codes[0], "device", default));
    }

    /// <summary>The second student answers three times, one of them a change of mind.</summary>
    private static async Task AnswerAsync(TestHouse house, RehearsedClass room, bool finish)
    {
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        var entered = (EnterOutcome.Entered)await house.Engine.Entrance.EnterAsync(room.Codes[1], "device", default);
        await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, "consent-3-timed", null), default);
        HelloReply hello = await house.Engine.Sessions.HelloAsync(entered.SessionId, new HelloRequest(null, "device", 0, 0), default);
        AnswerEntry[] answers = [new(0, "1", 1), new(1, "0", 2), new(0, "2", 3)];
        Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.PutAsync(entered.SessionId, new PutRequest(hello.Epoch, 1, answers), default)).Status);
        if (finish)
        {
            Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.FinishAsync(entered.SessionId, new FinishRequest(hello.Epoch, 3), default)).Status);
        }
    }

    private static async Task<Dictionary<string, long>> CountAsync(TestHouse house)
    {
        Dictionary<string, long> counts = [];
        foreach (string table in Tables)
        {
            counts[table] = await house.CountAsync($"SELECT COUNT(*) FROM {table}");
        }

        return counts;
    }
}
