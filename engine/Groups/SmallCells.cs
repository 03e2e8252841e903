namespace Diagnostics.Engine.Groups;

/// <summary>
/// Which counts of a group may be told. A count and what it leaves of its group are told alike: "all but two" says as much of two as "two". Pure.
/// </summary>
internal static class SmallCells
{
    /// <summary>A smaller count is told of nobody.</summary>
    public const int Least = 5;

    /// <summary>A smaller group has no mean, and is nothing to compare with.</summary>
    public const int LeastOfGroup = 30;

    public static bool MayTell(int with, int of) => with >= Least && of - with >= Least;

    /// <summary>
    /// For the parts of a whole that is told too: what is not told may not be had by subtracting the others from the whole. So where some are kept back, more are,
    /// the smallest first, until what they have in common may be told itself, there are two of them, and none is nearly all of it. Which ones were small is not said.
    /// </summary>
    public static IReadOnlyList<bool> Told(IReadOnlyList<(int With, int Of)> parts)
    {
        bool[] told = [.. parts.Select(part => MayTell(part.With, part.Of))];
        int[] filled = [.. Enumerable.Range(0, parts.Count).Where(part => parts[part].Of > 0)];
        foreach (int next in filled.Where(part => told[part]).OrderBy(part => parts[part].Of).ThenBy(part => part).ToArray())
        {
            (int With, int Of)[] kept = [.. filled.Where(part => !told[part]).Select(part => parts[part])];
            if (kept.Length == 0 || IsSafe(kept))
            {
                break;
            }

            told[next] = false;
        }

        return told;
    }

    private static bool IsSafe((int With, int Of)[] kept)
    {
        int of = kept.Sum(part => part.Of);
        return kept.Length > 1 && of - kept.Max(part => part.Of) >= Least && MayTell(kept.Sum(part => part.With), of);
    }
}
