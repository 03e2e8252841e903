using System.Collections.Immutable;
using Diagnostics.Engine.Groups;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>
/// What of a reading's norms is frozen: no cell of fewer than <see cref="Least"/> students, and none that could be had by subtracting what is there from what is wider. Small cells of the
/// last column are one together, called <see cref="Rest"/>; what stays too small is left out. Pure.
/// </summary>
internal static class FrozenCells
{
    /// <summary>A smaller group has no mean anywhere.</summary>
    public const int Least = SmallCells.LeastOfGroup;

    /// <summary>The municipalities of a grade and sex that are too small to stand apart.</summary>
    public const string Rest = "—";

    /// <param name="grades">By grade alone.</param>
    /// <param name="scales">Which of its scores.</param>
    /// <returns>Null where no grade is large enough.</returns>
    public static NormSet? ByGrade(NormSet grades, ImmutableArray<ComparableScore> scales, NormOrigin origin)
    {
        var kept = new NormAccumulator(scales, grades.By);
        foreach (NormGroup grade in grades.Groups.Where(grade => FewestIn(grades, grade, scales) >= Least))
        {
            Add(kept, grade, grades, grade);
        }

        return kept.Groups == 0 ? null : kept.ToNorms(origin, grades.Settings);
    }

    /// <param name="grades">What is frozen by grade.</param>
    /// <param name="cells">By grade and two more columns, the last of which may be put together.</param>
    public static NormSet ByGroup(NormSet grades, NormSet cells, NormOrigin origin)
    {
        var kept = new NormAccumulator(grades.Scores, cells.By);
        foreach (NormGroup grade in grades.Groups)
        {
            List<Block> blocks =
            [
                .. cells.Groups.Where(cell => cell.Values[0] == grade.Values[0]).GroupBy(cell => cell.Widen())
                    .Select(block => Block.Of(cells, grades.Scores, block.Key, [.. block])).Where(block => block.Fewest >= Least).OrderByDescending(block => block.Fewest),
            ];
            while (blocks.Count > 0 && LeavesFew(grades, grade, cells, blocks))
            {
                blocks.RemoveAt(blocks.Count - 1);
            }

            foreach (Block block in blocks)
            {
                foreach (NormGroup cell in block.Apart)
                {
                    Add(kept, cell, cells, cell);
                }

                foreach (NormGroup cell in block.Together)
                {
                    Add(kept, NormGroup.Of(cells.By, [.. block.Group.Values, Rest]), cells, cell);
                }
            }
        }

        return kept.ToNorms(origin, cells.Settings);
    }

    private static void Add(NormAccumulator kept, NormGroup into, NormSet from, NormGroup cell)
    {
        ImmutableArray<ScoreHistogram> histograms = kept.HistogramsOf(into);
        for (int scale = 0; scale < kept.Scores.Length; scale++)
        {
            histograms[scale].Merge(from.HistogramOf(cell, PlaceOf(from, kept.Scores[scale])));
        }
    }

    // Whoever takes the blocks from the grade has what is in neither.
    private static bool LeavesFew(NormSet grades, NormGroup grade, NormSet cells, List<Block> blocks) => grades.Scores.Any(score =>
    {
        long left = grades.HistogramOf(grade, PlaceOf(grades, score)).Count - blocks.Sum(block => cells.HistogramOf(block.Group, PlaceOf(cells, score)).Count);
        return left is > 0 and < Least;
    });

    private static long FewestIn(NormSet norms, NormGroup group, ImmutableArray<ComparableScore> scales) =>
        scales.Min(score => norms.HistogramOf(group, PlaceOf(norms, score)).Count);

    private static int PlaceOf(NormSet norms, ComparableScore score) => norms.Scores.IndexOf(score);

    /// <summary>All cells of one wider group.</summary>
    /// <param name="Fewest">Respondents of the scale with fewest, over all cells.</param>
    private sealed record Block(NormGroup Group, long Fewest, ImmutableArray<NormGroup> Apart, ImmutableArray<NormGroup> Together)
    {
        public static Block Of(NormSet cells, ImmutableArray<ComparableScore> scales, NormGroup group, ImmutableArray<NormGroup> all)
        {
            NormGroup[] bySize = [.. all.OrderBy(cell => FewestIn(cells, cell, scales))];
            long[] sizes = [.. bySize.Select(cell => FewestIn(cells, cell, scales))];
            int together = sizes.Count(size => size < Least);
            // The rest is as large as any other cell, so that it tells of no one in particular either.
            for (long rest = sizes.Take(together).Sum(); together > 0 && together < sizes.Length && rest < Least; together++)
            {
                rest += sizes[together];
            }

            return new Block(group, FewestIn(cells, group, scales), [.. bySize.Skip(together)], [.. bySize.Take(together)]);
        }
    }
}
