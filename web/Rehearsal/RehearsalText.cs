using System.Globalization;
using System.Text;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Web.Rehearsal;

/// <summary>The report in a dozen lines, for the console.</summary>
internal static class RehearsalText
{
    public static string Of(RehearsalReport report)
    {
        StringBuilder text = new();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Line($"{report.Verdict.Sentence}");
        foreach (string reason in report.Verdict.Reasons)
        {
            Line($"  - {reason}");
        }

        foreach (string end in report.Ended)
        {
            Line($"  - ended early: {end}");
        }

        Line($"lost {Known(report.Lost)}, doubled {Known(report.Doubled)} of {report.Counts[Counted.Acknowledged]} acknowledged answers");
        Line($"answers    p50 {report.AnswerMs.P50:0} ms, p95 {report.AnswerMs.P95:0} ms, p99 {report.AnswerMs.P99:0} ms, most {report.AnswerMs.Most:0} ms");
        Line($"entry      p50 {report.EnterMs.P50:0} ms, p99 {report.EnterMs.P99:0} ms; {report.Counts[Counted.Queued]} times a place in the queue; up to {report.EntriesPerSecond:0.#} let in a second");
        Line($"start      p50 {report.StartMs.P50:0} ms, p99 {report.StartMs.P99:0} ms from the teacher's press to the page");
        Line($"hello      p50 {report.HelloMs.P50:0} ms, p99 {report.HelloMs.P99:0} ms of {report.HelloMs.Count}");
        if (report.ReturnMs.Count > 0)
        {
            Line($"back       p50 {report.ReturnMs.P50:0} ms, p99 {report.ReturnMs.P99:0} ms, last {report.ReturnMs.Most:0} ms after a lost link, {report.ReturnMs.Count} times");
        }

        Line($"students   {report.Counts[Counted.Entered]} entered, {report.FinishedInStore} finished, {report.Counts[Counted.Reconnected]} reconnects, {report.Counts[Counted.Moved]} moved ({report.Counts[Counted.WaitedForTap]} times told to wait for the teacher)");
        Line($"server     busy {report.Counts[Counted.Busy]}, failed {report.Counts[Counted.Failed]}, links lost {report.Counts[Counted.LinkLost]}, {report.Server.AnswersInCommit:0.#} answers in a commit of {report.Server.CommitMs:0.##} ms");
        Line($"used       {string.Join(", ", report.Used.OrderByDescending(one => one.Value).Select(one => $"{RehearsalVerdict.Name(one.Key)} {one.Value.ToString("P0", CultureInfo.InvariantCulture)}"))}");
        Line($"memory     {report.Server.MemoryBytes / 1048576.0:0} MB; boards late in {report.Counts[Counted.BoardStale]} of {report.Counts[Counted.BoardLooks]} looks; the crowd took {report.GeneratorCores:0.##} cores");
        Line($"steady     {report.Steady.AnswersPerSecond:0} answers/s, {report.Steady.Cores:0.00} cores of the server; memory {report.Steady.MemoryFrom / 1048576.0:0} to {report.Steady.MemoryUntil / 1048576.0:0} MB (x {report.Steady.MemoryGrowth:0.00})");
        if (report.Boards is { } boards)
        {
            Line($"boards     {boards.Boards} cost {boards.Cores:0.000} cores ({boards.CoresWith:0.000} with, {boards.CoresWithout:0.000} without)");
        }

        Line($"busiest    {report.Busiest.AnswersPerSecond:0} durable answers/s, {report.Busiest.CpuMicroseconds:0} us CPU of the server an answer");
        if (report is { Floor: { } floor, Ratios: { } ratios })
        {
            foreach ((FloorKind kind, LoopFigures figures) in floor.Loops)
            {
                Line($"floor      {Name(kind),-14}{figures}");
            }

            Line($"           fsync of 4 KB {floor.FsyncMs:0.###} ms");
            Line($"ratio      busiest ÷ durable floor {ratios.OfDurable:0.###}, ÷ bare hub {ratios.OfHub:0.###}; CPU of an answer {ratios.CpuOfDurable:0.##} x the durable floor's; a commit {report.CommitOfFsync:0.#} x a bare fsync");
        }
        else
        {
            Line($"floor      not measured: the server is on another machine, or --floor-seconds 0");
        }

        return text.ToString();
    }

    private static string Name(FloorKind kind) => kind switch
    {
        FloorKind.Raw => "raw socket",
        FloorKind.Hub => "bare hub",
        FloorKind.Durable => "durable hub",
    };

    private static string Known(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
