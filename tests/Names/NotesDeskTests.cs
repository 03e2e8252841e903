using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Names;

/// <summary>Notes of psychologists as the server keeps them: ciphertext for holders of the key, through changes of key, gone with what they are about.</summary>
public sealed class NotesDeskTests
{
    private const string Key = "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task A_note_is_written_on_the_newest_revision_and_the_key_in_use()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.False(await WriteAsync(house, room, psychologist, generation: 2, revision: 1));
        Assert.False(await WriteAsync(house, room, psychologist, generation: 1, revision: 2));
        Assert.True(await WriteAsync(house, room, psychologist, generation: 1, revision: 1));
        Assert.False(await WriteAsync(house, room, psychologist, generation: 1, revision: 1));
        Assert.True(await WriteAsync(house, room, psychologist, generation: 1, revision: 2));
        ClassNotes read = await ReadAsync(house, room, psychologist);
        Assert.Equal((1, "wrapped"), (read.Generation, read.Wrapped));
        Assert.Equal(new SealedNote(1, 1, 2, "note-1-2"), Assert.Single(read.Notes));
        Assert.Equal(
            [AuditAct.NotesRead, AuditAct.NoteWritten, AuditAct.NoteWritten],
            (await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), long.MaxValue, default)).Take(3).Select(line => line.Act));
    }

    [Fact]
    public async Task Whoever_holds_no_key_gets_no_note_and_writes_none()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.True(await WriteAsync(house, room, psychologist, 1, 1));
        Account other = await AddAsync(house, room, StaffRole.Psychologist);
        Assert.False(await WriteAsync(house, room, other, 1, 2));
        ClassNotes read = await ReadAsync(house, room, other);
        Assert.Equal((1, null, 0, 0), (read.Generation, read.Wrapped, read.Notes.Count, read.Past.Count));
        Assert.Null(await house.Engine.Notes.ReadAsync("nowhere", other.Id, default));
    }

    [Fact]
    public async Task A_place_that_nobody_used_or_that_is_not_there_takes_no_note()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.False(await house.Engine.Notes.WriteAsync(room.Id, new SealedNote(2, 1, 1, "note"), psychologist.Id, default));
        Assert.False(await house.Engine.Notes.WriteAsync(room.Id, new SealedNote(99, 1, 1, "note"), psychologist.Id, default));
        await Assert.ThrowsAsync<ArgumentException>(
            () => house.Engine.Notes.WriteAsync(room.Id, new SealedNote(1, 1, 1, "Тревожится"), psychologist.Id, default));
        await Assert.ThrowsAsync<ArgumentException>(
            () => house.Engine.Notes.WriteAsync(room.Id, new SealedNote(1, 1, 1, new string('a', 40_001)), psychologist.Id, default));
    }

    [Fact]
    public async Task A_change_of_key_leaves_notes_as_they_are_and_hands_the_old_keys_on_sealed()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.True(await WriteAsync(house, room, psychologist, 1, 1));
        await Assert.ThrowsAsync<ArgumentException>(() => ChangeAsync(house, room, psychologist, 1, past: null));
        await Assert.ThrowsAsync<ArgumentException>(() => ChangeAsync(house, room, psychologist, 1, past: "not sealed"));
        await Assert.ThrowsAsync<ArgumentException>(() => ChangeAsync(house, room, psychologist, 1, past: "past-1", drop: true));
        Assert.Equal(1, (await ReadAsync(house, room, psychologist)).Generation);
        Assert.True(await ChangeAsync(house, room, psychologist, 1, "past-1"));
        Assert.True(await ChangeAsync(house, room, psychologist, 2, "past-2"));
        ClassNotes read = await ReadAsync(house, room, psychologist);
        Assert.Equal([new PastKey(1, "past-1"), new PastKey(2, "past-2")], read.Past);
        Assert.Equal(new SealedNote(1, 1, 1, "note-1-1"), Assert.Single(read.Notes));
        Assert.False(await WriteAsync(house, room, psychologist, 1, 2));
        Assert.True(await WriteAsync(house, room, psychologist, 3, 2));
    }

    [Fact]
    public async Task A_school_that_lost_every_key_starts_over_without_its_notes()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.True(await WriteAsync(house, room, psychologist, 1, 1));
        Assert.True(await ChangeAsync(house, room, psychologist, 1, "past-1"));
        Assert.True(await ChangeAsync(house, room, psychologist, 2, past: null, drop: true));
        ClassNotes read = await ReadAsync(house, room, psychologist);
        Assert.Equal((3, 0, 0), (read.Generation, read.Past.Count, read.Notes.Count));
        Assert.True(await WriteAsync(house, room, psychologist, 3, 1));
    }

    [Fact]
    public async Task What_is_erased_takes_its_note_along_and_none_comes_back()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.True(await WriteAsync(house, room, psychologist, 1, 1));
        string session = await house.TextAsync("SELECT session_id FROM session_note");
        HeldNote held = (await house.Engine.Privacy.ExportAsync(session, "keeper", default))!.Note!;
        Assert.Equal((house.Manual.NowMs, 1), (held.WrittenAtMs, held.Changes));
        Assert.True(await house.Engine.Privacy.EraseAsync(session, "keeper", default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM session_note"));
        Assert.Null((await house.Engine.Privacy.ExportAsync(session, "keeper", default))!.Note);
        Assert.False(await WriteAsync(house, room, psychologist, 1, 1));
    }

    [Fact]
    public async Task Notes_of_a_campaign_go_when_it_is_kept_no_longer()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.True(await WriteAsync(house, room, psychologist, 1, 1));
        KeptCampaign kept = Assert.Single(await house.Engine.Retention.ReadAsync(default));
        house.Manual.Advance(TimeSpan.FromMilliseconds(kept.EraseFromMs - house.Manual.NowMs));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM session_note"));
    }

    [Fact]
    public async Task A_note_whose_key_is_lost_is_found_by_the_verification_of_the_store()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, Account psychologist) = await RoomAsync(house);
        Assert.True(await WriteAsync(house, room, psychologist, 1, 1));
        Assert.True(await ChangeAsync(house, room, psychologist, 1, "past-1"));
        Assert.True(await ChangeAsync(house, room, psychologist, 2, "past-2"));
        Assert.True(Verify(house).IsSound);
        await house.ExecuteAsync("DELETE FROM school_key_past WHERE generation = 2");
        Assert.Equal(StoreFaultKind.Reference, Assert.Single(Verify(house).Faults).Kind);
        await house.ExecuteAsync("UPDATE session_note SET generation = 3");
        Assert.True(Verify(house).IsSound);
        await house.ExecuteAsync("UPDATE session_note SET generation = 4");
        Assert.False(Verify(house).IsSound);
    }

    private static StoreReport Verify(TestHouse house) => new StoreVerifier(house.Engine.Batteries).Verify(
        new EngineOptions { DataFolder = house.Folder }, new Progress<double>(), default);

    /// <summary>A class with a student on place 1, and a psychologist of its school who holds the first key.</summary>
    private static async Task<(SchoolClass Room, Account Psychologist)> RoomAsync(TestHouse house)
    {
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        await house.PupilAsync(room);
        Account psychologist = await AddAsync(house, room, StaffRole.Psychologist);
        Assert.True(await house.Engine.Names.SetPairAsync(psychologist, new NamePair(Key, "sealed"), replaced: null, default));
        Assert.True(await ChangeAsync(house, room, psychologist, 0, past: null));
        return (room, psychologist);
    }

    private static Task<Account> AddAsync(TestHouse house, SchoolClass room, StaffRole role) => house.Engine.Accounts.AddAsync(
        new NewAccount($"{role}-{Guid.NewGuid():N}", "Сотрудник", role, new OrgNode(NodeKind.School, room.SchoolId), "none"), AuditEntry.System, default);

    private static Task<bool> ChangeAsync(TestHouse house, SchoolClass room, Account holder, long from, string? past, bool drop = false) =>
        house.Engine.Names.ChangeKeyAsync(
            room.SchoolId, new KeyChange(from, "recovery", [new KeyWrap(holder.Id, Key, "wrapped")], [], drop, past), holder.Id, default);

    private static Task<bool> WriteAsync(TestHouse house, SchoolClass room, Account by, long generation, long revision) =>
        house.Engine.Notes.WriteAsync(room.Id, new SealedNote(1, generation, revision, $"note-{generation}-{revision}"), by.Id, default);

    private static async Task<ClassNotes> ReadAsync(TestHouse house, SchoolClass room, Account by) =>
        (await house.Engine.Notes.ReadAsync(room.Id, by.Id, default))!;
}
