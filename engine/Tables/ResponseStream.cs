using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// A file of responses as blocks of respondents, in constant memory: what every verb that reads answers begins with. For one thread.
/// </summary>
internal sealed class ResponseStream : IDisposable
{
    /// <summary>Respondents in a block: enough for the vector loop, few enough to be many blocks.</summary>
    public const int BlockRows = 1024;

    private readonly TableReader _reader;
    private readonly ResponseTable _table;
    private readonly ResponseMatrixBuilder _builder;
    private readonly byte[] _row;
    private long _rows;

    /// <summary>Opens the file and finds the key's items in its header.</summary>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public ResponseStream(ResponseSource source)
    {
        _reader = TableReader.Open(source.File);
        try
        {
            _table = new ResponseTable(_reader, source.Keyed, source.Id, source.Lenient);
            if (source.Group is { } group && !_table.Passed.Contains(group))
            {
                throw _reader.Fault(null, $"{group} is no column beside the key's items, so it cannot be the group");
            }
        }
        catch
        {
            _reader.Dispose();
            throw;
        }

        _row = new byte[source.Keyed.Key.Items.Length];
        _builder = new ResponseMatrixBuilder(_row.Length, BlockRows);
    }

    /// <summary>Names of the columns that are no item, the identifier first.</summary>
    public ImmutableArray<string> Passed => _table.Passed;

    /// <summary>As <see cref="ResponseTable.Administered"/>.</summary>
    public ImmutableArray<int> Administered => _table.Administered;

    /// <summary>What has been read so far.</summary>
    public ResponseTally Tally => new(_rows, _table.Invalid);

    /// <summary>Share of the file read so far, 0..1.</summary>
    public double Share => _reader.Share;

    /// <summary>Reads the next block.</summary>
    /// <returns>Null at the end.</returns>
    /// <exception cref="TableException">A cell is no valid answer and the reading is not lenient, or a row is broken.</exception>
    public ResponseBlock? Next()
    {
        int width = Passed.Length;
        string[] passed = new string[BlockRows * width];
        while (_builder.Respondents < BlockRows && _table.Read(_row, passed.AsSpan(_builder.Respondents * width, width)))
        {
            _builder.Add(_row);
        }

        if (_builder.Respondents == 0)
        {
            return null;
        }

        var block = new ResponseBlock(_rows, _builder.Build(), passed);
        _rows += block.Answers.Respondents;
        return block;
    }

    /// <summary>Reads the file to its end, works on its blocks on all cores and hands the results on in order, see <see cref="InOrder"/>.</summary>
    /// <param name="work">Turns a block into a result; called by several threads at once.</param>
    /// <param name="use">Takes the results in the order of the blocks.</param>
    /// <param name="progress">Told the share of the file that is read, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">As <see cref="Next"/>.</exception>
    public ResponseTally WorkThrough<TResult>(
        Func<ResponseBlock, TResult> work, Action<TResult> use, IProgress<double>? progress, CancellationToken cancellation)
    {
        InOrder.Run(
            () =>
            {
                progress?.Report(Share);
                return Next();
            },
            work,
            use,
            cancellation);
        return Tally;
    }

    /// <summary>Reads the file to its end.</summary>
    /// <param name="use">Told every block.</param>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">As <see cref="Next"/>.</exception>
    public ResponseTally ReadAll(Action<ResponseBlock> use, IProgress<double>? progress, CancellationToken cancellation)
    {
        while (Next() is { } block)
        {
            cancellation.ThrowIfCancellationRequested();
            use(block);
            progress?.Report(Share);
        }

        return Tally;
    }

    /// <summary>As <see cref="TableReader.RefuseRepeated"/>.</summary>
    public void RefuseRepeated(IEnumerable<string> names) => _reader.RefuseRepeated(names);

    public void Dispose() => _reader.Dispose();
}
