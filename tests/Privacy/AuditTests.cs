using System.Data.Common;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Privacy;

/// <summary>The log of who did what, on SQLite.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Each_deed_has_its_entry_with_who_did_it_and_the_chain_proves_itself()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(parents: false);
        await house.Engine.Cards.By("keeper").ReissueAsync(room.Id, 1, default);
        IReadOnlyList<AuditLine> lines = await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default);
        Assert.Equal([AuditAct.CodeReissued, AuditAct.LessonChanged, AuditAct.ClassMade, AuditAct.SchoolMade], lines.Select(line => line.Act));
        Assert.Equal(("keeper", "class", room.Id, "seat 1"), (lines[0].Actor, lines[0].ObjectKind, lines[0].ObjectId, lines[0].Detail));
        Assert.Null(await BreakAsync(house));
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET actor = 'somebody' WHERE number = 2", 2)]
    [InlineData("UPDATE audit_entry SET object_id = 'other' WHERE number = 3", 3)]
    [InlineData("UPDATE audit_entry SET detail = 'seat 9' WHERE number = 1", 1)]
    [InlineData("DELETE FROM audit_entry WHERE number = 2", 2)]
    [InlineData("DELETE FROM audit_entry WHERE number = 4", 4)]
    public async Task A_changed_or_missing_entry_is_found(string tampering, long number)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await house.Engine.Cards.ReissueAsync(room.Id, 1, default);
        await house.ExecuteAsync(tampering);
        Assert.Equal(number, await BreakAsync(house));
    }

    [Fact]
    public async Task Whoever_writes_the_store_without_the_key_cannot_write_the_log_anew()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        Assert.Equal(1, await house.CountAsync("SELECT keyed_from FROM audit_head"));
        AuditRow row = await house.Engine.Writer.RunAsync(
            null,
            scope => scope.FirstOrDefault<AuditRow>(
                """
                SELECT number, at, 'somebody' AS actor, act, object_kind AS ObjectKind, object_digest AS ObjectDigest, region_id AS RegionId,
                    municipality_id AS MunicipalityId, school_id AS SchoolId, class_id AS ClassId, detail, hash
                FROM audit_entry WHERE number = 1
                """)!,
            default);
        string plain = Engine.Sha256Hex.Of(AuditSeal.Text("", row));
        string forged = AuditSeal.Of(new byte[32], AuditSeal.Text("", row));
        foreach (string hash in new[] { plain, forged })
        {
            await house.ExecuteAsync(
                "DELETE FROM audit_entry WHERE number > 1; UPDATE audit_entry SET actor = 'somebody', hash = @hash; UPDATE audit_head SET number = 1, hash = @hash", new { hash });
            Assert.Equal(1, await BreakAsync(house));
        }

        // The beginning of the seals cannot be moved past what was written anew either.
        await house.ExecuteAsync("UPDATE audit_entry SET hash = @plain; UPDATE audit_head SET hash = @plain, keyed_from = 2", new { plain });
        Assert.Equal(2, await BreakAsync(house));
    }

    [Fact]
    public async Task Entries_that_are_older_than_the_key_keep_their_proof_and_new_ones_are_sealed()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await RewritePlainAsync(house);
        Assert.Null(await BreakAsync(house));
        long old = await house.CountAsync("SELECT number FROM audit_head");
        // A version without the key left no word that it had sealed anything.
        File.Delete(Path.Combine(house.Folder, "keys", "audit.begun"));
        await house.ReopenAsync();
        await house.Engine.Cards.ReissueAsync(room.Id, 1, default);
        Assert.Equal(old + 1, await house.CountAsync("SELECT keyed_from FROM audit_head"));
        Assert.Null(await BreakAsync(house));
        await house.ExecuteAsync("UPDATE audit_entry SET actor = 'somebody' WHERE number = 2");
        Assert.Equal(2, await BreakAsync(house));
    }

    [Fact]
    public async Task A_log_whose_seals_were_taken_out_is_a_fault_and_never_sealed_anew()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        await house.ExecuteAsync("UPDATE audit_entry SET actor = 'somebody' WHERE number = 2");
        await RewritePlainAsync(house);
        await house.ExecuteAsync("UPDATE audit_head SET end_seal = NULL");
        await house.Engine.DisposeAsync();
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(house.ReopenAsync);
        Assert.Contains("keyed_from", refusal.Message, StringComparison.Ordinal);
        StoreReport report = new StoreVerifier(house.Engine.Batteries).Verify(new EngineOptions { DataFolder = house.Folder }, new Progress<double>(), default);
        Assert.Equal(StoreFaultKind.Audit, Assert.Single(report.Faults).Kind);
    }

    [Fact]
    public async Task What_was_erased_is_not_named_by_a_later_export()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        Assert.True(await house.Engine.Privacy.EraseAsync(pupil.SessionId, "keeper", default));
        Assert.Equal("expired", (await house.Engine.Privacy.ExportAsync(pupil.SessionId, "keeper", default))!.State);
        IReadOnlyList<AuditLine> lines = await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default);
        Assert.DoesNotContain(lines, line => line.ObjectId == pupil.SessionId);
        Assert.Equal((AuditAct.DataExported, room.Id), (lines[0].Act, lines[0].ObjectId));
        Assert.Null(await BreakAsync(house));
    }

    [Fact]
    public async Task A_start_with_another_key_is_refused()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.ClassAsync();
        await house.Engine.DisposeAsync();
        string file = Path.Combine(house.Folder, "keys", "audit.key");
        byte[] key = await File.ReadAllBytesAsync(file);
        File.Delete(file);
        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(house.ReopenAsync);
        Assert.Contains("audit.key", refusal.Message, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, key);
        await house.ReopenAsync();
        Assert.Null(await BreakAsync(house));
    }

    /// <summary>The log as a version without the key wrote it.</summary>
    private static Task<int> RewritePlainAsync(TestHouse house) => house.Engine.Writer.RunAsync(
        null,
        scope =>
        {
            string before = "";
            foreach (AuditRow row in scope.Query<AuditRow>(
                """
                SELECT number, at, actor, act, object_kind AS ObjectKind, object_digest AS ObjectDigest, region_id AS RegionId,
                    municipality_id AS MunicipalityId, school_id AS SchoolId, class_id AS ClassId, detail, hash
                FROM audit_entry ORDER BY number
                """))
            {
                before = Engine.Sha256Hex.Of(AuditSeal.Text(before, row));
                scope.Execute("UPDATE audit_entry SET hash = @before WHERE number = @Number", new { before, row.Number });
            }

            return scope.Execute("UPDATE audit_head SET hash = @before, keyed_from = NULL, key_seal = NULL", new { before });
        },
        default);

    [Fact]
    public async Task An_erased_object_is_forgotten_and_the_chain_stays_whole()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string[] sessions = await TellOfTwoAsync(house);
        await EraseAsync(house, sessions[0]);
        Assert.Null(await BreakAsync(house));
        IReadOnlyList<AuditLine> lines = await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default);
        Assert.DoesNotContain(lines, line => line.ObjectId == sessions[0]);
        Assert.Contains(lines, line => line.ObjectId == sessions[1]);
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE object_kind = 'session' AND object_id IS NULL"));
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET object_id = NULL, object_salt = NULL WHERE object_kind <> 'session' AND number = 2", 2)]
    [InlineData("UPDATE audit_entry SET object_id = NULL, object_salt = NULL WHERE number = @second", 0)]
    [InlineData(
        "UPDATE audit_entry SET object_id = NULL, object_salt = (SELECT object_salt FROM audit_entry WHERE number = @second - 1) WHERE number = @second", 0)]
    public async Task Only_the_key_erases(string tampering, long number)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string[] sessions = await TellOfTwoAsync(house);
        await EraseAsync(house, sessions[0]);
        long second = await house.CountAsync("SELECT number FROM audit_head");
        await house.ExecuteAsync(tampering, new { second });
        Assert.Equal(number == 0 ? second : number, await BreakAsync(house));
    }

    [Fact]
    public async Task A_cut_end_is_found_and_no_later_entry_or_start_seals_over_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await house.Engine.Cards.ReissueAsync(room.Id, 1, default);
        long last = await house.CountAsync("SELECT number FROM audit_head");
        await house.ExecuteAsync("DELETE FROM audit_entry WHERE number = @last", new { last });
        await house.ExecuteAsync(
            "UPDATE audit_head SET number = @number, hash = (SELECT hash FROM audit_entry WHERE number = @number)", new { number = last - 1 });
        Assert.Equal(last, await BreakAsync(house));
        await house.ReopenAsync();
        await house.Engine.Cards.ReissueAsync(room.Id, 2, default);
        Assert.NotNull(await BreakAsync(house));
    }

    [Fact]
    public async Task A_store_whose_end_had_no_seal_gets_one_and_keeps_what_was_erased()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string[] sessions = await TellOfTwoAsync(house);
        await EraseAsync(house, sessions[0]);

        // As the version before wrote it.
        string seal = AuditSeal.OfBeginning(house.Engine.Keys.Audit.Span, 1, "");
        await house.ExecuteAsync("UPDATE audit_head SET key_seal = @seal, end_seal = NULL", new { seal });
        await house.ExecuteAsync("UPDATE audit_entry SET object_salt = NULL WHERE object_id IS NULL");
        Assert.Null(await BreakAsync(house));
        await house.ReopenAsync();
        Assert.Null(await BreakAsync(house));
        await EraseAsync(house, sessions[1]);
        Assert.Null(await BreakAsync(house));
        await house.ExecuteAsync("UPDATE audit_entry SET object_salt = NULL WHERE object_id IS NULL");
        Assert.NotNull(await BreakAsync(house));
    }

    /// <summary>Two entries at the log's end, each of a session.</summary>
    private static async Task<string[]> TellOfTwoAsync(TestHouse house)
    {
        SchoolClass room = await house.ClassAsync();
        string[] sessions = ["session1", "session2"];
        foreach (string session in sessions)
        {
            await house.Engine.Writer.RunAsync(
                null,
                scope =>
                {
                    house.Engine.Audit.Write(
                        scope, new AuditEntry("keeper", AuditAct.ResultReleased, "session", session, new OrgNode(NodeKind.Class, room.Id)));
                    return true;
                },
                default);
        }

        return sessions;
    }

    private static Task<bool> EraseAsync(TestHouse house, string session) => house.Engine.Writer.RunAsync(
        null,
        scope =>
        {
            house.Engine.Audit.Erase(scope, session);
            return true;
        },
        default);

    private static async Task<long?> BreakAsync(TestHouse house)
    {
        await using DbConnection connection = await house.Engine.Store.Dialect.Readers.OpenConnectionAsync();
        return AuditLog.FindBreak(connection, null, house.Engine.Keys.Audit.ToArray());
    }

    [Fact]
    public async Task A_place_reads_what_concerns_it_and_nothing_else()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass own = await house.ClassAsync();
        SchoolClass other = await house.ClassAsync();
        IReadOnlyList<AuditLine> lines = await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, own.SchoolId), long.MaxValue, default);
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.ObjectId == other.Id || line.ObjectId == other.SchoolId);
        AuditLine newest = lines[0];
        Assert.DoesNotContain(
            await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, own.SchoolId), newest.Number, default), line => line.Number == newest.Number);
    }

    [Fact]
    public async Task A_deed_that_was_not_done_has_no_entry()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        int before = (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).Count;
        Assert.False(await house.Engine.Cards.ReissueAsync(room.Id, 99, default));
        await Assert.ThrowsAnyAsync<Exception>(() => house.Engine.Organisation.AddClassAsync(room.SchoolId, room.Grade, room.Letter, 3, 0, default));
        Assert.Equal(before, (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).Count);
    }
}
