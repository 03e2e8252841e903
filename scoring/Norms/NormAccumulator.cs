using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>Most scores.</summary>
    public const int MostScores = 1_000;

    /// <summary>Most steps from the lowest value of a score to its highest.</summary>
    public const int MostSteps = 65_535;

    /// <summary>
    /// Most values of all scores in all groups together, with those of the rows without a group: a count of 8 bytes here and in the norms,
    /// and ten times that in the tables of the groups that are looked up.
    /// </summary>
    public const long MostPlaces = 2_000_000;

    private readonly Dictionary<string, NormCell> _cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NormCell>.AlternateLookup<ReadOnlySpan<char>> _cellOf;
    private readonly ImmutableArray<ScoreHistogram> _ungrouped;
    private readonly long _width;

    /// <summary>Makes an empty accumulator.</summary>
    /// <param name="scores">
    /// The scores to count, 1 .. <see cref="MostScores"/>; identifiers are unique and have 1 .. <see cref="NormGroup.LongestValue"/>
    /// characters.
    /// </param>
    /// <param name="by">Group columns, the one that is dropped last first; empty = everybody is one group.</param>
    /// <exception cref="ArgumentException">
    /// No or too many scores, an identifier repeats or is too long, scores have too many values, or the columns are not usable.
    /// </exception>
    public NormAccumulator(ImmutableArray<ComparableScore> scores, ImmutableArray<string> by)
    {
        CheckScores(scores);
        NormGroup.CheckColumns(by);
        Scores = scores;
        By = by;
        _width = WidthOf(scores);
        _ungrouped = Empty();
        _cellOf = _cells.GetAlternateLookup<ReadOnlySpan<char>>();
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

        foreach (string value in values)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                Ungrouped++;
                return _ungrouped;
            }
        }

        if (By.IsEmpty)
        {
            return _ungrouped;
        }

        Span<char> key = stackalloc char[GroupKey.Longest];
        Span<int> ends = stackalloc int[NormGroup.MostColumns + 1];
        int written = GroupKey.Write(values, key, ends);
        return written == values.Length && _cellOf.TryGetValue(key[..ends[written]], out NormCell? known)
            ? known.Histograms
            : HistogramsOf(NormGroup.Of(By, [.. values.ToArray().Select(value => value.Trim())]));
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
            throw new ArgumentException($"A group by {group.Level} among groups by {string.Join(",", By)}.");
        }

        string key = GroupKey.Of(group);
        if (_cells.TryGetValue(key, out NormCell? known))
        {
            return known.Histograms;
        }

        if (_cells.Count >= MostGroups || (_cells.Count + 2) * _width > MostPlaces)
        {
            throw new ArgumentException(
                $"There are more than {_cells.Count} different groups by {string.Join(",", By)}: too many for norms. Is one of the columns "
                + "an identifier, or are the scores' bounds very wide?");
        }

        NormCell made = new(group, Empty());
        _cells.Add(key, made);
        return made.Histograms;
    }

    /// <summary>Respondents of all groups that were offered on a score and not counted, see <see cref="ScoreHistogram.Skipped"/>.</summary>
    /// <param name="score">Position in <see cref="Scores"/>.</param>
    public long SkippedOf(int score) => _ungrouped[score].Skipped + _cells.Values.Sum(cell => cell.Histograms[score].Skipped);

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
        foreach (NormCell cell in other._cells.Values)
        {
            Join(HistogramsOf(cell.Group), cell.Histograms);
        }
    }

    /// <summary>The norms so far; what is counted later does not change them.</summary>
    /// <param name="origin">Which norms these are.</param>
    /// <param name="settings">How tables are made.</param>
    /// <exception cref="ArgumentException">
    /// A score has more than <see cref="ScoreHistogram.MostRespondents"/> in all groups together.
    /// </exception>
    public NormSet ToNorms(NormOrigin origin, NormSettings settings)
    {
        for (int score = 0; score < Scores.Length; score++)
        {
            Int128 everybody = _ungrouped[score].Count + _cells.Values.Aggregate(
                Int128.Zero, (sum, cell) => sum + cell.Histograms[score].Count);
            if (everybody > ScoreHistogram.MostRespondents)
            {
                throw new ArgumentException(
                    $"Score {Scores[score].Id} has {everybody} respondents together; {ScoreHistogram.MostRespondents} is the limit.");
            }
        }

        return new NormSet(origin, settings, Scores, By, [.. _cells.Values.Select(cell => cell.Copy())], NormCell.Copy(_ungrouped));
    }

    private static void CheckScores(ImmutableArray<ComparableScore> scores)
    {
        if (scores.IsDefaultOrEmpty || scores.Select(score => score.Id).Distinct(StringComparer.Ordinal).Count() != scores.Length)
        {
            throw new ArgumentException("Norms need at least one score, and every score once.");
        }

        if (scores.Length > MostScores || scores.Any(score => score.Id.Length is 0 or > NormGroup.LongestValue))
        {
            throw new ArgumentException(
                $"Norms have at most {MostScores} scores, with names of at most {NormGroup.LongestValue} characters.");
        }

        if (scores.FirstOrDefault(score => (long)score.Highest - score.Lowest > MostSteps) is { } wide)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Score {wide.Id}: {wide.Lowest}..{wide.Highest} are more than {MostSteps} steps, the limit of norms."));
        }

        if (WidthOf(scores) is var width && width > MostPlaces)
        {
            throw new ArgumentException($"The scores have {width} different values together; {MostPlaces} is the limit.");
        }
    }

    private ImmutableArray<ScoreHistogram> Empty() => [.. Scores.Select(score => new ScoreHistogram(score))];

    private static void Join(ImmutableArray<ScoreHistogram> into, ImmutableArray<ScoreHistogram> from)
    {
        for (int score = 0; score < into.Length; score++)
        {
            into[score].Merge(from[score]);
        }
    }
}
