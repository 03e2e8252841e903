using System.IO.Compression;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Keeping;

public sealed class RestoreTests : KeptStore
{
    private string Target => Folder.PathOf("target");

    [Fact]
    public async Task A_restore_is_refused_while_the_server_holds_the_store_and_changes_nothing()
    {
        await BackUpAsync();
        await using TestHouse house = await TestHouse.OpenAsync(folder: Live);
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", Live, "--replace"));
        Assert.Contains("Another process", Messages.ToString(), StringComparison.Ordinal);
        Pupil pupil = await house.PupilAsync(await house.ClassAsync(grade: 9));
        Assert.Equal(1, (await pupil.PutAsync(1, "1")).HighWater);
    }

    [Fact]
    public async Task A_store_that_is_there_is_replaced_only_when_asked_and_moved_aside_whole()
    {
        await BackUpAsync();
        await MakeAsync(Target);
        Directory.Delete(Path.Combine(Target, "keys"), recursive: true);
        CopyKeys(Live, Target);
        Execute(Target, "DELETE FROM store_mark");
        Execute(Target, "INSERT INTO store_mark (name, value) VALUES ('story', 'the old one')");

        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", Target));
        Assert.Contains("--replace", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, Count(Target, "SELECT COUNT(*) FROM store_mark WHERE name = 'story'"));

        Assert.True(ExitCode.Success == await DbAsync("restore", Backup, "--data", Target, "--replace"), Messages.ToString());
        Assert.Equal(0, Count(Target, "SELECT COUNT(*) FROM store_mark WHERE name = 'story'"));
        string aside = Assert.Single(Directory.GetFiles(Target, "diagnostics.db.before-*Z"));
        File.Move(aside, DatabaseIn(Folder.PathOf("")));
        Assert.Equal(1, Count(Folder.PathOf(""), "SELECT COUNT(*) FROM store_mark WHERE name = 'story'"));
        await using TestHouse house = await TestHouse.OpenAsync(folder: Target);
        Assert.Equal(84, await house.CountAsync("SELECT COUNT(*) FROM answer_log"));
    }

    [Fact]
    public async Task What_a_killed_backup_or_restore_leaves_hinders_nobody()
    {
        await BackUpAsync();
        Directory.CreateDirectory(Backup + ".4711.partial");
        await File.WriteAllTextAsync(Path.Combine(Backup + ".4711.partial", "diagnostics.db"), "half");
        Directory.CreateDirectory(DatabaseIn(Live) + ".restoring");
        await File.WriteAllTextAsync(Path.Combine(DatabaseIn(Live) + ".restoring", "diagnostics.db"), "half");

        await using (TestHouse house = await TestHouse.OpenAsync(folder: Live))
        {
            Assert.Equal(84, await house.CountAsync("SELECT COUNT(*) FROM answer_log"));
        }

        Assert.Equal(ExitCode.Success, await DbAsync("restore", Backup, "--data", Live, "--replace"));
        Assert.False(Directory.Exists(DatabaseIn(Live) + ".restoring"));
        Assert.Equal(ExitCode.Success, await DbAsync("verify", "--data", Live));
    }

    [Theory]
    [InlineData("cut", "no backup")]
    [InlineData("changed", "damaged")]
    [InlineData("foreign", "no backup")]
    [InlineData("missing", "damaged")]
    public async Task A_damaged_archive_is_refused_and_leaves_the_store_alone(string how, string said)
    {
        await BackUpAsync();
        Damage(how);
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", Live, "--replace"));
        Assert.Contains(said, Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--file", Backup));
        Assert.Contains(said, Messages.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Live, "*.before-*"));
        Assert.Equal(ExitCode.Success, await DbAsync("verify", "--data", Live));
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        await MakeAsync(Live);
        Execute(Live, "INSERT INTO schema_migration (name, checksum, applied_at) VALUES ('9999_future', 'x', 0)");
        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup));
        CopyKeys(Live, Target);
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", Target));
        Assert.Contains("9999_future", Messages.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(DatabaseIn(Target)));
        Assert.Equal(ExitCode.BadInput, await DbAsync("verify", "--file", Backup));
        Assert.Contains("store: schema: ", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_an_older_schema_is_brought_to_this_one()
    {
        await MakeAsync(Live);
        Execute(Live, "DELETE FROM review_need");
        Execute(Live, "DELETE FROM schema_migration WHERE name IN ('0002_session', '0008_consent', '0022_sittings')");
        Execute(Live, "DROP INDEX seat_person");
        Execute(Live, "DROP INDEX school_class_package");
        Execute(Live, "ALTER TABLE seat DROP COLUMN person");
        foreach (string column in new[] { "kind", "place", "made_by", "made_at", "ends_at" })
        {
            Execute(Live, $"ALTER TABLE school_class DROP COLUMN {column}");
        }

        foreach (string table in new[] { "consent_entry", "parent_request", "parent_link", "profile", "finished_session", "orphan_answer", "answer_log", "test_session" })
        {
            Execute(Live, $"DROP TABLE {table}");
        }

        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup));
        CopyKeys(Live, Target);
        Assert.True(ExitCode.Success == await DbAsync("restore", Backup, "--data", Target), Messages.ToString());
        Assert.Equal(1, Count(Target, "SELECT COUNT(*) FROM schema_migration WHERE name = '0002_session'"));
    }

    [Fact]
    public async Task A_store_is_not_restored_beside_keys_of_another_store_or_without_keys()
    {
        await BackUpAsync();
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", Target));
        Assert.Contains("no keys", Messages.ToString(), StringComparison.Ordinal);

        await MakeAsync(Folder.PathOf("other"));
        CopyKeys(Folder.PathOf("other"), Target);
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", Target));
        Assert.Contains("other keys", Messages.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(DatabaseIn(Target)));
    }

    [Fact]
    public async Task A_backup_with_faults_is_put_in_place_only_despite_them()
    {
        string[] sessions = await MakeAsync(Live);
        Execute(Live, "DELETE FROM answer_log WHERE session = @id AND number = 2", new { id = sessions[0] });
        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup));
        CopyKeys(Live, Target);
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Backup, "--data", Target));
        Assert.Contains(sessions[0], Messages.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(DatabaseIn(Target)));
        Assert.Equal(ExitCode.Success, await DbAsync("restore", Backup, "--data", Target, "--despite-faults"));
        Assert.Equal(83, Count(Target, "SELECT COUNT(*) FROM answer_log"));
    }

    private async Task BackUpAsync()
    {
        await MakeAsync(Live);
        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup));
    }

    private void Damage(string how)
    {
        switch (how)
        {
            case "cut":
                File.WriteAllBytes(Backup, File.ReadAllBytes(Backup)[..^1_000]);
                break;
            case "foreign":
                File.WriteAllText(Backup, "no zip at all");
                break;
            default:
                using (ZipArchive zip = ZipFile.Open(Backup, ZipArchiveMode.Update))
                {
                    ZipArchiveEntry database = zip.GetEntry("diagnostics.db")!;
                    using MemoryStream bytes = new();
                    using (Stream old = database.Open())
                    {
                        old.CopyTo(bytes);
                    }

                    database.Delete();
                    if (how == "changed")
                    {
                        bytes.GetBuffer()[bytes.Length / 2] ^= 1;
                        using Stream changed = zip.CreateEntry("diagnostics.db").Open();
                        changed.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
                    }
                }

                break;
        }
    }
}
