using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.Norms;

/// <summary>
/// Norms of one or several scales by group. What is kept are exact frequencies; tables follow from them and the settings, so that norms
/// read back from a file are the same to the last bit. Immutable; safe to read from many threads.
/// </summary>
/// <remarks>
/// A person is looked up in the narrowest group with enough respondents, and all scales in the same one: two scales of a profile normed on
/// different groups could not be compared. The order of widening is fixed: the last column is dropped first.
/// </remarks>
public sealed class NormSet
{
    private readonly ImmutableDictionary<NormGroup, ImmutableArray<ScoreHistogram>> _cells;
    private readonly ImmutableArray<ScoreHistogram> _ungrouped;
    private readonly Dictionary<NormGroup, NormLevel> _levels;

    internal NormSet(
        NormOrigin origin,
        NormSettings settings,
        ImmutableArray<ComparableScore> scores,
        ImmutableArray<string> by,
        IReadOnlyDictionary<NormGroup, ImmutableArray<ScoreHistogram>> cells,
        ImmutableArray<ScoreHistogram> ungrouped)
    {
        Origin = origin;
        Settings = settings;
        Scores = scores;
        By = by;
        _cells = cells.ToImmutableDictionary();
        _ungrouped = ungrouped;
        Groups = [.. _cells.Keys.Order(new GroupOrder(_cells.Keys))];
        _levels = Levels();
        Everybody = _levels[NormGroup.Of(by, [])];
    }

    /// <summary>Which norms these are.</summary>
    public NormOrigin Origin { get; }

    /// <summary>How tables are made.</summary>
    public NormSettings Settings { get; }

    /// <summary>The scores there are norms of.</summary>
    public ImmutableArray<ComparableScore> Scores { get; }

    /// <summary>Group columns; the last one is dropped first. Empty = everybody is one group.</summary>
    public ImmutableArray<string> By { get; }

    /// <summary>
    /// The groups by all columns, however small, sorted column by column: as numbers where all values of the column are whole numbers,
    /// otherwise as text. Empty without columns.
    /// </summary>
    public ImmutableArray<NormGroup> Groups { get; }

    /// <summary>The widest level, with rows that had no group; provisional when there are too few respondents at all.</summary>
    public NormLevel Everybody { get; }

    /// <summary>The tables a person is seen in: those of the narrowest group in which every scale has enough respondents.</summary>
    /// <param name="values">
    /// The person's group values, [by]. An empty one means not known, so that only groups before it can be used.
    /// </param>
    /// <returns>The level; <see cref="Everybody"/>, frozen or provisional, when no group has enough.</returns>
    /// <exception cref="ArgumentException">There are not as many values as columns.</exception>
    public NormLevel LevelFor(ReadOnlySpan<string> values)
    {
        if (values.Length != By.Length)
        {
            throw new ArgumentException($"{values.Length} values for {By.Length} group columns.", nameof(values));
        }

        ImmutableArray<string>.Builder known = ImmutableArray.CreateBuilder<string>(values.Length);
        foreach (string value in values)
        {
            string trimmed = value.Trim();
            if (trimmed.Length is 0 or > NormGroup.LongestValue)
            {
                break;
            }

            known.Add(trimmed);
        }

        NormGroup group = NormGroup.Of(By, known.ToImmutable());
        while (true)
        {
            if (_levels.TryGetValue(group, out NormLevel? level))
            {
                return level;
            }

            group = group.Widen();
        }
    }

    /// <summary>The frequencies of a score in a group, added up over the groups it contains.</summary>
    /// <param name="group">A group of any level.</param>
    /// <param name="score">Position in <see cref="Scores"/>.</param>
    /// <returns>A histogram of the caller's own; empty when there is no such group.</returns>
    public ScoreHistogram HistogramOf(NormGroup group, int score)
    {
        ArgumentNullException.ThrowIfNull(group);
        ScoreHistogram sum = new(Scores[score]);
        if (_cells.TryGetValue(group, out ImmutableArray<ScoreHistogram> cell))
        {
            sum.Merge(cell[score]);
            return sum;
        }

        foreach (NormGroup narrow in Groups.Where(narrow => Contains(group, narrow)))
        {
            sum.Merge(_cells[narrow][score]);
        }

        if (group.Columns.IsEmpty)
        {
            sum.Merge(_ungrouped[score]);
        }

        return sum;
    }

    /// <summary>The frequencies of the rows without a group: all rows when there are no columns.</summary>
    /// <param name="score">Position in <see cref="Scores"/>.</param>
    /// <returns>A histogram of the caller's own.</returns>
    public ScoreHistogram UngroupedOf(int score) => _ungrouped[score].Copy();

    /// <summary>The table of a score in a group, also of one that is too small to be used for a person.</summary>
    /// <param name="group">A group of any level.</param>
    /// <param name="score">Position in <see cref="Scores"/>.</param>
    public NormTable TableOf(NormGroup group, int score) => TableOf(group, HistogramOf(group, score));

    private NormTable TableOf(NormGroup group, ScoreHistogram histogram) =>
        NormTable.Of($"{Origin.Id}@{Origin.Version}", group, histogram, Settings);

    /// <summary>The levels that can be used: everybody's, and every group in which each scale has enough respondents.</summary>
    private Dictionary<NormGroup, NormLevel> Levels()
    {
        Dictionary<NormGroup, NormLevel> levels = [];
        Dictionary<NormGroup, ImmutableArray<ScoreHistogram>> sums = new() { [NormGroup.Of(By, [])] = [.. Copies(_ungrouped)] };
        foreach ((NormGroup cell, ImmutableArray<ScoreHistogram> histograms) in _cells)
        {
            NormGroup group = cell;
            while (!group.Columns.IsEmpty)
            {
                Add(sums, group, histograms);
                group = group.Widen();
            }

            Add(sums, group, histograms);
        }

        foreach ((NormGroup group, ImmutableArray<ScoreHistogram> histograms) in sums)
        {
            if (group.Columns.IsEmpty || histograms.All(histogram => histogram.Count >= Settings.LeastN))
            {
                levels.Add(group, new NormLevel(group, [.. histograms.Select(histogram => TableOf(group, histogram))]));
            }
        }

        return levels;
    }

    private static void Add(
        Dictionary<NormGroup, ImmutableArray<ScoreHistogram>> sums, NormGroup group, ImmutableArray<ScoreHistogram> histograms)
    {
        if (!sums.TryGetValue(group, out ImmutableArray<ScoreHistogram> sum))
        {
            sums.Add(group, Copies(histograms));
            return;
        }

        for (int score = 0; score < sum.Length; score++)
        {
            sum[score].Merge(histograms[score]);
        }
    }

    private static ImmutableArray<ScoreHistogram> Copies(ImmutableArray<ScoreHistogram> histograms) =>
        [.. histograms.Select(histogram => histogram.Copy())];

    private static bool Contains(NormGroup wide, NormGroup narrow) =>
        narrow.Values.AsSpan().StartsWith(wide.Values.AsSpan()) && narrow.Columns.AsSpan().StartsWith(wide.Columns.AsSpan());
}
