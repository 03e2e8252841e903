using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Storage;

/// <summary>The time of sections over restarts, on each store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task The_time_of_a_section_runs_by_the_servers_clock_over_a_restart_and_stands_still_in_a_pause()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Battery battery = house.Engine.Batteries.For(8)!;
        int step = battery.Steps.IndexOf(battery.Steps.First(one => one.Seconds is not null));
        int item = battery.Steps[step].FirstItem;
        Pupil pupil = await house.PupilAsync(room);
        Assert.Empty((await pupil.HelloAsync(pupil.Epoch)).Sections);
        Assert.Equal(2, (await pupil.PutTimedAsync(1, (0, "1", 1_000), (battery.ItemCount + step, "start", 2_000))).HighWater);
        house.Manual.Advance(TimeSpan.FromSeconds(20));
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Paused, default);
        house.Manual.Advance(TimeSpan.FromSeconds(300));
        await house.ReopenAsync();
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        house.Manual.Advance(TimeSpan.FromSeconds(40));

        HelloReply hello = await pupil.HelloAsync(null, device: "other");
        Assert.Equal([new SectionElapsed(step, 60_000)], hello.Sections);
        Assert.Equal([(0, "1"), (battery.ItemCount + step, "start")], hello.Answers!.Select(answer => (answer.Item, answer.Value)));
        Pupil other = pupil with { Epoch = hello.Epoch };
        await other.PutTimedAsync(3, (battery.ItemCount + step, "start", 362_500), (item, "0", 363_000));
        house.Manual.Advance(TimeSpan.FromSeconds(3_600));
        await other.PutTimedAsync(5, (item + 1, "0", 402_000), (item + 2, "0", 4_000_000));
        Assert.Equal([0, 0, 0, 0, 2, 4], await house.FlagsAsync(pupil.SessionId));
        // Item 0 is of the optional navigator, which boards do not count.
        Assert.Equal(3, (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0].Answered);

        Assert.Equal(PutStatus.Ok, (await other.FinishAsync(6)).Status);
        SectionTime time = SectionTime.FromJson(await house.TextAsync("SELECT section_times FROM finished_session"))[0];
        Assert.Equal(new SectionTime(battery.Steps[step].Instrument.Id, 2_000, 3, 1, 1), time);
    }

    [StoreFact]
    public async Task A_section_gets_back_the_time_the_server_was_dead()
    {
        TimeSpan dead = TimeSpan.FromSeconds(70);
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Battery battery = house.Engine.Batteries.For(8)!;
        int step = battery.Steps.IndexOf(battery.Steps.First(one => one.Seconds is not null));
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutTimedAsync(1, (battery.ItemCount + step, "start", 1_000));
        Assert.Equal(0, await house.Engine.Outages.BeatAsync(default));
        house.Manual.Advance(dead);
        await house.ReopenAsync();
        List<SessionControl> told = [];
        house.Engine.Sessions.Control += told.Add;
        Assert.Equal(1, await house.Engine.Outages.BeatAsync(default));
        Assert.Equal([(ControlKind.Time, room.Id)], told.Select(control => (control.Kind, control.ClassId)));

        // The same again after another start: the time is the store's, and nothing is given twice.
        await house.ReopenAsync();
        Assert.Equal(0, await house.Engine.Outages.BeatAsync(default));
        Assert.Equal(
            [new SectionElapsed(step, (long)dead.TotalMilliseconds) { GivenMs = (long)dead.TotalMilliseconds }], (await pupil.HelloAsync(pupil.Epoch)).Sections);
        BoardView board = (await house.Engine.Board.ReadAsync(room.Id, default))!;
        Assert.Equal((70, 0, 0), (board.OutageSeconds, board.GivenMinutes, board.Seats[0].GivenMinutes));
        AuditLine line = (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).First(one => one.Act == AuditAct.TimeGiven);
        Assert.Equal("outage, 70 s", line.Detail);
    }
}
