using System.Text.RegularExpressions;
using Diagnostics.Engine;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Keeping;

/// <summary>A copy of the store on a second disk, and a restore from it.</summary>
public sealed class LogCopyTests : KeptStore
{
    private const int Batches = 250;

    private string Second => Folder.PathOf("second");

    private string Target => Folder.PathOf("target");

    [Fact]
    public async Task All_that_was_acknowledged_is_put_back_over_many_lives_of_the_log_and_beginnings_of_the_copy()
    {
        await using TestHouse house = await OpenAsync(renewBytes: 1);
        string begun = Path.GetFileName(Part());
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        long answers = await AnswerUntilAsync(house, pupil, () => Path.GetFileName(Part()) != begun);
        Assert.False(house.Engine.IsCopyBehind);
        await RestoreAsync(answers);

        // The copy of a store that goes on, once more.
        string second = Path.GetFileName(Part());
        Assert.True(await AnswerUntilAsync(house, pupil, () => Path.GetFileName(Part()) != second) > answers);
        answers = await AnswerUntilAsync(house, pupil, () => Directory.GetFiles(Part(), "*.wal").Length > 3);
        Directory.Delete(Target, recursive: true);
        await RestoreAsync(answers);
    }

    [Fact]
    public async Task A_copy_without_one_of_its_files_is_refused_by_name_and_nothing_is_put_in_place()
    {
        await using (TestHouse house = await OpenAsync())
        {
            await AnswerAsync(await house.PupilAsync(await house.ClassAsync()), from: 1);
        }

        string[] segments = [.. Directory.GetFiles(Part(), "*.wal").Order(StringComparer.Ordinal)];
        Assert.True(segments.Length > 2, $"{segments.Length} segments");
        byte[] second = await File.ReadAllBytesAsync(segments[1]);
        File.Delete(segments[1]);
        await RefusedAsync("00000002.wal");
        second[second.Length / 2]++;
        await File.WriteAllBytesAsync(segments[1], second);
        await RefusedAsync("is damaged");
        second[second.Length / 2]--;
        await File.WriteAllBytesAsync(segments[1], second);
        File.Move(Path.Combine(Part(), "base.db"), Folder.PathOf("base.db"));
        await RefusedAsync("base.db");
        File.Move(Folder.PathOf("base.db"), Path.Combine(Part(), "base.db"));
        await RestoreAsync(answers: Batches);

        Directory.Delete(Target, recursive: true);
        Directory.Delete(Second, recursive: true);
        Directory.CreateDirectory(Second);
        await RefusedAsync("holds no copy");
    }

    [Fact]
    public async Task Without_the_second_disk_answers_go_on_it_is_told_and_the_copy_begins_anew()
    {
        await using TestHouse house = await OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        Assert.Equal(1, (await pupil.PutAsync(1, "1")).HighWater);
        Assert.False(house.Engine.IsCopyBehind);

        Directory.Delete(Second, recursive: true);
        await File.WriteAllTextAsync(Second, "no folder");
        Assert.Equal(2, (await pupil.PutAsync(2, "2")).HighWater);
        Assert.True(house.Engine.IsCopyBehind);
        Assert.Equal(1, Failures(house));

        // Tried again after a minute, in vain, and after another one.
        house.Manual.Advance(TimeSpan.FromSeconds(61));
        await AnswerUntilAsync(house, pupil, () => Failures(house) == 2);
        File.Delete(Second);
        house.Manual.Advance(TimeSpan.FromSeconds(61));
        long answers = await AnswerUntilAsync(house, pupil, () => !house.Engine.IsCopyBehind);
        await RestoreAsync(answers);
    }

    [Fact]
    public async Task A_folder_that_takes_no_copy_stops_the_start_and_another_database_than_sqlite_too()
    {
        await File.WriteAllTextAsync(Second, "no folder");
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync());
        Assert.Contains(Second, refused.Message, StringComparison.Ordinal);

        EngineOptions options = new()
        {
            DataFolder = Target,
            Database = "postgres:Host=127.0.0.1;Port=1",
            Store = new Engine.Storage.StoreOptions { LogCopyFolder = Folder.PathOf("third") },
        };
        refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default));
        Assert.Contains("SQLite", refused.Message, StringComparison.Ordinal);
    }

    private async Task<TestHouse> OpenAsync(long renewBytes = long.MaxValue)
    {
        TestHouse house = await TestHouse.OpenAsync(folder: Live);
        house.Store = new Engine.Storage.StoreOptions { CommitGapMs = 0, CheckpointBytes = 65_536, LogCopyFolder = Second, LogCopyRenewBytes = renewBytes };
        await house.ReopenAsync();
        return house;
    }

    private static int Failures(TestHouse house) => Regex.Count(house.Log.Text, "The copy of the store on the second disk failed");

    private string Part() => Assert.Single(Directory.GetDirectories(Second), path => !path.EndsWith(".partial", StringComparison.Ordinal));

    private static async Task AnswerAsync(Pupil pupil, int from)
    {
        for (int number = from; number < from + Batches; number++)
        {
            Assert.Equal(number, (await pupil.PutAsync(number, "1")).HighWater);
        }
    }

    /// <returns>How many were acknowledged in all.</returns>
    private static async Task<long> AnswerUntilAsync(TestHouse house, Pupil pupil, Func<bool> there)
    {
        long number = await house.CountAsync("SELECT COUNT(*) FROM answer_log");
        for (int tries = 0; !there(); tries++)
        {
            Assert.True(tries < 2_000, house.Log.Text);
            number++;
            Assert.Equal(number, (await pupil.PutAsync(number, "1")).HighWater);
            await Task.Yield();
        }

        return number;
    }

    private async Task RestoreAsync(long answers)
    {
        CopyKeys(Live, Target);
        Assert.True(ExitCode.Success == await DbAsync("restore", Second, "--data", Target), Messages.ToString());
        Assert.Equal(answers, Count(Target, "SELECT COUNT(*) FROM answer_log"));
        Assert.Equal(answers, Count(Target, "SELECT COUNT(DISTINCT number) FROM answer_log"));
    }

    private async Task RefusedAsync(string reason)
    {
        Directory.CreateDirectory(Target);
        Assert.Equal(ExitCode.BadInput, await DbAsync("restore", Second, "--data", Target));
        Assert.Contains(reason, Messages.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(DatabaseIn(Target)));
    }
}
