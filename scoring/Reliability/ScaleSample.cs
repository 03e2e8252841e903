using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Reliability;

/// <summary>
/// What reliability and item statistics need to know of the respondents to one scale, exact and of constant size: blocks may come in any
/// order and samples may be merged in any order, every statistic is the same to the last bit. For one thread; merge afterwards.
/// </summary>
/// <remarks>
/// Statistics rest on complete rows alone: those that answered all items of the scale. A prorated score never enters. Where a blank counts
/// 0 points (<see cref="MissingRule.Zero"/>) a row is complete when it reached every item of the scale: an omitted item is then its 0
/// points, while a row that stopped earlier stays out, because its blanks speak of speed.
/// </remarks>
public sealed class ScaleSample
{
    private const int TileRows = 128;

    private readonly PointTable[] _items;
    private readonly bool _blankIsZero;
    private readonly ImmutableArray<int> _administered;
    private readonly int[] _place;
    private readonly CrossProducts _products;
    private readonly long[] _totals;
    private readonly ItemTally[] _tallies;

    /// <summary>Makes an empty sample.</summary>
    /// <param name="scale">The scale, with at least one item; an ipsative one is no <see cref="ComparableScale"/>.</param>
    /// <param name="administered">
    /// All columns of the matrices to come, in the order they were administered, [columns]; default: the columns as they stand. Only a
    /// scale whose blanks count 0 points asks for it.
    /// </param>
    /// <exception cref="ArgumentException">The scale has no items, or a column of it is not among the administered.</exception>
    public ScaleSample(ComparableScale scale, ImmutableArray<int> administered = default)
    {
        ArgumentNullException.ThrowIfNull(scale);
        if (scale.Items.IsEmpty)
        {
            throw new ArgumentException($"Scale {scale.Id} has no items, so it has no reliability.", nameof(scale));
        }

        Scale = scale;
        _items = [.. scale.Items.Select(item => new PointTable(item))];
        _blankIsZero = scale.Missing is MissingRule.Zero;
        _administered = administered.IsDefault ? [] : administered;
        _place = [.. scale.Items.Select(item => administered.IsDefault ? item.Item : administered.IndexOf(item.Item))];
        if (_place.Contains(-1))
        {
            throw new ArgumentException($"A column of scale {scale.Id} is not among the administered ones.", nameof(administered));
        }

        _products = new CrossProducts(scale.Items.Length);
        _totals = new long[scale.Highest + 1];
        _tallies = new ItemTally[scale.Items.Length];
    }

    /// <summary>The scale.</summary>
    public ComparableScale Scale { get; }

    /// <summary>Number of respondents seen, complete or not.</summary>
    public long Rows { get; private set; }

    /// <summary>n, number of complete rows: what every statistic rests on.</summary>
    public long Complete => _products.Count;

    /// <summary>Rows left out because the scale's last items were not reached; 0 unless a blank counts 0 points.</summary>
    public long NotReached { get; private set; }

    /// <summary>Cross-products of the items' points, after reversal, over the complete rows, in key order.</summary>
    internal CrossProducts Products => _products;

    /// <summary>How often each total 0, 1, … occurs among the complete rows, [highest + 1].</summary>
    internal ReadOnlySpan<long> Totals => _totals;

    /// <summary>Blanks, points and unreached rows of every item over all rows, [items].</summary>
    internal ReadOnlySpan<ItemTally> Tallies => _tallies;

    /// <summary>Adds respondents.</summary>
    /// <param name="responses">Codes, [respondents × columns of the key]; none changes nothing.</param>
    /// <exception cref="ArgumentException">The matrix lacks a column of the scale or of the administered order.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer; nothing has been added.</exception>
    public void Add(ResponseMatrix responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        int needed = _administered.IsEmpty ? Scale.Items.Max(item => item.Item) + 1 : _administered.Length;
        if (responses.Items < needed || (!_administered.IsEmpty && responses.Items != needed))
        {
            throw new ArgumentException(
                $"The matrix has {responses.Items} columns, scale {Scale.Id} asks for {needed}.", nameof(responses));
        }

        RefuseFaults(responses);
        int[] points = new int[TileRows * _items.Length];
        Span<bool> complete = stackalloc bool[TileRows];
        Span<int> reached = stackalloc int[TileRows];
        for (int first = 0; first < responses.Respondents; first += TileRows)
        {
            int rows = Math.Min(TileRows, responses.Respondents - first);
            complete.Fill(true);
            CountReached(responses, first, reached[..rows]);
            for (int item = 0; item < _items.Length; item++)
            {
                ReadOnlySpan<byte> codes = responses.Column(_items[item].Column).Slice(first, rows);
                TakeItem(item, codes, reached, points.AsSpan(item), complete);
            }

            TakeRows(points, complete[..rows]);
        }

        Rows += responses.Respondents;
    }

    /// <summary>Adds what another sample has gathered.</summary>
    /// <param name="other">A sample of the same scale over other respondents.</param>
    /// <exception cref="ArgumentException">The other sample is of another scale.</exception>
    public void Merge(ScaleSample other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool same = other.Scale.Id == Scale.Id && other._blankIsZero == _blankIsZero && other._items.Length == _items.Length
            && _items.Zip(other._items).All(pair => pair.First.Matches(pair.Second)) && other._place.AsSpan().SequenceEqual(_place);
        if (!same)
        {
            throw new ArgumentException(
                $"A sample of scale {other.Scale.Id} cannot join one of {Scale.Id}: the keys differ.", nameof(other));
        }

        _products.Merge(other._products);
        for (int total = 0; total < _totals.Length; total++)
        {
            _totals[total] += other._totals[total];
        }

        for (int item = 0; item < _tallies.Length; item++)
        {
            _tallies[item] += other._tallies[item];
        }

        Rows += other.Rows;
        NotReached += other.NotReached;
    }

    /// <summary>Names the first respondent with a code that is no answer, and of that respondent the first item in key order.</summary>
    private void RefuseFaults(ResponseMatrix responses)
    {
        int respondent = responses.Respondents;
        int fault = -1;
        for (int item = 0; item < _items.Length; item++)
        {
            int row = _items[item].FirstFault(responses.Column(_items[item].Column)[..respondent]);
            (respondent, fault) = row >= 0 ? (row, item) : (respondent, fault);
        }

        if (fault >= 0)
        {
            ItemKey item = Scale.Items[fault];
            string name = string.Create(CultureInfo.InvariantCulture, $"{fault + 1} of scale {Scale.Id}");
            throw new AnswerOutOfRangeException(name, respondent, responses[respondent, item.Item], item.ValidCodes);
        }
    }

    /// <summary>How many places of the administered order lie at or before the last answer; everything where no rule asks.</summary>
    private void CountReached(ResponseMatrix responses, int first, Span<int> reached)
    {
        reached.Fill(_blankIsZero ? 0 : int.MaxValue);
        for (int place = 0; _blankIsZero && place < responses.Items; place++)
        {
            int column = _administered.IsEmpty ? place : _administered[place];
            ReadOnlySpan<byte> codes = responses.Column(column).Slice(first, reached.Length);
            for (int row = 0; row < codes.Length; row++)
            {
                reached[row] = codes[row] == ResponseMatrix.Missing ? reached[row] : place + 1;
            }
        }
    }

    private void TakeItem(int item, ReadOnlySpan<byte> codes, ReadOnlySpan<int> reached, Span<int> points, Span<bool> complete)
    {
        PointTable table = _items[item];
        ItemTally tally = default;
        for (int row = 0; row < codes.Length; row++)
        {
            int found = table[codes[row]];
            if (found < 0)
            {
                bool isBehind = _place[item] >= reached[row];
                tally += new ItemTally(1, isBehind ? 1 : 0, 0);
                complete[row] &= _blankIsZero && !isBehind;
                found = 0;
            }

            points[row * _items.Length] = found;
            tally += new ItemTally(0, 0, found);
        }

        _tallies[item] += tally;
    }

    private void TakeRows(ReadOnlySpan<int> points, ReadOnlySpan<bool> complete)
    {
        for (int row = 0; row < complete.Length; row++)
        {
            if (!complete[row])
            {
                NotReached += _blankIsZero ? 1 : 0;
                continue;
            }

            ReadOnlySpan<int> values = points.Slice(row * _items.Length, _items.Length);
            int total = 0;
            foreach (int value in values)
            {
                total += value;
            }

            _totals[total]++;
            _products.Add(values);
        }
    }
}
