using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

public sealed class EntranceTests
{
    [Fact]
    public async Task A_code_leads_to_the_seat_and_an_unknown_one_nowhere()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        EnterOutcome.Entered entered = await house.EnterAsync(room, 3);
        Assert.Equal(new SeatPlace("Школа", "8А", room.Id, 8, 3), entered.Place);
        Assert.Equal((SessionState.Issued, null), (entered.State, entered.Consent));
        Assert.NotNull(house.Engine.Batteries.FindPackage(entered.PackageHash));
        Assert.IsType<EnterOutcome.Unknown>(await house.Engine.Entrance.EnterAsync("AAAA-BBBB-CCCC", "device", default));
        Assert.IsType<EnterOutcome.Unknown>(await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room), "", default));
    }

    [Fact]
    public async Task A_device_heard_from_keeps_its_session_until_the_teachers_tap()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room, device: "mine");
        string code = await house.CodeAsync(room);
        house.Manual.Advance(TimeSpan.FromSeconds(29));
        Assert.IsType<EnterOutcome.Occupied>(await house.Engine.Entrance.EnterAsync(code, "other", default));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(code, "mine", default));
        Assert.True((await SeatAsync(house, room)).WantsMove);
        Assert.False(await house.Engine.Board.AllowTakeoverAsync(room.Id, 2, default));
        Assert.True(await house.Engine.Board.AllowTakeoverAsync(room.Id, 1, default));
        Assert.False((await SeatAsync(house, room)).WantsMove);
        Assert.IsType<EnterOutcome.Occupied>(await house.Engine.Entrance.EnterAsync(code, "third", default));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(code, "other", default));
        Assert.True((await pupil.HelloAsync(null, device: "other")).Epoch > pupil.Epoch);
    }

    [Fact]
    public async Task A_device_heard_from_just_before_the_server_fell_keeps_its_session_for_thirty_seconds_after_the_start()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room, device: "mine");
        string code = await house.CodeAsync(room);
        await house.ReopenAsync();
        Assert.IsType<EnterOutcome.Occupied>(await house.Engine.Entrance.EnterAsync(code, "other", default));
        Assert.Equal(PutStatus.Superseded, (await pupil.HelloAsync(null, device: "other")).Status);
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(code, "mine", default));
        Assert.True(await house.Engine.Board.AllowTakeoverAsync(room.Id, 1, default));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(code, "other", default));
        house.Manual.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(code, "third", default));
    }

    [Fact]
    public async Task A_device_silent_for_thirty_seconds_gives_way()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room, device: "mine");
        string code = await house.CodeAsync(room);
        house.Manual.Advance(TimeSpan.FromSeconds(20));
        house.Engine.Sessions.Heard(pupil.SessionId, pupil.Epoch);
        house.Engine.Sessions.Lost(pupil.SessionId, pupil.Epoch);
        house.Manual.Advance(TimeSpan.FromSeconds(29));
        Assert.IsType<EnterOutcome.Occupied>(await house.Engine.Entrance.EnterAsync(code, "other", default));
        house.Engine.Sessions.Heard(pupil.SessionId, pupil.Epoch - 1);
        house.Manual.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(code, "other", default));
    }

    [Fact]
    public async Task A_device_that_leaves_frees_the_seat_at_once_and_the_board_shows_no_lost_link()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room, device: "mine");
        string code = await house.CodeAsync(room);
        house.Engine.Sessions.Leave(pupil.SessionId, pupil.Epoch - 1);
        Assert.IsType<EnterOutcome.Occupied>(await house.Engine.Entrance.EnterAsync(code, "other", default));
        house.Engine.Sessions.Leave(pupil.SessionId, pupil.Epoch);
        house.Engine.Sessions.Lost(pupil.SessionId, pupil.Epoch);
        house.Manual.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(SeatState.Left, (await SeatAsync(house, room)).State);
        Assert.False((await SeatAsync(house, room)).WantsMove);
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(code, "other", default));
        Assert.True((await pupil.HelloAsync(null, device: "other")).Epoch > pupil.Epoch);
        Assert.Equal(SeatState.Answering, (await SeatAsync(house, room)).State);
        Assert.IsType<EnterOutcome.Occupied>(await house.Engine.Entrance.EnterAsync(code, "mine", default));
    }

    [Fact]
    public async Task A_wish_to_move_that_is_not_repeated_is_forgotten()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room, device: "mine");
        await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room), "other", default);
        house.Manual.Advance(TimeSpan.FromSeconds(30));
        house.Engine.Sessions.Heard(pupil.SessionId, pupil.Epoch);
        Assert.False(await house.Engine.Board.AllowTakeoverAsync(room.Id, 1, default));
    }

    [Fact]
    public async Task Nothing_starts_without_consent_and_the_last_decision_counts()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        EnterOutcome.Entered entered = await house.EnterAsync(room);
        HelloReply hello = await new Pupil(house, entered.SessionId, 1).HelloAsync(null);
        Assert.Equal(SessionState.Issued, hello.State);
        var pupil = new Pupil(house, entered.SessionId, hello.Epoch);
        Assert.Equal(PutStatus.Closed, (await pupil.PutAsync(1, "1")).Status);
        await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(false, TestHouse.Shown, null), default);
        Assert.Equal(SeatState.Refused, (await SeatAsync(house, room)).State);
        Assert.Equal((SessionState.Issued, false), await pupil.HelloAsync(pupil.Epoch) is var refused ? (refused.State, refused.Consent) : default);
        await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, TestHouse.Shown, null), default);
        Assert.Equal(SessionState.InProgress, (await pupil.HelloAsync(pupil.Epoch)).State);
        Assert.Equal(1, (await pupil.PutAsync(1, "1")).HighWater);
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(1)).Status);
        Assert.Equal(StudentDecided.Over, await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(false, TestHouse.Shown, null), default));
        Assert.IsType<EnterOutcome.Finished>(await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room), "device", default));
    }

    [Fact]
    public async Task An_unknown_session_is_closed()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        var nobody = new Pupil(house, "nobody", 1);
        Assert.Equal(PutStatus.Closed, (await nobody.HelloAsync(null)).Status);
        Assert.Equal(PutStatus.Closed, (await nobody.PutAsync(1, "1")).Status);
        Assert.Equal(PutStatus.Closed, (await nobody.FinishAsync(1)).Status);
        Assert.Equal(StudentDecided.Over, await house.Engine.Entrance.DecideAsync("nobody", new StudentDecision(true, TestHouse.Shown, null), default));
    }

    private static async Task<BoardSeat> SeatAsync(TestHouse house, SchoolClass room) =>
        (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0];
}
