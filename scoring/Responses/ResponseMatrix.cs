namespace Diagnostics.Scoring.Responses;

/// <summary>
/// Answer codes of many respondents, one byte a cell, immutable. The layout is item-major, [items × respondents]: the answers of all
/// respondents to one item lie side by side, so that a scale streams through memory. Safe to read from many threads.
/// </summary>
public sealed class ResponseMatrix
{
    /// <summary>The code of an item that was not answered.</summary>
    public const byte Missing = byte.MaxValue;

    /// <summary>Columns are padded with <see cref="Missing"/> to whole multiples of this, so that vectors never need a tail.</summary>
    internal const int Padding = 256;

    private readonly byte[] _codes;

    internal ResponseMatrix(byte[] codes, int respondents, int items, int stride)
    {
        if (stride % Padding != 0 || respondents > stride || (long)stride * items > codes.Length)
        {
            throw new ArgumentException(
                $"{codes.Length} bytes cannot hold {items} columns of {respondents} respondents at stride {stride}.", nameof(codes));
        }

        _codes = codes;
        Respondents = respondents;
        Items = items;
        Stride = stride;
    }

    /// <summary>Number of respondents (rows); may be 0.</summary>
    public int Respondents { get; }

    /// <summary>Number of items (columns).</summary>
    public int Items { get; }

    /// <summary>
    /// Distance in bytes between the columns of two neighbouring items; at least the respondents, rounded up to <see cref="Padding"/>.
    /// </summary>
    internal int Stride { get; }

    /// <summary>All columns with their padding, [items × stride].</summary>
    internal ReadOnlySpan<byte> Codes => _codes;

    /// <summary>The code one respondent gave to one item; <see cref="Missing"/> when there was no answer.</summary>
    /// <param name="respondent">Row, 0 .. <see cref="Respondents"/> − 1.</param>
    /// <param name="item">Column, 0 .. <see cref="Items"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public byte this[int respondent, int item]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)respondent, (uint)Respondents, nameof(respondent));
            return Column(item)[respondent];
        }
    }

    /// <summary>Makes a matrix from answers that lie respondent by respondent.</summary>
    /// <param name="answers">Codes 0..254 or <see cref="Missing"/>, [respondents × items], row-major; copied.</param>
    /// <param name="items">Number of items, at least 1.</param>
    /// <returns>The matrix; empty answers give 0 respondents.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of the items.</exception>
    public static ResponseMatrix FromRows(ReadOnlySpan<byte> answers, int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (answers.Length % items != 0)
        {
            throw new ArgumentException($"{answers.Length} answers are no whole number of rows of {items} items.", nameof(answers));
        }

        int respondents = answers.Length / items;
        var builder = new ResponseMatrixBuilder(items, respondents);
        for (int row = 0; row < respondents; row++)
        {
            builder.Add(answers.Slice(row * items, items));
        }

        return builder.Build();
    }

    /// <summary>The codes of all respondents to one item.</summary>
    /// <param name="item">Column, 0 .. <see cref="Items"/> − 1.</param>
    /// <returns>[respondents]</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public ReadOnlySpan<byte> Column(int item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item, (uint)Items, nameof(item));
        return _codes.AsSpan(item * Stride, Respondents);
    }

    /// <summary>Copies the codes of one respondent.</summary>
    /// <param name="respondent">Row, 0 .. <see cref="Respondents"/> − 1.</param>
    /// <param name="answers">Receives [items] codes.</param>
    /// <exception cref="ArgumentException">The span is not as long as there are items.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public void CopyRow(int respondent, Span<byte> answers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)respondent, (uint)Respondents, nameof(respondent));
        if (answers.Length != Items)
        {
            throw new ArgumentException($"{answers.Length} places for {Items} items.", nameof(answers));
        }

        for (int item = 0; item < answers.Length; item++)
        {
            answers[item] = _codes[(item * Stride) + respondent];
        }
    }
}
