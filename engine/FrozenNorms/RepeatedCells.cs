using System.Collections.Immutable;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>
/// What a new version repeats of earlier ones of its form and campaign, so that no two of them subtracted leave the scores of few. A grade that differs from an earlier version by fewer than
/// <see cref="FrozenCells.Least"/> students stands as it stood there, with its groups. Its groups alone stand as they stood where one of them, or what is in none of them, differs by so few, or
/// where other municipalities stand apart than before. What is repeated tells nothing that is not out already. Pure.
/// </summary>
internal static class RepeatedCells
{
    /// <param name="drawn">What the reading has.</param>
    /// <param name="earlier">The newest first; all of the same scales.</param>
    public static FrozenPair Of(FrozenPair drawn, IReadOnlyList<FrozenPair> earlier)
    {
        var byGrade = new NormAccumulator(drawn.ByGrade.Scores, drawn.ByGrade.By);
        var byGroup = new NormAccumulator(drawn.ByGroup.Scores, drawn.ByGroup.By);
        foreach (NormGroup grade in drawn.ByGrade.Groups)
        {
            FrozenPair[] before = [.. earlier.Where(one => one.ByGrade.Groups.Contains(grade))];
            FrozenPair whole = before.FirstOrDefault(one => IsFew(Differing(drawn.ByGrade, one.ByGrade, grade))) ?? drawn;
            FrozenPair parts = ReferenceEquals(whole, drawn) && before.Where(one => one.CellsOf(grade).Length > 0).ToArray() is { Length: > 0 } grouped
                && !grouped.All(one => MayStandBeside(drawn, one, grade)) ? grouped[0] : whole;
            Add(byGrade, whole.ByGrade, grade);
            foreach (NormGroup cell in parts.CellsOf(grade))
            {
                Add(byGroup, parts.ByGroup, cell);
            }
        }

        return new FrozenPair(byGrade.ToNorms(drawn.ByGrade.Origin, drawn.ByGrade.Settings), byGroup.ToNorms(drawn.ByGroup.Origin, drawn.ByGroup.Settings));
    }

    private static bool MayStandBeside(FrozenPair drawn, FrozenPair before, NormGroup grade)
    {
        NormGroup[] cells = drawn.CellsOf(grade);
        return cells.ToHashSet().SetEquals(before.CellsOf(grade))
            && cells.All(cell => !IsFew(Differing(drawn.ByGroup, before.ByGroup, cell)))
            && !IsFew(drawn.LeftOf(grade).Zip(before.LeftOf(grade), (now, then) => Differing(now, then)));
    }

    private static bool IsFew(IEnumerable<long> students) => students.Any(count => count is > 0 and < FrozenCells.Least);

    /// <summary>By scale.</summary>
    private static IEnumerable<long> Differing(NormSet now, NormSet then, NormGroup group) =>
        Enumerable.Range(0, now.Scores.Length).Select(score => Differing(now.HistogramOf(group, score).Frequencies.ToArray(), then.HistogramOf(group, score).Frequencies.ToArray()));

    // Who came and who was erased, together: the one does not hide the other.
    private static long Differing(long[] now, long[] then) => now.Zip(then, (one, other) => Math.Abs(one - other)).Sum();

    private static void Add(NormAccumulator kept, NormSet from, NormGroup group)
    {
        ImmutableArray<ScoreHistogram> histograms = kept.HistogramsOf(group);
        for (int score = 0; score < histograms.Length; score++)
        {
            histograms[score].Merge(from.HistogramOf(group, score));
        }
    }
}

/// <summary>The two files of a version.</summary>
internal sealed record FrozenPair(NormSet ByGrade, NormSet ByGroup)
{
    public NormGroup[] CellsOf(NormGroup grade) => [.. ByGroup.Groups.Where(cell => cell.Values[0] == grade.Values[0])];

    /// <summary>By scale: frequencies of those of the grade who are in none of its cells.</summary>
    public IEnumerable<long[]> LeftOf(NormGroup grade) => Enumerable.Range(0, ByGrade.Scores.Length).Select(score =>
        ByGrade.HistogramOf(grade, score).Frequencies.ToArray().Zip(ByGroup.HistogramOf(grade, score).Frequencies.ToArray(), (whole, part) => whole - part).ToArray());
}
