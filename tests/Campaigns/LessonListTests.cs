using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Campaigns;

/// <summary>The lessons a teacher finds after signing in.</summary>
public sealed class LessonListTests
{
    [Fact]
    public async Task A_school_without_classes_has_none_and_one_with_classes_has_their_boards_lowest_grade_first()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass tenth = await house.ClassAsync(grade: 10);
        School empty = await house.Engine.Organisation.AddSchoolAsync(
            (await house.Engine.Organisation.MunicipalitiesAsync((await house.Engine.Organisation.RegionsAsync(default))[0].Id, default))[0].Id,
            "Новая школа", Settlement.City, default);
        SchoolClass ninth = await house.Engine.Organisation.AddClassAsync(tenth.SchoolId, 9, "Я", 4, 2, default);
        Assert.Empty(await house.Engine.Lessons.ReadAsync(new OrgNode(NodeKind.School, empty.Id), default));
        IReadOnlyList<Lesson> lessons = await house.Engine.Lessons.ReadAsync(new OrgNode(NodeKind.School, tenth.SchoolId), default);
        Assert.Equal([(ninth.Id, ninth.BoardLink), (tenth.Id, tenth.BoardLink)], lessons.Select(one => (one.ClassId, one.BoardLink)));
        Assert.Equal(("9Я", LessonState.Lobby, 4), (lessons[0].ClassName, lessons[0].State, lessons[0].Seats));
    }

    [Fact]
    public async Task A_lesson_says_how_many_answer_and_how_many_have_finished()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        Pupil first = await house.PupilAsync(room, 1, "device1");
        Pupil second = await house.PupilAsync(room, 2, "device2");
        await first.PutAsync(1, "1");
        await first.FinishAsync(1);
        await second.PutAsync(1, "1");
        Lesson lesson = Assert.Single(await house.Engine.Lessons.ReadAsync(OrgNode.Server, default));
        Assert.Equal((1, 1), (lesson.Answering, lesson.Finished));
    }
}
