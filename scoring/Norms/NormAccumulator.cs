using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Scoring.Norms;

/// <summary>
/// Gathers the histograms of all scales by group, in memory that does not grow with respondents. Rows may come in any order and parts may
/// be merged. For one thread; merge afterwards.
/// </summary>
public sealed class NormAccumulator
{
    /// <summary>Most different groups.</summary>
    public const int MostGroups = 10_000;

    /// <summary>Most places of all histograms together, 8 bytes each.</summary>
    public const long MostPlaces = 20_000_000;

    private readonly Dictionary<NormGroup, ImmutableArray<ScoreHistogram>> _cells = [];
    private readonly ImmutableArray<ScoreHistogram> _ungrouped;
    private readonly long _width;

    /// <summary>Makes an empty accumulator.</summary>
    /// <param name="scores">The scores to count, at least one, unique identifiers.</param>
    /// <param name="by">Group columns, the one that is dropped last first; empty = everybody is one group.</param>
    /// <exception cref="ArgumentException">
    /// No scores, an identifier repeats, the scores have too many values, or the columns are not usable.
    /// </exception>
    public NormAccumulator(ImmutableArray<ComparableScore> scores, ImmutableArray<string> by)
    {
        if (scores.IsDefaultOrEmpty || scores.Select(score => score.Id).Distinct(StringComparer.Ordinal).Count() != scores.Length)
        {
            throw new ArgumentException("Norms need at least one score, and every score once.", nameof(scores));
        }

        NormGroup.CheckColumns(by);
        Scores = scores;
        By = by;
        _width = WidthOf(scores);
        if (_width > MostPlaces)
        {
            throw new ArgumentException($"The scores have {_width} different values together; {MostPlaces} is the limit.", nameof(scores));
        }

        _ungrouped = Empty();
    }

    /// <summary>The scores that are counted.</summary>
    public ImmutableArray<ComparableScore> Scores { get; }

    /// <summary>Group columns in their order.</summary>
    public ImmutableArray<string> By { get; }

    /// <summary>How many different groups there are.</summary>
    public int Groups => _cells.Count;

    /// <summary>Rows that had no value in a group column.</summary>
    public long Ungrouped { get; private set; }

    /// <summary>How many places one histogram of every score takes.</summary>
    /// <param name="scores">Scores.</param>
    public static long WidthOf(ImmutableArray<ComparableScore> scores) => scores.Sum(score => (long)score.Highest - score.Lowest + 1);

    /// <summary>
    /// The histograms a row goes into, one per score. A row without a value in any group column belongs to nobody's group: it goes into the
    /// histograms that count for everybody only.
    /// </summary>
    /// <param name="values">The row's group values, [by]; blanks around them do not count.</param>
    /// <returns>Histograms in the order of <see cref="Scores"/>.</returns>
    /// <exception cref="ArgumentException">
    /// Not as many values as columns, a value is too long, or there would be too many groups.
    /// </exception>
    public ImmutableArray<ScoreHistogram> HistogramsOf(ReadOnlySpan<string> values)
    {
        if (values.Length != By.Length)
        {
            throw new ArgumentException($"{values.Length} values for {By.Length} group columns.", nameof(values));
        }

        ImmutableArray<string>.Builder trimmed = ImmutableArray.CreateBuilder<string>(values.Length);
        foreach (string value in values)
        {
            trimmed.Add(value.Trim());
        }

        if (trimmed.Contains(""))
        {
            Ungrouped++;
            return _ungrouped;
        }

        return trimmed.Count == 0 ? _ungrouped : HistogramsOf(NormGroup.Of(By, trimmed.MoveToImmutable()));
    }

    /// <summary>The histograms of a group of all columns, or of everybody for a row that has none.</summary>
    /// <param name="group">A group of all columns in <see cref="By"/>, or of none.</param>
    /// <returns>Histograms in the order of <see cref="Scores"/>.</returns>
    /// <exception cref="ArgumentException">The group has some of the columns only or others, or there would be too many.</exception>
    public ImmutableArray<ScoreHistogram> HistogramsOf(NormGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.Columns.IsEmpty)
        {
            return _ungrouped;
        }

        if (!group.Columns.AsSpan().SequenceEqual(By.AsSpan()))
        {
            throw new ArgumentException($"A group by {group.Level} among groups by {string.Join(",", By)}.", nameof(group));
        }

        if (_cells.TryGetValue(group, out ImmutableArray<ScoreHistogram> known))
        {
            return known;
        }

        if (_cells.Count >= MostGroups || (_cells.Count + 2) * _width > MostPlaces)
        {
            throw new ArgumentException(
                $"There are more than {_cells.Count} different groups by {string.Join(",", By)}: too many for norms. Is one of the columns "
                + "an identifier, or are the scores' bounds very wide?");
        }

        ImmutableArray<ScoreHistogram> made = Empty();
        _cells.Add(group, made);
        return made;
    }

    /// <summary>Respondents of all groups that were offered on a score and not counted, see <see cref="ScoreHistogram.Skipped"/>.</summary>
    /// <param name="score">Position in <see cref="Scores"/>.</param>
    public long SkippedOf(int score) => _ungrouped[score].Skipped + _cells.Values.Sum(histograms => histograms[score].Skipped);

    /// <summary>Adds what another has gathered.</summary>
    /// <param name="other">An accumulator of the same scores and columns.</param>
    /// <exception cref="ArgumentException">It is one of others, or there would be too many groups.</exception>
    public void Merge(NormAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other.Scores.AsSpan().SequenceEqual(Scores.AsSpan()) || !other.By.AsSpan().SequenceEqual(By.AsSpan()))
        {
            throw new ArgumentException("These are norms of other scores or by other columns.", nameof(other));
        }

        Join(_ungrouped, other._ungrouped);
        Ungrouped += other.Ungrouped;
        foreach ((NormGroup group, ImmutableArray<ScoreHistogram> histograms) in other._cells)
        {
            Join(HistogramsOf(group), histograms);
        }
    }

    /// <summary>The norms so far; what is counted later does not change them.</summary>
    /// <param name="origin">Which norms these are.</param>
    /// <param name="settings">How tables are made.</param>
    public NormSet ToNorms(NormOrigin origin, NormSettings settings)
    {
        Dictionary<NormGroup, ImmutableArray<ScoreHistogram>> cells =
            _cells.ToDictionary(cell => cell.Key, cell => Copies(cell.Value));
        return new NormSet(origin, settings, Scores, By, cells, Copies(_ungrouped));
    }

    private ImmutableArray<ScoreHistogram> Empty() => [.. Scores.Select(score => new ScoreHistogram(score))];

    private static ImmutableArray<ScoreHistogram> Copies(ImmutableArray<ScoreHistogram> histograms) =>
        [.. histograms.Select(histogram => histogram.Copy())];

    private static void Join(ImmutableArray<ScoreHistogram> into, ImmutableArray<ScoreHistogram> from)
    {
        for (int score = 0; score < into.Length; score++)
        {
            into[score].Merge(from[score]);
        }
    }
}
