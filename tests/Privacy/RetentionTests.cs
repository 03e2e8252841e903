using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Privacy;

/// <summary>What a campaign no longer keeps is erased, what is younger stays, and a crash or a restore changes neither.</summary>
public sealed class RetentionTests
{
    private static readonly string[] Tables =
        ["answer_log WHERE session", "finished_session WHERE session_id", "profile WHERE session_id", "result_release WHERE session_id"];

    [Fact]
    public async Task Nothing_is_erased_before_the_years_are_over_and_everything_afterwards()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        (string session, string key) = await FinishAsync(house, room, seat: 1);
        await house.Engine.Releases.ReleaseAsync(room.Id, 0, "psychologist", default);
        KeptCampaign kept = Assert.Single(await house.Engine.Retention.ReadAsync(default));
        Assert.Equal((4, false, 1), (kept.KeepYears, kept.IsDue, kept.Sessions));
        house.Manual.Advance(TimeSpan.FromMilliseconds(kept.EraseFromMs - house.Manual.NowMs - 1));
        Assert.Empty(await house.Engine.Retention.DueClassesAsync(default));
        Assert.Equal(0, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(key, default));

        house.Manual.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([room.Id], await house.Engine.Retention.DueClassesAsync(default));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        await house.Engine.Retention.SweepAsync(default);
        await AssertGoneAsync(house, session, key);
        Assert.Empty(await house.Engine.Retention.DueClassesAsync(default));
        AuditLine told = (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default))[0];
        Assert.Equal((AuditAct.RetentionApplied, room.Id, "1"), (told.Act, told.ObjectId, told.Detail));
        Assert.True(Verify(house).IsSound);
    }

    [Fact]
    public async Task Whoever_never_came_leaves_no_special_conditions_behind()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        Assert.True(await house.Engine.Accommodations.SetAsync(room.Id, 2, Accommodation.Time150, "test", default));
        await MakeDueAsync(house);
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE accommodation IS NOT NULL"));
    }

    [Fact]
    public async Task Eighth_grade_is_still_there_at_the_end_of_the_eleventh()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        (_, string key) = await FinishAsync(house, room, seat: 1);
        KeptCampaign kept = Assert.Single(await house.Engine.Retention.ReadAsync(default));
        DateTimeOffset taken = house.Manual.GetUtcNow();
        Assert.True(DateTimeOffset.FromUnixTimeMilliseconds(kept.EraseFromMs) >= new DateTimeOffset(taken.Year + 4, 7, 1, 0, 0, 0, TimeSpan.Zero));
        house.Manual.Advance(taken.AddYears(3).AddMonths(9) - taken);
        Assert.Empty(await house.Engine.Retention.DueClassesAsync(default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(key, default));
    }

    [Fact]
    public async Task A_younger_campaign_keeps_what_an_older_one_loses()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass old = await house.ClassAsync(grade: 10, parents: false);
        (string oldSession, string oldKey) = await FinishAsync(house, old, seat: 1);
        house.Manual.Advance(TimeSpan.FromDays(365));
        SchoolClass young = await house.ClassAsync(grade: 10, parents: false);
        (_, string youngKey) = await FinishAsync(house, young, seat: 1);
        long due = (await house.Engine.Retention.ReadAsync(default)).Min(one => one.EraseFromMs);
        house.Manual.Advance(TimeSpan.FromMilliseconds(due - house.Manual.NowMs));
        Assert.Equal([old.Id], await house.Engine.Retention.DueClassesAsync(default));
        Assert.Equal(0, await house.Engine.Retention.EraseClassAsync(young.Id, AuditEntry.System, default));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(old.Id, AuditEntry.System, default));
        await house.Engine.Retention.SweepAsync(default);
        await AssertGoneAsync(house, oldSession, oldKey);
        Assert.NotNull(await house.Engine.Results.OpenAsync(youngKey, default));
    }

    [Fact]
    public async Task A_crash_between_two_classes_or_before_the_log_is_swept_costs_nothing()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass first = await house.ClassAsync(grade: 10, parents: false);
        SchoolClass second = await house.Engine.Organisation.AddClassAsync(first.SchoolId, 10, "Б", 2, 0, default);
        await house.Engine.Board.SetLessonAsync(second.Id, LessonState.Running, default);
        (string one, string oneKey) = await FinishAsync(house, first, seat: 1);
        (string two, string twoKey) = await FinishAsync(house, second, seat: 1);
        await MakeDueAsync(house);
        await house.ReopenAsync();
        IReadOnlyList<string> due = await house.Engine.Retention.DueClassesAsync(default);
        Assert.Equal(2, due.Count);
        await house.Engine.Retention.EraseClassAsync(due[0], AuditEntry.System, default);
        string left = due[0] == first.Id ? one : two;
        Assert.Equal(3, await house.CountAsync("SELECT COUNT(*) FROM answer_log WHERE session = @left", new { left }));

        await house.ReopenAsync();
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM answer_log WHERE session = @left", new { left }));
        Assert.Equal([due[1]], await house.Engine.Retention.DueClassesAsync(default));
        house.Manual.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(due[1], AuditEntry.System, default));
        await house.Engine.Retention.SweepAsync(default);
        await AssertGoneAsync(house, one, oneKey);
        await AssertGoneAsync(house, two, twoKey);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM erasure WHERE complete = 0"));
        Assert.True(Verify(house).IsSound);
    }

    [Fact]
    public async Task A_restored_store_loses_again_what_was_erased_after_the_backup()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        (string session, string key) = await FinishAsync(house, room, seat: 1);
        string backup = Path.Combine(house.Folder, "before.zip");
        var options = new EngineOptions { DataFolder = house.Folder };
        new BackupWriter(options, TimeProvider.System).Write(backup, withKeys: false, overwrite: false, new Progress<double>(), default);
        await MakeDueAsync(house);
        await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default);
        await house.Engine.Retention.SweepAsync(default);
        await house.Engine.DisposeAsync();
        Assert.True(new BackupRestorer(options, TimeProvider.System).Restore(backup, replace: true, despiteFaults: false, new Progress<double>(), default).IsInPlace);
        await house.ReopenAsync();
        await AssertGoneAsync(house, session, key);
        Assert.True(Verify(house).IsSound);
    }

    [Fact]
    public async Task While_another_node_does_the_work_this_one_does_not()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        await FinishAsync(house, room, seat: 1);
        await MakeDueAsync(house);
        await house.ExecuteAsync("UPDATE node_lease SET holder = 'other', until_at = @until", new { until = house.Manual.NowMs + 60_000 });
        Assert.Null(await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        house.Manual.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
    }

    [Fact]
    public async Task A_session_nobody_ever_entered_is_nothing_to_erase()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync(grade: 10, parents: false);
        await MakeDueAsync(house);
        Assert.Equal(0, Assert.Single(await house.Engine.Retention.ReadAsync(default)).Sessions);
        Assert.Empty(await house.Engine.Retention.DueClassesAsync(default));
    }

    [Fact]
    public async Task A_parents_decision_and_a_list_of_names_go_though_nobody_ever_entered()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, agrees: false, "keeper", default);
        await SealNamesAsync(house, room);
        await MakeDueAsync(house);
        Assert.Equal([room.Id], await house.Engine.Retention.DueClassesAsync(default));
        await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default);
        await house.Engine.Retention.SweepAsync(default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM consent_entry"));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM name_list"));
        Assert.Empty(await house.Engine.Retention.DueClassesAsync(default));

        // As in a store restored from an older backup: the sessions are forgotten at the start, the list is due again.
        await SealNamesAsync(house, room);
        Assert.Equal([room.Id], await house.Engine.Retention.DueClassesAsync(default));
        await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM name_list"));
    }

    private static async Task SealNamesAsync(TestHouse house, SchoolClass room)
    {
        await house.ExecuteAsync(
            "INSERT INTO school_key (school_id, generation, recovery, due, made_at) SELECT @SchoolId, 1, 'a', 0, 1 WHERE NOT EXISTS (SELECT 1 FROM school_key)",
            new { room.SchoolId });
        await house.ExecuteAsync(
            "INSERT INTO name_list (class_id, school_id, generation, revision, sealed, written_at) VALUES (@Id, @SchoolId, 1, 1, 'a', 1)", new { room.Id, room.SchoolId });
    }

    private static async Task MakeDueAsync(TestHouse house)
    {
        long due = (await house.Engine.Retention.ReadAsync(default))[0].EraseFromMs;
        house.Manual.Advance(TimeSpan.FromMilliseconds(due - house.Manual.NowMs));
    }

    private static async Task AssertGoneAsync(TestHouse house, string session, string key)
    {
        foreach (string table in Tables)
        {
            Assert.Equal(0, await house.CountAsync($"SELECT COUNT(*) FROM {table} = @session", new { session }));
        }

        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE object_id = @session", new { session }));
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
    }

    private static StoreReport Verify(TestHouse house) => new StoreVerifier(house.Engine.Batteries).Verify(
        new EngineOptions { DataFolder = house.Folder }, new Progress<double>(), default);

    private static async Task<(string Session, string Key)> FinishAsync(TestHouse house, SchoolClass room, int seat)
    {
        Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
        await pupil.PutAsync(1, "1", "2", "3");
        return (pupil.SessionId, (await pupil.FinishAsync(3)).ResultKey!);
    }
}
