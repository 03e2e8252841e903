using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// From a table of responses to a table of scores: rows → blocks → matrix → scores → rows, in constant memory. Writes what is passed
/// through, then raw_scale and n_scale for every scale, then the interest indices if asked.
/// </summary>
public sealed class ScoreTable
{
    private const int BlockRows = 1024;

    private readonly KeyedItems _keyed;
    private readonly ScoreTableOptions _options;
    private readonly IndexColumns? _indices;
    private readonly ScoringPlan _plan;
    private readonly double[] _raw;
    private readonly ushort[] _answered;

    /// <summary>Prepares the way of the rows.</summary>
    /// <exception cref="ArgumentException">Indices are asked for and the key has not the scales R, I, A, S, E, C.</exception>
    public ScoreTable(KeyedItems keyed, ScoreTableOptions options)
    {
        _keyed = keyed;
        _options = options;
        _indices = options.Indices ? new IndexColumns(keyed.Key) : null;
        _plan = ScoringPlan.Compile(keyed.Key);
        _raw = new double[BlockRows * keyed.Key.Scales.Length];
        _answered = new ushort[_raw.Length];
    }

    /// <summary>Scores a file.</summary>
    /// <param name="responses">Path of the response CSV.</param>
    /// <param name="output">Receives the score CSV; left open.</param>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public ScoreTally Run(string responses, TextWriter output, IProgress<double>? progress, CancellationToken cancellation)
    {
        using TableReader reader = TableReader.Open(responses);
        var table = new ResponseTable(reader, _keyed, _options.Id, _options.Lenient);
        using var writer = new TableWriter(output, _options.Excel);
        WriteHeader(reader, table, writer);

        int items = _keyed.Key.Items.Length;
        int passed = table.Passed.Length;
        byte[] answers = new byte[items];
        string[] cells = new string[BlockRows * passed];
        var builder = new ResponseMatrixBuilder(items, BlockRows);
        long rows = 0;
        bool more = true;
        while (more)
        {
            cancellation.ThrowIfCancellationRequested();
            while (builder.Respondents < BlockRows && (more = table.Read(answers, cells.AsSpan(builder.Respondents * passed, passed))))
            {
                builder.Add(answers);
            }

            rows += builder.Respondents;
            WriteBlock(builder.Build(), cells, passed, writer);
            progress?.Report(reader.Share);
        }

        writer.Flush();
        return new ScoreTally(rows, table.Invalid);
    }

    private void WriteHeader(TableReader reader, ResponseTable table, TableWriter writer)
    {
        string[] scales = [.. _keyed.Key.Scales.Select(scale => scale.Id)];
        string[] names =
        [
            .. table.Passed,
            .. scales.Select(scale => $"raw_{scale}"),
            .. scales.Select(scale => $"n_{scale}"),
            .. _indices is null ? [] : IndexColumns.Names,
        ];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(name => name.Count() > 1) is { } twice)
        {
            throw reader.Fault(twice.Key, "the result has a column of this name too; rename it");
        }

        foreach (string name in names)
        {
            writer.Cell(name);
        }

        writer.EndRow();
    }

    private void WriteBlock(ResponseMatrix block, string[] cells, int passed, TableWriter writer)
    {
        int rows = block.Respondents;
        int scales = _keyed.Key.Scales.Length;
        Span<double> raw = _raw.AsSpan(0, rows * scales);
        Span<ushort> answered = _answered.AsSpan(0, rows * scales);
        ScaleScorer.Score(_plan, block, raw, answered);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < passed; column++)
            {
                writer.Cell(cells[(row * passed) + column]);
            }

            for (int scale = 0; scale < scales; scale++)
            {
                writer.Cell(raw[(scale * rows) + row]);
            }

            for (int scale = 0; scale < scales; scale++)
            {
                writer.Cell(answered[(scale * rows) + row]);
            }

            _indices?.Write(raw, rows, row, writer);
            writer.EndRow();
        }
    }
}
