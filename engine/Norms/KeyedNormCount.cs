using System.Collections.Immutable;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Norms;

/// <summary>Scores a table of responses and counts the scores by group: one pass, constant memory, a block on each core.</summary>
public sealed class KeyedNormCount
{
    private readonly ResponseSource _source;
    private readonly ImmutableArray<string> _by;
    private readonly ScoringPlan _plan;
    private readonly ImmutableArray<int> _scales;

    /// <summary>Finds the scales that can have norms.</summary>
    /// <param name="source">The responses.</param>
    /// <param name="by">Group columns of the file; empty = everybody is one group.</param>
    /// <exception cref="ArgumentException">All scales of the key are ipsative.</exception>
    public KeyedNormCount(ResponseSource source, ImmutableArray<string> by)
    {
        _source = source;
        _by = by;
        _plan = ScoringPlan.Compile(source.Keyed.Key);
        ImmutableArray<ScaleKey> all = source.Keyed.Key.Scales;
        _scales = [.. Enumerable.Range(0, all.Length).Where(scale => all[scale] is ComparableScale)];
        if (_scales.IsEmpty)
        {
            throw new ArgumentException(
                $"All scales of the key ({string.Join(", ", all.Select(scale => scale.Id))}) are ipsative: more of one is less of another, "
                + "persons cannot be compared on them, and there are no norms.");
        }
    }

    /// <summary>Counts the file.</summary>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="TableException">The file is not usable, or has no column of a group.</exception>
    /// <exception cref="ArgumentException">There are too many different groups.</exception>
    public NormSample Count(IProgress<double>? progress, CancellationToken cancellation)
    {
        using ResponseStream responses = new(_source);
        ImmutableArray<ScaleKey> all = _source.Keyed.Key.Scales;
        ImmutableArray<ComparableScale> scales = [.. _scales.Select(scale => all[scale]).Cast<ComparableScale>()];
        NormAccumulator gathered = new([.. scales.Select(ComparableScore.Of)], _by);
        GroupColumns columns = GroupColumns.Find(responses.Passed, _by, _source.File);
        int[] least = [.. scales.Select(ScoreHistogram.LeastAnswered)];
        int width = responses.Passed.Length;
        ResponseTally tally =
            responses.WorkThrough(Score, block => Push(block, width, columns, gathered, least), progress, cancellation);
        string[] leftOut = [.. all.Where(scale => scale is not ComparableScale).Select(scale => scale.Id)];
        return new NormSample(gathered, tally, [.. leftOut]);
    }

    private ScoredBlock Score(ResponseBlock block)
    {
        double[] raw = new double[_source.Keyed.Key.Scales.Length * block.Answers.Respondents];
        ushort[] answered = new ushort[raw.Length];
        ScaleScorer.Score(_plan, block.Answers, raw, answered);
        return new ScoredBlock(block, raw, answered);
    }

    private void Push(ScoredBlock scored, int width, GroupColumns columns, NormAccumulator gathered, int[] least)
    {
        int rows = scored.Block.Answers.Respondents;
        string[] values = new string[_by.Length];
        for (int row = 0; row < rows; row++)
        {
            columns.Copy(scored.Block.Passed.AsSpan(row * width, width), values);
            ImmutableArray<ScoreHistogram> histograms = gathered.HistogramsOf(values);
            for (int place = 0; place < _scales.Length; place++)
            {
                int cell = (_scales[place] * rows) + row;
                histograms[place].PushAnswered(scored.Raw.AsSpan(cell, 1), scored.Answered.AsSpan(cell, 1), least[place]);
            }
        }
    }

    private sealed record ScoredBlock(ResponseBlock Block, double[] Raw, ushort[] Answered);
}
