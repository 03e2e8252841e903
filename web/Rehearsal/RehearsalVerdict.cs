using System.Globalization;

namespace Diagnostics.Web.Rehearsal;

/// <param name="Holds">Nothing lost, nothing doubled, everybody through, and quick enough.</param>
/// <param name="FirstLimit">The resource that was used most.</param>
/// <param name="Sentence">The verdict in a line.</param>
/// <param name="Reasons">Why it does not hold; empty when it does.</param>
internal sealed record RehearsalVerdict(bool Holds, RehearsedResource FirstLimit, string Sentence, IReadOnlyList<string> Reasons)
{
    /// <summary>A student notices more than a second.</summary>
    private const double MostAnswerMs = 1_000;

    /// <summary>A class is back after a storm before its teacher has walked through the room.</summary>
    private const double MostReturnMs = 30_000;

    /// <summary>Where more than the usual share of clients comes back without jitter.</summary>
    private const double MostReturnAtOnceMs = 60_000;

    private const double MostStale = 0.01;

    private const double MostFailures = 0.01;

    public static RehearsalVerdict Of(
        StoreComparison compared, IReadOnlyDictionary<Counted, long> counts, int students, long finishedInStore, LatencyTold answers, LatencyTold returns,
        IReadOnlyDictionary<RehearsedResource, double> used, double withoutJitter)
    {
        List<string> reasons = [];
        void Ask(bool isWell, string reason)
        {
            if (!isWell)
            {
                reasons.Add(reason);
            }
        }

        Ask(compared.Lost == 0, $"{compared.Lost} acknowledged answers are not in the store");
        Ask(compared.Doubled == 0, $"{compared.Doubled} answers stand in the store twice");
        Ask(counts[Counted.Contradicted] == 0, $"{counts[Counted.Contradicted]} replies contradicted what had been acknowledged");
        Ask(counts[Counted.Acknowledged] > 0, "not one answer was acknowledged");
        Ask(counts[Counted.Entered] == students, $"{students - counts[Counted.Entered]} of {students} students never got in");
        Ask(finishedInStore == students, $"{students - finishedInStore} of {students} sessions did not finish");
        Ask(answers.P99 <= MostAnswerMs, $"one answer in a hundred took more than {Ms(MostAnswerMs)} (p99 {Ms(answers.P99)})");
        double back = withoutJitter > WorkerPlan.UsuallyWithoutJitter ? MostReturnAtOnceMs : MostReturnMs;
        Ask(returns.P99 <= back, $"after the storm one student in a hundred was away for more than {Ms(back)}");
        Ask(counts[Counted.BoardStale] <= MostStale * counts[Counted.BoardLooks], $"boards lagged in {counts[Counted.BoardStale]} of {counts[Counted.BoardLooks]} looks");
        long failures = counts[Counted.Failed] + counts[Counted.LinkLost];
        Ask(failures <= MostFailures * students, $"{failures} calls failed or lost their link");
        RehearsedResource first = used.MaxBy(one => one.Value).Key;
        string limit = $"{Name(first)} ({used[first].ToString("P0", CultureInfo.InvariantCulture)} used)";
        bool holds = reasons.Count == 0;
        return new RehearsalVerdict(
            holds, first, holds ? $"Holds {students} students at once; first limit: {limit}." : $"Does not hold {students} students at once; first limit: {limit}.",
            reasons);
    }

    public static string Name(RehearsedResource resource) => resource switch
    {
        RehearsedResource.Processor => "processor",
        RehearsedResource.Database => "database",
        RehearsedResource.Memory => "memory",
        RehearsedResource.Collector => "garbage collector",
        RehearsedResource.Network => "network",
    };

    private static string Ms(double ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:0} ms");
}
