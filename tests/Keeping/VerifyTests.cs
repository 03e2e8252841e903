using Diagnostics.Engine;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Keeping;

public sealed class VerifyTests : KeptStore
{
    [Fact]
    public async Task The_demo_region_is_sound_while_its_server_runs()
    {
        await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(
            new EngineOptions { DataFolder = Live }, new ManualClock(), NullLoggerFactory.Instance, default);
        await engine.SeedDemoAsync(default);
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
        Assert.Contains("Sessions: 600, finished: 92", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("profiles compared: 92", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_key_the_log_of_deeds_is_said_to_be_unproved_and_with_it_a_forged_entry_is_found()
    {
        await MakeAsync(Live);
        string key = Path.Combine(Live, "keys", "audit.key");
        File.Move(key, key + ".away");
        Assert.Equal(ExitCode.Success, await DbAsync("verify", "--data", Live));
        Assert.Contains("WARNING: there is no keys/audit.key in the data folder", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("No faults in what was looked at; the log of deeds was not.", Output.ToString(), StringComparison.Ordinal);
        File.Move(key + ".away", key);
        Assert.Equal(ExitCode.Success, await DbAsync("verify", "--data", Live));
        Assert.DoesNotContain("WARNING", Output.ToString(), StringComparison.Ordinal);
        Execute(Live, "UPDATE audit_entry SET detail = 'other' WHERE number = 1");
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.Contains("store: audit: ", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_tells_the_end_of_the_log_of_deeds()
    {
        await MakeAsync(Live);
        long last = Count(Live, "SELECT number FROM audit_head");
        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup));
        Assert.Matches($"ends with entry {last}, seal [0-9a-f]{{16}}", Messages.ToString());
        Assert.Equal(ExitCode.Success, await DbAsync("verify", "--data", Live, "--file", Backup));
        Assert.DoesNotContain("WARNING", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_deeds_that_ends_before_the_number_written_down_is_a_fault()
    {
        await MakeAsync(Live);
        long last = Count(Live, "SELECT number FROM audit_head");
        string number = last.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string next = (last + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(ExitCode.Success, await DbAsync("verify", "--data", Live, "--at-least", number));
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live, "--at-least", next));
        Assert.Contains($"ends with entry {number}, before entry {next}", Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log", 0, "DELETE FROM answer_log WHERE session = @id AND number = 7")]
    [InlineData("log", 2, "DELETE FROM answer_log WHERE session = @id AND number = 1")]
    [InlineData("log", 2, "INSERT INTO answer_log SELECT NULL, session, number, item, value, at_ms, server_ms, flags FROM answer_log WHERE session = @id")]
    [InlineData("log", 2, "UPDATE answer_log SET item = 5000 WHERE session = @id AND number = 3")]
    [InlineData("log", 0, "PRAGMA foreign_keys = OFF; DELETE FROM test_session WHERE id = @id")]
    [InlineData("packed", 0, "DELETE FROM answer_log WHERE session = @id AND number = 40")]
    [InlineData("packed", 0, "UPDATE answer_log SET value = '4' WHERE session = @id AND number = 3")]
    [InlineData("packed", 0, "UPDATE finished_session SET last_number = 39 WHERE session_id = @id")]
    [InlineData("packed", 0, "UPDATE finished_session SET answer_times = replace(answer_times, '1000', '1001') WHERE session_id = @id")]
    [InlineData("packed", 0, "PRAGMA foreign_keys = OFF; DELETE FROM finished_session WHERE session_id = @id")]
    [InlineData("profile", 0, "UPDATE profile SET profile = replace(profile, '\"raw\":', '\"raw\":1') WHERE session_id = @id")]
    [InlineData("profile", 0, "DELETE FROM profile WHERE session_id = @id")]
    [InlineData("profile", 0, "UPDATE finished_session SET answer_values = '[]' WHERE session_id = @id")]
    [InlineData("need", 0, "UPDATE review_need SET reasons = reasons + 256 WHERE session_id = @id")]
    [InlineData("need", 0, "UPDATE review_need SET evidence = '[ ]' WHERE session_id = @id")]
    [InlineData("need", 0, "UPDATE review_need SET group_facts = '{}' WHERE session_id = @id")]
    [InlineData("result", 0, "PRAGMA ignore_check_constraints = ON; UPDATE test_session SET result_hash = NULL WHERE id = @id")]
    [InlineData("reference", 2, "PRAGMA foreign_keys = OFF; UPDATE test_session SET seat_id = 'nobody' WHERE id = @id")]
    [InlineData("reference", 2, "PRAGMA foreign_keys = OFF; UPDATE test_session SET class_id = 'nowhere' WHERE id = @id")]
    [InlineData("reference", 2, "PRAGMA foreign_keys = OFF; DELETE FROM school; SELECT @id")]
    public async Task Tampering_is_found_and_the_session_is_named(string kind, int session, string tampering)
    {
        string[] sessions = await MakeAsync(Live);
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
        Execute(Live, tampering, new { id = sessions[session] });
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.Contains($"session {sessions[session]}: {kind}: ", Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSERT INTO rehearsal (region_id, opened_at, log_floor) SELECT id, 0, 0 FROM region", 0)]
    [InlineData("INSERT INTO rehearsal (region_id, opened_at, log_floor) SELECT id, 0, 0 FROM region", 2)]
    [InlineData("INSERT INTO erasure (session_id, erased_at, complete) VALUES (@id, 0, 0)", 2)]
    public async Task A_log_that_is_being_taken_away_may_begin_late_or_be_gone_but_has_no_gap(string leaving, int session)
    {
        string[] sessions = await MakeAsync(Live);
        Execute(Live, leaving, new { id = sessions[session] });
        Execute(Live, "DELETE FROM answer_log WHERE session = @id AND number <= 3", new { id = sessions[session] });
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
        Execute(Live, "DELETE FROM answer_log WHERE session = @id", new { id = sessions[session] });
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
        Execute(Live, "UPDATE answer_log SET session = @id WHERE session = @other AND number IN (1, 3)", new { id = sessions[session], other = sessions[1] });
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.Contains($"session {sessions[session]}: log: the log has number 3 where 2 belongs", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packed_answers_swapped_between_two_sessions_are_found_and_both_are_named()
    {
        string[] sessions = await MakeAsync(Live);
        Execute(
            Live,
            """
            CREATE TEMP TABLE swap AS SELECT * FROM finished_session;
            UPDATE finished_session SET
                (answer_values, answer_times, answered, last_number) =
                (SELECT answer_values, answer_times, answered, last_number FROM swap WHERE swap.session_id <> finished_session.session_id);
            """);
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.Contains($"session {sessions[0]}: packed: ", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"session {sessions[1]}: packed: ", Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(sessions[2], Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_of_another_rule_version_are_counted_and_not_compared()
    {
        string[] sessions = await MakeAsync(Live);
        Execute(Live, "UPDATE profile SET rule_version = '2', profile = '{}' WHERE session_id = @id", new { id = sessions[0] });
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
        Assert.Contains("profiles compared: 1.", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("another rule version, counted and not compared: 1.", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_for_a_talk_that_are_missing_or_of_other_rules_are_counted_and_not_compared()
    {
        string[] sessions = await MakeAsync(Live);
        Execute(Live, "UPDATE review_need SET rule_version = '0', reasons = 256 WHERE session_id = @id", new { id = sessions[0] });
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
        Assert.Contains("Reasons for a talk compared: 1.", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("missing or of other rules, counted and not compared: 1;", Output.ToString(), StringComparison.Ordinal);

        // A store of the version before has no such table at all.
        Execute(Live, "DROP TABLE review_need; DROP TABLE talk; DELETE FROM schema_migration WHERE name IN ('0023_review_need', '0028_group_facts')");
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
        Assert.Contains("counted and not compared: 2;", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_told_as_damage()
    {
        await MakeAsync(Live);
        Execute(Live, "PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] bytes = await File.ReadAllBytesAsync(DatabaseIn(Live));
        Array.Clear(bytes, bytes.Length / 2, bytes.Length / 4);
        await File.WriteAllBytesAsync(DatabaseIn(Live), bytes);
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.Contains("store: damage: ", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_store_and_a_folder_without_one_are_told()
    {
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.Contains("no store", Messages.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Live));
        Directory.CreateDirectory(Live);
        await File.WriteAllTextAsync(DatabaseIn(Live), "nothing of the kind, though long enough to be looked at");
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.Contains("store: damage: ", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_and_no_code_is_told()
    {
        string code;
        await using (TestHouse house = await TestHouse.OpenAsync(folder: Live))
        {
            var room = await house.ClassAsync();
            Pupil pupil = await house.PupilAsync(room);
            code = await house.CodeAsync(room);
            await pupil.PutAsync(1, "1", "2", "3");
            await pupil.FinishAsync(3);
        }

        Execute(Live, "UPDATE answer_log SET value = 'a secret answer'");
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--data", Live));
        Assert.DoesNotContain("secret", Output.ToString() + Messages, StringComparison.Ordinal);
        Assert.DoesNotContain(code, Output.ToString() + Messages, StringComparison.Ordinal);
    }
}
