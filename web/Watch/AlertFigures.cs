using Diagnostics.Engine.LiveDay;

namespace Diagnostics.Web.Watch;

/// <summary>The figures conditions are about, by the names the operator writes.</summary>
internal static class AlertFigures
{
    private const double Megabyte = 1_048_576;

    private static readonly Dictionary<string, Func<NodeWord, double?>> Reading = new(StringComparer.Ordinal)
    {
        ["answersPerSecond"] = word => word.Load.AnswersPerSecond,
        ["acceptedPerSecond"] = word => word.Figures?.AcceptedPerSecond,
        ["ackP50Ms"] = word => word.Figures?.Acknowledged.P50,
        ["ackP95Ms"] = word => word.Figures?.Acknowledged.P95,
        ["ackP99Ms"] = word => word.Figures?.Acknowledged.P99,
        ["waiting"] = word => word.Load.Waiting,
        ["queueShare"] = word => word.Figures?.QueueShare,
        ["batchMean"] = word => word.Figures?.BatchMean,
        ["commitP99Ms"] = word => word.Figures?.Commit.P99,
        ["writerShare"] = word => word.Load.WriterShare,
        ["readP99Ms"] = word => word.Figures?.Read.P99,
        ["readsPerSecond"] = word => word.Figures?.ReadsPerSecond,
        ["poolBusy"] = word => word.Figures?.PoolBusy,
        ["refusedPerSecond"] = word => word.Figures?.Refused.Total,
        ["busyPerSecond"] = word => word.Figures?.Refused.Busy,
        ["ratePerSecond"] = word => word.Figures?.Refused.Rate,
        ["limitedPerSecond"] = word => word.Figures?.LimitedPerSecond,
        ["sockets"] = word => word.Figures?.Sockets,
        ["answering"] = word => word.Figures?.Answering,
        ["entryWaiting"] = word => word.Load.Queue,
        ["processorShare"] = word => word.Load.ProcessorShare,
        ["gcShare"] = word => word.Figures?.GcShare,
        ["memoryMb"] = word => word.Figures?.MemoryBytes / Megabyte,
        ["threadsWaiting"] = word => word.Figures?.ThreadsWaiting,
        ["diskFreeMb"] = word => word.Figures?.DiskFreeBytes / Megabyte,
        ["logMb"] = word => word.Figures?.LogBytes / Megabyte,
        ["storeLost"] = word => word.Load.IsStoreLost ? 1 : 0,
        ["starved"] = word => word.Load.IsStarved ? 1 : 0,
    };

    public static IReadOnlyCollection<string> All => Reading.Keys;

    /// <summary>Null where nothing was measured.</summary>
    public static double? Of(string figure, NodeWord word) => Reading[figure](word);
}
