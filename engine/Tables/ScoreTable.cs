using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// From a table of responses to a table of scores: rows → blocks → matrix → scores → rows, in constant memory, a block on each core.
/// Writes what is passed through, then raw_scale and n_scale for every scale, omitted_scale and notreached_scale for those of right and
/// wrong answers, then the groups of columns that were asked for.
/// </summary>
public sealed class ScoreTable(ResponseSource source, ScoreTableOptions options)
{
    private readonly ScoringKey _key = source.Keyed.Key;
    private readonly ScoringPlan _plan = ScoringPlan.Compile(source.Keyed.Key);
    private readonly ImmutableArray<int> _criterion =
        [.. Enumerable.Range(0, source.Keyed.Key.Scales.Length).Where(scale => source.Keyed.Key.Scales[scale] is CriterionScale)];

    /// <summary>Scores the file.</summary>
    /// <param name="output">Receives the score CSV; left open.</param>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public ResponseTally Run(TextWriter output, IProgress<double>? progress, CancellationToken cancellation)
    {
        using ResponseStream responses = new(source);
        ImmutableArray<int> sectionOrder = responses.Administered;
        int passed = responses.Passed.Length;
        WriteHeader(responses, output);
        return responses.WorkThrough(block => Text(block, passed, sectionOrder), output.Write, progress, cancellation);
    }

    private void WriteHeader(ResponseStream responses, TextWriter output)
    {
        string[] scales = [.. _key.Scales.Select(scale => scale.Id)];
        string[] names =
        [
            .. responses.Passed,
            .. scales.Select(scale => $"raw_{scale}"),
            .. scales.Select(scale => $"n_{scale}"),
            .. _criterion.SelectMany(scale => new[] { $"omitted_{scales[scale]}", $"notreached_{scales[scale]}" }),
            .. options.Columns.SelectMany(columns => columns.Names),
        ];
        responses.RefuseRepeated(names);
        using var writer = new TableWriter(output, options.Excel);
        writer.Row(names);
    }

    /// <summary>Everything between reading a block and writing it; depends on nothing but the block.</summary>
    private string Text(ResponseBlock block, int passed, ImmutableArray<int> sectionOrder)
    {
        int rows = block.Answers.Respondents;
        int scales = _key.Scales.Length;
        double[] raw = new double[rows * scales];
        ushort[] answered = new ushort[raw.Length];
        ScaleScorer.Score(_plan, block.Answers, raw, answered);

        using StringWriter text = new(CultureInfo.InvariantCulture);
        using var writer = new TableWriter(text, options.Excel, isContinued: true);
        byte[] answers = new byte[_key.Items.Length];
        Span<double> rawRow = new double[scales];
        Span<ushort> answeredRow = new ushort[scales];
        for (int row = 0; row < rows; row++)
        {
            for (int scale = 0; scale < scales; scale++)
            {
                rawRow[scale] = raw[(scale * rows) + row];
                answeredRow[scale] = answered[(scale * rows) + row];
            }

            block.Answers.CopyRow(row, answers);
            ReadOnlySpan<string> passedRow = block.Passed.AsSpan(row * passed, passed);
            WriteRow(new ScoredRow(answers, rawRow, answeredRow, passedRow), sectionOrder, writer);
        }

        writer.Flush();
        return text.ToString();
    }

    private void WriteRow(in ScoredRow row, ImmutableArray<int> sectionOrder, TableWriter writer)
    {
        foreach (string cell in row.Passed)
        {
            writer.Cell(cell);
        }

        writer.Cells(row.Raw);
        foreach (ushort answered in row.Answered)
        {
            writer.Cell(answered);
        }

        WriteReach(row, sectionOrder, writer);
        foreach (ScoreColumns columns in options.Columns)
        {
            columns.Write(row, writer);
        }

        writer.EndRow();
    }

    private void WriteReach(in ScoredRow row, ImmutableArray<int> sectionOrder, TableWriter writer)
    {
        foreach (int scale in _criterion)
        {
            int notReached = Reach.NotReached(_key.Scales[scale], row.Answers, sectionOrder.AsSpan());
            writer.Cell(_key.Scales[scale].Items.Length - row.Answered[scale] - notReached);
            writer.Cell(notReached);
        }
    }
}
