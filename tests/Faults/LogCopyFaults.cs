using System.Diagnostics;
using System.Globalization;
using Diagnostics.Tests.EndToEnd;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Faults;

/// <summary>The disk of a SQLite store is lost while students answer; its copy on a second disk is put in place.</summary>
[Trait("Kind", "Fault")]
public sealed class LogCopyFaults(ITestOutputHelper output)
{
    [Fact]
    public async Task A_server_killed_together_with_its_disk_goes_on_from_the_copied_log_with_every_acknowledged_answer()
    {
        DirectoryInfo second = Directory.CreateTempSubdirectory("diagnostics-second-disk-");
        try
        {
            // The log begins anew every megabyte, so that the copy has several pieces.
            string[] arguments = ["--log-copy", second.FullName, "--checkpoint-mb", "1"];
            using ShortDay day = await ShortDay.OpenAsync(null, arguments);
            int segments = 0;
            TimeSpan recovered = default;
            await day.RunAsync(async () =>
            {
                var watch = Stopwatch.StartNew();
                await day.RestartAsync(
                    () =>
                    {
                        segments = Directory.GetFiles(second.FullName, "*.wal", SearchOption.AllDirectories).Length;
                        LoseDisk(day.Data);
                        Restore(second.FullName, day.Data);
                    },
                    arguments);
                recovered = watch.Elapsed;
                await day.AnswersFlowAsync();
            });
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{segments} pieces of the log put back; from the kill to a server that takes students in {recovered.TotalSeconds:F1} s; nothing lost, nothing doubled"));
            Assert.True(segments > 1, $"{segments} pieces");
        }
        finally
        {
            second.Delete(recursive: true);
        }
    }

    /// <summary>All of the folder but the keys, which lie elsewhere too.</summary>
    private static void LoseDisk(string data)
    {
        foreach (string file in Directory.GetFiles(data))
        {
            File.Delete(file);
        }
    }

    private static void Restore(string copy, string data)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [ServerProcess.Executable, "db", "restore", copy, "--data", data])
        {
            RedirectStandardError = true,
        })!;
        string told = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, told);
    }
}
