using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Names;

/// <summary>What the server keeps of names: ciphertext, whole changes, and nobody's key after they left.</summary>
public sealed class NamesDeskTests
{
    [Fact]
    public async Task A_list_is_written_on_the_newest_revision_and_no_other()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        Account keeper = await PersonAsync(house, room, StaffRole.Coordinator, 'k');
        Assert.False(await WriteAsync(house, room, 1, 1, keeper));
        Assert.True(await KeyAsync(house, room, 0, keeper));
        Assert.False(await WriteAsync(house, room, 2, 1, keeper));
        Assert.False(await WriteAsync(house, room, 1, 2, keeper));
        Assert.True(await WriteAsync(house, room, 1, 1, keeper));
        Assert.False(await WriteAsync(house, room, 1, 1, keeper));
        Assert.True(await WriteAsync(house, room, 1, 2, keeper));
        ClassNames read = (await house.Engine.Names.ClassAsync(room.Id, keeper.Id, default))!;
        Assert.Equal((1, 2, "list-1-2", "wrapped-k"), (read.Generation, read.List!.Revision, read.List.Sealed, read.Wrapped));
        Assert.Equal(
            [AuditAct.NamesWritten, AuditAct.NamesWritten, AuditAct.SchoolKeyMade, AuditAct.NamesPairMade],
            (await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), long.MaxValue, default)).Take(4).Select(line => line.Act));
    }

    [Fact]
    public async Task A_change_of_key_that_lacks_a_list_or_has_an_old_one_changes_nothing()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        SchoolClass other = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 9, "Б", 3, 0, default);
        Account keeper = await PersonAsync(house, room, StaffRole.Coordinator, 'k');
        Assert.True(await KeyAsync(house, room, 0, keeper));
        Assert.True(await WriteAsync(house, room, 1, 1, keeper));
        Assert.True(await WriteAsync(house, other, 1, 1, keeper));
        Assert.False(await KeyAsync(house, room, 0, keeper));
        Assert.False(await KeyAsync(house, room, 1, keeper, (room.Id, 2)));
        Assert.False(await KeyAsync(house, room, 1, keeper, (room.Id, 2), (room.Id, 2)));
        Assert.False(await KeyAsync(house, room, 1, keeper, (room.Id, 2), (other.Id, 1)));
        Assert.False(await KeyAsync(house, room, 2, keeper, (room.Id, 2), (other.Id, 2)));
        Assert.Equal("list-1-1", (await house.Engine.Names.ClassAsync(room.Id, keeper.Id, default))!.List!.Sealed);
        Assert.True(await KeyAsync(house, room, 1, keeper, (room.Id, 2), (other.Id, 2)));
        ClassNames read = (await house.Engine.Names.ClassAsync(other.Id, keeper.Id, default))!;
        Assert.Equal((2, 2, 2, "list-2-2"), (read.Generation, read.List!.Generation, read.List.Revision, read.List.Sealed));
    }

    [Fact]
    public async Task A_school_that_lost_every_key_starts_over_without_its_lists()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        Account keeper = await PersonAsync(house, room, StaffRole.Coordinator, 'k');
        Assert.True(await KeyAsync(house, room, 0, keeper));
        Assert.True(await WriteAsync(house, room, 1, 1, keeper));
        KeyChange over = new(1, "recovery", [Wrap(keeper, 'k')], [], DropLists: true);
        Assert.False(await house.Engine.Names.ChangeKeyAsync(room.SchoolId, over with { From = 0 }, keeper.Id, default));
        Assert.False(await house.Engine.Names.ChangeKeyAsync(room.SchoolId, over with { Lists = [new SealedList(room.Id, 2, 2, "a")] }, keeper.Id, default));
        Assert.NotNull((await house.Engine.Names.ClassAsync(room.Id, keeper.Id, default))!.List);
        Assert.True(await house.Engine.Names.ChangeKeyAsync(room.SchoolId, over, keeper.Id, default));
        ClassNames read = (await house.Engine.Names.ClassAsync(room.Id, keeper.Id, default))!;
        Assert.Equal((2, null), (read.Generation, read.List));
        Assert.True(await WriteAsync(house, room, 2, 1, keeper));
        AuditLine told = (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default))[1];
        Assert.Equal((AuditAct.SchoolKeyRotated, "lists dropped"), (told.Act, told.Detail));
    }

    [Fact]
    public async Task Who_leaves_loses_the_key_at_once_and_the_school_is_told_to_change_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        Account keeper = await PersonAsync(house, room, StaffRole.Coordinator, 'k');
        Account teacher = await PersonAsync(house, room, StaffRole.Teacher, 't');
        Assert.True(await KeyAsync(house, room, 0, keeper));
        Assert.True(await HandAsync(house, room, 1, teacher, 't', keeper));
        Assert.False((await SchoolAsync(house, room, keeper)).IsDue);
        Assert.True(await house.Engine.Accounts.SetDisabledAsync(teacher.Id, true, keeper.Id, default));
        SchoolNames after = await SchoolAsync(house, room, keeper);
        Assert.True(after.IsDue);
        Assert.DoesNotContain(after.People, one => one.Id == teacher.Id);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM school_key_wrap WHERE account_id = @Id", new { teacher.Id }));
        Assert.False(await HandAsync(house, room, 1, teacher, 't', keeper));
        Assert.False(await house.Engine.Names.ChangeKeyAsync(room.SchoolId, new KeyChange(1, "recovery", [Wrap(keeper, 'k'), Wrap(teacher, 't')], [], Past: "past"), keeper.Id, default));
        Assert.True(await KeyAsync(house, room, 1, keeper));
        Assert.False((await SchoolAsync(house, room, keeper)).IsDue);
    }

    [Fact]
    public async Task A_key_goes_to_the_pair_somebody_has_and_to_nobody_of_another_school()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        SchoolClass elsewhere = await house.ClassAsync(running: false);
        Account keeper = await PersonAsync(house, room, StaffRole.Coordinator, 'k');
        Account teacher = await PersonAsync(house, room, StaffRole.Teacher, 't');
        Account stranger = await PersonAsync(house, elsewhere, StaffRole.Teacher, 's');
        Assert.True(await KeyAsync(house, room, 0, keeper));
        Assert.False(await HandAsync(house, room, 1, stranger, 's', keeper));
        Assert.False(await HandAsync(house, room, 1, teacher, 'x', keeper));
        Assert.False(await HandAsync(house, room, 2, teacher, 't', keeper));
        Assert.True(await HandAsync(house, room, 1, teacher, 't', keeper));
        Assert.False(await HandAsync(house, room, 1, teacher, 't', keeper));
        Assert.True(await HandAsync(house, room, 1, teacher, 't', teacher));
        Assert.True((await SchoolAsync(house, room, keeper)).People.Single(one => one.Id == teacher.Id).Holds);

        // A forgotten phrase: another pair, and what was wrapped for the old one is gone.
        Assert.False(await house.Engine.Names.SetPairAsync(teacher, Pair('n'), replaced: null, default));
        Assert.True(await house.Engine.Names.SetPairAsync(teacher, Pair('n'), Key('t'), default));
        Assert.Null((await SchoolAsync(house, room, teacher)).Wrapped);
        Assert.True(await HandAsync(house, room, 1, teacher, 'n', keeper));

        // The same pair under a new phrase keeps what it holds.
        Assert.True(await house.Engine.Names.SetPairAsync(teacher, Pair('n') with { SealedPrivate = "other" }, Key('n'), default));
        Assert.NotNull((await SchoolAsync(house, room, teacher)).Wrapped);
    }

    [Fact]
    public async Task A_psychologist_of_the_municipality_reads_names_and_nobody_above_does()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        string municipality = (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, room.SchoolId), default))!.MunicipalityId!;
        OrgNode above = new(NodeKind.Municipality, municipality);
        Account psychologist = await AddAsync(house, StaffRole.Psychologist, above);
        Account official = await AddAsync(house, StaffRole.Municipality, above);
        Assert.Contains((await SchoolAsync(house, room, psychologist)).People, one => one.Id == psychologist.Id);
        Assert.DoesNotContain((await SchoolAsync(house, room, psychologist)).People, one => one.Id == official.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Иванов Иван")]
    [InlineData("a b")]
    [InlineData("<script>")]
    public async Task What_is_no_ciphertext_is_not_kept(string text)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        Account keeper = await PersonAsync(house, room, StaffRole.Coordinator, 'k');
        Assert.True(await KeyAsync(house, room, 0, keeper));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Names.WriteAsync(new SealedList(room.Id, 1, 1, text), keeper.Id, default));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Names.SetPairAsync(keeper, new NamePair(text, "a"), Key('k'), default));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Names.SetPairAsync(keeper, Pair('k') with { SealedPrivate = text }, Key('k'), default));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Names.ChangeKeyAsync(room.SchoolId, new KeyChange(1, text, [], []), keeper.Id, default));
        await Assert.ThrowsAsync<ArgumentException>(
            () => house.Engine.Names.HandAsync(room.SchoolId, 1, new KeyWrap(keeper.Id, Key('k'), text), keeper.Id, default));
        await Assert.ThrowsAsync<ArgumentException>(
            () => house.Engine.Names.WriteAsync(new SealedList(room.Id, 1, 1, new string('a', 40_001)), keeper.Id, default));
    }

    private static async Task<Account> PersonAsync(TestHouse house, SchoolClass room, StaffRole role, char key)
    {
        Account made = await AddAsync(house, role, new OrgNode(NodeKind.School, room.SchoolId));
        Assert.True(await house.Engine.Names.SetPairAsync(made, Pair(key), replaced: null, default));
        return made;
    }

    private static Task<Account> AddAsync(TestHouse house, StaffRole role, OrgNode place) => house.Engine.Accounts.AddAsync(
        new NewAccount($"{role}-{Guid.NewGuid():N}", "Сотрудник", role, place, "none"), AuditEntry.System, default);

    private static Task<bool> KeyAsync(TestHouse house, SchoolClass room, long from, Account keeper, params (string ClassId, long Revision)[] lists) =>
        house.Engine.Names.ChangeKeyAsync(
            room.SchoolId,
            new KeyChange(
                from, "recovery", [Wrap(keeper, 'k')],
                [.. lists.Select(list => new SealedList(list.ClassId, from + 1, list.Revision, $"list-{from + 1}-{list.Revision}"))],
                Past: from == 0 ? null : $"past-{from}"),
            keeper.Id, default);

    private static Task<bool> WriteAsync(TestHouse house, SchoolClass room, long generation, long revision, Account keeper) =>
        house.Engine.Names.WriteAsync(new SealedList(room.Id, generation, revision, $"list-{generation}-{revision}"), keeper.Id, default);

    private static Task<bool> HandAsync(TestHouse house, SchoolClass room, long generation, Account to, char key, Account by) =>
        house.Engine.Names.HandAsync(room.SchoolId, generation, Wrap(to, key), by.Id, default);

    private static async Task<SchoolNames> SchoolAsync(TestHouse house, SchoolClass room, Account by) =>
        (await house.Engine.Names.SchoolAsync(room.SchoolId, by.Id, default))!;

    private static KeyWrap Wrap(Account to, char key) => new(to.Id, Key(key), $"wrapped-{key}");

    private static NamePair Pair(char key) => new(Key(key), $"sealed-{key}");

    private static string Key(char key) => "B" + new string(key, 86);
}
