using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// From a table of responses to reliability and item statistics: one pass, constant memory, then two tables. Scales on which persons may
/// not be compared are left out.
/// </summary>
public sealed class ItemAnalysis
{
    private readonly ResponseSource _source;
    private readonly ImmutableArray<ComparableScale> _scales;
    private ImmutableArray<ScaleStatistics> _statistics = [];

    /// <summary>Takes a file and its key.</summary>
    /// <exception cref="ArgumentException">No scale of the key compares persons.</exception>
    public ItemAnalysis(ResponseSource source)
    {
        _source = source;
        ImmutableArray<ScaleKey> scales = source.Keyed.Key.Scales;
        _scales = [.. scales.OfType<ComparableScale>()];
        LeftOut = [.. scales.Except(_scales).Select(scale => scale.Id)];
        if (_scales.IsEmpty)
        {
            throw new ArgumentException(
                $"The scales {string.Join(", ", LeftOut)} are ipsative: within a person more of one is less of another, so persons cannot "
                + "be compared on them and neither reliability nor item statistics are defined. The key has no other scale.");
        }
    }

    /// <summary>Scales of the key that are ipsative and have no statistics.</summary>
    public ImmutableArray<string> LeftOut { get; }

    /// <summary>Scales that too few respondents came to the end of, so that they have no reliability.</summary>
    public ImmutableArray<string> Speeded => [.. _statistics.Where(scale => scale.IsSpeeded).Select(scale => scale.Scale.Id)];

    /// <summary>Reads the file.</summary>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public ResponseTally Run(IProgress<double>? progress, CancellationToken cancellation)
    {
        using ResponseStream responses = new(_source);
        ScaleSample[] samples = [.. _scales.Select(scale => new ScaleSample(scale, responses.Administered))];
        ResponseTally tally = responses.ReadAll(
            block =>
            {
                foreach (ScaleSample sample in samples)
                {
                    sample.Add(block.Answers);
                }
            },
            progress,
            cancellation);
        _statistics = [.. samples.Select(ScaleStatistics.Of)];
        return tally;
    }

    /// <summary>Writes one row for every scale.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteScales(TextWriter output, bool excel) => ScaleStatisticsTable.Write(_statistics, output, excel);

    /// <summary>Writes one row for every item of every scale.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteItems(TextWriter output, bool excel) =>
        ItemStatisticsTable.Write(_source.Keyed.Key.Items, _statistics, output, excel);
}
