using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Privacy;

/// <summary>Erasing by code: what goes, what stays, and that it stays gone.</summary>
public sealed class ErasureTests
{
    private static readonly string[] Tables = ["answer_log WHERE session", "orphan_answer WHERE session_id", "finished_session WHERE session_id", "profile WHERE session_id"];

    [Fact]
    public async Task A_finished_session_leaves_nothing_and_its_neighbour_everything()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (Pupil gone, string goneKey) = await FinishAsync(house, room, seat: 1);
        (Pupil stays, string staysKey) = await FinishAsync(house, room, seat: 2);
        Assert.True(await house.Engine.Privacy.EraseAsync(gone.SessionId, "keeper", default));
        foreach (string table in Tables)
        {
            Assert.Equal(0, await house.CountAsync($"SELECT COUNT(*) FROM {table} = @SessionId", new { gone.SessionId }));
        }

        Assert.Null(await house.Engine.Results.OpenAsync(goneKey, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(staysKey, default));
        Assert.Equal(3, await stays.RowsAsync());
        Assert.Equal(PutStatus.Closed, (await gone.PutAsync(4, "1")).Status);
        Assert.Equal((PutStatus.Closed, SessionState.Expired), ((await gone.HelloAsync(null)).Status, (await gone.HelloAsync(gone.Epoch)).State));
        Assert.IsType<EnterOutcome.Unknown>(await house.Engine.Entrance.EnterAsync(await house.CodeAsync(room), "device", default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM orphan_answer WHERE session_id = @SessionId", new { gone.SessionId }));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE id = @SessionId AND device IS NOT NULL", new { gone.SessionId }));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE object_id = @SessionId", new { gone.SessionId }));
        AuditLine told = (await house.Engine.Audit.ReadAsync(Engine.Accounts.OrgNode.Server, long.MaxValue, default))[0];
        Assert.Equal((AuditAct.DataErased, "keeper", "class", room.Id), (told.Act, told.Actor, told.ObjectKind, told.ObjectId));
        await house.ReopenAsync();
        Assert.Null(await house.Engine.Results.OpenAsync(goneKey, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(staysKey, default));
    }

    [Theory]
    [InlineData(Engine.Consent.ConsentParty.Parent)]
    [InlineData(Engine.Consent.ConsentParty.Student)]
    public async Task After_a_withdrawal_nothing_of_an_older_device_is_kept_aside(Engine.Consent.ConsentParty party)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil older = await house.PupilAsync(room);
        Assert.Equal(PutStatus.Ok, (await older.PutAsync(1, "1")).Status);
        Assert.Equal(PutStatus.Ok, (await older.HelloAsync(null)).Status);
        Assert.Equal(PutStatus.Superseded, (await older.PutAsync(2, "1")).Status);
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM orphan_answer"));
        Assert.Equal(1, await house.Engine.Consent.RecordAsync(room.Id, [1], party, false, Consent.ParentsOnPaper.Keeper, default));
        Assert.Equal(PutStatus.Closed, (await older.PutAsync(3, "1")).Status);
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM orphan_answer"));
    }

    [Fact]
    public async Task What_was_erased_is_in_no_byte_of_the_stores_files()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (Pupil gone, _) = await FinishAsync(house, room, seat: 1);
        string keyHash = await house.TextAsync($"SELECT result_hash FROM test_session WHERE id = '{gone.SessionId}'");
        string answers = await house.TextAsync($"SELECT answer_times FROM finished_session WHERE session_id = '{gone.SessionId}'");
        Assert.True(await StandsInFilesAsync(house, keyHash) && await StandsInFilesAsync(house, answers));
        Assert.True(await house.Engine.Privacy.EraseAsync(gone.SessionId, "keeper", default));
        await house.Engine.DisposeAsync();
        Assert.False(await StandsInFilesAsync(house, keyHash));
        Assert.False(await StandsInFilesAsync(house, answers));
        await house.ReopenAsync();
    }

    private static async Task<bool> StandsInFilesAsync(TestHouse house, string text)
    {
        byte[] wanted = System.Text.Encoding.UTF8.GetBytes(text);
        foreach (string file in Directory.GetFiles(house.Folder, "diagnostics.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using FileStream open = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream bytes = new();
            await open.CopyToAsync(bytes);
            if (bytes.ToArray().AsSpan().IndexOf(wanted) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    [Fact]
    public async Task A_session_under_way_is_erased_with_what_is_still_on_its_way()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        Task<PutReply>[] puts = [.. Enumerable.Range(0, 20).Select(batch => pupil.PutAsync((batch * 2) + 1, "1", "2"))];
        await house.Engine.Privacy.EraseAsync(pupil.SessionId, "keeper", default);
        await Task.WhenAll(puts);
        Assert.Equal(0, await pupil.RowsAsync());
        await house.ReopenAsync();
        Assert.Equal(0, await pupil.RowsAsync());
    }

    [Fact]
    public async Task A_store_restored_from_an_older_backup_forgets_again_at_its_start()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (Pupil gone, string key) = await FinishAsync(house, room, seat: 1);
        string backup = Path.Combine(house.Folder, "before.zip");
        var options = new Engine.EngineOptions { DataFolder = house.Folder };
        new BackupWriter(options, TimeProvider.System).Write(backup, withKeys: false, overwrite: false, new Progress<double>(), default);
        await house.Engine.Privacy.EraseAsync(gone.SessionId, "keeper", default);
        await house.Engine.DisposeAsync();
        Restoration restored = new BackupRestorer(options, TimeProvider.System).Restore(
            backup, replace: true, despiteFaults: false, new Progress<double>(), default);
        Assert.True(restored.IsInPlace);
        await house.ReopenAsync();
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        Assert.Equal(0, await gone.RowsAsync());
        Assert.True(new StoreVerifier(house.Engine.Batteries).Verify(options, new Progress<double>(), default).IsSound);
    }

    [Fact]
    public async Task All_that_is_held_on_a_code_is_told_and_that_it_was_told_is_written_down()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (Pupil pupil, _) = await FinishAsync(house, room, seat: 1);
        HeldSession held = (await house.Engine.Privacy.FindAsync((await house.CodeAsync(room)).ToLowerInvariant(), default))!;
        Assert.Equal((pupil.SessionId, room.Id, 1), (held.SessionId, held.ClassId, held.Seat));
        HeldData data = (await house.Engine.Privacy.ExportAsync(held.SessionId, "keeper", default))!;
        Assert.Equal(3, data.Answers.Count);
        Assert.All(data.Answers, answer => Assert.False(string.IsNullOrEmpty(answer.Question)));
        Assert.Equal(JsonValueKind.Object, data.Profile!.Value.ValueKind);
        Assert.Equal((true, "finished"), (data.Consent, data.State));
        HeldData again = (await house.Engine.Privacy.ExportAsync(held.SessionId, "keeper", default))!;
        Assert.Equal(("keeper", "dataExported"), (again.Deeds[^1].Actor, again.Deeds[^1].Act));
        Assert.Null(await house.Engine.Privacy.FindAsync("AAAA-BBBB-CCCC", default));
    }

    [Fact]
    public async Task After_a_withdrawal_the_data_are_told_as_the_answer_to_a_request_and_say_so()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        (Pupil pupil, string key) = await FinishAsync(house, room, seat: 1);
        await house.Engine.Consent.RecordAsync(room.Id, [1], Engine.Consent.ConsentParty.Parent, false, Consent.ParentsOnPaper.Keeper, default);
        Assert.True((await house.Engine.Privacy.FindAsync(await house.CodeAsync(room), default))!.Declined);
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        HeldData data = (await house.Engine.Privacy.ExportAsync(pupil.SessionId, "keeper", default))!;
        Assert.True(data.Declined);
        Assert.Equal(3, data.Answers.Count);
        AuditLine told = (await house.Engine.Audit.ReadAsync(Engine.Accounts.OrgNode.Server, long.MaxValue, default))[0];
        Assert.Equal((AuditAct.AccessRequestAnswered, "keeper", pupil.SessionId), (told.Act, told.Actor, told.ObjectId));
        await house.Engine.Consent.RecordAsync(room.Id, [1], Engine.Consent.ConsentParty.Parent, true, Consent.ParentsOnPaper.Keeper, default);
        Assert.False((await house.Engine.Privacy.ExportAsync(pupil.SessionId, "keeper", default))!.Declined);
    }

    [Fact]
    public async Task What_is_not_there_is_not_erased_and_not_listed()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Assert.False(await house.Engine.Privacy.EraseAsync("nothing", "keeper", default));
        Assert.False(File.Exists(Path.Combine(house.Folder, "lasting-deeds.txt")));
    }

    private static async Task<(Pupil Pupil, string Key)> FinishAsync(TestHouse house, SchoolClass room, int seat)
    {
        Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
        await pupil.PutAsync(1, "1", "2", "3");
        FinishReply finished = await pupil.FinishAsync(3);
        return (pupil, finished.ResultKey!);
    }
}
