using System.Collections.Immutable;
using Diagnostics.Engine.Groups;

namespace Diagnostics.Engine.Monitoring;

/// <summary>
/// Which parts of a whole may have a mean. A part of fewer than <see cref="Least"/> students has none; and what is kept back may not be had by subtracting the others from the whole, so
/// where little is kept back, more is, the smallest first. Pure.
/// </summary>
internal static class ToldGroups
{
    /// <summary>School means and norms alike ask for so many.</summary>
    public const int Least = SmallCells.LeastOfGroup;

    /// <param name="parts">Students of each part.</param>
    /// <param name="whole">Of the whole, which is told; those of no part stand in it too.</param>
    public static ImmutableArray<bool> Of(IReadOnlyList<long> parts, long whole)
    {
        bool[] told = [.. parts.Select(part => part >= Least)];
        foreach (int next in Enumerable.Range(0, parts.Count).Where(part => told[part]).OrderBy(part => parts[part]).ToArray())
        {
            long kept = whole - parts.Where((_, part) => told[part]).Sum();
            if (kept is 0 or >= Least)
            {
                break;
            }

            told[next] = false;
        }

        return [.. told];
    }
}
