using System.Globalization;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// The order of writes and syncs of the store's log, and of acknowledgements, as strace saw them. A call stands where it began; one that another
/// thread's interrupted has a second line where it ended.
/// </summary>
internal sealed partial class CallTrace(string file)
{
    /// <summary>For strace: the calls, the files they are about, and enough of what is sent to read an acknowledgement.</summary>
    public static readonly string[] Arguments = ["-f", "-y", "-s", "2048", "-e", "trace=fdatasync,fsync,sendto,sendmsg,write,writev,pwrite64"];

    /// <summary>Of these acknowledgements, those that left after the log had been written and then synced since the one before.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="until">The last one.</param>
    public IReadOnlyList<long> Synced(long from, long until)
    {
        List<long> synced = [];
        Dictionary<string, string> open = [];
        HashSet<long> seen = [];
        (bool Written, bool Synced) log = default;
        foreach (string line in File.ReadLines(file))
        {
            Match call = Call().Match(line);
            if (!call.Success)
            {
                continue;
            }

            string thread = call.Groups["thread"].Value, text = call.Groups["text"].Value;
            bool ends = !text.EndsWith("<unfinished ...>", StringComparison.Ordinal);
            if (Acknowledged(text) is { } number && seen.Add(number) && number >= from && number <= until)
            {
                if (log.Synced)
                {
                    synced.Add(number);
                }

                log = default;
            }

            string about = text;
            if (text.StartsWith("<...", StringComparison.Ordinal))
            {
                about = open.Remove(thread, out string? begun) ? begun : "";
            }
            else if (!ends)
            {
                open[thread] = text;
            }

            log = ends && IsOfLog(about) && text.EndsWith(" = 0", StringComparison.Ordinal) && IsSync(about) ? (log.Written, log.Written)
                : IsOfLog(about) && !IsSync(about) ? (true, false)
                : log;
        }

        return synced;
    }

    private static bool IsOfLog(string call) => call.Contains("diagnostics.db-wal>", StringComparison.Ordinal);

    private static bool IsSync(string call) => call.StartsWith("fdatasync", StringComparison.Ordinal) || call.StartsWith("fsync", StringComparison.Ordinal);

    private static long? Acknowledged(string text) =>
        text.StartsWith("send", StringComparison.Ordinal) && Mark().Match(text) is { Success: true } mark
            ? long.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^(?<thread>\d+)\s+(?<text>.*)$")]
    private static partial Regex Call();

    [GeneratedRegex("""\\"hw\\":(\d+)""")]
    private static partial Regex Mark();
}
