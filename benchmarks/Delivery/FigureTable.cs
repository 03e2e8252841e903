using System.Globalization;
using System.Text.Json;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary>
/// <c>figures FOLDER</c>: what the reports of long runs in that folder say of each figure this project asks for, as a table. A figure whose report is
/// missing is said to be missing. Ends with 1 when one is not reached.
/// </summary>
internal static class FigureTable
{
    private const double Mega = 1048576.0;

    private static readonly Figure[] Asked =
    [
        .. new[] { 1_000, 5_000 }.SelectMany(connections => new[]
        {
            AtLeast($"closed loop of {connections} connections ÷ durable floor", $"delivery-{connections}.json", 0.6, "0.00", run => Number(run, "middle", "ratios", "ofDurable")),
            AtMost($"CPU of an answer there ÷ durable floor's", $"delivery-{connections}.json", 1.7, "0.00", run => Number(run, "middle", "ratios", "cpuOfDurable")),
        }),
        AtLeast("connections opened anew up to the answered hello, a second", "delivery-5000.json", 800, "0", run => Number(run, "middle", "product", "reopenedPerSecond")),
        AtLeast("lesson of 10,000: answers a second", "lesson.json", 1_950, "0", run => Number(run, "steady", "answersPerSecond")),
        AtMost("lesson: p50, ms", "lesson.json", 15, "0.0", run => Number(run, "answerMs", "p50")),
        AtMost("lesson: p99, ms", "lesson.json", 100, "0.0", run => Number(run, "answerMs", "p99")),
        AtMost("lesson: lost and doubled answers", "lesson.json", 0, "0", Harm),
        AtMost("lesson: calls that failed, links lost, refusals", "lesson.json", 0, "0", run => Counts(run, "failed", "linkLost", "busy")),
        AtMost("lesson: most memory, MB", "lesson.json", 1_200, "0", run => Number(run, "server", "memoryBytes") / Mega),
        AtMost("lesson: memory at the end ÷ at the half", "lesson.json", 1.05, "0.00", GrowthOfSecondHalf),
        AtMost("storm of 10,000: last one back, ms", "storm-0.2.json", 30_000, "0", run => Number(run, "returnMs", "most")),
        AtMost("the same, all without jitter, ms", "storm-1.json", 60_000, "0", run => Number(run, "returnMs", "most")),
        AtMost("server killed and started: last of 10,000 back, ms from the kill", "restart.json", 30_000, "0", run => Number(run, "returnMs", "most")),
        AtMost("the same: lost and doubled answers", "restart.json", 0, "0", Harm),
        AtMost("fsync of 20 ms: p99, ms", "slow.json", 150, "0.0", run => Number(run, "answerMs", "p99")),
        AtLeast("the same: a commit, ms (that the disk was slow)", "slow.json", 20, "0.0", run => Number(run, "server", "commitMs")),
        AtMost("the same: refusals", "slow.json", 0, "0", run => Counts(run, "failed", "busy")),
        AtMost("400 boards, cores", "boards.json", 0.1, "0.000", run => Number(run, "boards", "cores")),
    ];

    public static int Write(DirectoryInfo folder, TextWriter output)
    {
        bool all = true;
        output.WriteLine("| figure | asked | measured | |");
        output.WriteLine("|---|---:|---:|---|");
        foreach (Figure figure in Asked)
        {
            FileInfo file = new(Path.Combine(folder.FullName, figure.File));
            double? measured = file.Exists ? figure.Read(JsonDocument.Parse(File.ReadAllText(file.FullName)).RootElement) : null;
            bool reached = measured is { } value && (figure.IsLeast ? value >= figure.Bound : value <= figure.Bound);
            all &= reached;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {figure.Name} | {(figure.IsLeast ? "≥" : "≤")} {figure.Bound} | {(measured is { } number ? number.ToString(figure.Format, CultureInfo.InvariantCulture) : "no report")} | {(reached ? "reached" : "**not reached**")} |"));
        }

        return all ? 0 : 1;
    }

    private static Figure AtLeast(string name, string file, double bound, string format, Func<JsonElement, double> read) => new(name, file, bound, format, read, IsLeast: true);

    private static Figure AtMost(string name, string file, double bound, string format, Func<JsonElement, double> read) => new(name, file, bound, format, read, IsLeast: false);

    private static double Harm(JsonElement run) => Number(run, "lost") + Number(run, "doubled") + Number(run, "counts", "contradicted");

    /// <summary>
    /// Last tenth ÷ first tenth of the second half: until every student has answered every item once, and the collector has found its size, a server grows to its work;
    /// what leaks goes on afterwards.
    /// </summary>
    private static double GrowthOfSecondHalf(JsonElement run)
    {
        double rate = Number(run, "steady", "answersPerSecond");
        double[] memory = [.. run.GetProperty("timeline").EnumerateArray()
            .Where(moment => Number(moment, "answersPerSecond") > rate / 2).Select(moment => Number(moment, "memoryBytes"))];
        double[] half = memory[(memory.Length / 2)..];
        int tenth = Math.Max(1, half.Length / 10);
        return half[^tenth..].Average() / half[..tenth].Average();
    }

    private static double Counts(JsonElement run, params string[] names) => names.Sum(name => Number(run, "counts", name));

    private static double Number(JsonElement run, params string[] path) => path.Aggregate(run, (at, name) => at.GetProperty(name)).GetDouble();

    /// <param name="File">The report that tells it.</param>
    /// <param name="Bound">What is asked for.</param>
    /// <param name="IsLeast">At least so much; otherwise at most.</param>
    private sealed record Figure(string Name, string File, double Bound, string Format, Func<JsonElement, double> Read, bool IsLeast);
}
