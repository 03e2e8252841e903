using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Privacy;

/// <summary>Who has access to a school, and what was done with its data: complete, of this school alone, of the period alone.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Everybody_whose_place_covers_the_school_is_named_and_nobody_else()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        School other = await house.Engine.Organisation.AddSchoolAsync(await MunicipalityAsync(house), "Другая", Settlement.City, default);
        Account teacher = await AccountAsync(house, StaffRole.Teacher, new OrgNode(NodeKind.School, room.SchoolId));
        Account city = await AccountAsync(house, StaffRole.Municipality, new OrgNode(NodeKind.Municipality, await MunicipalityAsync(house)));
        Account keeper = await AccountAsync(house, StaffRole.Operator, OrgNode.Server);
        Account stranger = await AccountAsync(house, StaffRole.Coordinator, new OrgNode(NodeKind.School, other.Id));
        house.Manual.Advance(TimeSpan.FromMinutes(5));
        await house.Engine.StaffDoor.OpenAsync(teacher, SignInStage.Complete, "test", default);
        await house.Engine.Accounts.SetDisabledAsync(city.Id, true, "test", default);
        AccessReport report = await ReadAsync(house, room.SchoolId);
        Assert.Equal(new[] { teacher.Id, city.Id, keeper.Id }.Order(), report.People.Select(one => one.Id).Order());
        AccessPerson seen = report.People.Single(one => one.Id == teacher.Id);
        Assert.Equal(house.Manual.NowMs, seen.SignedInAtMs);
        Assert.Equal(house.Manual.NowMs - (long)TimeSpan.FromMinutes(5).TotalMilliseconds, seen.SinceMs);
        Assert.True(report.People.Single(one => one.Id == city.Id).Disabled);
        Assert.Null(report.People.Single(one => one.Id == keeper.Id).SignedInAtMs);
        Assert.DoesNotContain(report.People, one => one.Id == stranger.Id);
        Assert.Equal("Школа", report.SchoolName);
        Assert.Null(await house.Engine.Access.ReadAsync("nowhere", 0, 1, long.MaxValue, default));
    }

    [Fact]
    public async Task Deeds_are_counted_by_person_and_act_within_the_period_and_what_left_the_server_stands_line_by_line()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Account teacher = await AccountAsync(house, StaffRole.Coordinator, new OrgNode(NodeKind.School, room.SchoolId));
        await house.Engine.Cards.By(teacher.Id).PrintAsync(room.Id, default);
        house.Manual.Advance(TimeSpan.FromDays(40));
        long from = house.Manual.NowMs;
        await house.Engine.Cards.By(teacher.Id).PrintAsync(room.Id, default);
        await house.Engine.Cards.By(teacher.Id).PrintAsync(room.Id, default);
        await house.Engine.Cards.By(teacher.Id).ReissueAsync(room.Id, 1, default);
        AccessReport report = (await house.Engine.Access.ReadAsync(room.SchoolId, from, house.Manual.NowMs + 1, long.MaxValue, default))!;
        Assert.Equal(
            [(AuditAct.CardsPrinted, 2, (StaffRole?)StaffRole.Coordinator), (AuditAct.CodeReissued, 1, StaffRole.Coordinator)],
            report.Deeds.Where(one => one.Actor == teacher.Id).Select(one => (one.Act, one.Count, one.Role)));
        Assert.Equal([AuditAct.CodeReissued, AuditAct.CardsPrinted, AuditAct.CardsPrinted], report.Lines.Select(line => line.Act));
        Assert.All(report.Lines, line => Assert.Equal("8А", line.ObjectTitle));
        Assert.Null(report.Before);
    }

    [Fact]
    public async Task What_opens_a_door_to_the_schools_data_stands_line_by_line()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        house.Manual.Advance(TimeSpan.FromDays(1));
        long from = house.Manual.NowMs;
        Account teacher = await AccountAsync(house, StaffRole.Teacher, new OrgNode(NodeKind.School, room.SchoolId));
        await house.Engine.Invitations.OfferResetAsync(teacher, "keeper", default);
        await house.Engine.ParentSheets.PrintAsync(room.Id, "keeper", default);
        await house.Engine.ParentSheets.ReissueAsync(room.Id, 1, "keeper", default);
        await house.Engine.Cards.By("keeper").RenewPinAsync(room.Id, default);
        AccessReport report = (await house.Engine.Access.ReadAsync(room.SchoolId, from, house.Manual.NowMs + 1, long.MaxValue, default))!;
        Assert.Equal(
            [AuditAct.BoardPinChanged, AuditAct.ParentLinkReissued, AuditAct.ParentLinksPrinted, AuditAct.ResetOffered, AuditAct.AccountMade],
            report.Lines.Select(line => line.Act));
    }

    [Fact]
    public async Task Many_lines_come_in_pieces_and_none_twice()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        for (int print = 0; print < AccessDesk.MostLines + 20; print++)
        {
            await house.Engine.Cards.PrintAsync(room.Id, default);
        }

        AccessReport first = await ReadAsync(house, room.SchoolId);
        Assert.Equal(AccessDesk.MostLines, first.Lines.Count);
        AccessReport rest = (await house.Engine.Access.ReadAsync(room.SchoolId, first.FromMs, first.ToMs, first.Before!.Value, default))!;
        Assert.Equal(20, rest.Lines.Count);
        Assert.Null(rest.Before);
        Assert.Equal(AccessDesk.MostLines + 20, first.Lines.Concat(rest.Lines).Select(line => line.Number).Distinct().Count());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 4)]
    [InlineData(-1, 4)]
    [InlineData(0, long.MaxValue)]
    public async Task A_period_that_cannot_be_is_refused(long from, long to)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Access.ReadAsync("any", from, to, long.MaxValue, default));
    }

    private static async Task<AccessReport> ReadAsync(TestHouse house, string school) => (await house.Engine.Access.ReadAsync(
        school, house.Manual.NowMs - (long)TimeSpan.FromDays(30).TotalMilliseconds, house.Manual.NowMs + 1, long.MaxValue, default))!;

    private static Task<string> MunicipalityAsync(TestHouse house) => house.TextAsync("SELECT MIN(id) FROM municipality");

    private static Task<Account> AccountAsync(TestHouse house, StaffRole role, OrgNode place) =>
        house.Engine.Accounts.AddAsync(new NewAccount($"{role}-{Guid.NewGuid():N}", "Сотрудник", role, place, "none"), "test", default);
}
