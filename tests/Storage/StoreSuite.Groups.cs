using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Groups;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Storage;

/// <summary>Classes and schools as groups, on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_finish_brings_what_groups_count_and_a_class_and_its_school_tell_it()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 49)]);
        await pupil.FinishAsync(49);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        GroupClass one = Assert.Single(await house.Engine.Participation.ReadAsync(school, default));
        Assert.Equal((room.Id, 5, 1, 1, 4), (one.ClassId, one.Seats, one.Began, one.Finished, one.NotCome));
        ParallelStudents told = Assert.Single((await house.Engine.Groups.OfClassAsync(room.Id, default))!.Parallels);
        Assert.Equal((1, 1, 1), (told.Told, told.Even, Assert.Single(told.Map!).Seat));
        await house.ExecuteAsync("UPDATE review_need SET rule_version = '0', group_facts = NULL");
        Assert.Equal(1, (await house.Engine.Groups.SharesAsync(room.SchoolId, school, default)).Waiting);
        Assert.Equal(1, await house.Engine.Needs.RemakeAsync(room.Id, default));
        Assert.Equal(1, (await house.Engine.Groups.OfSchoolAsync(room.SchoolId, default)).Parallels[0].Told);
        Assert.Equal(1, await house.Engine.RegionCounts.RemakeAsync(_ => Task.CompletedTask, default));
    }

    [StoreFact]
    public async Task A_school_of_two_thousand_beside_its_region_takes_three_statements()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass like = await house.ClassAsync(parents: false);
        OrgPath path = (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, like.SchoolId), default))!;
        GroupFacts[] students = Crowd.Of((10, Crowd.Leaning("R")), (15, Crowd.Leaning("S")));
        foreach (int number in Enumerable.Range(0, 80))
        {
            await Crowd.AddClassAsync(house.Engine, like, like.SchoolId, $"{number}", students);
        }

        foreach (int number in Enumerable.Range(0, 3))
        {
            School other = await house.Engine.Organisation.AddSchoolAsync(path.MunicipalityId!, $"Другая {number}", Settlement.City, default);
            await Crowd.AddClassAsync(house.Engine, like, other.Id, "А", students);
        }

        using var counted = new CountedReaders(house.Engine.Store.Dialect);
        using var store = new Database(counted, house.Store, house.Clock, NullLogger<Database>.Instance, house.Engine.Writer.Meter);
        var sessions = new GroupSessions(store, new SessionStandings(store, house.Engine.Batteries));
        var region = new RegionCounts(store, sessions);
        var groups = new GroupBoard(sessions, region, new OrgPaths(store), house.Engine.Batteries);
        Assert.Equal(4, await region.RemakeAsync(_ => Task.CompletedTask, default));
        int made = counted.Statements;
        Assert.Equal(1 + (3 * 4), made);
        ParallelShares told = Assert.Single((await groups.SharesAsync(like.SchoolId, new OrgNode(NodeKind.School, like.SchoolId), default)).Parallels);
        Assert.Equal((3, 2_000, 800, 75), (counted.Statements - made, told.School.Interests, told.School.Leading[0].With, told.Others!.Interests));
        Assert.Equal(80, told.Classes.Count(one => one.Leading[0].With == 10));
        await groups.OfClassAsync($"{like.SchoolId}-8{7}", default);
        Assert.Equal(7, counted.Statements - made);
        Assert.Equal(81, (await new ParticipationList(store).ReadAsync(new OrgNode(NodeKind.School, like.SchoolId), default)).Count);
        Assert.Equal(8, counted.Statements - made);
    }
}
