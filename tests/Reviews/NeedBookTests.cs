using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Reviews;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Reviews;

/// <summary>Reasons are there with the finish, go with an erasure, and are made again where they are missing or of other rules.</summary>
public sealed class NeedBookTests
{
    [Fact]
    public async Task Reasons_are_written_with_the_finish_and_go_with_the_session()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        Pupil asks = await AskAsync(house, room, seat: 1);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM review_need"));
        await asks.FinishAsync(2);
        await asks.FinishAsync(2);
        NeedReason stored = (NeedReason)await house.CountAsync("SELECT reasons FROM review_need WHERE session_id = @SessionId", new { asks.SessionId });
        Assert.Equal(NeedReason.AskedForTalk | NeedReason.Undecided, stored);
        Assert.Empty(await house.Engine.Needs.DueClassesAsync(default));
        await house.Engine.Privacy.EraseAsync(asks.SessionId, "keeper", default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM review_need"));
        Assert.Empty(await house.Engine.Needs.DueClassesAsync(default));
    }

    [Fact]
    public async Task What_is_missing_or_of_other_rules_is_made_again_class_by_class_as_the_finish_would_have_written_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        SchoolClass other = await house.ClassAsync(grade: 11);
        foreach ((SchoolClass one, int seat) in new[] { (room, 1), (room, 2), (room, 3), (other, 1) })
        {
            await (await AskAsync(house, one, seat)).FinishAsync(2);
        }

        string before = await house.TextAsync(Everything);
        await house.ExecuteAsync("DELETE FROM review_need WHERE session_id = (SELECT MIN(session_id) FROM review_need)");
        await house.ExecuteAsync("UPDATE review_need SET rule_version = '0', reasons = 64, evidence = '[]'");
        Assert.Equal(new[] { room.Id, other.Id }.Order(StringComparer.Ordinal), await house.Engine.Needs.DueClassesAsync(default));
        Assert.Equal(3, await house.Engine.Needs.RemakeAsync(room.Id, default));
        Assert.Equal([other.Id], await house.Engine.Needs.DueClassesAsync(default));
        Assert.Equal(1, await house.Engine.Needs.RemakeAsync(other.Id, default));
        Assert.Equal(0, await house.Engine.Needs.RemakeAsync(room.Id, default));
        Assert.Equal(before, await house.TextAsync(Everything));
    }

    [Fact]
    public async Task A_session_whose_battery_is_not_here_or_whose_row_cannot_be_read_is_passed_over_and_holds_up_no_other()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        Pupil own = await AskAsync(house, room, seat: 1);
        await own.FinishAsync(2);
        await (await AskAsync(house, room, seat: 2)).FinishAsync(2);
        Pupil broken = await AskAsync(house, room, seat: 3);
        await broken.FinishAsync(2);
        await house.ExecuteAsync("DELETE FROM review_need");
        await house.ExecuteAsync("UPDATE finished_session SET answer_values = '[' WHERE session_id = @SessionId", new { broken.SessionId });
        await house.ExecuteAsync("UPDATE finished_session SET battery_id = 'of-the-school' WHERE session_id = @SessionId", new { own.SessionId });
        Assert.Equal(1, await house.Engine.Needs.RemakeAsync(room.Id, default));
        Assert.Equal(0, await house.Engine.Needs.RemakeAsync(room.Id, default));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM review_need"));
    }

    private const string Everything = """
        SELECT GROUP_CONCAT(session_id || reasons || evidence || rule_version) FROM (SELECT * FROM review_need ORDER BY session_id)
        """;

    /// <summary>A student without a goal who asks for a talk.</summary>
    private static async Task<Pupil> AskAsync(TestHouse house, SchoolClass room, int seat)
    {
        Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
        var lesson = new Protocols(room.Grade);
        await pupil.PutItemsAsync(1, (lesson.PlaceOf("plans", "goal"), "7"), (lesson.PlaceOf("plans", "talk"), "0"));
        return pupil;
    }
}
