using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.LiveDay;

/// <summary>How busy this node was between two looks. One thread.</summary>
internal sealed class LoadMeter(Writer writer, EntryQueue entry, TimeProvider clock)
{
    private StoreTotals _before = writer.Meter.Totals;
    private TimeSpan _worked = Environment.CpuUsage.TotalTime;
    private long _at = clock.GetTimestamp();

    public NodeLoad Look(bool isStarved)
    {
        StoreTotals totals = writer.Meter.Totals;
        TimeSpan worked = Environment.CpuUsage.TotalTime;
        long now = clock.GetTimestamp();
        double seconds = Math.Max(0.001, clock.GetElapsedTime(_at, now).TotalSeconds);
        var load = new NodeLoad(
            Math.Round((totals.Answers - _before.Answers) / seconds, 1), totals.Waiting, Share((totals.CommitMs - _before.CommitMs) / 1_000 / seconds),
            Share((worked - _worked).TotalSeconds / seconds / Environment.ProcessorCount), isStarved, writer.IsLost, entry.Waiting, entry.PerSecond);
        (_before, _worked, _at) = (totals, worked, now);
        return load;
    }

    private static double Share(double share) => Math.Round(Math.Clamp(share, 0, 1), 2);
}
