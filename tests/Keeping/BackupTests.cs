using System.IO.Compression;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Keeping;

public sealed class BackupTests : KeptStore
{
    private const int Pupils = 4;
    private const int Items = 10;

    [Fact]
    public async Task A_backup_taken_while_answers_flow_restores_to_a_sound_store_with_every_answer_acknowledged_before_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync(clock: TimeProvider.System, folder: Live);
        SchoolClass room = await house.ClassAsync();
        Pupil[] pupils = new Pupil[Pupils];
        for (int one = 0; one < Pupils; one++)
        {
            pupils[one] = await house.PupilAsync(room, one + 1);
        }

        long[] acknowledged = new long[Pupils];
        using CancellationTokenSource stop = new();
        Task[] answering = [.. Enumerable.Range(0, Pupils).Select(one => Task.Run(() => AnswerAsync(pupils[one], one, acknowledged, stop.Token)))];
        for (int round = 1; round <= 3; round++)
        {
            await UntilAsync(() => Marks(acknowledged).All(mark => mark >= 200 * round));
            long[] before = Marks(acknowledged);
            Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup, "--force"));

            string restored = Folder.PathOf($"restored-{round}");
            CopyKeys(Live, restored);
            Assert.Equal(ExitCode.Success, await DbAsync("restore", Backup, "--data", restored));
            await CheckAsync(restored, pupils, before);
            Assert.True(ExitCode.Success == await DbAsync("verify", "--data", restored), Output.ToString());
        }

        await stop.CancelAsync();
        await Task.WhenAll(answering);
        Assert.True(ExitCode.Success == await DbAsync("verify", "--data", Live), Output.ToString());
    }

    [Fact]
    public async Task A_backup_holds_the_keys_only_when_they_are_asked_for()
    {
        await MakeAsync(Live);
        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup));
        Assert.Equal(["diagnostics.db", "manifest.json"], Names());
        Assert.Contains("keys are not in it", Messages.ToString(), StringComparison.Ordinal);

        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup, "--with-keys", "--force"));
        Assert.Contains("keys/lookup.key", Names());
        Assert.Contains("WARNING", Messages.ToString(), StringComparison.Ordinal);
        string moved = Folder.PathOf("moved");
        Assert.Equal(ExitCode.Success, await DbAsync("restore", Backup, "--data", moved));
        await using TestHouse house = await TestHouse.OpenAsync(folder: moved);
        Assert.Equal(3, await house.CountAsync("SELECT COUNT(*) FROM answer_log WHERE session IN (SELECT id FROM test_session WHERE state = 'inProgress')"));
    }

    [Fact]
    public async Task A_manifest_says_what_is_in_the_backup()
    {
        await MakeAsync(Live);
        await DbAsync("backup", "--data", Live, "--out", Backup);
        using ZipArchive zip = ZipFile.OpenRead(Backup);
        using JsonDocument manifest = JsonDocument.Parse(zip.GetEntry("manifest.json")!.Open());
        JsonElement root = manifest.RootElement;
        Assert.Equal(1, root.GetProperty("format").GetInt32());
        Assert.Equal(Engine.Storage.Migrations.Of("sqlite")[^1].Name, root.GetProperty("schema").GetString());
        Assert.Equal(84, root.GetProperty("rows").GetProperty("answer_log").GetInt64());
        Assert.Equal(2, root.GetProperty("rows").GetProperty("profile").GetInt64());
        Assert.Equal(zip.GetEntry("diagnostics.db")!.Length, root.GetProperty("files")[0].GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task An_earlier_file_is_not_written_over_without_being_asked_and_nothing_is_left_beside()
    {
        await MakeAsync(Live);
        Folder.Write("backup.zip", "precious");
        Assert.Equal(ExitCode.BadInput, await DbAsync("backup", "--data", Live, "--out", Backup));
        Assert.Contains("--force", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Backup));
        Assert.Equal(ExitCode.BadInput, await DbAsync("backup", "--data", Folder.PathOf("nowhere"), "--out", Folder.PathOf("other.zip")));
        Assert.Equal(["backup.zip"], Folder.Names);
        Assert.False(Directory.Exists(Folder.PathOf("nowhere")));
    }

    [Fact]
    public async Task A_backup_leaves_the_live_file_and_its_log_as_they_are()
    {
        await using TestHouse house = await TestHouse.OpenAsync(folder: Live);
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        await pupil.PutAsync(1, "1", "2");
        long[] sizes = Sizes();
        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup));
        Assert.Equal(sizes, Sizes());
        Assert.Equal(3, (await pupil.PutAsync(3, "1")).HighWater);
    }

    private long[] Sizes() => [new FileInfo(DatabaseIn(Live)).Length, new FileInfo(DatabaseIn(Live) + "-wal").Length];

    private string[] Names()
    {
        using ZipArchive zip = ZipFile.OpenRead(Backup);
        return [.. zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    private static async Task AnswerAsync(Pupil pupil, int one, long[] acknowledged, CancellationToken stop)
    {
        for (long first = 1; !stop.IsCancellationRequested && first < 15_000; first += Items)
        {
            PutReply reply = await pupil.PutAsync(first, [.. Enumerable.Range(0, Items).Select(item => ValueOf(first, item))]);
            Assert.Equal(PutStatus.Ok, reply.Status);
            Volatile.Write(ref acknowledged[one], reply.HighWater);
            await Task.Delay(TimeSpan.FromMilliseconds(2), CancellationToken.None);
        }
    }

    private static async Task CheckAsync(string folder, Pupil[] pupils, long[] before)
    {
        await using TestHouse house = await TestHouse.OpenAsync(clock: TimeProvider.System, folder: folder);
        for (int one = 0; one < pupils.Length; one++)
        {
            Pupil restored = pupils[one] with { House = house };
            HelloReply hello = await restored.HelloAsync(restored.Epoch);
            Assert.True(hello.HighWater >= before[one], $"{hello.HighWater} < {before[one]}");
            Assert.Equal(hello.HighWater, await restored.RowsAsync());
            Assert.Equal(
                Enumerable.Range(0, Items).Select(item => ValueOf(hello.HighWater - Items + 1, item)), hello.Answers!.Select(answer => answer.Value));
        }
    }

    private static string ValueOf(long first, int item) => (((first / Items) + item) % 5).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static long[] Marks(long[] acknowledged) => [.. acknowledged.Select((_, one) => Volatile.Read(ref acknowledged[one]))];

    private static async Task UntilAsync(Func<bool> reached)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
        }
    }
}
