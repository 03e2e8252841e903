using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

public sealed class ClassBoardTests
{
    [Fact]
    public async Task A_seat_goes_from_empty_to_finished_before_the_teachers_eyes()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        Assert.Equal(SeatState.Empty, await StateAsync(house, room));
        EnterOutcome.Entered entered = await house.EnterAsync(room);
        Assert.Equal(SeatState.Deciding, await StateAsync(house, room));
        await house.Engine.Entrance.DecideAsync(entered.SessionId, new StudentDecision(true, TestHouse.Shown, null), default);
        HelloReply hello = await new Pupil(house, entered.SessionId, 0).HelloAsync(null);
        Assert.Equal((SessionState.Issued, LessonState.Lobby), (hello.State, hello.Run));
        var pupil = new Pupil(house, entered.SessionId, hello.Epoch);
        Assert.Equal(SeatState.Waiting, await StateAsync(house, room));
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        await pupil.HelloAsync(pupil.Epoch);
        Assert.Equal(SeatState.Answering, await StateAsync(house, room));
        await pupil.PutItemsAsync(1, (0, "1"), (0, "2"), (4, ""));
        // Item 0 belongs to an optional step: the board counts what everyone takes.
        Assert.Equal(1, (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0].Answered);
        await pupil.FinishAsync(3);
        BoardSeat seat = (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0];
        Assert.Equal(new BoardSeat(1, false, SeatState.Finished, 2, false), seat);
        await house.ReopenAsync();
        Assert.Equal(seat, (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0]);
    }

    [Fact]
    public async Task Fifteen_seconds_of_silence_show_as_a_lost_link_and_a_word_brings_it_back()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        long before = await RevisionAsync(house, room);
        house.Manual.Advance(TimeSpan.FromSeconds(14));
        Assert.Equal(before, await RevisionAsync(house, room));
        house.Manual.Advance(TimeSpan.FromSeconds(1));
        long silent = await RevisionAsync(house, room);
        Assert.True(silent > before);
        Assert.Equal(silent, await RevisionAsync(house, room));
        Assert.Equal(SeatState.LinkLost, await StateAsync(house, room));
        house.Engine.Sessions.Heard(pupil.SessionId, pupil.Epoch);
        Assert.True(await RevisionAsync(house, room) > silent);
        Assert.Equal(SeatState.Answering, await StateAsync(house, room));
        house.Engine.Sessions.Lost(pupil.SessionId, pupil.Epoch);
        Assert.Equal(SeatState.LinkLost, await StateAsync(house, room));
    }

    [Fact]
    public async Task The_board_tells_how_many_wait_on_a_device_and_since_when_nothing_was_heard()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        house.Pressure = new PressureOptions();
        await house.ReopenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        long before = await RevisionAsync(house, room);
        Assert.Equal((PutStatus.Ok, 7), await PutAsync(1, unsent: 7));
        Assert.True(await RevisionAsync(house, room) > before);
        Assert.Equal((PutStatus.Ok, 0), await PutAsync(49, unsent: -5));
        // What is refused waits as well.
        Assert.Equal((PutStatus.Busy, 48 + 2), await PutAsync(97, unsent: 2));
        long heard = house.Manual.NowMs;
        house.Manual.Advance(TimeSpan.FromMinutes(3));
        BoardView board = (await house.Engine.Board.ReadAsync(room.Id, default))!;
        Assert.Equal((SeatState.LinkLost, 50, heard), (board.Seats[0].State, board.Seats[0].Unsent, board.Seats[0].HeardAtMs));
        Assert.Equal(heard + 180_000, board.NowMs);
        HelloReply back = await house.Engine.Sessions.HelloAsync(pupil.SessionId, new HelloRequest(pupil.Epoch, "device", 0, 0) { Unsent = 51 }, default);
        BoardSeat seat = (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0];
        Assert.Equal((PutStatus.Ok, 51, null), (back.Status, seat.Unsent, seat.HeardAtMs));

        async Task<(PutStatus Status, int Unsent)> PutAsync(long first, int unsent)
        {
            PutRequest request = new(pupil.Epoch, first, [.. Enumerable.Range(0, 48).Select(item => new AnswerEntry(item, "1", 1))]) { Unsent = unsent };
            PutStatus status = (await house.Engine.Sessions.PutAsync(pupil.SessionId, request, default)).Status;
            return (status, (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0].Unsent);
        }
    }

    private static async Task<long> RevisionAsync(TestHouse house, SchoolClass room) =>
        (await house.Engine.Board.ReadAsync(room.Id, default))!.Revision;

    [Fact]
    public async Task A_lesson_takes_only_the_steps_it_has()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        var rung = new List<LessonState?>();
        house.Engine.Sessions.Control += control => rung.Add(control.Run);
        Assert.False(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Paused, default));
        foreach (LessonState step in new[] { LessonState.Running, LessonState.Paused, LessonState.Running, LessonState.Ended, LessonState.Running })
        {
            Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, step, default));
        }

        Assert.False(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Lobby, default));
        Assert.False(await house.Engine.Board.SetLessonAsync("nowhere", LessonState.Running, default));
        Assert.Equal([LessonState.Running, LessonState.Paused, LessonState.Running, LessonState.Ended, LessonState.Running], rung);
        await house.ReopenAsync();
        Assert.Equal(LessonState.Running, (await house.Engine.Board.ReadAsync(room.Id, default))!.Run);
    }

    [Fact]
    public async Task The_board_opens_with_the_pin_of_its_sheet_only()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string pin = (await house.Engine.Cards.ReadAsync(room.Id, default))!.Pin;
        Assert.Equal(1, await house.Engine.Board.MatchPinAsync(room.Id, pin, default));
        Assert.Null(await house.Engine.Board.MatchPinAsync(room.Id, pin == "123456" ? "654321" : "123456", default));
        Assert.Null(await house.Engine.Board.MatchPinAsync(room.Id, "", default));
        Assert.Null(await house.Engine.Board.MatchPinAsync("nowhere", pin, default));
    }

    [Fact]
    public async Task A_revision_grows_with_every_change_and_over_a_restart()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        long before = (await house.Engine.Board.ReadAsync(room.Id, default))!.Revision;
        await pupil.PutAsync(1, "1");
        long after = (await house.Engine.Board.ReadAsync(room.Id, default))!.Revision;
        Assert.True(after > before);
        house.Manual.Advance(TimeSpan.FromSeconds(5));
        await house.ReopenAsync();
        Assert.True((await house.Engine.Board.ReadAsync(room.Id, default))!.Revision > after);
    }

    private static async Task<SeatState> StateAsync(TestHouse house, SchoolClass room) =>
        (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[0].State;
}
