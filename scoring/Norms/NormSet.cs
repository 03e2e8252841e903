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
    private readonly ImmutableArray<ScoreHistogram> _ungrouped;
    private readonly Dictionary<NormGroup, List<ImmutableArray<ScoreHistogram>>> _parts;
    private readonly Dictionary<string, Lazy<NormLevel>> _levels;
    private readonly Dictionary<string, Lazy<NormLevel>>.AlternateLookup<ReadOnlySpan<char>> _levelOf;

    /// <summary>Keeps the frequencies; tables are made when they are asked for.</summary>
    /// <param name="origin">Which norms these are.</param>
    /// <param name="settings">How tables are made.</param>
    /// <param name="scores">Scores.</param>
    /// <param name="by">Group columns.</param>
    /// <param name="cells">The groups by all columns; kept. All fit one histogram together, as <c>ToNorms</c> asks.</param>
    /// <param name="ungrouped">The rows without a group; kept.</param>
    internal NormSet(
        NormOrigin origin,
        NormSettings settings,
        ImmutableArray<ComparableScore> scores,
        ImmutableArray<string> by,
        ImmutableArray<NormCell> cells,
        ImmutableArray<ScoreHistogram> ungrouped)
    {
        Origin = origin;
        Settings = settings;
        Scores = scores;
        By = by;
        _ungrouped = ungrouped;
        NormGroup[] groups = [.. cells.Select(cell => cell.Group)];
        Groups = [.. groups.Order(new GroupOrder(groups))];
        _parts = PartsOf(cells, ungrouped);
        _levels = Levels();
        _levelOf = _levels.GetAlternateLookup<ReadOnlySpan<char>>();
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
    public NormLevel Everybody => _levels[GroupKey.Of(NormGroup.Everybody)].Value;

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

        Span<char> key = stackalloc char[GroupKey.Longest];
        Span<int> ends = stackalloc int[NormGroup.MostColumns + 1];
        int known = GroupKey.Write(values, key, ends);
        Lazy<NormLevel>? level;
        while (!_levelOf.TryGetValue(key[..ends[known]], out level))
        {
            known--;
        }

        return level.Value;
    }

    /// <summary>The frequencies of a score in a group, added up over the groups it contains.</summary>
    /// <param name="group">A group of any level.</param>
    /// <param name="score">Position in <see cref="Scores"/>.</param>
    /// <returns>A histogram of the caller's own; empty when there is no such group.</returns>
    public ScoreHistogram HistogramOf(NormGroup group, int score)
    {
        ArgumentNullException.ThrowIfNull(group);
        ScoreHistogram sum = new(Scores[score]);
        foreach (ImmutableArray<ScoreHistogram> part in _parts.GetValueOrDefault(group) ?? [])
        {
            sum.Merge(part[score]);
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
    public NormTable TableOf(NormGroup group, int score) =>
        NormTable.Of($"{Origin.Id}@{Origin.Version}", group, HistogramOf(group, score), Settings);

    /// <summary>Every group of every level that has respondents, and everybody, with the frequencies its own are the sums of.</summary>
    private static Dictionary<NormGroup, List<ImmutableArray<ScoreHistogram>>> PartsOf(
        ImmutableArray<NormCell> cells, ImmutableArray<ScoreHistogram> ungrouped)
    {
        Dictionary<NormGroup, List<ImmutableArray<ScoreHistogram>>> parts = new() { [NormGroup.Everybody] = [ungrouped] };
        foreach (NormCell cell in cells)
        {
            for (NormGroup group = cell.Group; !group.Columns.IsEmpty; group = group.Widen())
            {
                if (!parts.TryGetValue(group, out List<ImmutableArray<ScoreHistogram>>? known))
                {
                    parts.Add(group, known = []);
                }

                known.Add(cell.Histograms);
            }

            parts[NormGroup.Everybody].Add(cell.Histograms);
        }

        return parts;
    }

    /// <summary>
    /// The levels that can be used, by their keys: everybody's, and every group in which each scale has enough respondents. Their tables
    /// are made by the first who asks, once, whatever the thread: norms of many groups cost the memory of those that are looked up.
    /// </summary>
    private Dictionary<string, Lazy<NormLevel>> Levels()
    {
        Dictionary<string, Lazy<NormLevel>> levels = new(StringComparer.Ordinal);
        foreach ((NormGroup group, List<ImmutableArray<ScoreHistogram>> parts) in _parts)
        {
            if (group.Columns.IsEmpty || IsLargeEnough(parts))
            {
                levels.Add(GroupKey.Of(group), new Lazy<NormLevel>(() => LevelOf(group)));
            }
        }

        return levels;
    }

    private bool IsLargeEnough(List<ImmutableArray<ScoreHistogram>> parts) =>
        Enumerable.Range(0, Scores.Length).All(score => parts.Sum(part => part[score].Count) >= Settings.LeastN);

    private NormLevel LevelOf(NormGroup group) =>
        new(group, [.. Enumerable.Range(0, Scores.Length).Select(score => TableOf(group, score))]);
}
