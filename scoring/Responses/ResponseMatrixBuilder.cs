namespace Diagnostics.Scoring.Responses;

/// <summary>
/// Fills a <see cref="ResponseMatrix"/> respondent by respondent. Rows are gathered in blocks that stay in the nearest cache and are turned
/// into columns a block at a time. For one thread.
/// </summary>
public sealed class ResponseMatrixBuilder
{
    private const int BlockRows = ResponseMatrix.Padding;

    private readonly int _items;
    private readonly byte[] _block;
    private readonly int _expectedStride;
    private byte[] _codes = [];
    private int _stride;

    /// <summary>Makes an empty builder.</summary>
    /// <param name="items">Number of items of every row, at least 1.</param>
    /// <param name="expected">Number of respondents to make room for; more may come.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one item or a negative expectation.</exception>
    public ResponseMatrixBuilder(int items, int expected = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        _items = items;
        _block = new byte[BlockRows * items];
        _expectedStride = checked(expected + BlockRows - 1) / BlockRows * BlockRows;
    }

    /// <summary>Number of respondents added since the start or the last <see cref="Build"/>.</summary>
    public int Respondents { get; private set; }

    /// <summary>Adds one respondent.</summary>
    /// <param name="answers">Codes 0..254 or <see cref="ResponseMatrix.Missing"/>, [items]; copied.</param>
    /// <exception cref="ArgumentException">The row is not as long as there are items.</exception>
    public void Add(ReadOnlySpan<byte> answers)
    {
        if (answers.Length != _items)
        {
            throw new ArgumentException($"A row of {answers.Length} answers for {_items} items.", nameof(answers));
        }

        answers.CopyTo(_block.AsSpan(Respondents % BlockRows * _items));
        Respondents++;
        if (Respondents % BlockRows == 0)
        {
            TurnBlock(BlockRows);
        }
    }

    /// <summary>Hands the matrix over and starts again with nothing; the memory goes with the matrix, nothing is copied.</summary>
    /// <returns>[<see cref="Respondents"/> × items]</returns>
    public ResponseMatrix Build()
    {
        int rest = Respondents % BlockRows;
        if (rest > 0)
        {
            TurnBlock(rest);
        }

        var matrix = new ResponseMatrix(_codes, Respondents, _items, _stride);
        _codes = [];
        _stride = 0;
        Respondents = 0;
        return matrix;
    }

    private void TurnBlock(int rows)
    {
        int first = (Respondents - 1) / BlockRows * BlockRows;
        if (first >= _stride)
        {
            Grow();
        }

        for (int item = 0; item < _items; item++)
        {
            Span<byte> column = _codes.AsSpan((item * _stride) + first, BlockRows);
            for (int row = 0; row < rows; row++)
            {
                column[row] = _block[(row * _items) + item];
            }

            column[rows..].Fill(ResponseMatrix.Missing);
        }
    }

    private void Grow()
    {
        int stride = _stride > 0 ? checked(2 * _stride) : Math.Max(BlockRows, _expectedStride);
        byte[] codes = new byte[checked(stride * _items)];
        for (int item = 0; item < _items; item++)
        {
            _codes.AsSpan(item * _stride, _stride).CopyTo(codes.AsSpan(item * stride));
        }

        _codes = codes;
        _stride = stride;
    }
}
