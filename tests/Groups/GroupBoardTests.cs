using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Groups;

public sealed class GroupBoardTests
{
    private static readonly GroupFacts Hands = Crowd.Leaning("R");
    private static readonly GroupFacts People = Crowd.Leaning("S", "E");
    private static readonly GroupFacts Even = Crowd.Leaning();

    [Fact]
    public async Task How_far_a_class_took_part_is_told_state_by_state()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(seats: 9);
        await (await house.PupilAsync(room, 1, "d1")).PutAsync(1, "1");
        Pupil finished = await house.PupilAsync(room, 2, "d2");
        await finished.PutAsync(1, "1");
        await finished.FinishAsync(1);
        await DecideAsync(3, agrees: true);
        await DecideAsync(4, agrees: false);
        await DecideAsync(5, agrees: true);
        await DecideAsync(5, agrees: false);
        await ParentAsync(6, agrees: false);
        HeldSession erased = (await house.Engine.Privacy.FindAsync(await house.CodeAsync(room, 7), default))!;
        await house.Engine.Privacy.EraseAsync(erased.SessionId, "keeper", default);
        GroupClass one = Assert.Single(await house.Engine.Participation.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), default));
        Assert.Equal((room.Id, 8, 2, 1, 1), (one.ClassId, one.Seats, one.Began, one.Finished, one.Unfinished));
        Assert.Equal((1, 2), (one.NotStarted, one.NotCome));
        Assert.Equal(3, one.Refused + one.ParentRefused + one.Withdrawn + one.ParentWithdrawn);
        Assert.Equal((1, 1), (one.Refused, one.Withdrawn));
        Assert.Equal(one.Seats, one.Finished + one.Unfinished + one.NotStarted + one.NotCome + one.Refused + one.ParentRefused + one.Withdrawn + one.ParentWithdrawn);
        Assert.Empty(await house.Engine.Participation.ReadAsync(new OrgNode(NodeKind.School, "elsewhere"), default));

        async Task DecideAsync(int seat, bool agrees)
        {
            string session = (await house.EnterAsync(room, seat, $"d{seat}")).SessionId;
            await house.Engine.Entrance.DecideAsync(session, new Diagnostics.Engine.Sessions.StudentDecision(agrees, TestHouse.Shown, null), default);
        }

        Task ParentAsync(int seat, bool agrees) => house.Engine.Consent.RecordAsync(room.Id, [seat], ConsentParty.Parent, agrees, ParentsOnPaper.Keeper, default);
    }

    [Fact]
    public async Task A_class_is_told_whole_with_its_map_and_a_school_grade_by_grade()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass like = await house.ClassAsync(grade: 9);
        string first = await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, "Б", Crowd.Of((3, Hands), (2, People), (1, Even)));
        await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, "В", Crowd.Of((2, Hands)));
        GroupStudents room = (await house.Engine.Groups.OfClassAsync(first, default))!;
        ParallelStudents told = Assert.Single(room.Parallels);
        Assert.Equal((9, null, 6, 1), (told.Grade, told.Form, told.Told, told.Even));
        Assert.Equal([("R", 3), ("I", 0), ("A", 0), ("S", 2), ("E", 2), ("C", 0)], told.Interests.Select(one => (one.Id, one.Leading)));
        Assert.Equal((6, 0, 6), (told.Values.Single(one => one.Id == "mastery").High, told.Values.Single(one => one.Id == "mastery").Low, told.ValuesTold));
        Assert.Equal(6, told.Values.Single(one => one.Id == "team").Low);
        Assert.Equal([1, 2, 3, 4, 5, 6], told.Map!.Select(point => point.Seat));
        Assert.Equal([true, true, true, true, true, false], told.Map!.Select(point => point.Place!.IsApart));
        ParallelStudents school = Assert.Single((await house.Engine.Groups.OfSchoolAsync(like.SchoolId, default)).Parallels);
        Assert.Equal((8, 5, null), (school.Told, school.Interests[0].Leading, school.Map));
        Assert.Null(await house.Engine.Groups.OfClassAsync("nowhere", default));
        await house.ExecuteAsync("UPDATE school_class SET kind = 'sitting' WHERE id = @first", new { first });
        Assert.Null(await house.Engine.Groups.OfClassAsync(first, default));
    }

    [Fact]
    public async Task Shares_keep_back_what_is_small_and_what_subtracting_would_give()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass like = await house.ClassAsync(grade: 9);
        OrgNode school = new(NodeKind.School, like.SchoolId);
        await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, "Б", Crowd.Of((8, Hands), (12, People)));
        await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, "В", Crowd.Of((3, Hands), (22, People)));
        await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, "Г", Crowd.Of((10, Hands), (15, People)));
        ParallelShares told = Assert.Single((await house.Engine.Groups.SharesAsync(like.SchoolId, school, default)).Parallels);
        Assert.Equal((21, 70), (told.School.Leading[0].With, told.School.Leading[0].Of));
        Assert.Equal([null, null, null, 10], told.Classes.Select(one => one.Leading[0].With));
        Assert.Equal([0, 20, 25, 25], told.Classes.Select(one => one.Interests));
        Assert.InRange(told.Classes[3].Leading[0].Low!.Value, 0.23, 0.24);
        Assert.InRange(told.Classes[3].Leading[0].High!.Value, 0.59, 0.60);

        // Everybody has the same value first: that would be a word about each of them.
        Assert.All(told.School.High, cell => Assert.Null(cell.With));
        Assert.Equal((10.0 + (20.0 * 21 / 70), true), (told.School.Means![0].Mean, told.School.Means[0].Error is > 1.0 and < 1.2));
        Assert.All(told.Classes, one => Assert.Null(one.Means));
        Assert.Null(told.Others);
    }

    [Fact]
    public async Task Whoever_had_other_conditions_is_compared_with_nobody_and_seen_in_the_own_class()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass like = await house.ClassAsync(grade: 9);
        OrgNode school = new(NodeKind.School, like.SchoolId);
        string room = await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, "Б", [.. Crowd.Of((20, Hands), (19, People)), Hands with { InDoubt = true }]);
        await house.ExecuteAsync("UPDATE test_session SET accommodation = 'time150' WHERE id = @id", new { id = $"{room}-1" });
        await house.ExecuteAsync("UPDATE test_session SET simulated = 1 WHERE id = @id", new { id = $"{room}-2" });
        await house.ExecuteAsync("UPDATE test_session SET consent = 0 WHERE id = @id", new { id = $"{room}-3" });
        ParallelShares told = Assert.Single((await house.Engine.Groups.SharesAsync(like.SchoolId, school, default)).Parallels);
        Assert.Equal((false, 3, 17, 36), (told.IsSimulated, told.LeftOut, told.School.Leading[0].With, told.School.Interests));
        Assert.Equal(39, (await house.Engine.Groups.OfClassAsync(room, default))!.Parallels[0].Told);
        await house.ExecuteAsync("UPDATE test_session SET simulated = 1 WHERE class_id = @room", new { room });
        told = Assert.Single((await house.Engine.Groups.SharesAsync(like.SchoolId, school, default)).Parallels);
        Assert.Equal((true, 2, 37), (told.IsSimulated, told.LeftOut, told.School.Interests));
        await house.ExecuteAsync("UPDATE review_need SET rule_version = '0'");
        Assert.Equal(39, (await house.Engine.Groups.SharesAsync(like.SchoolId, school, default)).Waiting);
    }

    [Fact]
    public async Task The_others_are_everybody_outside_the_own_place_and_more_than_one_school()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass like = await house.ClassAsync(grade: 9);
        OrgTree tree = house.Engine.Organisation;
        OrgPath path = (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, like.SchoolId), default))!;
        OrgNode own = new(NodeKind.School, like.SchoolId), municipality = new(NodeKind.Municipality, path.MunicipalityId!);
        await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, "Б", Crowd.Of((15, Hands), (15, People)));
        School beside = await tree.AddSchoolAsync(path.MunicipalityId!, "Рядом", Settlement.City, default);
        await Crowd.AddClassAsync(house.Engine, like, beside.Id, "А", Crowd.Of((20, Hands), (10, People)));
        Assert.Null(await OthersAsync(own));
        Municipality far = await tree.AddMunicipalityAsync(path.RegionId!, "Дальний", default);
        foreach (string name in new[] { "Первая", "Вторая" })
        {
            School school = await tree.AddSchoolAsync(far.Id, name, Settlement.Village, default);
            await Crowd.AddClassAsync(house.Engine, like, school.Id, "А", Crowd.Of((6, Hands), (14, Even)));
        }

        GroupPart others = (await OthersAsync(own))!;
        Assert.Equal((70, 32, 28), (others.Interests, others.Leading[0].With, others.Even.With));
        Assert.Equal(10.0 + (20.0 * 32 / 70), others.Means![0].Mean, 9);
        others = (await OthersAsync(municipality))!;
        Assert.Equal((40, 12), (others.Interests, others.Leading[0].With));

        // Another grade is no comparison.
        await house.ExecuteAsync("UPDATE school_class SET grade = 8 WHERE school_id = @Id", new { beside.Id });
        Assert.Equal(40, (await OthersAsync(own))!.Interests);

        async Task<GroupPart?> OthersAsync(OrgNode place)
        {
            await house.Engine.RegionCounts.RemakeAsync(_ => Task.CompletedTask, default);
            return (await house.Engine.Groups.SharesAsync(like.SchoolId, place, default)).Parallels.Single(one => one.Grade == 9).Others;
        }
    }
}
