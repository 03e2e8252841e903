using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>What a teacher says reaches those it is for, also who connects within some minutes, and nobody later.</summary>
public sealed class LessonMessageTests
{
    [Fact]
    public async Task A_message_to_all_and_one_to_a_seat_are_heard_by_whom_they_are_for_until_five_minutes_have_passed()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil first = await house.PupilAsync(room);
        List<SessionControl> told = [];
        house.Engine.Sessions.Control += told.Add;
        Assert.True(await house.Engine.Board.SayAsync(room.Id, null, LessonMessage.FiveMinutes, default));
        Assert.True(await house.Engine.Board.SayAsync(room.Id, 1, LessonMessage.RestEyes, default));
        Assert.Equal([(ControlKind.Message, null), (ControlKind.Message, first.SessionId)], told.Select(control => (control.Kind, control.SessionId)));
        house.Manual.Advance(TimeSpan.FromMinutes(4));
        Pupil later = await house.PupilAsync(room, 2, "other");
        Assert.Equal([LessonMessage.FiveMinutes, LessonMessage.RestEyes], await HeardAsync(first));
        Assert.Equal([LessonMessage.FiveMinutes], await HeardAsync(later));
        house.Manual.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await first.HelloAsync(first.Epoch)).Messages);
        Assert.Null((await later.HelloAsync(later.Epoch, device: "other")).Messages);
    }

    [Fact]
    public void Numbers_grow_within_one_moment_and_of_many_the_newest_are_kept()
    {
        LessonMessages said = LessonMessages.None;
        for (int at = 0; at <= LessonMessages.Most; at++)
        {
            said = said.With(null, at == 0 ? LessonMessage.Quiet : LessonMessage.GoOn, 1_000);
        }

        IReadOnlyList<ToldMessage> heard = said.For(1, 1_000)!;
        Assert.Equal(Enumerable.Range(1_001, LessonMessages.Most).Select(number => (long)number), heard.Select(one => one.Number));
        Assert.DoesNotContain(heard, one => one.Message == LessonMessage.Quiet);
    }

    [Fact]
    public async Task Nothing_is_said_to_a_seat_that_is_not_there_nor_in_words_that_are_not_prepared()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Assert.False(await house.Engine.Board.SayAsync(room.Id, 99, LessonMessage.GoOn, default));
        Assert.False(await house.Engine.Board.SayAsync(room.Id, 1, (LessonMessage)99, default));
        Assert.Null((await pupil.HelloAsync(pupil.Epoch)).Messages);
    }

    private static async Task<IEnumerable<LessonMessage>> HeardAsync(Pupil pupil) =>
        (await pupil.HelloAsync(pupil.Epoch)).Messages!.Select(one => one.Message);
}
