using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// log P of every answer to every item at every node of a grid, and a row of zeros for no answer: the likelihood of a person is a sum of rows.
/// Rows have 64 places, so that a person's sums stay in registers. Immutable; safe to use from many threads.
/// </summary>
public sealed class LikelihoodTable
{
    /// <summary>Places of a row: the most nodes a grid may have here.</summary>
    public const int Width = 64;

    /// <summary>The most items of a table, a bank, a file of parameters: more than any one trait has.</summary>
    public const int MostItems = 5000;

    private readonly double[] _rows;
    private readonly int[] _starts;
    private readonly byte[] _categories;

    /// <summary>Works the table out: [items × (categories + 1) × 64] doubles.</summary>
    /// <param name="items">Parameters, 1 .. <see cref="MostItems"/> items.</param>
    /// <param name="grid">Where θ is looked at, at most <see cref="Width"/> nodes; finer grids are <see cref="ScalarEapScorer"/>'s.</param>
    /// <exception cref="ArgumentException">There are no items or too many, one has more than 255 categories, or the grid is too fine.</exception>
    public LikelihoodTable(ImmutableArray<ItemParameters> items, AbilityGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        IrtShape.CheckItems(items);
        if (items.Length > MostItems)
        {
            throw new ArgumentException($"{items.Length} items; {MostItems} is the most.", nameof(items));
        }

        if (grid.Nodes.Length > Width)
        {
            throw new ArgumentException($"{grid.Nodes.Length} nodes; {Width} is the most.", nameof(grid));
        }

        Items = items;
        Grid = grid;
        _categories = [.. items.Select(item => (byte)item.Categories)];
        _starts = new int[items.Length];
        int rows = 0;
        for (int item = 0; item < items.Length; item++)
        {
            _starts[item] = rows * Width;
            rows += items[item].Categories + 1;
        }

        _rows = new double[rows * Width];
        for (int item = 0; item < items.Length; item++)
        {
            for (int category = 0; category < items[item].Categories; category++)
            {
                Span<double> row = _rows.AsSpan(_starts[item] + (category * Width), grid.Nodes.Length);
                for (int node = 0; node < row.Length; node++)
                {
                    row[node] = items[item].LogProbability(grid.Nodes[node], category);
                }
            }
        }

        // The places behind the last node have weight 0 and the last node's θ, which is finite.
        double[] nodes = [.. grid.Nodes, .. Enumerable.Repeat(grid.Nodes[^1], Width - grid.Nodes.Length)];
        double[] weights = [.. grid.LogWeights, .. Enumerable.Repeat(double.NegativeInfinity, Width - grid.Nodes.Length)];
        (PaddedNodes, PaddedWeights) = (nodes, weights);
    }

    /// <summary>The items; their order is that of the columns of responses.</summary>
    public ImmutableArray<ItemParameters> Items { get; }

    /// <summary>The grid.</summary>
    public AbilityGrid Grid { get; }

    internal ReadOnlySpan<double> Rows => _rows;

    internal double[] PaddedNodes { get; }

    internal double[] PaddedWeights { get; }

    /// <summary>Where the row of one answer begins.</summary>
    internal int StartOf(int item, byte code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item, (uint)_starts.Length, nameof(item));
        return code < _categories[item] || code == ResponseMatrix.Missing
            ? _starts[item] + (Math.Min(code, _categories[item]) * Width)
            : throw new AnswerOutOfRangeException($"{item}", respondent: 0, code, $"0..{_categories[item] - 1}");
    }

    /// <summary>Where the rows of the answers of some respondents begin, respondent by respondent.</summary>
    /// <param name="responses">The answers.</param>
    /// <param name="first">First respondent.</param>
    /// <param name="starts">Receives the places, [respondents × items].</param>
    /// <returns>False when a code is no answer.</returns>
    internal bool TryFind(ResponseMatrix responses, int first, Span<int> starts)
    {
        int items = _starts.Length;
        int respondents = starts.Length / items;
        bool isFault = false;
        for (int item = 0; item < items; item++)
        {
            ReadOnlySpan<byte> codes = responses.Column(item).Slice(first, respondents);
            (int start, byte missing) = (_starts[item], _categories[item]);
            int place = item;
            foreach (byte code in codes)
            {
                isFault |= code >= missing && code != ResponseMatrix.Missing;
                starts[place] = start + (Math.Min(code, missing) * Width);
                place += items;
            }
        }

        return !isFault;
    }
}
