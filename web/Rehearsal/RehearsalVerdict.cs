using System.Globalization;

namespace Diagnostics.Web.Rehearsal;

/// <param name="FirstLimit">The resource that was used most.</param>
/// <param name="Used">Which share of it.</param>
/// <param name="Reasons">Why it does not hold; empty when it does.</param>
internal sealed record RehearsalVerdict(int Students, RehearsedResource FirstLimit, double Used, IReadOnlyList<string> Reasons)
{
    /// <summary>Nothing lost, nothing doubled, everybody through, and quick enough.</summary>
    public bool Holds => Reasons.Count == 0;

    /// <summary>The verdict in a line.</summary>
    public string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Holds ? "Holds" : "Does not hold")} {Students} students at once; first limit: {Name(FirstLimit)} ({Used:P0} used).");

    public RehearsalVerdict Because(string reason) => this with { Reasons = [.. Reasons, reason] };

    /// <summary>A student notices more than a second.</summary>
    private const double MostAnswerMs = 1_000;

    /// <summary>A class is back after a storm before its teacher has walked through the room.</summary>
    private const double MostReturnMs = 30_000;

    /// <summary>Where more than the usual share of clients comes back without jitter.</summary>
    private const double MostReturnAtOnceMs = 60_000;

    /// <summary>From the code to being let in, the place in the queue included: a class of thirty is in before its lesson is explained.</summary>
    private const double MostEntryMs = 60_000;

    /// <summary>From the teacher's press to the open page, the spread of the start included.</summary>
    private const double MostStartMs = 10_000;

    private const double MostHelloMs = 2_000;

    /// <summary>The same where all come back at once.</summary>
    private const double MostHelloAtOnceMs = 5_000;

    private const double MostStale = 0.01;

    private const double MostFailures = 0.01;

    /// <param name="compared">Null when the server could not be asked.</param>
    public static RehearsalVerdict Of(
        StoreComparison? compared, IReadOnlyDictionary<Counted, long> counts, int students, long finishedInStore, WaitsTold waits,
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

        void AskQuick(LatencyTold told, double most, string what) => Ask(told.P99 <= most, $"{what} more than {Ms(most)} (p99 {Ms(told.P99)})");

        if (compared is null)
        {
            reasons.Add("at the end the server did not tell what it holds, so nothing could be compared");
        }
        else
        {
            Ask(compared.Lost == 0, $"{compared.Lost} acknowledged answers are not in the store");
            Ask(compared.Doubled == 0, $"{compared.Doubled} answers stand in the store twice");
            Ask(finishedInStore == students, $"{students - finishedInStore} of {students} sessions did not finish");
        }

        Ask(counts[Counted.Contradicted] == 0, $"{counts[Counted.Contradicted]} replies contradicted what had been acknowledged");
        Ask(counts[Counted.Acknowledged] > 0, "not one answer was acknowledged");
        Ask(counts[Counted.Entered] == students, $"{students - counts[Counted.Entered]} of {students} students never got in");
        AskQuick(waits.Answers, MostAnswerMs, "one answer in a hundred took");
        AskQuick(waits.Entries, MostEntryMs, "one student in a hundred was let in after");
        AskQuick(waits.Starts, MostStartMs, "after the start one page in a hundred opened after");
        bool isAtOnce = withoutJitter > WorkerPlan.UsuallyWithoutJitter;
        AskQuick(waits.Hellos, isAtOnce ? MostHelloAtOnceMs : MostHelloMs, "one greeting in a hundred took");
        AskQuick(waits.Returns, isAtOnce ? MostReturnAtOnceMs : MostReturnMs, "after the storm one student in a hundred was away for");
        Ask(counts[Counted.BoardStale] <= MostStale * counts[Counted.BoardLooks], $"boards lagged in {counts[Counted.BoardStale]} of {counts[Counted.BoardLooks]} looks");
        long failures = counts[Counted.Failed] + counts[Counted.LinkLost];
        Ask(failures <= MostFailures * students, $"{failures} calls failed or lost their link");
        RehearsedResource first = used.MaxBy(one => one.Value).Key;
        return new RehearsalVerdict(students, first, used[first], reasons);
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
