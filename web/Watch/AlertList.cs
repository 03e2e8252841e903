namespace Diagnostics.Web.Watch;

/// <summary>The conditions a server looks at: the built-in ones, and the operator's own in place of those about the same figure.</summary>
internal static class AlertList
{
    /// <summary>What needs a hand on any server. The times are longer than one slow moment, shorter than a lesson bears.</summary>
    public static IReadOnlyList<AlertCondition> BuiltIn { get; } =
    [
        .. new[]
        {
            "storeLost > 0 for 4s",
            "starved > 0 for 10s",
            "queueShare > 0.5 for 30s",
            "ackP99Ms > 2000 for 30s",
            "commitP99Ms > 1000 for 30s",
            "busyPerSecond > 0 for 30s",
            "limitedPerSecond > 20 for 60s",
            "writerShare > 0.8 for 60s",
            "processorShare > 0.9 for 60s",
            "gcShare > 0.1 for 60s",
            "diskFreeMb < 4096 for 10s",
            "logMb > 256 for 60s",
        }.Select(AlertCondition.Parse),
    ];

    /// <summary>One condition a line; empty lines and those that begin with # say nothing.</summary>
    /// <param name="file">Named in faults.</param>
    /// <param name="lines">Of it.</param>
    /// <exception cref="InvalidDataException">Lines that are no conditions; the message names the file, each line and why.</exception>
    public static IReadOnlyList<AlertCondition> With(string file, IEnumerable<string> lines)
    {
        List<AlertCondition> own = [];
        List<string> faults = [];
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (line.Trim() is not { Length: > 0 } text || text.StartsWith('#'))
            {
                continue;
            }

            try
            {
                own.Add(AlertCondition.Parse(text));
            }
            catch (FormatException fault)
            {
                faults.Add($"{file}, line {number}: {fault.Message}");
            }
        }

        return faults.Count == 0
            ? [.. BuiltIn.Where(built => own.All(one => one.Figure != built.Figure)), .. own]
            : throw new InvalidDataException(string.Join(Environment.NewLine, faults));
    }
}
