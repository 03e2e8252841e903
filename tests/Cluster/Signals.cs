using System.Diagnostics;
using System.Globalization;

namespace Diagnostics.Tests.Cluster;

/// <summary>Signals to processes that the tests have started, each by its number.</summary>
internal static class Signals
{
    public static void Kill(int process) => Send("KILL", process);

    public static void Freeze(int process) => Send("STOP", process);

    public static void Thaw(int process) => Send("CONT", process);

    public static void Interrupt(int process) => Send("INT", process);

    /// <summary>A process and all that came from it, the parent first.</summary>
    public static IReadOnlyList<int> TreeOf(int process)
    {
        ILookup<int, int> children = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id > 0).ToLookup(ParentOf);
        List<int> tree = [process];
        for (int at = 0; at < tree.Count; at++)
        {
            tree.AddRange(children[tree[at]]);
        }

        return tree;
    }

    /// <summary>0 when it is gone.</summary>
    private static int ParentOf(int process)
    {
        try
        {
            // The name stands in brackets and may hold anything; after it come the state and the parent.
            string line = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static void Send(string signal, int process)
    {
        // One that has ended meanwhile is no fault: its number is not given away again so soon.
        using Process kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", $"{process}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
