using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Dif;

/// <summary>Points of two groups, complete rows only: who left an item blank has no total to be matched by. Immutable.</summary>
public sealed class DifSample
{
    private readonly byte[] _points;
    private readonly bool[] _isFocal;

    private DifSample(ImmutableArray<int> categories, byte[] points, bool[] isFocal, int leftOut)
    {
        Categories = categories;
        _points = points;
        _isFocal = isFocal;
        LeftOut = leftOut;
        Focal = isFocal.Count(focal => focal);
        Reference = isFocal.Length - Focal;
    }

    /// <summary>Number of categories of each item; points are 0 .. categories − 1.</summary>
    public ImmutableArray<int> Categories { get; }

    /// <summary>Number of items.</summary>
    public int Items => Categories.Length;

    /// <summary>Respondents of the reference group.</summary>
    public int Reference { get; }

    /// <summary>Respondents of the focal group.</summary>
    public int Focal { get; }

    /// <summary>Respondents of the two groups who left an item blank and are in neither number.</summary>
    public int LeftOut { get; }

    /// <summary>Takes points and groups.</summary>
    /// <param name="answers">Points from 0, turned the right way, [respondents × items].</param>
    /// <param name="groups">The group of each respondent.</param>
    /// <param name="categories">Number of categories of each item, 2 .. 255.</param>
    /// <exception cref="ArgumentException">Numbers of respondents or items differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An item has fewer than two categories or more than 255.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is none of its item's categories.</exception>
    public static DifSample Of(ResponseMatrix answers, ReadOnlySpan<DifGroup> groups, ReadOnlySpan<int> categories)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (groups.Length != answers.Respondents || categories.Length != answers.Items)
        {
            throw new ArgumentException(
                $"{groups.Length} groups and {categories.Length} numbers of categories for {answers.Respondents} respondents and {answers.Items} items.", nameof(groups));
        }

        foreach (int count in categories)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 2, nameof(categories));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ResponseMatrix.Missing, nameof(categories));
        }

        List<byte> points = [];
        List<bool> isFocal = [];
        int leftOut = 0;
        byte[] row = new byte[answers.Items];
        for (int respondent = 0; respondent < groups.Length; respondent++)
        {
            if (groups[respondent] == DifGroup.Neither)
            {
                continue;
            }

            answers.CopyRow(respondent, row);
            Check(row, categories, respondent);
            if (row.AsSpan().Contains(ResponseMatrix.Missing))
            {
                leftOut++;
                continue;
            }

            points.AddRange(row);
            isFocal.Add(groups[respondent] == DifGroup.Focal);
        }

        return new DifSample([.. categories], [.. points], [.. isFocal], leftOut);
    }

    /// <summary>Respondents of each group, stratum and category, matched by their total over some items.</summary>
    /// <param name="item">The studied item.</param>
    /// <param name="anchors">Items of the total; the studied one is added if it is not among them.</param>
    internal MatchedTable Match(int item, IReadOnlyCollection<int> anchors)
    {
        int[] matching = [.. anchors.Append(item).Distinct()];
        int highest = matching.Sum(other => Categories[other] - 1);
        MatchedTable table = new(highest + 1, Categories[item]);
        for (int respondent = 0; respondent < _isFocal.Length; respondent++)
        {
            ReadOnlySpan<byte> row = _points.AsSpan(respondent * Items, Items);
            int total = 0;
            foreach (int other in matching)
            {
                total += row[other];
            }

            table.Add(total, _isFocal[respondent], row[item]);
        }

        return table;
    }

    private static void Check(byte[] row, ReadOnlySpan<int> categories, int respondent)
    {
        for (int item = 0; item < row.Length; item++)
        {
            if (row[item] >= categories[item] && row[item] != ResponseMatrix.Missing)
            {
                throw new AnswerOutOfRangeException($"{item + 1}", respondent, row[item], $"0..{categories[item] - 1}");
            }
        }
    }
}
