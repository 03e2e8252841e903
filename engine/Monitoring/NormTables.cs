using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Monitoring;

/// <summary>A kept form's norms as rows that may be told. Pure.</summary>
internal static class NormTables
{
    /// <param name="scales">Which scales, in their order.</param>
    public static ImmutableArray<NormGrouping> Of(KeptForm form, ImmutableArray<string> scales) => [.. form.Norms.Select(norms => Of(form, norms, scales))];

    private static NormGrouping Of(KeptForm form, NormSet norms, ImmutableArray<string> scales)
    {
        NormSet grades = form.Norms[0];
        var rows = new List<NormFigures>();
        foreach (string scale in scales)
        {
            ComparableScore? score = norms.Scores.FirstOrDefault(one => one.Id == scale);
            if (score is null)
            {
                continue;
            }

            int place = norms.Scores.IndexOf(score);
            foreach (NormGroup grade in grades.Groups)
            {
                long whole = grades.HistogramOf(grade, place).Count;
                rows.AddRange(whole < ToldGroups.Least ? norms.Groups.Where(group => group.Values[0] == grade.Values[0]).Select(group => Kept(score, group)) : OfGrade(grade, whole));
            }

            IEnumerable<NormFigures> OfGrade(NormGroup grade, long whole) => norms.By.Length == 1
                ? [Told(norms, place, grade, form.Items)]
                : Split(norms, place, 2, [grade.Values[0]], whole);
        }

        return new NormGrouping(norms.By, [.. rows]);
    }

    /// <summary>The parts of a group by its next columns; where a part is kept back, all within it are.</summary>
    private static IEnumerable<NormFigures> Split(NormSet norms, int place, int columns, ImmutableArray<string> within, long whole)
    {
        NormGroup[] parts =
        [
            .. norms.Groups.Select(group => NormGroup.Of(norms.By, group.Values[..columns])).Where(part => part.Values.AsSpan()[..within.Length].SequenceEqual(within.AsSpan())).Distinct(),
        ];
        long[] students = [.. parts.Select(part => norms.HistogramOf(part, place).Count)];
        ImmutableArray<bool> told = ToldGroups.Of(students, whole);
        foreach (int part in Enumerable.Range(0, parts.Length))
        {
            bool isLast = columns == norms.By.Length;
            IEnumerable<NormFigures> rows = (told[part], isLast) switch
            {
                (true, true) => [Told(norms, place, parts[part], [])],
                (true, false) => Split(norms, place, columns + 1, parts[part].Values, students[part]),
                (false, _) => norms.Groups.Where(group => group.Values.AsSpan()[..columns].SequenceEqual(parts[part].Values.AsSpan())).Select(group => Kept(norms.Scores[place], group)),
            };
            foreach (NormFigures row in rows)
            {
                yield return row;
            }
        }
    }

    private static NormFigures Kept(ComparableScore score, NormGroup group) => new(score.Id, group.Values, null, null, null, null, IsProvisional: true, null, null, null);

    private static NormFigures Told(NormSet norms, int place, NormGroup group, ImmutableArray<GradeItems> items)
    {
        ScoreHistogram histogram = norms.HistogramOf(group, place);
        (double low, double high) = ShareInterval.Wilson(0.5, histogram.Count);
        ScaleFigures? scale = items
            .FirstOrDefault(one => one.Grade?.ToString(CultureInfo.InvariantCulture) == group.Values[0])?.Scales.FirstOrDefault(one => one.Id == norms.Scores[place].Id);
        return new NormFigures(
            norms.Scores[place].Id, group.Values, histogram.Count, ToldMoment.Of(histogram.Mean), ToldMoment.Of(histogram.StandardDeviation), 50 * (high - low),
            histogram.Count < NormTable.FrozenCount, scale?.Alpha, scale?.AlphaLow, scale?.AlphaHigh);
    }
}
