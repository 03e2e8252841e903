using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Storage;

/// <summary>What every store must keep, whatever its SQL engine. One subclass per engine.</summary>
public abstract partial class StoreSuite
{
    /// <summary>A connection string of the engine to a new, empty store, or null for the default in the data folder.</summary>
    protected abstract Task<string?> NewStoreAsync();

    /// <summary>SQL that makes the store refuse rows of a table for which the condition holds; {0} stands before column names.</summary>
    protected abstract (string Forbid, string Allow) Forbidding(string table, string condition);

    /// <summary>Makes the store unreachable for writing until the result is disposed of.</summary>
    internal abstract Task<IAsyncDisposable> LoseAsync(TestHouse house);

    [StoreFact]
    public async Task A_repeated_batch_is_acknowledged_and_stored_once()
    {
        await using TestHouse house = await OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        Assert.Equal(3, (await pupil.PutAsync(1, "1", "2", "3")).HighWater);
        PutReply again = await pupil.PutAsync(1, "1", "2", "3");
        Assert.Equal((PutStatus.Ok, 3), (again.Status, again.HighWater));
        PutReply overlapping = await pupil.PutAsync(2, "2", "3", "4");
        Assert.Equal((PutStatus.Ok, 4), (overlapping.Status, overlapping.HighWater));
        Assert.Equal(4, await pupil.RowsAsync());
    }

    [StoreFact]
    public async Task A_batch_that_would_leave_a_hole_is_refused_with_the_mark()
    {
        await using TestHouse house = await OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1");
        PutReply gap = await pupil.PutAsync(3, "1");
        Assert.Equal((PutStatus.Gap, 1), (gap.Status, gap.HighWater));
        Assert.Equal(1, await pupil.RowsAsync());
    }

    [StoreFact]
    public async Task Batches_and_their_repetitions_in_one_commit_are_stored_once_and_in_order()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Pupil other = await house.PupilAsync(room, 2);
        PutReply[] replies = await Task.WhenAll(
            pupil.PutAsync(1, "1", "2", "3"), other.PutAsync(1, "0"), pupil.PutAsync(1, "1", "2", "3"),
            pupil.PutAsync(4, "4", "4"), pupil.PutAsync(2, "2", "3", "4", "4"));
        Assert.All(replies, reply => Assert.Equal(PutStatus.Ok, reply.Status));
        Assert.Equal(5, await pupil.RowsAsync());
        Assert.Equal(5, (await pupil.HelloAsync(pupil.Epoch)).HighWater);
        Assert.Equal(1, await other.RowsAsync());
    }

    [StoreFact]
    public async Task A_superseded_client_is_refused_and_its_answers_are_kept_beside_the_log()
    {
        await using TestHouse house = await OpenAsync();
        Pupil old = await house.PupilAsync(await house.ClassAsync());
        var told = new List<SessionControl>();
        house.Engine.Sessions.Control += told.Add;
        await old.PutAsync(1, "1", "1");
        house.Manual.Advance(TimeSpan.FromSeconds(30));
        HelloReply taken = await old.HelloAsync(null, device: "other");
        Assert.Equal((PutStatus.Ok, 2, true), (taken.Status, taken.HighWater, taken.Epoch > old.Epoch));
        Assert.Equal(new SessionControl(ControlKind.Superseded, told[0].ClassId, old.SessionId, old.Epoch + 1, null), Assert.Single(told));

        Assert.Equal(PutStatus.Superseded, (await old.PutAsync(3, "4")).Status);
        Assert.Equal(PutStatus.Superseded, (await old.PutAsync(3, "4")).Status);
        Assert.Equal(PutStatus.Superseded, (await old.FinishAsync(2)).Status);
        Assert.Equal(PutStatus.Superseded, (await old.HelloAsync(old.Epoch)).Status);
        Assert.Equal(2, await old.RowsAsync());
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM orphan_answer WHERE session_id = @SessionId AND number = 3", new { old.SessionId }));
        Assert.Equal(3, (await (old with { Epoch = taken.Epoch }).PutAsync(3, "0")).HighWater);
    }

    [StoreFact]
    public async Task Orphans_of_one_session_are_bounded_and_nobody_is_told_that_more_are_held()
    {
        await using TestHouse house = await OpenAsync();
        Pupil old = await house.PupilAsync(await house.ClassAsync());
        house.Manual.Advance(TimeSpan.FromSeconds(30));
        await old.HelloAsync(null, device: "other");
        for (int batch = 0; batch < 12; batch++)
        {
            PutReply reply = await old.PutAsync((batch * 48) + 1, [.. Enumerable.Repeat("1", 48)]);
            Assert.Equal(batch < 10 ? PutStatus.Superseded : PutStatus.Closed, reply.Status);
        }

        Assert.Equal(480, await house.CountAsync("SELECT COUNT(*) FROM orphan_answer"));
    }

    [StoreFact]
    public async Task What_a_device_still_holds_of_a_session_that_was_finished_without_it_is_kept_beside_the_log_once()
    {
        await using TestHouse house = await OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2");
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(2)).Status);
        Assert.Equal(PutStatus.Superseded, (await pupil.PutAsync(3, "3", "4")).Status);
        await house.ReopenAsync();
        Assert.Equal(PutStatus.Superseded, (await pupil.PutAsync(3, "3", "4")).Status);
        Assert.Equal(2, await house.CountAsync("SELECT COUNT(*) FROM orphan_answer"));
        Assert.True(await house.Engine.Privacy.EraseAsync(pupil.SessionId, "keeper", default));
        Assert.Equal(PutStatus.Closed, (await pupil.PutAsync(3, "3", "4")).Status);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM orphan_answer"));
    }

    [StoreFact]
    public async Task Everything_acknowledged_is_there_after_a_restart()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Pupil other = await house.PupilAsync(room, 2);
        await pupil.PutItemsAsync(1, (0, "1"), (1, "2"), (0, "3"));
        await other.PutAsync(1, "4");
        await house.ReopenAsync();

        HelloReply hello = await pupil.HelloAsync(pupil.Epoch);
        Assert.Equal((PutStatus.Ok, 3, SessionState.InProgress), (hello.Status, hello.HighWater, hello.State));
        Assert.Equal([(0, "3"), (1, "2")], hello.Answers!.Select(answer => (answer.Item, answer.Value)));
        Assert.Null((await pupil.HelloAsync(pupil.Epoch, lastAck: 3)).Answers);
        Assert.Equal(PutStatus.Gap, (await pupil.PutAsync(5, "1")).Status);
        Assert.Equal(4, (await pupil.PutAsync(4, "1")).HighWater);
    }

    [StoreFact]
    public async Task The_highest_number_of_an_item_wins()
    {
        await using TestHouse house = await OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutItemsAsync(1, (5, "4"), (6, "1"), (5, "0"), (6, ""));
        HelloReply hello = await pupil.HelloAsync(null);
        Assert.Equal([(5, "0"), (6, "")], hello.Answers!.Select(answer => (answer.Item, answer.Value)));
    }

    [StoreFact]
    public async Task A_batch_the_store_refuses_fails_alone()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil guilty = await house.PupilAsync(room);
        Pupil other = await house.PupilAsync(room, 2);
        (string forbid, string allow) = Forbidding("answer_log", "{0}value = '4'");
        await house.ExecuteAsync(forbid);

        PutReply[] replies = await Task.WhenAll(guilty.PutAsync(1, "4"), guilty.PutAsync(2, "1"), other.PutAsync(1, "1", "2"));
        Assert.Equal(PutStatus.Invalid, replies[0].Status);
        Assert.NotEqual(PutStatus.Ok, replies[1].Status);
        Assert.Equal((PutStatus.Ok, 2), (replies[2].Status, replies[2].HighWater));

        await house.ExecuteAsync(allow);
        Assert.Equal(2, (await guilty.PutAsync(1, "4", "1")).HighWater);
        Assert.Equal(2, await guilty.RowsAsync());
    }

    [StoreFact]
    public async Task A_finish_tells_the_same_key_again_and_the_key_opens_the_result()
    {
        await using TestHouse house = await OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 40)]);
        Assert.Equal((PutStatus.Gap, 40), await pupil.FinishAsync(41) is var gap ? (gap.Status, gap.HighWater) : default);
        FinishReply done = await pupil.FinishAsync(40);
        Assert.Equal((PutStatus.Ok, SessionState.Finished), (done.Status, done.State));
        await house.ReopenAsync();
        Assert.Equal(done, await pupil.FinishAsync(40));
        Assert.Equal(PutStatus.Superseded, (await pupil.PutAsync(41, "1")).Status);
        Assert.Equal(PutStatus.Ok, (await pupil.PutAsync(40, "1")).Status);

        StudentResult result = (await house.Engine.Results.OpenAsync(done.ResultKey!.ToLowerInvariant().Replace('-', ' '), default))!;
        Assert.Equal(("Школа", "8А", false), (result.SchoolName, result.ClassName, result.Simulated));
        Assert.Null(await house.Engine.Results.OpenAsync("0000-0000-0000", default));
    }

    [StoreFact]
    public async Task A_store_in_use_proves_sound_and_a_changed_profile_is_found()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 40)]);
        await pupil.FinishAsync(40);
        await (await house.PupilAsync(room, 2)).PutAsync(1, "1", "2");
        StoreVerifier verifier = new(house.Engine.Batteries);
        StoreReport sound = verifier.Verify(house.Engine.Store.Dialect, house.Engine.Keys.Audit.ToArray(), new Progress<double>(), default);
        Assert.Empty(sound.Faults);
        Assert.Equal((5, 1, 42, 1), (sound.Sessions, sound.Finished, sound.Answers, sound.Profiles));

        await house.ExecuteAsync("UPDATE profile SET profile = '{}' WHERE session_id = @SessionId", new { pupil.SessionId });
        StoreFault fault = Assert.Single(verifier.Verify(house.Engine.Store.Dialect, house.Engine.Keys.Audit.ToArray(), new Progress<double>(), default).Faults);
        Assert.Equal((StoreFaultKind.Profile, pupil.SessionId), (fault.Kind, fault.Session));
    }

    [StoreFact]
    public async Task A_finish_that_fails_half_way_leaves_nothing()
    {
        await using TestHouse house = await OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1");
        (string forbid, string allow) = Forbidding("profile", "{0}rule_version <> ''");
        await house.ExecuteAsync(forbid);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => pupil.FinishAsync(1));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM finished_session"));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE state = 'finished' OR result_hash IS NOT NULL"));
        Assert.Equal(2, (await pupil.PutAsync(2, "1")).HighWater);
        await house.ExecuteAsync(allow);
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(2)).Status);
    }

    [StoreFact]
    public async Task A_lost_store_is_answered_with_busy_and_nothing_is_lost_or_doubled_when_it_is_back()
    {
        await using TestHouse house = await OpenAsync(TimeProvider.System);
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2");
        await using (await LoseAsync(house))
        {
            PutReply busy = await pupil.PutAsync(3, "3");
            Assert.Equal((PutStatus.Busy, 2), (busy.Status, busy.HighWater));
            Assert.InRange(busy.RetryMs, 2_000, 10_000);
            Assert.Equal(PutStatus.Busy, (await pupil.PutAsync(3, "3", "4")).Status);
            Assert.Equal(PutStatus.Busy, (await pupil.FinishAsync(2)).Status);
            Assert.True(house.Engine.IsStoreLost);
        }

        PutReply back = await UntilAsync(() => pupil.PutAsync(3, "3", "4"), reply => reply.Status != PutStatus.Busy);
        Assert.Equal((PutStatus.Ok, 4), (back.Status, back.HighWater));
        Assert.False(house.Engine.IsStoreLost);
        Assert.Equal(4, await pupil.RowsAsync());
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(4)).Status);
    }

    [StoreFact]
    public async Task A_batch_that_was_written_although_its_end_was_unknown_is_not_written_twice()
    {
        await using TestHouse house = await OpenAsync(TimeProvider.System);
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2");

        // Rows the session's memory knows nothing of: what a commit whose reply was lost leaves behind.
        await house.ExecuteAsync(
            """
            INSERT INTO answer_log (session, number, item, value, at_ms, server_ms, flags)
            SELECT session, 3, 2, '3', 0, 0, 0 FROM answer_log WHERE session = @SessionId AND number = 2
            """,
            new { pupil.SessionId });
        await using (await LoseAsync(house))
        {
            Assert.Equal(PutStatus.Busy, (await pupil.PutAsync(3, "3")).Status);
        }

        PutReply back = await UntilAsync(() => pupil.PutAsync(3, "3"), reply => reply.Status != PutStatus.Busy);
        Assert.Equal((PutStatus.Ok, 3), (back.Status, back.HighWater));
        Assert.Equal(3, await pupil.RowsAsync());
    }

    [StoreFact]
    public async Task Late_answers_are_stored_and_flagged()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1");
        await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Ended, default);
        house.Manual.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, (await pupil.PutAsync(2, "1")).HighWater);
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM answer_log WHERE flags = 1 AND number = 2"));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM answer_log WHERE flags = 0 AND number = 1"));
    }

    [StoreFact]
    public async Task A_stored_profile_can_be_made_again_from_its_packed_row_bit_for_bit()
    {
        await using TestHouse house = await OpenAsync();
        await house.Engine.SeedDemoAsync(default);
        IReadOnlyList<Stored> rows = await house.Engine.Store.QueryAsync<Stored>(
            """
            SELECT f.battery_id AS Battery, f.battery_version AS Version, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes, p.profile
            FROM finished_session f JOIN profile p ON p.session_id = f.session_id
            """,
            null, default);
        Assert.Equal(92, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            row.Profile,
            ProfileMaker.Make(
                house.Engine.Batteries.Get(row.Battery, row.Version),
                PackedAnswers.FromJson(row.AnswerValues, row.AnswerTimes).Values).ToJson()));
        Assert.Equal(92, await house.CountAsync("SELECT COUNT(*) FROM test_session WHERE state = 'finished' AND simulated = 1"));
        Assert.Equal(600, await house.CountAsync("SELECT COUNT(DISTINCT code_hash) FROM seat"));
    }

    [StoreFact]
    public async Task A_second_start_migrates_nothing_and_seeds_nothing()
    {
        await using TestHouse house = await OpenAsync();
        await house.Engine.SeedDemoAsync(default);
        long migrations = await house.CountAsync("SELECT COUNT(*) FROM schema_migration");
        await house.ReopenAsync();
        await house.Engine.SeedDemoAsync(default);
        Assert.Equal(migrations, await house.CountAsync("SELECT COUNT(*) FROM schema_migration"));
        Assert.Equal(24, await house.CountAsync("SELECT COUNT(*) FROM school_class"));
    }

    [StoreFact]
    public async Task A_migration_changed_after_it_was_applied_stops_the_start()
    {
        await using TestHouse house = await OpenAsync();
        await house.ExecuteAsync("UPDATE schema_migration SET checksum = '000000000000000' WHERE name = '0001_campaign'");
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(house.ReopenAsync);
        Assert.Contains("0001_campaign", error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_store_made_with_other_keys_is_refused()
    {
        await using TestHouse house = await OpenAsync();
        Directory.Delete(Path.Combine(house.Folder, "keys"), recursive: true);
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(house.ReopenAsync);
        Assert.Contains("keys", error.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_result_is_released_withdrawn_and_given_a_new_key_and_the_counts_follow()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1", "2");
        string key = (await pupil.FinishAsync(2)).ResultKey!;
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 0, "psychologist", default));
        Assert.NotNull((await house.Engine.Results.OpenAsync(key, default))!.ReleasedAtMs);
        Assert.Equal((1, 1), Counts(Assert.Single(await house.Engine.ReleaseBoard.ClassesAsync(room.SchoolId, default))));
        Assert.True(await house.Engine.Releases.WithdrawAsync(room.Id, 1, WithdrawalReason.Asked, "psychologist", default));
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default));
        Assert.True(await house.Engine.Releases.WithdrawAsync(room.Id, 1, WithdrawalReason.Mistake, "psychologist", default));
        Assert.Equal((1, 0), Counts(Assert.Single(await house.Engine.ReleaseBoard.ClassesAsync(room.SchoolId, default))));
        SeatRelease seat = Assert.Single((await house.Engine.ReleaseBoard.SeatsAsync(room.Id, default))!.Seats);
        Assert.Equal((SeatResultState.Preliminary, WithdrawalReason.Mistake), (seat.State, seat.Withdrawn!.Reason));
        SchoolReleases school = Assert.Single(await house.Engine.ReleaseBoard.SchoolsAsync(new OrgNode(NodeKind.School, room.SchoolId), default));
        Assert.Equal((1, 0), (school.Finished, school.Released));
        string made = (await house.Engine.Releases.ReissueKeyAsync(room.Id, 1, "psychologist", default))!;
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(made, default));

        static (int Finished, int Released) Counts(ClassReleases one) => (one.Finished, one.Released);
    }

    [StoreFact]
    public async Task A_campaign_is_changed_erases_when_its_years_are_over_and_the_school_can_read_who_did_what()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10, parents: false);
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1", "2");
        string key = (await pupil.FinishAsync(2)).ResultKey!;
        await house.Engine.Releases.ReleaseAsync(room.Id, 0, "psychologist", default);
        CampaignView campaign = Assert.Single(await house.Engine.Campaigns.ListAsync(OrgNode.Server, default));
        CampaignSettings wanted = campaign.Settings with { KeepYears = 2, ParentsDecide = [8] };
        Assert.Equal(0, (await house.Engine.Campaigns.LookAsync(campaign.RegionId, campaign.Id, wanted, default))!.Due);
        Assert.Null(await house.Engine.Campaigns.ChangeAsync(campaign.RegionId, campaign.Id, wanted, campaign.Stamp, "keeper", default));
        KeptCampaign kept = Assert.Single(await house.Engine.Retention.ReadAsync(default));
        Assert.Equal((2, 1), (kept.KeepYears, kept.Sessions));
        house.Manual.Advance(TimeSpan.FromMilliseconds(kept.EraseFromMs - house.Manual.NowMs));
        Assert.Equal([room.Id], await house.Engine.Retention.DueClassesAsync(default));
        Assert.Equal(1, await house.Engine.Retention.EraseClassAsync(room.Id, AuditEntry.System, default));
        await house.Engine.Retention.SweepAsync(default);
        Assert.Equal(0, await pupil.RowsAsync());
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        AccessReport report = (await house.Engine.Access.ReadAsync(
            room.SchoolId, house.Manual.NowMs - 1_000, house.Manual.NowMs + 1, long.MaxValue, default))!;
        Assert.Equal(AuditAct.RetentionApplied, Assert.Single(report.Lines).Act);
        Assert.Contains(report.Deeds, one => one is { Act: AuditAct.RetentionApplied, Count: 1 });
    }

    internal async Task<TestHouse> OpenAsync(TimeProvider? clock = null) => await TestHouse.OpenAsync(await NewStoreAsync(), clock);

    /// <summary>Asks again every 50 ms for at most 20 s.</summary>
    protected static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> enough)
    {
        for (int i = 0; i < 400; i++)
        {
            T answer = await ask();
            if (enough(answer))
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return await ask();
    }

    private sealed record Stored
    {
        public required string Battery { get; init; }

        public required string Version { get; init; }

        public required string AnswerValues { get; init; }

        public required string AnswerTimes { get; init; }

        public required string Profile { get; init; }
    }
}
