using Microsoft.Win32.SafeHandles;

namespace Diagnostics.Web.Rehearsal.Floors;

/// <summary>What this machine does without the product, measured in the same run: what every figure of the run is told as a ratio to.</summary>
/// <param name="FsyncMs">Median of writing 4 KB behind a file and having it on the disk.</param>
internal sealed record MachineFloor(int Connections, int Seconds, double FsyncMs, IReadOnlyDictionary<FloorKind, LoopFigures> Loops)
{
    /// <summary>More hardly change a floor, and all of them are held by one process.</summary>
    public const int MostConnections = 5_000;

    private const int Page = 4_096;
    private const int Syncs = 200;
    private const double MostSyncSeconds = 3;

    /// <param name="connections">As many as there are students.</param>
    /// <param name="seconds">Of each loop.</param>
    /// <param name="folder">On the disk in question; nothing stays in it.</param>
    public static async Task<MachineFloor> MeasureAsync(
        int connections, int seconds, string folder, TimeProvider time, CancellationToken cancellation)
    {
        DirectoryInfo own = Directory.CreateDirectory(Path.Combine(folder, "diagnostics-floor-" + Guid.NewGuid().ToString("N")));
        try
        {
            int lines = Math.Min(connections, MostConnections);
            double fsync = FsyncOf(Path.Combine(own.FullName, "sync"), time);
            Dictionary<FloorKind, LoopFigures> loops = [];
            foreach (FloorKind kind in Enum.GetValues<FloorKind>())
            {
                loops[kind] = await FloorProcess.MeasureAsync(kind, lines, seconds, Path.Combine(own.FullName, kind.ToString()), time, cancellation);
            }

            return new MachineFloor(lines, seconds, fsync, loops);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private static double FsyncOf(string file, TimeProvider time)
    {
        byte[] page = new byte[Page];
        List<double> took = [];
        using SafeFileHandle handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write);
        long began = time.GetTimestamp();
        while (took.Count < Syncs && (took.Count == 0 || time.GetElapsedTime(began).TotalSeconds < MostSyncSeconds))
        {
            long from = time.GetTimestamp();
            RandomAccess.Write(handle, page, (long)took.Count * Page);
            RandomAccess.FlushToDisk(handle);
            took.Add(time.GetElapsedTime(from).TotalMilliseconds);
        }

        took.Sort();
        return Math.Round(took[took.Count / 2], 3);
    }
}

/// <summary>A server's figures as parts and multiples of its machine's floors.</summary>
/// <param name="OfDurable">Answers a second ÷ those of the durable floor.</param>
/// <param name="OfHub">The same ÷ those of the bare hub.</param>
/// <param name="CpuOfDurable">Processor time of an answer ÷ that of the durable floor.</param>
internal sealed record FloorRatios(double OfDurable, double OfHub, double CpuOfDurable)
{
    public static FloorRatios Of(IReadOnlyDictionary<FloorKind, LoopFigures> floors, double perSecond, double cpuMicroseconds) => new(
        Math.Round(perSecond / floors[FloorKind.Durable].PerSecond, 3), Math.Round(perSecond / floors[FloorKind.Hub].PerSecond, 3),
        Math.Round(cpuMicroseconds / floors[FloorKind.Durable].CpuMicroseconds, 2));
}
